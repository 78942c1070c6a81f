"""A register in PostgreSQL is searched by tables that all who serve it share, and that are never of another state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Barrier, Thread
from typing import Any

import psycopg
import pytest

from fachwerk.errors import UnusableRegister
from fachwerk.search import postgresql_rows
from fachwerk.search.asking import Query
from fachwerk.search.postgresql import Shared, is_off
from fachwerk.search.postgresql_rows import State, state_of
from fachwerk.settings import Settings, settings_of
from fachwerk.store import make_register, open_register
from fachwerk.store.derived import Derived
from tests.search.made import TITLES, document, engine, shared
from tests.store.made_up import add


@pytest.fixture
def settings(tmp_path: Path, database: str) -> Settings:
    """A register in PostgreSQL with five projects."""
    found = settings_of(str(tmp_path / "register"), {"FACHWERK_DATABASE_URL": database, "FACHWERK_WAIT": "1"})
    with make_register(found) as register:
        add(register, tmp_path, b"one")
    return found


@contextmanager
def serving(settings: Settings) -> Iterator[Shared]:
    with open_register(settings) as register:
        yield Shared(register, None, lambda done, of: None)


def state(settings: Settings) -> State | None:
    with open_register(settings) as register:
        return state_of(Derived(register))


def test_tables_are_made_once_and_then_asked(settings: Settings) -> None:
    for _ in range(2):
        with serving(settings) as one:
            answer = one.search(Query("Muster"))
            assert (answer.total, answer.version) == (5, one.version)
    found = state(settings)
    assert found is not None and (found.projects, found.made) == (5, 1)


def test_a_table_of_another_state_of_the_register_never_answers(settings: Settings, tmp_path: Path) -> None:
    with serving(settings) as one, make_register(settings) as register:
        before = one.search(Query("", limit=1))
        add(register, tmp_path, b"two", range(1, 4))
        after = one.search(Query(""))
        assert (before.total, after.total) == (5, 8)
        assert after.version == register.version() != before.version
        with pytest.raises(Exception, match="another version"):
            one.search(Query("", limit=1, cursor=before.next))


def test_two_who_ask_at_once_make_the_tables_once(settings: Settings) -> None:
    together, totals = Barrier(4), []

    def ask() -> None:
        with serving(settings) as one:
            together.wait()
            totals.append(one.search(Query("Muster")).total)

    threads = [Thread(target=ask) for _ in range(together.parties)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert totals == [5] * together.parties
    found = state(settings)
    assert found is not None and found.made == 1


@pytest.mark.parametrize("table", ["search_project", "search_word", "search_stem", "search_piece", "search_state"])
def test_a_table_that_somebody_takes_away_is_made_anew(settings: Settings, database: str, table: str) -> None:
    with serving(settings) as one:
        before = one.search(Query("Projekt", facets=("region",)))
        with psycopg.connect(database, autocommit=True) as other:
            other.execute(f"DROP TABLE {table}")
        assert one.search(Query("Projekt", facets=("region",))) == before


def test_a_table_that_is_emptied_of_its_state_is_made_anew(settings: Settings, database: str) -> None:
    with serving(settings) as one:
        before = one.search(Query("Projekt"))
        with psycopg.connect(database, autocommit=True) as other:
            other.execute("DELETE FROM search_state")
        assert one.search(Query("Projekt")) == before


def test_a_connection_that_the_server_ended_is_made_anew(settings: Settings, database: str) -> None:
    with serving(settings) as one:
        before = one.search(Query("Projekt"))
        with psycopg.connect(database, autocommit=True) as other:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'fachwerk'"
            assert other.execute(f"{ended} AND datname = current_database()").fetchall() == [(True,)]
        assert one.search(Query("Projekt")) == before


def test_nobody_takes_a_table_away_from_who_reads_it(settings: Settings, database: str) -> None:
    with serving(settings) as one, open_register(settings) as register:
        one.search(Query(""))
        with Derived(register).reading("search_project"), psycopg.connect(database, autocommit=True) as other:
            other.execute("SET lock_timeout = '50ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("DROP TABLE search_project")


def test_a_maker_that_is_killed_leaves_the_tables_as_they_were(settings: Settings, tmp_path: Path) -> None:
    with serving(settings) as one, make_register(settings) as register:
        one.search(Query(""))
        derived = Derived(register)
        with pytest.raises(ZeroDivisionError), derived.alone(), derived.making():
            derived.run("DROP TABLE search_project")
            raise ZeroDivisionError
        assert one.search(Query("")).total == 5
    found = state(settings)
    assert found is not None and found.made == 1


def test_without_the_right_to_install_what_is_needed_one_sentence_says_so(tmp_path: Path, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("DROP ROLE IF EXISTS plain")
        owner.execute("CREATE ROLE plain LOGIN")
        owner.execute("GRANT USAGE, CREATE ON SCHEMA public TO plain")
    url = database.replace("//postgres:", "//plain:")
    plain = settings_of(str(tmp_path / "register"), {"FACHWERK_DATABASE_URL": url})
    with (
        make_register(plain) as register,
        pytest.raises(UnusableRegister, match="needs PostgreSQL's extension pg_trgm"),
    ):
        Shared(register, None, lambda done, of: None).search(Query(""))


def test_where_nothing_can_be_written_what_is_there_answers_until_it_is_old(
    settings: Settings, database: str, tmp_path: Path
) -> None:
    with serving(settings) as one:
        one.search(Query(""))
    read_only = "ALTER DATABASE {} SET default_transaction_read_only = {}"
    name = database.split("/")[3].partition("?")[0]
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute(read_only.format(name, "on"))
        with serving(settings) as one:
            assert one.search(Query("")).total == 5
        owner.execute("SET default_transaction_read_only = off")
        owner.execute(read_only.format(name, "off"))
        with make_register(settings) as register:
            add(register, tmp_path, b"two")
        owner.execute(read_only.format(name, "on"))
        with serving(settings) as one, pytest.raises(UnusableRegister, match="run `fachwerk search` once"):
            one.search(Query(""))


def test_what_the_database_cannot_index_is_left_out(tmp_path: Path, database: str) -> None:
    many = " ".join(f"w{number:x}" for number in range(25_000))
    odd = replace(
        document(1),
        texts={"title": f"Messe {'x' * 3000} o'neill back\\slash", "description": many, "kind": "k" * 3000},
        keys={**document(1).keys, "kind": ("k" * 3000,)},
    )
    with shared(tmp_path, database, [odd, document(2)]) as one:
        answer = one.search(Query("Messe"))
        assert [hit.project for hit in answer.hits] == [replace(odd, rank=0)]
        assert one.search(Query("o'neill", filters={"kind": ("it's \\ \0 \ud800",)})).total == 0
        assert one.search(Query('"Messe"')).total == 1
        assert one.search(Query(f'"{"x" * 3000}"')).total == 0


@pytest.mark.parametrize(
    ("one", "other", "off"),
    [
        ("messe", "messe", 0),
        ("messe", "mese", 1),
        ("messe", "messes", 1),
        ("messe", "masse", 1),
        ("messe", "emsse", 1),
        ("messe", "massen", 2),
        ("messe", "", 5),
    ],
)
def test_slips_are_counted_letter_by_letter(one: str, other: str, off: int) -> None:
    assert [is_off(one, other, most) for most in (off - 1, off)] == [False, True]


# --- by meaning ----------------------------------------------------------------------------------------------------


class Letters:
    """A model that means by a text how often each letter is in it."""

    def __init__(self) -> None:
        self.understood = 0

    def of_query(self, text: str) -> Any:
        import numpy as np

        counts = np.zeros(384, np.float32)
        for letter in text.casefold():
            counts[ord(letter) % 384] += 1
        return counts / (np.linalg.norm(counts) or 1)

    def of_texts(self, texts: Iterable[str]) -> Any:
        import numpy as np

        found = [self.of_query(text) for text in texts]
        self.understood += len(found)
        return np.stack(found) if found else np.empty((0, 384), np.float32)


QUESTIONS = (
    "Messe", "Beratung für Zugewanderte", "Wilkommenskultur", "Lehrling", "zzz", "Torgau Pflege", "-Messe",
    "title:Torgau",
)  # fmt: skip


@pytest.mark.parametrize("exact_to", [postgresql_rows.EXACT_TO, 3])  # of more than 3 a graph is asked
def test_by_meaning_both_back_ends_say_the_same(
    tmp_path: Path, new_database: Callable[[], str], monkeypatch: pytest.MonkeyPatch, exact_to: int
) -> None:
    pytest.importorskip("numpy")
    monkeypatch.setattr(postgresql_rows, "EXACT_TO", exact_to)
    model: Any = Letters()
    embedded = engine(tmp_path / "index", meaning=model)
    with shared(tmp_path / "register", new_database(), meaning=model) as one:
        for text in QUESTIONS:
            expected, found = embedded.search(Query(text, explain=True)), one.search(Query(text, explain=True))
            assert found.by_meaning == expected.by_meaning
            assert {hit.project.id for hit in found.hits} == {hit.project.id for hit in expected.hits}, text
            meant = {hit.project.id: hit.parts.meaning for hit in expected.hits}
            assert {hit.project.id: hit.parts.meaning for hit in found.hits} == pytest.approx(meant, abs=1e-5)
        for row in TITLES:
            nearest = [one.neighbours(f"p-{row}")[0].project.id, embedded.neighbours(f"p-{row}")[0].project.id]
            assert nearest[0] == nearest[1]


def test_a_text_that_was_understood_once_is_not_looked_at_again(settings: Settings, tmp_path: Path) -> None:
    pytest.importorskip("numpy")
    model: Any = Letters()
    with make_register(settings) as register:
        one = Shared(register, model, lambda done, of: None)
        assert one.search(Query("Muster")).by_meaning
        understood = model.understood
        add(register, tmp_path, b"two", range(1, 4))
        one.search(Query("Muster"))
        assert model.understood == understood


def test_without_pgvector_everything_is_found_by_words(tmp_path: Path, settings: Settings, database: str) -> None:
    with psycopg.connect(database, autocommit=True) as owner:
        owner.execute("CREATE EXTENSION pg_trgm")
        owner.execute("DROP ROLE IF EXISTS worker")
        owner.execute("CREATE ROLE worker LOGIN")
        owner.execute("GRANT USAGE, CREATE ON SCHEMA public TO worker")
        owner.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO worker")
    url = database.replace("//postgres:", "//worker:")
    worker = settings_of(str(settings.register), {"FACHWERK_DATABASE_URL": url})
    model: Any = Letters()
    with open_register(worker) as register:
        answer = Shared(register, model, lambda done, of: None).search(Query("Muster"))
        assert (answer.total, answer.by_meaning) == (5, False)
