"""Made-up projects in an index of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from fachwerk.search.documents import Document
from fachwerk.search.engine import Engine
from fachwerk.search.index import write_index
from fachwerk.search.shelf import Opened
from fachwerk.settings import settings_of

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.search.postgresql import Shared

TITLES = {
    1: ("Fachkräftemesse Torgau", "Landkreis Nordsachsen", "Betriebe zeigen Schüler*innen, was sie brauchen."),
    2: ("Welcome Center Leipzig", "Stadt Leipzig", "Beratung für Zugewanderte, die Arbeit suchen."),
    3: ("Azubi-Botschafter", "Kreishandwerkerschaft Zwickau", "Lehrlinge aus dem Handwerk besuchen Schulen."),
    4: ("Willkommenskultur im Betrieb", "HTWK Leipzig", "Unternehmen lernen, neue Kolleg:innen aufzunehmen."),
    5: ("Pflegekräfte für Torgau", "Diakonie Torgau", "Werbung um Pflegekräfte in Kliniken und Heimen."),
    6: ("Ausbildungsmesse Zwickau", "Stadt Zwickau", "Eine Messe für Ausbildung und Studium."),
}
REGIONS = {1: "DED53", 2: "DED51", 3: "DED45", 4: "DED51", 5: "DED53", 6: "DED45"}


def document(row: int) -> Document:
    title, sponsor, description = TITLES[row]
    region = REGIONS[row]
    names = {"DED53": "Nordsachsen", "DED51": "Leipzig, Stadt", "DED45": "Zwickau"}
    texts = {"title": title, "sponsor": sponsor, "region": names[region], "description": description}
    keys = {"region": (region,), "item": (str(row % 3 + 1),), "status": ("unknown",), "edition": ("e",)}
    also = ("Hochschule für Technik, Wirtschaft und Kultur",) if row == 4 else ()
    begin, end = date(2023, row, 1), None if row == 6 else date(2023, row + 6, 1)
    return Document(
        f"p-{row}", row, "e", texts, also, keys, begin, end, rank=sorted(TITLES.values()).index(TITLES[row])
    )


def engine(
    folder: Path, documents: Iterable[Document] | None = None, version: str = "one", meaning: Meaning | None = None
) -> Engine:
    """An engine over made-up projects, by words only or with a model."""
    folder.mkdir(parents=True, exist_ok=True)
    some = list(map(document, TITLES) if documents is None else documents)
    write_index(some, folder)
    projects, words = (tantivy.Index.open(str(folder / name)) for name in ("projects", "words"))
    if meaning is None:
        return Engine(Opened(version, projects, words, None), None)
    from fachwerk.search.vectors import Vectors

    return Engine(Opened(version, projects, words, Vectors(meaning.of_texts(one.meant for one in some))), meaning)


@contextmanager
def shared(
    folder: Path,
    database: str,
    documents: Iterable[Document] | None = None,
    version: str = "one",
    meaning: Meaning | None = None,
) -> Iterator[Shared]:
    """The same in PostgreSQL."""
    from fachwerk.search.postgresql import Shared
    from fachwerk.search.postgresql_rows import write_tables
    from fachwerk.store import Run, make_register
    from fachwerk.store.derived import Derived

    with make_register(settings_of(str(folder), {"FACHWERK_DATABASE_URL": database})) as register:
        with register.writing() as writer:
            writer.run(Run("2024-01-01T00:00:00Z", version, "1"))
        derived = Derived(register)
        assert derived.has_extension("pg_trgm") and derived.has_extension("vector")
        some = map(document, TITLES) if documents is None else documents
        with derived.alone(), derived.making():
            write_tables(some, register.version(), derived, meaning)
        yield Shared(register, meaning, lambda done, of: None)
