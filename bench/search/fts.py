"""The same texts in SQLite's FTS5, set up and asked as Datasette does: `unicode61`, bm25, counts by `group by`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from fachwerk.search.documents import TEXTS, Document

COUNTED = ("region", "place")  # facets that are counted: a dozen values, and some hundred
_SIZE = 30  # values of a facet that Datasette shows
_WORD = re.compile(r"\w+")


class Fts:
    """A table of projects with its FTS5 index."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    @classmethod
    @contextmanager
    def over(cls, documents: Iterable[Document], path: str | Path = ":memory:") -> Iterator[Self]:
        """Write texts into a database, and open it."""
        database = sqlite3.connect(path)
        try:
            write(documents, database)
            yield cls(database)
        finally:
            database.close()

    def ranked(self, text: str, limit: int) -> list[int]:
        """The rows that have any of the words, best first."""
        asked = any_word(text)
        if not asked:
            return []
        sql = "select row from project join project_fts on project.rowid = project_fts.rowid"
        sql += " where project_fts match ? order by bm25(project_fts) limit ?"
        return [row for (row,) in self._database.execute(sql, (asked, limit))]

    def page(self, asked: str, limit: int, counted: Sequence[str] = ()) -> Mapping[str, int]:
        """What a page of Datasette takes: the first rows by relevance, how many there are, the values of facets."""
        matching = "from project join project_fts on project.rowid = project_fts.rowid where project_fts match ?"
        columns = ", ".join(f"project.{name}" for name in ("id", *TEXTS, "begin", "end"))
        rows = self._database.execute(f"select {columns} {matching} order by bm25(project_fts) limit ?", (asked, limit))
        found = {"rows": len(rows.fetchall())}
        (found["total"],) = self._database.execute(f"select count(*) {matching}", (asked,)).fetchone()
        for name in counted:
            sql = f"select by_{name}, count(*) as number {matching} and by_{name} is not null"
            sql += f" group by by_{name} order by number desc, by_{name} limit {_SIZE + 1}"
            found[name] = len(self._database.execute(sql, (asked,)).fetchall())
        return found


def any_word(text: str) -> str:
    """Ask for rows with any of the words: kinder to sentences than all of them."""
    return " OR ".join(f'"{word}"' for word in _WORD.findall(text))


def all_words(text: str) -> str:
    """Ask for rows with all of the words, as Datasette does."""
    return " ".join(f'"{word}"' for word in _WORD.findall(text))


def write(documents: Iterable[Document], database: sqlite3.Connection, counted: Sequence[str] = COUNTED) -> None:
    """Write the tables as `sqlite-utils enable-fts` does, with an index of each facet's column."""
    texts = ", ".join(TEXTS)
    keys = ", ".join(f"by_{name}" for name in counted)
    database.execute(f"create table project (row integer primary key, id, {texts}, begin, end, {keys})")
    marks = ", ".join("?" * (4 + len(TEXTS) + len(counted)))
    database.executemany(f"insert into project values ({marks})", (_row(one, counted) for one in documents))
    for name in counted:
        database.execute(f"create index project_{name} on project (by_{name})")
    database.execute(
        f"create virtual table project_fts using fts5 ({texts}, content = 'project', tokenize = 'unicode61')"
    )
    database.execute(f"insert into project_fts (rowid, {texts}) select rowid, {texts} from project")
    database.execute("insert into project_fts (project_fts) values ('optimize')")
    database.commit()


def _row(document: Document, counted: Sequence[str]) -> tuple[object, ...]:
    days = (None if day is None else day.isoformat() for day in (document.begin, document.end))
    keys = (next(iter(document.keys.get(name, ())), None) for name in counted)
    return (document.row, document.id, *(document.texts.get(name) for name in TEXTS), *days, *keys)
