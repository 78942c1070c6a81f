"""Checks of the edition as a whole: complete, printed once, new, and the list that it says it is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from fachwerk.check.declared import Check, Context, Known, OfList, Said, Spot, Whole
from fachwerk.check.periods import Periods
from fachwerk.check.repeats import Repeats
from fachwerk.check.texts import Entry
from fachwerk.records import Listing, Severity, Verdict
from fachwerk.text import squeeze

_LEAST = 10
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


class Content:
    """The fingerprint (SHA-256) of what rows print, whatever file, format or line breaks they come in."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, listing: Listing) -> None:
        """Take in the next row."""
        cells = (squeeze(value.printed or "") for value in listing.values.values())
        self._digest.update(f"{chr(0x1F).join(cells)}\x1e".encode())

    def __str__(self) -> str:
        return self._digest.hexdigest()


class Extent:
    """The fingerprint of a list, made only if there are editions to compare it with."""

    def __init__(self, context: Context, edition: str) -> None:
        self._content = Content() if context.editions else None

    def add(self, entry: Entry) -> None:
        if self._content is not None:
            self._content.add(entry.listing)

    @property
    def content(self) -> str:
        return str(self._content)


def incomplete(whole: Whole) -> Iterator[Spot]:
    """Tell that the ledger found something missing, doubled or unexplained."""
    ledger = whole.context.ledger
    if ledger is not None and ledger.verdict is Verdict.INCOMPLETE:
        yield Spot(None, None, "; ".join(ledger.reasons))


def unproved(whole: Whole) -> Iterator[Spot]:
    """Tell that the list says nothing by which its extent could be checked."""
    ledger = whole.context.ledger
    if ledger is not None and ledger.verdict is Verdict.UNKNOWN:
        yield Spot(None, None, "; ".join(ledger.reasons))


def other_sum(whole: Whole) -> Iterator[Spot]:
    """Look for sums that the list states and that its rows do not make."""
    ledger = whole.context.ledger
    sums = None if ledger is None else ledger.declared.get("sums")
    for stated in sums if isinstance(sums, list) else ():
        if not stated["agrees"]:
            amounts = " | ".join(map(str, stated["amounts"]))
            yield Spot(None, None, f"{stated['label']} {amounts}".strip(), {"page": stated["page"]})


def other_count(whole: Whole) -> Iterator[Spot]:
    """Look for an edition that somebody counted, and that has another number of rows here."""
    source, as_of = whole.context.source, whole.context.as_of
    known = None if source is None or as_of is None else source.edition(as_of.isoformat())
    if known is not None and known.rows is not None and known.rows != len(whole.rows):
        yield Spot(None, None, str(len(whole.rows)), {"known": known.rows, "rows": len(whole.rows)})


def doubled_list(whole: Whole) -> Iterator[Spot]:
    """Look for a list that is printed twice: at least nine of ten rows have a twin."""
    rows, repeats = len(whole.rows), whole.of(Repeats)
    if rows < _LEAST:
        return
    own = repeats.of_rows.distinct
    twins = sum(len(group) for group in repeats.of_rows.groups if len(group) % 2 == 0)
    if twins >= 0.9 * rows:
        yield Spot(None, None, f"{own} of {rows}", {"rows": rows, "own": own})


def known_content(whole: Whole) -> Iterator[Spot]:
    """Look for a known edition with exactly the same rows, though it is said to be of another day or list."""
    context = whole.context
    if not context.editions or not whole.rows:
        return
    content = whole.of(Extent).content
    for known in context.editions:
        if known.content == content and (known.as_of != context.as_of or known.source != _folder(whole)):
            yield Spot(None, None, context.title or "", {"other": _named(known)})
            return


def known_twin(whole: Whole) -> Iterator[Spot]:
    """Look for a known edition of the same list and the same rows: another file of the same thing."""
    context = whole.context
    if not context.editions or not whole.rows:
        return
    content = whole.of(Extent).content
    for known in context.editions:
        if known.content == content and known.as_of == context.as_of and known.source == _folder(whole):
            yield Spot(None, None, context.title or "", {"other": _named(known)})
            return


