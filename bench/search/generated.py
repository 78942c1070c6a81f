"""Generated projects to be searched by the hundred thousand, and questions as somebody types who has seen a title."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random

from bench.register.listings import true_rows, write_editions
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories
from fachwerk.search.documents import Document, documents_of, ranks
from fachwerk.search.words import words_of
from fachwerk.settings import settings_of
from fachwerk.store import open_register

SEED = 4
MISSPELT = 0.2  # share of questions with a slip in one word
MOST_WORDS = 4
_SHORTEST = 5  # letters of a word that is misspelt
_ITEMS = 10  # funding lines that are given out


def write_list(rows: int, folder: Path) -> Path:
    """Write a list of generated projects as CSV."""
    return write_editions(rows, 1, SEED, folder)[0]


def documents_in(source: Path) -> Iterator[Document]:
    """Yield the projects of a register, or of a generated list that never was in one."""
    if source.is_dir():
        with open_register(settings_of(str(source))) as register:
            yield from documents_of(register)
    else:
        yield from _listed(source)


def _listed(table: Path) -> Iterator[Document]:
    """Make of each row what an import would, as far as searching goes; organisations and series are the true ones."""
    places = ranks(title for *_, title, _, _ in _rows(table))
    for row, (cells, true, rank) in enumerate(zip(_rows(table), true_rows(table), places, strict=True), 1):
        sponsor, place, region, begin, end, title, told, _ = cells
        item = 1 + row % _ITEMS
        texts = {"title": title, "sponsor": sponsor, "place": place, "region": region, "description": told}
        keys = {
            "region": (_regions()[region],),
            "place": (_places()[place],),
            "item": (str(item),),
            "organisation": (f"o-{true.organisation}",),
            "series": (f"s-{true.series}",),
            "status": ("unknown",),
            "edition": ("generated",),
        }
        yield Document(f"p-{true.project}-{row}", row, "generated", texts, (), keys, _day(begin), _day(end), rank)


def _rows(table: Path) -> Iterator[list[str]]:
    with table.open(encoding="utf-8", newline="") as file:
        yield from islice(csv.reader(file), 1, None)


def _day(printed: str) -> date:
    return datetime.strptime(printed, "%d.%m.%Y").date()


@cache
def _regions() -> dict[str, str]:
    return {region.name: region.key for territory in territories().values() for region in territory.regions}


@cache
def _places() -> dict[str, str]:
    known = ((ags, one) for name in territories() for ags, one in municipalities(name).items())
    return {", ".join((one.name, *one.titles)): ags for ags, one in known}


def questions(table: Path, number: int) -> list[str]:
    """Draw one to four words that stand side by side in a title, some with a slip."""
    random = Random(SEED)
    titles = random.sample([cells[5] for cells in _rows(table)], number)
    return [_question(title, random) for title in titles]


def _question(title: str, random: Random) -> str:
    words = [title[word.start : word.end] for word in words_of(title)]
    size = min(len(words), random.randrange(1, MOST_WORDS + 1))
    begin = random.randrange(len(words) - size + 1)
    chosen = words[begin : begin + size]
    if random.random() < MISSPELT:
        chosen = _misspelt(chosen, random)
    return " ".join(chosen)


def _misspelt(words: Sequence[str], random: Random) -> list[str]:
    """Leave out a letter of the longest word, or swap two; short words stay."""
    longest = max(range(len(words)), key=lambda at: len(words[at]))
    word = words[longest]
    if len(word) < _SHORTEST:
        return list(words)
    at = random.randrange(1, len(word) - 1)
    slip = word[:at] + word[at + 1 :] if random.random() < 0.5 else word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return [*words[:longest], slip, *words[longest + 1 :]]
