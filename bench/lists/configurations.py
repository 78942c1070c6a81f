"""Which lists are generated: every producer, typeface, ruling, alignment, heading and column order at least once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple


class Column(NamedTuple):
    """One printed column: the fields it shows, its heading, its share of the width, and the heading above.

    `number` as a field is the running number: printed, but part of no entry.
    """

    fields: tuple[str, ...]
    heading: str
    share: float
    above: str = ""
    flush: str = "left"
    is_english: bool = False


PROJECTS = (
    Column(("sponsor",), "Projektträger", 15),
    Column(("place",), "Durchführungs-\nort", 9),
    Column(("region",), "Region/FKA", 10),
    Column(("item",), "Nr. der RL", 3.6),
    Column(("kind",), "Vorhabensart", 11),
    Column(("begin",), "Bewilligungs-\nbeginn", 6.6),
    Column(("end",), "Bewilligungs-\nende", 6.6),
    Column(("title",), "Projekttitel", 12),
    Column(("description",), "Kurzbeschreibung", 31),
)
PROJECTS_TWO_STOREYS = (
    Column(("item",), "Nr. der RL", 4),
    Column(("sponsor",), "Träger", 15, "Zuwendungsempfänger"),
    Column(("place",), "Ort", 9, "Zuwendungsempfänger"),
    Column(("region",), "Region", 10),
    Column(("title",), "Projekttitel", 12),
    Column(("kind",), "Art des Vorhabens", 11),
    Column(("begin",), "Beginn", 6.6, "Laufzeit"),
    Column(("end",), "Ende", 6.6, "Laufzeit"),
    Column(("description",), "Kurzbeschreibung", 31),
)
PROJECTS_TITLE_FIRST = (
    Column(("title",), "Titel des Vorhabens", 13),
    Column(("sponsor",), "Zuwendungsempfänger", 15),
    Column(("begin",), "Beginn", 6.6),
    Column(("end",), "Ende", 6.6),
    Column(("description",), "Kurzbeschreibung", 31),
    Column(("region",), "Region", 10),
    Column(("place",), "Ort", 9),
)
BENEFICIARIES = (
    Column(("sponsor",), "Name des Begünstigten", 26),
    Column(("title",), "Bezeichnung des Vorhabens", 36),
    Column(("year_approved",), "Jahr der Bewilligung", 9),
    Column(("year_completed",), "Jahr der Restzahlung", 9),
    Column(("amount_awarded",), "Gewährte Beträge", 10, flush="right"),
    Column(("amount_paid",), "Bei Abschluss des Vorhabens gezahlte Gesamtbeträge", 13, flush="right"),
)
BENEFICIARIES_ONE_YEAR = (
    Column(("sponsor",), "Name des Begünstigten", 28),
    Column(("title",), "Bezeichnung des Vorhabens", 36),
    Column(("year_approved", "year_completed"), "Jahr der Bewilligung / Jahr der Restzahlung", 12),
    Column(("amount_awarded",), "Gewährte Beträge", 11),
    Column(("amount_paid",), "Bei Abschluss des Vorhabens gezahlte Gesamtbeträge", 13),
)
BENEFICIARIES_NUMBERED = (
    Column(("number",), "Lfd. Nr.", 5),
    Column(("sponsor",), "Begünstigter", 28),
    Column(("title",), "Vorhaben", 36),
    Column(("year_approved",), "Bewilligung", 8, "Jahr"),
    Column(("year_completed",), "Restzahlung", 8, "Jahr"),
    Column(("amount_awarded",), "gewährt (EUR)", 11, "Beträge", "right"),
    Column(("amount_paid",), "gezahlt (EUR)", 11, "Beträge", "right"),
)
OPERATIONS = (
    Column(("sponsor",), "Name des Begünstigten", 15),
    Column(("title",), "Bezeichnung des Vorhabens", 15),
    Column(("description",), "Zusammenfassung des Vorhabens", 26),
    Column(("begin",), "Datum des Beginns des Vorhabens", 7),
    Column(("end",), "Datum des Endes des Vorhabens", 7),
    Column(("amount_total",), "Gesamtbetrag der förderfähigen Ausgaben", 9.5, flush="right"),
    Column(("cofinancing_rate",), "Unions-Kofinanzierungssatz", 7.5, flush="right"),
    Column(("postcode",), "Postleitzahl", 6),
    Column(("country",), "Land", 7.5),
    Column(("intervention",), "Bezeichnung der Interventionskategorie", 12),
)
ENGLISH = (
    Column(("sponsor",), "Beneficiary name", 15),
    Column(("title",), "Operation name", 15),
    Column(("description",), "Operation summary", 27),
    Column(("begin",), "Operation start date", 7, is_english=True),
    Column(("end",), "Operation end date", 7, is_english=True),
    Column(("amount_total",), "Total eligible expenditure", 9, flush="right"),
    Column(("cofinancing_rate",), "Union co-financing rate", 7, flush="right"),
    Column(("postcode",), "Operation postcode", 7),
    Column(("country",), "Country", 8),
    Column(("intervention",), "Category of intervention", 13),
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One generated list: `producer` sets it, `rules` are "grid", "rows" or "none", `align` is the vertical one."""

    name: str
    producer: str
    columns: tuple[Column, ...] = PROJECTS
    rules: str = "grid"
    align: str = "top"
    typeface: str = "Liberation Sans"
    size: float = 7.5
    repeats_heading: bool = True
    states_extent: bool = True
    splits_rows: bool = False
    has_total: bool = False
    count: int = 130
    seed: int = field(default=20_240_711)

    @property
    def family(self) -> str:
        """Which entries fit the columns."""
        if "amount_total" in self.fields:
            return "english" if any(column.is_english for column in self.columns) else "operations"
        return "beneficiaries" if "amount_paid" in self.fields else "projects"

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(name for column in self.columns for name in column.fields if name != "number")


