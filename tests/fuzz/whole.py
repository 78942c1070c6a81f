"""What must hold for any bytes whatever: they are read to the end, or refused with one sentence, and in time."""

import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fachwerk.errors import FachwerkError, NoTable, UnusableInput
from fachwerk.read import open_document
from fachwerk.records import Content, Drawn, Dump, Grids, ReadOptions
from fachwerk.rows import cut_rows

SECONDS = 20
_LONGEST_SENTENCE = 500


def outcome(raw: bytes) -> str:
    """Read bytes as a user's file, to the last row. Gives the format, or the sentence of the refusal.

    Anything else than these two is a fault: another exception, no sentence, or more than `SECONDS`.
    """
    with tempfile.TemporaryDirectory() as folder, _in_time():
        path = Path(folder) / "file"
        path.write_bytes(raw)
        try:
            document = open_document(path, ReadOptions())
            _exhaust(document.content)
        except (UnusableInput, NoTable) as error:
            return _sentence(error)
        return document.format


def _exhaust(content: Content) -> None:
    if isinstance(content, Drawn):
        for page in content.pages:
            assert page.number >= 1
    elif isinstance(content, Dump):
        assert all(line.number >= 1 and "\n" not in line.text for line in content.lines)
    elif isinstance(content, Grids):
        for grid in content.grids:
            assert list(grid.rows) == list(grid.rows)
    for _ in cut_rows(content):
        pass


def _sentence(error: FachwerkError) -> str:
    said = str(error)
    assert error.problem
    assert len(said) <= _LONGEST_SENTENCE, said
    assert said.isprintable(), said
    return said


@contextmanager
def _in_time() -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"took more than {SECONDS} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
