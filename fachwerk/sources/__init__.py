"""Known lists, one folder each: how to recognise them, what their headings mean, what was counted in their editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.text import key

FOLDER = Path(__file__).parent
_MOST_NEW_COLUMNS = 2
_NAMES = frozenset({"name", "publisher", "language", "url", "title_words", "columns", "editions", "programme"})


@dataclass(frozen=True, slots=True)
class Edition:
    """What somebody counted in the edition as of one day (ISO); None: not counted."""

    as_of: str
    rows: int | None = None
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A known list (README.md beside this file explains each name)."""

    folder: str
    name: str
    publisher: str
    language: str | None
    url: str | None
    title_words: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    editions: tuple[Edition, ...]
    programme: str | None = None

    def edition(self, as_of: str | None) -> Edition | None:
        """Give what was counted in the edition of that day."""
        return next((edition for edition in self.editions if edition.as_of == as_of), None)

    def is_named_in(self, title: str) -> bool:
        """Tell whether a headline has all of the list's title words; without such words no headline is its own."""
        folded = key(title)
        return bool(self.title_words) and all(key(word) in folded for word in self.title_words)


@cache
def known_lists() -> tuple[Source, ...]:
    """Read every `<list>/source.yml`, by folder name."""
    return tuple(source_of(path) for path in sorted(FOLDER.glob("*/source.yml")))


def remembered(headings: Sequence[str], title: str = "", lists: Sequence[Source] | None = None) -> Source | None:
    """Recognise a list by its headings, and by the words of its headline if several have the same.

    All remembered headings must be printed, and at most two others; blanks, case and punctuation do not count.
    """
    printed = {key(heading) for heading in headings}
    alike = [source for source in (known_lists() if lists is None else lists) if _has_headings(source, printed)]
    if len(alike) > 1:
        alike = [source for source in alike if source.is_named_in(title)]
    return alike[0] if len(alike) == 1 else None


def source_of(path: Path) -> Source:
    """Read one `source.yml`; raises BrokenKnowledge for anything that its schema does not know."""
    found = yamlfile.load(path)
    strange = sorted(set(found) - _NAMES)
    if strange:
        raise BrokenKnowledge(f"{strange[0]!r} is no name of a source's schema", file=str(path))
    columns = found.get("columns")
    if not isinstance(columns, dict) or not columns:
        raise BrokenKnowledge("'columns' must map headings to lists of fields", file=str(path))
    return Source(
        folder=path.parent.name,
        name=_text(found, "name", path),
        publisher=_text(found, "publisher", path),
        language=found.get("language"),
        url=found.get("url"),
        title_words=yamlfile.strings(found, "title_words", path),
        columns={heading: yamlfile.strings(columns, heading, path) for heading in columns},
        editions=tuple(_edition(one, path) for one in found.get("editions") or ()),
        programme=found.get("programme"),
    )


def _has_headings(source: Source, printed: set[str]) -> bool:
    wanted = {key(heading) for heading in source.columns}
    return wanted <= printed and len(printed - wanted) <= _MOST_NEW_COLUMNS


def _text(found: Mapping[str, Any], name: str, path: Path) -> str:
    value = found.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BrokenKnowledge(f"{name!r} must be a text", file=str(path))
    return value


def _edition(found: object, path: Path) -> Edition:
    if not isinstance(found, dict) or set(found) - {"as_of", "rows", "pages"}:
        raise BrokenKnowledge("an edition has 'as_of', 'rows' and 'pages', nothing else", file=str(path))
    counts = {name: found[name] for name in ("rows", "pages") if name in found}
    if not all(isinstance(count, int) for count in counts.values()):
        raise BrokenKnowledge("'rows' and 'pages' of an edition must be whole numbers", file=str(path))
    return Edition(_text(found, "as_of", path), **counts)