def other_rows_of_that_day(whole: Whole) -> Iterator[Spot]:
    """Look for a known edition of the same list and day that has other rows."""
    context = whole.context
    alike = [known for known in context.editions if _is_same_list(known, whole) and known.as_of == context.as_of]
    if context.as_of is None or not alike:
        return
    content = whole.of(Extent).content
    for known in alike:
        if known.content is not None and known.content != content:
            facts = {"other": _named(known), "rows": len(whole.rows), "known": known.rows, "day": context.as_of}
            yield Spot(None, None, context.as_of.isoformat(), facts)


def older_than_known(whole: Whole) -> Iterator[Spot]:
    """Look for a later edition of the same list in the register."""
    context = whole.context
    days = [known.as_of for known in context.editions if known.as_of is not None and _is_same_list(known, whole)]
    if context.as_of is not None and days and max(days) > context.as_of:
        yield Spot(None, None, context.as_of.isoformat(), {"newest": max(days).isoformat(), "day": context.as_of})


def other_name(whole: Whole) -> Iterator[Spot]:
    """Look for a headline without the words by which the known list with the same columns names itself."""
    source, title = whole.context.source, whole.context.title
    if source is not None and source.title_words and title and not source.is_named_in(title):
        yield Spot(None, None, title, {"name": source.name})


def other_period(whole: Whole) -> Iterator[Spot]:
    """Look for a headline whose year is neither the edition's nor that of any begin: the wrong list, or a stale one."""
    years = {int(year) for year in _YEAR.findall(whole.context.title)}
    begins = whole.of(Periods).begins
    as_of = whole.context.as_of
    if len(years) != 1 or begins.total() < _LEAST or (as_of is not None and as_of.year in years):
        return
    if not years & set(begins):
        said = ", ".join(map(str, sorted(begins)))
        yield Spot(None, None, whole.context.title, {"year": min(years), "begins": said})


def _is_same_list(known: Known, whole: Whole) -> bool:
    return known.source is not None and known.source == _folder(whole)


def _folder(whole: Whole) -> str | None:
    return None if whole.context.source is None else whole.context.source.folder


def _named(known: Known) -> str:
    said = known.title or known.sha256[:12]
    return said if known.as_of is None else f"{said} ({known.as_of.isoformat()})"


