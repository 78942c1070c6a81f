"""`python -m bench.search.weights`: the experiments that chose what words, their pieces and their meaning count.

Asked are the questions set apart for this (`dev`) of the lists that are here, nothing else.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from bench.page import table
from bench.search.compounds import Cut, splitters
from bench.search.engines import opened
from bench.search.judged import DEPTH, Judged, Score, mean, ndcg
from bench.search.remembered import Remembered
from bench.search.sets import ROOT, Set, sources
from fachwerk.search import answering, asking, compounds, index, lexical
from fachwerk.search.answers import Hit
from fachwerk.search.asking import Query
from fachwerk.search.engine import Engine

DEV = "dev"
MEANING = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.0)
LEANING = (0.0, 0.3, 0.5, 0.7, 1.0)
GROUPS = ("German", "others, understood", "others, not understood")
ALONE = 1_000.0  # weighs so much that nothing else counts
CONSTANTS: Mapping[str, tuple[float, ...]] = {
    "GRAMS": (0.0, 0.3, 1.0, 3.0, ALONE),
    "SYNONYM": (0.0, 0.4, 0.8, 1.0),
    "FREQUENT": (0.02, 0.05, 0.1, 0.2, 1.0),
    "COMMON": (0.1, 0.2, 0.3, 0.5, 1.0),
}
MEANS = {
    "GRAMS": "pieces of four letters, against 1 for stems (0: stems alone; 1000: pieces alone)",
    "SYNONYM": "other words for a question's word",
    "FREQUENT": "share of the projects that have a word from which on its stem stands for its pieces",
    "COMMON": "share of the projects that have a stem or a piece from which on it is not looked up",
}


class Table(NamedTuple):
    """What an experiment found: what was varied, and a row for each value; the one in use is marked."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


class Tried(NamedTuple):
    """A list with the questions that weights are chosen by, ready to be asked."""

    name: str
    engine: Engine
    judged: Sequence[Judged]


@contextmanager
def lists(remembered: Remembered) -> Iterator[list[tuple[str, Set]]]:
    """Read the lists that have questions for choosing."""
    found = []
    for source in sources():
        with tempfile.TemporaryDirectory() as scratch:
            given = source.read(Path(scratch))
        judged = [one for one in given.judged if one.split == DEV]
        if judged:
            found.append((source.name, given._replace(judged=judged)))
    yield found
    remembered.save()


def tables(remembered: Remembered) -> Iterator[Table]:
    """Run all experiments."""
    with lists(remembered) as known, ExitStack() as scraps:
        tried = []
        for name, given in known:
            folder = Path(scraps.enter_context(tempfile.TemporaryDirectory()))
            engine = Engine(opened(given.documents, folder, remembered), remembered)  # type: ignore[arg-type]
            tried.append(Tried(name, engine, given.judged))
        yield fusion(tried)
        for name in CONSTANTS:
            yield constant(name, tried)
        yield leaning(tried)
        yield fillers(tried)
        yield cutting(known, remembered)


def fusion(tried: Sequence[Tried]) -> Table:
    """How much meaning weighs against words; the best hundred as they are ranked now are ranked anew by each weight."""
    found = [Ranked(one.name, judged, _hits(one.engine, judged)) for one in tried for judged in one.judged]
    names = [one.name for one in tried]
    wanted = [(some, group) for group in GROUPS for some in (*((name,) for name in names), names)]
    heads = ["meaning", *(f"{group}{', ' + some[0] if len(some) == 1 else ''}" for some, group in wanted)]
    rows = []
    for weight in MEANING:
        scores = [(one, Score(one.judged, _ranked_anew(one, weight))) for one in found]
        cells = [
            _mean(score for one, score in scores if one.name in some and one.group == group) for some, group in wanted
        ]
        rows.append([f"{weight:g}", *cells])
    caption = f"How much meaning weighs against words (in use: {answering.GERMAN_WEIGHT} in German; in other languages "
    caption += "from {} where nothing is understood to {} where everything is)".format(*answering.FOREIGN_WEIGHTS)
    return Table(caption, heads, rows)


class Ranked(NamedTuple):
    """A question to a list, with what was found."""

    name: str
    judged: Judged
    hits: Sequence[Hit]

    @property
    def group(self) -> str:
        """Where one weight counts: German, and other languages by whether any word was understood."""
        if self.judged.lang == "de":
            return GROUPS[0]
        return GROUPS[1] if any(hit.parts.weight < answering.FOREIGN_WEIGHTS[0] for hit in self.hits) else GROUPS[2]


def _hits(engine: Engine, judged: Judged) -> Sequence[Hit]:
    return engine.search(Query(judged.query, limit=answering.MOST)).hits


