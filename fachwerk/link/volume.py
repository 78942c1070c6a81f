"""The comparison of names for Splink, beyond one machine: the same features and weights as sums of match weights.

Names are taken apart and blocked here, by the same code as everywhere; the engine compares and joins tables.
`settings()` is plain data that DuckDB and Spark take unchanged; `pairs_of` runs it on either (extra `[volume]`).

Splink 5 adds up log2(m / u) over the comparisons and log2 of the prior's odds. With even odds, and m and u chosen so
that log2(m / u) is a level's weight, its match weight is our score, and the bands are the same. What an engine's table
cannot say well is left out: the reasons' words, acronyms made of a name's letters, misprints in one word of several.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fachwerk.link import blocking, features, persons
from fachwerk.link.features import Mention, is_person
from fachwerk.link.particulars import Particulars
from fachwerk.link.persons import person_of
from fachwerk.reference.linking import form_pairs, own_name_forms

# Conditions are written in Spark's functions; most of them DuckDB knows by the same name, and these by others.
_MACROS = {
    "size(one)": "len(one)",
    "arrays_overlap(one, other)": "list_has_any(one, other)",
    "jaro_winkler(one, other)": "jaro_winkler_similarity(one, other)",
}
_TEXTS = (
    "name", "head", "legal_form", "kind",
    "given", "surname", "identifier", "born", "street", "number", "postcode", "place",
)  # fmt: skip
_FLAGS = ("is_person", "is_sure_person", "is_generic", "is_vague", "is_known")
_LISTS = ("block", "words", "own", "acronyms", "initials", "place_words", "places", "regions", "around")
_AS_PERSONS = "is_known_l AND is_known_r"  # two persons of whom more is printed than their names


class Level(NamedTuple):
    """One level of a comparison: what holds (SQL), what it weighs in bits, and what it is called."""

    holds: str
    weight: float
    label: str


def settings() -> dict[str, Any]:
    """Splink settings as plain data: one comparison a feature, levels from the first that holds.

    Two persons with particulars are compared by these, all others as bodies; the number counts for both.
    """
    of_bodies = {
        "name": _name(),
        "legal_form": _legal_form(),
        "kind": (Level("kind_l <> kind_r", -12.0, "other kinds"),),
        "place_words": (
            Level("size(place_words_l) > 0 AND size(place_words_r) > 0 AND NOT "
                  "arrays_overlap(place_words_l, place_words_r)", -10.0, "other places in the names"),
        ),
        "places": _where(),
        "titles": (Level("arrays_overlap(titles_l, titles_r)", 3.0, "a title in common"),),
    }  # fmt: skip
    of_persons = {"given": _given(), "surname": _surname(), "born": _born(), "address": _address()}
    comparisons = {
        **{name: (Level(_AS_PERSONS, 0.0, "persons"), *levels) for name, levels in of_bodies.items()},
        **{name: (Level(f"NOT ({_AS_PERSONS})", 0.0, "bodies"), *levels) for name, levels in of_persons.items()},
        "identifier": _identifier(),
    }
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": 0.5,
        "retain_matching_columns": False,
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "l.block = r.block", "arrays_to_explode": ["block"]}
        ],
        "comparisons": [_comparison(name, levels) for name, levels in comparisons.items()],
    }


def rows_of(mentions: Sequence[Mention]) -> Iterator[Mapping[str, Any]]:
    """Give the table that `settings` compares, a row a name; arrays are lists."""
    spread = Counter(word for mention in mentions for word in mention.name.words)
    for at, mention in enumerate(mentions):
        name, where = mention.name, mention.where
        yield {
            "unique_id": at,
            "block": sorted(blocking.keys_of(mention, spread)),
            "name": name.blind,
            "words": sorted(set(name.words)),
            "head": name.head,
            "own": sorted(set(name.words) - name.heads),
            "acronyms": sorted(one for one in name.acronyms if len(one) > 2),
            "initials": sorted(one for one in name.initials if len(one) > 2),
            "place_words": sorted(name.places),
            "legal_form": name.legal_form,
            "kind": name.kind,
            "is_person": name.is_person,
            "is_sure_person": name.is_sure_person,
            "is_generic": name.is_generic,
            "is_vague": mention.is_vague,
            "places": sorted(where.places),
            "regions": sorted(where.regions),
            "around": sorted(where.words),
            "titles": sorted(mention.titles),
            **_particulars(mention),
        }


def _particulars(mention: Mention) -> Mapping[str, Any]:
    """What is printed beside the name; what is not printed is null."""
    said = mention.said or Particulars()
    person, address = person_of(mention.name.core), said.address
    texts = {
        **person._asdict(), **address._asdict(), "identifier": said.identifier, "born": said.born,
    }  # fmt: skip
    return {"is_known": is_person(mention.name, mention.said), **{name: one or None for name, one in texts.items()}}


def pairs_of(
    mentions: Sequence[Mention], least: float = features.ASK_FROM, engine: Any = None
) -> list[tuple[int, int, float]]:
    """Compare names with Splink: pairs of positions with their scores, `least` and above.

    `engine` is what `duckdb_engine` or `spark_engine` gives; None is a DuckDB of its own.
    """
    from splink import Linker

    engine = duckdb_engine() if engine is None else engine
    table = engine.register(_table(mentions))
    linker = Linker(table, settings(), log_level="ERROR", validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=least).as_record_list()
    pairs = ((pair["unique_id_l"], pair["unique_id_r"], pair["match_weight"]) for pair in found)
    return sorted((min(one, other), max(one, other), weight) for one, other, weight in pairs)


def _table(mentions: Sequence[Mention]) -> Any:
    """Put the rows in a table whose types are stated: a column without any value has none that Spark could tell."""
    import pyarrow

    types = {name: pyarrow.string() for name in _TEXTS} | {name: pyarrow.bool_() for name in _FLAGS}
    types |= {name: pyarrow.list_(pyarrow.string()) for name in _LISTS}
    types |= {"unique_id": pyarrow.int64(), "titles": pyarrow.list_(pyarrow.int64())}
    return pyarrow.Table.from_pylist([dict(row) for row in rows_of(mentions)], pyarrow.schema(types.items()))


def duckdb_engine() -> Any:
    """Give Splink a DuckDB in memory that knows the functions of arrays by Spark's names."""
    import duckdb
    from splink import DuckDBAPI

    connection = duckdb.connect()
    for name, means in _MACROS.items():
        connection.execute(f"CREATE MACRO {name} AS {means}")
    return DuckDBAPI(connection)


