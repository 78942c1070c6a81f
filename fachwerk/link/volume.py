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

from fachwerk.link import blocking, features
from fachwerk.link.features import Mention
from fachwerk.reference.linking import form_pairs, own_name_forms

# Conditions are written in Spark's functions; most of them DuckDB knows by the same name, and these by others.
_MACROS = {"size(one)": "len(one)", "arrays_overlap(one, other)": "list_has_any(one, other)"}


class Level(NamedTuple):
    """One level of a comparison: what holds (SQL), what it weighs in bits, and what it is called."""

    holds: str
    weight: float
    label: str


def settings() -> dict[str, Any]:
    """Splink settings as plain data: one comparison a feature, levels from the first that holds."""
    comparisons = {
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
        }


def pairs_of(
    mentions: Sequence[Mention], least: float = features.ASK_FROM, engine: Any = None
) -> list[tuple[int, int, float]]:
    """Compare names with Splink: pairs of positions with their scores, `least` and above.

    `engine` is what `duckdb_engine` or `spark_engine` gives; None is a DuckDB of its own.
    """
    import pyarrow
    from splink import Linker

    engine = duckdb_engine() if engine is None else engine
    table = engine.register(pyarrow.Table.from_pylist([dict(row) for row in rows_of(mentions)]), table_name="names")
    linker = Linker(table, settings(), log_level="ERROR", validate_settings=False)
    found = linker.inference.predict(threshold_match_weight=least).as_record_list()
    pairs = ((pair["unique_id_l"], pair["unique_id_r"], pair["match_weight"]) for pair in found)
    return sorted((min(one, other), max(one, other), weight) for one, other, weight in pairs)


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