C = Configuration
CONFIGURATIONS = (
    C("excel-top", "excel", rules="grid", repeats_heading=False),
    C("excel-top-bare", "excel", rules="none", repeats_heading=False),
    C("excel-middle", "excel", rules="none", align="middle", typeface="Carlito", size=8),
    C("excel-bottom", "excel", rules="grid", align="bottom", repeats_heading=False),
    C("excel-split", "excel", rules="none", splits_rows=True, repeats_heading=False),
    C("excel-storeys", "excel", PROJECTS_TWO_STOREYS, rules="none"),
    C("excel-money", "excel", BENEFICIARIES, rules="none", size=9),
    C("excel-numbered", "excel", BENEFICIARIES_NUMBERED, rules="rows", size=9, has_total=True),
    C("platypus-grid", "platypus", rules="grid", splits_rows=True),
    C("platypus-bare", "platypus", rules="none", splits_rows=True, repeats_heading=False),
    C("platypus-lines", "platypus", PROJECTS_TITLE_FIRST, rules="rows", typeface="Liberation Serif", size=8),
    C("platypus-middle", "platypus", PROJECTS_TWO_STOREYS, align="middle", typeface="DejaVu Sans", size=6.5),
    C("platypus-money", "platypus", BENEFICIARIES_ONE_YEAR, rules="grid", size=9, states_extent=False),
    C("platypus-operations", "platypus", OPERATIONS, rules="none", size=6.5, typeface="Carlito"),
    C("weasy-grid", "weasy", rules="grid", splits_rows=True, repeats_heading=False),
    C("weasy-bare", "weasy", rules="none", splits_rows=True),
    C("weasy-lines", "weasy", PROJECTS_TWO_STOREYS, rules="rows", typeface="Carlito", size=8.5, align="middle"),
    C("weasy-title", "weasy", PROJECTS_TITLE_FIRST, rules="none", typeface="Liberation Serif", states_extent=False),
    C("weasy-money", "weasy", BENEFICIARIES, rules="none", typeface="DejaVu Sans", size=8),
    C("weasy-english", "weasy", ENGLISH, rules="rows", size=7),
    C("excel-english", "excel", ENGLISH, rules="none", typeface="Liberation Serif"),
    C("office-operations", "office", OPERATIONS, rules="grid", size=8),
    C("office-grid", "office", rules="grid", size=8),
    C("office-bare", "office", rules="none", size=8, repeats_heading=False),
    C("office-bottom", "office", PROJECTS_TITLE_FIRST, rules="none", align="bottom", typeface="Carlito", size=9),
    C("office-money", "office", BENEFICIARIES_ONE_YEAR, rules="none", size=10),
)
QUICK = ("excel-top-bare", "platypus-grid", "weasy-bare", "weasy-money", "office-grid", "excel-storeys")


def quick() -> list[Configuration]:
    """Six lists of 60 rows: what tests and impatient people take."""
    return [replace(each, count=60, seed=each.seed + 7) for each in CONFIGURATIONS if each.name in QUICK]