CHECKS = (
    Check(
        "list-incomplete",
        Severity.ERROR,
        Said("list incomplete", "Liste unvollständig"),
        Said("The list is not complete: {evidence}.", "Die Liste ist nicht vollständig: {evidence}."),
        Said(
            "Get the list anew, or look at its ledger.",
            "Die Liste neu beschaffen oder ihren Vollständigkeitsnachweis ansehen.",
        ),
        OfList(incomplete),
    ),
    Check(
        "extent-unproved",
        Severity.HINT,
        Said("extent unproved", "Umfang nicht belegt"),
        Said(
            "Whether rows are missing cannot be proved: {evidence}.",
            "Ob Zeilen fehlen, lässt sich nicht belegen: {evidence}.",
        ),
        Said(
            "Ask the publisher how many rows the list has.",
            "Beim Herausgeber erfragen, wie viele Zeilen die Liste hat.",
        ),
        OfList(unproved),
    ),
    Check(
        "sum-not-as-declared",
        Severity.ERROR,
        Said("sum is not the declared one", "Summe weicht von der angegebenen ab"),
        Said(
            "The rows do not make the sum that page {page} states: {evidence}.",
            "Die Zeilen ergeben nicht die Summe, die Seite {page} nennt: {evidence}.",
        ),
        Said(
            "Look for a missing row or a misread amount.",
            "Nach einer fehlenden Zeile oder einem falsch gelesenen Betrag suchen.",
        ),
        OfList(other_sum),
    ),
    Check(
        "rows-not-as-known",
        Severity.ERROR,
        Said("other number of rows than counted", "andere Zeilenzahl als gezählt"),
        Said(
            "The list has {rows} rows here; this edition is known to have {known}.",
            "Die Liste hat hier {rows} Zeilen; von dieser Ausgabe sind {known} bekannt.",
        ),
        Said(
            "Look at the ledger, and compare it with the published file.",
            "Vollständigkeitsnachweis ansehen und mit der veröffentlichten Datei vergleichen.",
        ),
        OfList(other_count),
    ),
    Check(
        "list-doubled",
        Severity.ERROR,
        Said("list printed twice", "Liste doppelt gedruckt"),
        Said("Of {rows} rows only {own} are different ones.", "Von {rows} Zeilen sind nur {own} verschieden."),
        Said(
            "Get the list anew; everything in it counts twice.", "Die Liste neu beschaffen; alles darin zählt doppelt."
        ),
        OfList(doubled_list),
    ),
    Check(
        "list-under-another-name",
        Severity.ERROR,
        Said("known list under another name or day", "bekannte Liste unter anderem Namen oder Stand"),
        Said(
            "All rows are those of an edition that is already here under another name or day: {other}.",
            "Alle Zeilen sind die einer Ausgabe, die schon unter anderem Namen oder Stand vorliegt: {other}.",
        ),
        Said(
            "The publisher may have put the old file in place of the new one.",
            "Der Herausgeber hat vielleicht die alte Datei statt der neuen eingestellt.",
        ),
        OfList(known_content),
    ),
    Check(
        "list-known",
        Severity.HINT,
        Said("edition already here", "Ausgabe liegt schon vor"),
        Said(
            "All rows are those of an edition that is already here: {other}.",
            "Alle Zeilen sind die einer Ausgabe, die schon vorliegt: {other}.",
        ),
        Said("Nothing; it is another file of the same edition.", "Nichts; es ist eine andere Datei derselben Ausgabe."),
        OfList(known_twin),
    ),
    Check(
        "other-rows-of-the-same-day",
        Severity.WARNING,
        Said("same day, other rows", "gleicher Stand, andere Zeilen"),
        Said(
            "An edition of the same day ({day}) is already here with other rows: {known} instead of {rows}.",
            "Eine Ausgabe mit gleichem Stand ({day}) liegt schon mit anderen Zeilen vor: {known} statt {rows}.",
        ),
        Said("Find out which of the two the publisher means.", "Klären, welche der beiden der Herausgeber meint."),
        OfList(other_rows_of_that_day),
    ),
    Check(
        "older-than-known",
        Severity.HINT,
        Said("older than a known edition", "älter als eine bekannte Ausgabe"),
        Said(
            "The list is of {day}; an edition of {newest} is already here.",
            "Die Liste hat den Stand {day}; eine Ausgabe vom {newest} liegt schon vor.",
        ),
        Said("Nothing, if older editions are wanted.", "Nichts, wenn ältere Ausgaben gewünscht sind."),
        OfList(older_than_known),
    ),
    Check(
        "headline-of-another-list",
        Severity.WARNING,
        Said("headline of another list", "Überschrift einer anderen Liste"),
        Said(
            "The columns are those of '{name}', but the headline says '{evidence}'.",
            "Die Spalten sind die von „{name}“, die Überschrift lautet aber „{evidence}“.",
        ),
        Said("Look whether it is the right file.", "Prüfen, ob es die richtige Datei ist."),
        OfList(other_name),
    ),
    Check(
        "headline-of-another-year",
        Severity.WARNING,
        Said("headline of another year", "Überschrift eines anderen Jahres"),
        Said(
            "The headline speaks of {year}, but no project begins then: {begins}.",
            "Die Überschrift spricht von {year}, aber kein Vorhaben beginnt dann: {begins}.",
        ),
        Said("Look whether it is the right file.", "Prüfen, ob es die richtige Datei ist."),
        OfList(other_period),
    ),
)