def spark_engine(session: Any) -> Any:
    """Give Splink a Spark session; it needs the functions of strings in the jar that Splink brings, `splink_jar()`."""
    from splink import SparkAPI

    return SparkAPI(spark_session=session, break_lineage_method="persist")


def splink_jar() -> str:
    """Where the jar lies that a Spark session must be started with (`spark.jars`)."""
    from splink.backends.spark import similarity_jar_location

    return str(similarity_jar_location())


def _name() -> tuple[Level, ...]:
    rest = "size(words_{0}) - size(array_intersect(words_l, words_r))"
    left, right = rest.format("l"), rest.format("r")
    person = "(is_sure_person_l OR is_sure_person_r)"
    explained = "size(array_intersect(own_{0}, concat(words_{1}, around_{1}))) = size(own_{0})"
    contained = f"({left} = 0 OR {right} = 0) AND NOT {person}"
    near = (
        "damerau_levenshtein(name_l, name_r) <= CASE WHEN least(length(name_l), length(name_r)) < 13 THEN 1 ELSE 2 END"
    )
    return (
        Level("is_generic_l AND name_l = name_r", features.EQUAL_GENERIC, "equal, but only a kind of body"),
        Level("is_sure_person_l AND is_sure_person_r AND name_l = name_r", 4.0, "equal names of persons"),
        Level(f"name_l = name_r OR ({left} = 0 AND {right} = 0)", features.EQUAL, "equal"),
        Level(f"least(length(name_l), length(name_r)) >= 9 AND {near} AND NOT {person}", 5.5, "a misprint"),
        Level(f"least(length(name_l), length(name_r)) >= 6 AND {near} AND NOT {person}", features.SHORT_MISPRINT,
              "a misprint of a short name"),
        Level("(arrays_overlap(acronyms_l, initials_r) AND size(own_l) = 1) OR "
              "(arrays_overlap(acronyms_r, initials_l) AND size(own_r) = 1)", features.ACRONYM,
              "first letters"),
        Level(f"{contained} AND (NOT array_contains(words_l, head_r) OR NOT array_contains(words_r, head_l))", -4.0,
              "contained, but of another kind"),
        Level(f"{contained} AND (({left} = 0 AND {explained.format('r', 'l')}) OR ({right} = 0 AND "
              f"{explained.format('l', 'r')}))", features.CONTAINED + 4.0, "contained, the rest is where it is"),
        Level(contained, 0.0, "contained"),
        Level("TRUE", features.UNLIKE, "other words"),
    )  # fmt: skip