def _ranked_anew(one: Ranked, weight: float) -> float:
    ordered = sorted(one.hits, key=lambda hit: -(weight * hit.parts.meaning + (1 - weight) * hit.parts.words))
    return ndcg((hit.project.row for hit in ordered), one.judged.grades) or 0.0


def constant(name: str, tried: Sequence[Tried]) -> Table:
    """What one of the weights of words is worth, the others being as they are."""
    rows = []
    for value in CONSTANTS[name]:
        with patch.object(lexical, name, value):
            in_use = " (in use)" if value == _IN_USE[name] else ""
            rows.append([f"{value:g}{in_use}", *_cells(tried)])
    return Table(f"`{name}`: {MEANS[name]}", ["weight", *_HEADS], rows)


_IN_USE = {name: getattr(lexical, name) for name in CONSTANTS}


def leaning(tried: Sequence[Tried]) -> Table:
    """How much what can be said in German of a foreign question weighs in its meaning."""
    rows = []
    for value in LEANING:
        with patch.object(answering, "IN_GERMAN", value):
            in_use = " (in use)" if value == _LEANING_IN_USE else ""
            rows.append([f"{value:g}{in_use}", *_cells(tried)])
    return Table(
        "`IN_GERMAN`: what can be said in German of a foreign question, in its meaning", ["weight", *_HEADS], rows
    )


_LEANING_IN_USE = answering.IN_GERMAN


def fillers(tried: Sequence[Tried]) -> Table:
    """Whether words that say little are left out of a question."""
    rows = [["left out (in use)", *_cells(tried)]]
    with patch.object(asking, "fillers", frozenset):
        asking.content_of.cache_clear()
        rows.append(["looked for", *_cells(tried)])
    asking.content_of.cache_clear()
    return Table("Words that carry a question and do not say what it asks for", ["small words", *_HEADS], rows)


def cutting(known: Sequence[tuple[str, Set]], remembered: Remembered) -> Table:
    """What splitters of compounds are worth: the lists are indexed anew with each."""
    rows = []
    texts = [text for _, given in known for document in given.documents for text in document.texts.values()]
    loads: list[tuple[str, Callable[[Sequence[str]], Cut]]] = [("compounds are not cut", lambda _: lambda _: ())]
    for name, load in [*loads, *((one.name, one.load) for one in splitters())]:
        try:
            cut = load(texts)
        except ImportError:
            continue
        in_use = " (in use)" if name == "as Fachwerk cuts" else ""
        with patch.object(index, "parts_of", _long_only(cut)), ExitStack() as scraps:
            tried = [
                Tried(of, _indexed(given, scraps, remembered), given.judged) for of, given in known
            ]  # fmt: skip
            rows.append([name + in_use, *_cells(tried)])
    return Table("Splitters of compounds (`bench/search/compounds.py`)", ["splitter", *_HEADS], rows)


def _long_only(cut: Cut) -> Cut:
    return lambda word: cut(word) if len(word) >= compounds.SHORTEST else ()


def _indexed(given: Set, scraps: ExitStack, remembered: Remembered) -> Engine:
    folder = Path(scraps.enter_context(tempfile.TemporaryDirectory()))
    return Engine(opened(given.documents, folder, remembered), remembered)  # type: ignore[arg-type]


_HEADS = ("German, words only", "keywords", "sentences", "German, with meaning", "others, with meaning")


def _cells(tried: Sequence[Tried]) -> list[str]:
    """Ask all questions, German ones by words only too."""
    said = [Score(one, _asked(each.engine, one, True)) for each in tried for one in each.judged if one.lang == "de"]
    meant = [Score(one, _asked(each.engine, one, False)) for each in tried for one in each.judged]
    return [
        _mean(said),
        _mean(one for one in said if one.judged.kind == "keyword"),
        _mean(one for one in said if one.judged.kind != "keyword"),
        _mean(one for one in meant if one.judged.lang == "de"),
        _mean(one for one in meant if one.judged.lang != "de"),
    ]


def _asked(engine: Engine, judged: Judged, by_words: bool) -> float:
    hits = engine.search(Query(judged.query, limit=DEPTH, is_lexical=by_words)).hits
    return ndcg((hit.project.row for hit in hits), judged.grades) or 0.0


def _mean(scores: Iterable[Score]) -> str:
    found = mean(scores)
    return "–" if found is None else f"{found:.3f}"


def shown(found: Iterable[Table]) -> str:
    """The tables, one under the other."""
    return "\n".join(f"**{one.caption}**\n\n{table(one.heads, one.rows)}" for one in found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.search.weights", description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / "out" / "bench" / "search", help="where vectors are kept")
    print(shown(tables(Remembered(parser.parse_args().cache))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
