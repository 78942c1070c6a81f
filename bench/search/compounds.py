"""`python -m bench.search.compounds`: which splitter cuts compounds rightly, and leaves alone what is none.

A cut counts as right where its main seam does; letters that link (`s`, `n`, `en`) belong to the first part. Each
splitter is asked in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.page import table
from bench.processes import ran
from bench.search.sets import HERE, sources
from fachwerk import yamlfile
from fachwerk.reference.words import german_words
from fachwerk.search.compounds import parts_of
from fachwerk.search.lexical import Lexicon
from fachwerk.search.words import key_of, stem_of, words_of

WORDS = HERE / "compounds.yml"
THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
Cut = Callable[[str], Sequence[str]]


class Splitter(NamedTuple):
    """A way to cut: what it is called and whose it is, and what loads it, with the words of some texts."""

    name: str
    licence: str
    load: Callable[[Sequence[str]], Cut]


class Found(NamedTuple):
    """How a splitter did: main seams that are right, of how many; words that are none and yet were cut, of how many."""

    right: int
    compounds: int
    false: int
    whole: int
    microseconds: float
    load_seconds: float
    grown_mb: float


def splitters() -> Iterator[Splitter]:
    """Yield what is compared; the first is what Fachwerk uses."""
    yield Splitter("as Fachwerk cuts", "MIT", lambda _: _loaded(parts_of))
    for threshold in THRESHOLDS:
        yield Splitter(f"split-words, surer than {threshold}", "MIT", lambda _, least=threshold: _charsplit(least))  # type: ignore[misc]
    yield Splitter("HanTa", "LGPL-3.0", lambda _: _hanta())
    yield Splitter("the texts' own words", "–", _own_words)


def _loaded(cut: Cut) -> Cut:
    cut("Fachkräftemesse")
    return cut


def _charsplit(least: float) -> Cut:
    from split_words import Splitter as CharSplit

    known = CharSplit()

    def cut(word: str) -> Sequence[str]:
        found = known.split_compound(word)
        return found[0][1:] if found and found[0][0] > least else ()

    return _loaded(cut)


def _hanta() -> Cut:
    """Cut before the last stem that HanTa sees, where there are several."""
    from HanTa import HanoverTagger

    tagger = HanoverTagger.HanoverTagger("morphmodel_ger.pgz")

    def cut(word: str) -> Sequence[str]:
        pieces = tagger.analyze(word, taglevel=3)[1]
        stems = [at for at, (_, kind) in enumerate(pieces) if kind.startswith(("NN", "NE", "VV", "ADJ"))]
        if len(stems) < 2:
            return ()
        size = sum(len(piece) for piece, _ in pieces[: stems[-1]])
        return (word[:size], word[size:])

    return _loaded(cut)


def _own_words(texts: Sequence[str]) -> Cut:
    """Cut as questions are cut that no text has: where a known word ends and another begins."""
    stems = {stem_of(word.key) for text in texts for word in words_of(text)}
    known = Known(frozenset(stems | {stem_of(key_of(word)) for word in german_words()}))

    def cut(word: str) -> Sequence[str]:
        parts = known.parts_of(key_of(word))
        return (word[: -len(parts[-1])], word[-len(parts[-1]) :]) if parts else ()

    return cut


@dataclass(frozen=True)
class Known(Lexicon):
    """Stems that are known, and nothing else of an index."""

    stems: frozenset[str]

    @property
    def projects(self) -> int:
        return 0

    def counts_of_pieces(self, pieces: Collection[str]) -> Mapping[str, int]:
        return {}

    def count(self, stem: str) -> int:
        return int(stem in self.stems)

    def cut(self, key: str) -> tuple[str, ...] | None:
        return None

    def meant_by(self, key: str) -> list[tuple[str, str]]:
        return []

    def alike(self, key: str) -> list[tuple[str, str]]:
        return []


def judged(cut: Cut, compounds: Iterable[str], whole: Iterable[str]) -> tuple[int, int]:
    """Count the compounds with a seam where it should be, and the other words that were cut."""
    right = sum(_is_right(cut(one.replace("|", "")), one.index("|")) for one in compounds)
    return right, sum(bool(cut(word)) for word in whole)


def _is_right(parts: Sequence[str], seam: int) -> bool:
    """A word cut into more than two parts is right if one of its seams is the main one."""
    seams = [sum(map(len, parts[:number])) for number in range(1, len(parts))]
    return seam in seams


def measured(splitter: Splitter, texts: Sequence[str]) -> Found:
    """Load a splitter and let it cut every word of the lists."""
    words: Mapping[str, list[str]] = yamlfile.load(WORDS)
    before, begin = _peak(), time.perf_counter()
    cut = splitter.load(texts)
    loaded = time.perf_counter()
    right, false = judged(cut, words["compounds"], words["whole"])
    number = len(words["compounds"]) + len(words["whole"])
    spent = 1e6 * (time.perf_counter() - loaded) / number
    counts = (right, len(words["compounds"]), false, len(words["whole"]))
    return Found(*counts, spent, loaded - begin, _peak() - before)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6


def compared(scratch: Path) -> Iterator[tuple[Splitter, Found]]:
    """Yield how every splitter does that is installed; the texts are those of the largest list that is here."""
    *_, source = (one for one in sources() if one.name.endswith("list"))
    texts = scratch / "texts.json"
    said = [text for document in source.read(scratch).documents for text in document.texts.values()]
    texts.write_text(json.dumps(said), encoding="utf-8")
    for number, splitter in enumerate(splitters()):
        out = scratch / f"{number}.json"
        done = ran([sys.executable, "-m", "bench.search.compounds", "--one", str(number), str(texts), str(out)])
        if done.code == 0:
            yield splitter, Found(*json.loads(out.read_text("utf-8")))


def shown(found: Iterable[tuple[Splitter, Found]]) -> str:
    """The table of splitters."""
    rows = [
        [
            splitter.name, splitter.licence, f"{one.right} of {one.compounds}", f"{one.false} of {one.whole}",
            f"{one.microseconds:.0f} µs", f"{one.load_seconds:.2f} s", f"{one.grown_mb:.0f} MB",
        ]
        for splitter, one in found
    ]  # fmt: skip
    return table(["splitter", "licence", "right seams", "false cuts", "a word", "to load", "memory"], rows)


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.search.compounds", description=__doc__)
    parser.add_argument("--one", nargs=3, metavar=("NUMBER", "TEXTS", "OUT"), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.one:
        number, texts, out = wanted.one
        found = measured(list(splitters())[int(number)], json.loads(Path(texts).read_text("utf-8")))
        Path(out).write_text(json.dumps(found), encoding="utf-8")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        print(shown(compared(Path(scratch))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
