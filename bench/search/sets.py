"""Texts with judged questions: lists as a register holds them, and XQuAD's paragraphs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from bench.register.imported import import_into
from bench.search.judged import Judged, judged_in
from fachwerk.search.documents import Document, documents_of
from fachwerk.settings import settings_of
from fachwerk.store import open_register

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SAMPLES, SHARED = ROOT / "samples", ROOT.parent / "shared"
XQUAD = "XQuAD"
LANGUAGES = ("de", "en", "es", "ar", "vi")


class Set(NamedTuple):
    """Texts, and questions to them."""

    documents: Sequence[Document]
    judged: Sequence[Judged]


class Source(NamedTuple):
    """A set that can be had here: its name, what it is, and what reads it, with a folder for scraps."""

    name: str
    said: str
    read: Callable[[Path], Set]


def sources() -> Iterator[Source]:
    """Yield what can be had here; what is not part of the repository only where it lies beside it."""
    yield Source(
        "sample list",
        "the sample list of this repository, 53 rows",
        lambda scratch: _listed(min(SAMPLES.glob("*.pdf")), HERE / "sample.jsonl", scratch),
    )
    dumps, examples = sorted((SHARED / "seed").glob("*.txt")), SHARED / "gold" / "search-examples.jsonl"
    if dumps and examples.exists():
        yield Source("first list", "the first list, 134 rows", lambda scratch: _listed(dumps[0], examples, scratch))
    esf = SHARED / "corpus" / "sachsen-esf-2014" / "list.csv"
    if esf.exists():
        yield Source(
            "ESF list",
            "Saxony's list of ESF operations 2014–2020, 5,748 rows",
            lambda scratch: _listed(esf, HERE / "esf.jsonl", scratch),
        )
    paragraphs = SHARED / "xquad"
    if (paragraphs / "xquad.de.json").exists():
        yield Source(XQUAD, "240 German paragraphs of XQuAD, 1,190 questions a language", lambda _: _xquad(paragraphs))


def _listed(table: Path, questions: Path, scratch: Path) -> Set:
    import_into(scratch / "register", [table])
    with open_register(settings_of(str(scratch / "register"))) as register:
        return Set(list(documents_of(register)), judged_in(questions))


def _xquad(folder: Path) -> Set:
    texts = [text for text, _ in _paragraphs(folder, "de")]
    empty = Document("", 0, "", {}, (), {}, None, None)
    documents = [
        replace(empty, id=f"p-{row}", row=row, texts={"description": text}) for row, text in enumerate(texts, 1)
    ]
    judged = [
        Judged(lang, lang, question, {row: 1})
        for lang in LANGUAGES
        for row, (_, questions) in enumerate(_paragraphs(folder, lang), 1)
        for question in questions
    ]
    return Set(documents, judged)


def _paragraphs(folder: Path, lang: str) -> Iterator[tuple[str, list[str]]]:
    for article in json.loads((folder / f"xquad.{lang}.json").read_text("utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            yield paragraph["context"], [asked["question"] for asked in paragraph["qas"]]
