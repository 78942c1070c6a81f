"""What is written into an index: the table of projects and the table of words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tantivy

from fachwerk.search.compounds import parts_of
from fachwerk.search.documents import TEXTS, Document
from fachwerk.search.words import grams_of, key_of, stem_of, words_of

FORMAT = 1  # of what is written here; another one is built anew
FACETS = ("region", "item", "pot", "kind", "organisation", "series", "edition", "status", "finding", "place")
_HEAP = 256_000_000  # bytes that tantivy may hold before it writes
_BLOCK = 4_096  # bytes of what is shown that are packed together; one project is shown by unpacking as many


@dataclass(slots=True)
class Vocabulary:
    """The words of an index while it is built: how often each is there, how it is printed, what it is made of."""

    counts: Counter[str] = field(default_factory=Counter)
    printed: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def enter(self, key: str, printed: str) -> tuple[str, ...]:
        """Count a word; give the stems of it and of its parts."""
        if key not in self.printed:
            self.printed[key] = printed
            self.parts[key] = tuple(key_of(part) for part in parts_of(printed))
        self.counts[key] += 1
        return (stem_of(key), *map(stem_of, self.parts[key]))


def projects_schema() -> tantivy.Schema:
    """The table of projects: three analyses of all texts, one of each text, keys to filter and count by."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    for name in ("stems", "grams", *(f"in_{text}" for text in TEXTS)):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in FACETS:
        builder.add_text_field(f"by_{name}", tokenizer_name="raw", fast=True, index_option="basic")
    for name in ("begin", "end", "title_rank"):
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_integer_field("number", indexed=True, fast=True)
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def words_schema() -> tantivy.Schema:
    """The table of words: by key and by pieces, with how often each is there and what it is made of."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("printed", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("parts", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("count", stored=True, fast=True)
    return builder.build()


def write_index(documents: Iterable[Document], folder: Path) -> int:
    """Write the tables of an index into an empty folder, and count the projects."""
    vocabulary = Vocabulary()
    writer = _writer(projects_schema(), folder / "projects")
    number = -1
    for number, document in enumerate(documents):
        writer.add_document(_row(number, document, vocabulary))
    writer.commit()
    writer.wait_merging_threads()
    _write_words(vocabulary, folder / "words")
    return number + 1


def said_in(document: Document, vocabulary: Vocabulary) -> Iterator[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """Yield each text of a project with its words: the key of each, and the stems of it and of its parts."""
    for name in TEXTS:
        if name in document.texts:
            said = [document.texts[name], *(document.also if name == "sponsor" else ())]
            words = [
                (word.key, vocabulary.enter(word.key, text[word.start : word.end]))
                for text in said
                for word in words_of(text)
            ]
            yield name, words


def _row(number: int, document: Document, vocabulary: Vocabulary) -> tantivy.Document:
    row = tantivy.Document()
    words: list[str] = []
    stems: list[str] = []
    for name, said in said_in(document, vocabulary):
        own = [stem for _, some in said for stem in some]
        row.add_text(f"in_{name}", " ".join(own))
        words += [*(key for key, _ in said), "\x1f"]  # a phrase does not reach from one text into the next
        stems += own
    row.add_text("words", " ".join(words))
    row.add_text("stems", " ".join(stems))
    row.add_text("grams", " ".join(gram for key in words for gram in grams_of(key)))
    for name, keys in document.keys.items():
        for key in keys:
            row.add_text(f"by_{name}", key)
    for name, day in (("begin", document.begin), ("end", document.end)):
        if day is not None:
            row.add_integer(name, day.toordinal())
    row.add_integer("title_rank", document.rank)
    row.add_integer("number", number)
    row.add_text("id", document.id)
    row.add_bytes("shown", shown(document).encode())
    return row


def shown(document: Document) -> str:
    """Write a project as an index keeps it."""
    told = {
        "id": document.id,
        "row": document.row,
        "edition": document.edition,
        "texts": dict(document.texts),
        "also": document.also,
        "keys": dict(document.keys),
        "begin": None if document.begin is None else document.begin.isoformat(),
        "end": None if document.end is None else document.end.isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def document_of(shown: str | bytes) -> Document:
    """Read a project as it was written into the index."""
    told = json.loads(shown)
    keys = {name: tuple(some) for name, some in told["keys"].items()}
    begin, end = (None if told[name] is None else date.fromisoformat(told[name]) for name in ("begin", "end"))
    return Document(told["id"], told["row"], told["edition"], told["texts"], tuple(told["also"]), keys, begin, end)


def _write_words(vocabulary: Vocabulary, folder: Path) -> None:
    writer = _writer(words_schema(), folder)
    for key, count in vocabulary.counts.items():
        row = tantivy.Document()
        row.add_text("key", key)
        row.add_text("grams", " ".join(grams_of(key)))
        row.add_text("printed", vocabulary.printed[key])
        for part in vocabulary.parts[key]:
            row.add_text("parts", part)
        row.add_integer("count", count)
        writer.add_document(row)
    writer.commit()
    writer.wait_merging_threads()


def _writer(schema: tantivy.Schema, folder: Path) -> tantivy.IndexWriter:
    """Make an empty table and open it for writing.

    tantivy packs 16,384 bytes together, and unpacks them for each hit. Its Python binding has no setting for that; the
    file in which an index keeps its settings has one.
    """
    folder.mkdir()
    tantivy.Index(schema, path=str(folder))
    settings = folder / "meta.json"
    told = json.loads(settings.read_text("utf-8"))
    told["index_settings"]["docstore_blocksize"] = _BLOCK
    settings.write_text(json.dumps(told), encoding="utf-8")
    return tantivy.Index.open(str(folder)).writer(_HEAP, 1)