def _legal_form() -> tuple[Level, ...]:
    forms = "legal_form_l = '{0}' AND legal_form_r = '{1}'"
    listed = {
        kind: " OR ".join(
            forms.format(one, other) for pair, found in sorted(form_pairs().items(), key=str) if found == kind
            for one, other in (sorted(pair), sorted(pair, reverse=True))
        )
        for kind in ("slip", "change")
    }  # fmt: skip
    own = ", ".join(f"'{form}'" for form in sorted(own_name_forms()))
    stated_once = "(legal_form_l IS NULL) <> (legal_form_r IS NULL)"
    return (
        Level("legal_form_l = legal_form_r", 0.5, "equal"),
        Level("legal_form_l IS NULL AND legal_form_r IS NULL", 0.0, "not stated"),
        Level(f"{stated_once} AND (is_sure_person_l OR is_sure_person_r)", -14.0, "a person and a body"),
        Level(f"{stated_once} AND (is_person_l OR is_person_r) AND coalesce(legal_form_l, legal_form_r) IN ({own})",
              -9.0, "perhaps a person, and a body under a person's name"),
        Level(f"{stated_once} AND (is_person_l OR is_person_r)", -3.5, "perhaps a person, and a body"),
        Level(f"{stated_once}", -1.0, "stated once"),
        Level(listed["slip"], -1.0, "taken for each other"),
        Level(listed["change"], -6.0, "changed between"),
        Level("TRUE", -7.0, "others"),
    )  # fmt: skip


def _where() -> tuple[Level, ...]:
    vague, nameless = (
        "(is_vague_l OR is_vague_r)",
        "(is_generic_l OR is_generic_r OR is_sure_person_l OR is_sure_person_r)",
    )
    known = "size(places_l) + size(regions_l) > 0 AND size(places_r) + size(regions_r) > 0"
    return (
        Level(f"arrays_overlap(places_l, places_r) AND {vague}", 4.0, "one place, vague name"),
        Level("arrays_overlap(places_l, places_r)", 2.0, "one place"),
        Level(f"arrays_overlap(regions_l, regions_r) AND {vague}", 3.0, "one region, vague name"),
        Level("arrays_overlap(regions_l, regions_r)", 1.0, "one region"),
        Level(f"{known} AND {nameless}", -8.0, "elsewhere, and no name of its own"),
        Level(f"{known} AND {vague}", -5.0, "elsewhere, vague name"),
        Level(known, -1.0, "elsewhere"),
    )


def _alike(one: str, other: str) -> str:
    """As `persons` tells that two names are spellings of one."""
    least = f"least(length({one}), length({other}))"
    slips = f"CASE WHEN {least} < 4 THEN 0 WHEN {least} < 7 THEN 1 ELSE 2 END"
    near = f"damerau_levenshtein({one}, {other}) <= {slips} OR jaro_winkler({one}, {other}) >= {persons.ALIKE}"
    return f"({least} > 2 AND ({near}))"


_CROSSED = (
    f"NOT {_alike('given_l', 'given_r')} AND {_alike('given_l', 'surname_r')} AND {_alike('surname_l', 'given_r')}"
)


def _given() -> tuple[Level, ...]:
    begins = "left(given_l, length(given_r)) = given_r OR left(given_r, length(given_l)) = given_l"
    return (
        Level("given_l IS NULL OR given_r IS NULL", 0.0, "a single name"),
        Level("given_l = given_r", persons.GIVEN, "equal"),
        Level(_CROSSED, persons.GIVEN + persons.SWAPPED, "the other's surname"),
        Level(_alike("given_l", "given_r"), persons.GIVEN_NEAR, "spelt alike"),
        Level(begins, persons.GIVEN_SHORT, "one begins the other"),
        Level("born_l = born_r", persons.GIVEN_REPLACED, "others, born on the same day"),
        Level("TRUE", persons.GIVEN_OTHER, "others"),
    )


def _surname() -> tuple[Level, ...]:
    single = "(given_l IS NULL OR given_r IS NULL)"
    long = f"least(length(surname_l), length(surname_r)) >= {persons.LONG}"
    parts = (("surname_l", "surname_r"), ("given_l", "surname_r"), ("surname_l", "given_r"))
    found = " OR ".join(f"{one} = {other} OR {_alike(one, other)}" for one, other in parts)
    return (
        Level(f"{single} AND ({found})", persons.SINGLE, "a single name that is in the other"),
        Level(single, persons.SINGLE_OTHER, "a single name that is not in the other"),
        Level("surname_l = surname_r", persons.SURNAME, "equal"),
        Level(_CROSSED, persons.SURNAME, "the other's given name"),
        Level(f"{_alike('surname_l', 'surname_r')} AND {long}", persons.SURNAME_NEAR, "spelt alike"),
        Level(_alike("surname_l", "surname_r"), persons.SURNAME_SHORT, "short, and spelt alike"),
        Level("TRUE", persons.SURNAME_OTHER, "others"),
    )


def _identifier() -> tuple[Level, ...]:
    slips = "damerau_levenshtein(identifier_l, identifier_r)"
    long = "least(length(identifier_l), length(identifier_r)) > 6"
    return (
        Level("identifier_l IS NULL OR identifier_r IS NULL", 0.0, "not printed"),
        Level("identifier_l = identifier_r", persons.IDENTIFIER, "equal"),
        Level(f"{slips} <= 1", persons.IDENTIFIER_SLIP, "one slip"),
        Level(f"{slips} <= 2 AND {long}", persons.IDENTIFIER_SLIPS, "two slips"),
        Level(_AS_PERSONS, persons.IDENTIFIER_OTHER, "others, of persons"),
        Level("TRUE", persons.NUMBER_OTHER, "others, of bodies"),
    )


def _born() -> tuple[Level, ...]:
    swapped = "born_l = concat(left(born_r, 4), right(born_r, 2), substr(born_r, 5, 2))"
    parts = ("left({0}, 4)", "substr({0}, 5, 2)", "right({0}, 2)")
    year, month, day = (f"{part.format('born_l')} = {part.format('born_r')}" for part in parts)
    return (
        Level("born_l IS NULL OR born_r IS NULL", 0.0, "not printed"),
        Level("born_l = born_r", persons.BORN, "equal"),
        Level(f"damerau_levenshtein(born_l, born_r) <= 1 OR {swapped}", persons.BORN_SLIP, "one slip"),
        Level(f"({year} AND {month}) OR ({year} AND {day}) OR ({month} AND {day})", persons.BORN_PART, "two parts"),
        Level("TRUE", persons.BORN_OTHER, "others"),
    )


def _address() -> tuple[Level, ...]:
    street, place = _alike("street_l", "street_r"), _alike("place_l", "place_r")
    postcode = "damerau_levenshtein(postcode_l, postcode_r) <= 1"
    number = "coalesce(number_l, '') = coalesce(number_r, '')"
    printed = " OR ".join(f"({one}_l IS NOT NULL AND {one}_r IS NOT NULL)" for one in ("street", "postcode", "place"))
    return (
        Level(f"{street} AND {number}", persons.ADDRESS, "equal"),
        Level(f"{street} AND ({postcode} OR {place})", persons.STREET, "one street"),
        Level(f"{postcode} AND {place}", persons.TOWN, "one town"),
        Level(f"{street} OR {postcode} OR {place}", persons.PLACE, "in part"),
        Level(printed, persons.ELSEWHERE, "elsewhere"),
    )


def _comparison(name: str, levels: Sequence[Level]) -> dict[str, Any]:
    """Give a comparison as Splink reads it; what no level says weighs nothing."""
    return {
        "output_column_name": name,
        "comparison_levels": [
            *(_level(one) for one in levels if one.holds != "TRUE"),
            _level(levels[-1] if levels[-1].holds == "TRUE" else Level("TRUE", 0.0, "nothing said")),
        ],
    }


def _level(level: Level) -> dict[str, Any]:
    against, speaking = 0.5 * 2 ** min(0.0, level.weight), 0.5 * 2 ** min(0.0, -level.weight)
    return {
        "sql_condition": "ELSE" if level.holds == "TRUE" else level.holds,
        "label_for_charts": level.label,
        "m_probability": against,
        "u_probability": speaking,
    }
