"""People's decisions in `judgements.jsonl`: one JSON object a line, only ever appended; undoing appends too."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from fachwerk.errors import BrokenJudgements, FachwerkError
from fachwerk.records import Decision, Judgement

FILE = "judgements.jsonl"
_ABOUT = ("organisation", "project", "series")


def read(register: Path) -> tuple[Judgement, ...]:
    """Read all judgements in the order they were made; a register without the file has none.

    Raises BrokenJudgements, with the number of the line, for one that is no whole judgement.
    """
    path = register / FILE
    try:
        written = path.read_bytes()
    except FileNotFoundError:
        return ()
    if written and not written.endswith(b"\n"):
        number = written.count(b"\n") + 1
        raise BrokenJudgements("the last line breaks off", file=str(path), line=number, advice="complete or delete it")
    return tuple(_judgement(line, path, number) for number, line in enumerate(written.split(b"\n")[:-1], start=1))


def append(register: Path, judgement: Judgement) -> None:
    """Add a judgement durably, as one line or not at all.

    Raises BrokenJudgements if the file has a broken line, or a FachwerkError if nothing stands that could be undone.
    """
    path = register / FILE
    _check(judgement._asdict() | {"decision": judgement.decision.value}, path, None)
    before = read(register)
    if judgement.decision is Decision.UNDO and standing(before, judgement) is None:
        raise FachwerkError(
            f"no decision stands about {judgement.one!r} and {judgement.other!r}", advice="there is nothing to undo"
        )
    line = json.dumps(judgement._asdict() | {"decision": judgement.decision.value}, ensure_ascii=False)
    _write_line(path, f"{line}\n".encode())


def standing(judgements: Iterable[Judgement], pair: Judgement) -> Judgement | None:
    """Give the decision that stands about a pair: the last one that was not taken back."""
    stack: list[Judgement] = []
    for one in judgements:
        if one[:3] == pair[:3]:
            if one.decision is not Decision.UNDO:
                stack.append(one)
            elif stack:
                stack.pop()
    return stack[-1] if stack else None


def _write_line(path: Path, line: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        size = os.fstat(handle).st_size
        try:
            if os.write(handle, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, size)
            raise
    finally:
        os.close(handle)


def _judgement(line: bytes, path: Path, number: int) -> Judgement:
    try:
        found = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BrokenJudgements("is no UTF-8", file=str(path), line=number, advice="put the line right") from error
    except ValueError as error:
        raise BrokenJudgements("is no JSON", file=str(path), line=number, advice="put the line right") from error
    if not isinstance(found, dict):
        raise BrokenJudgements("is no JSON object", file=str(path), line=number, advice="put the line right")
    return _check(found, path, number)


def _check(found: dict[str, Any], path: Path, number: int | None) -> Judgement:
    def broken(problem: str) -> BrokenJudgements:
        return BrokenJudgements(problem, file=str(path), line=number, advice="put it right")

    for name in Judgement._fields:
        if not isinstance(found.get(name), str) or not found[name].strip():
            raise broken(f"says nothing as {name!r}")
    strange = sorted(set(found) - set(Judgement._fields))
    if strange:
        raise broken(f"{strange[0]!r} is no part of a judgement")
    if found["about"] not in _ABOUT:
        raise broken(f"is about {found['about']!r}, not about one of {', '.join(_ABOUT)}")
    if found["one"] >= found["other"]:
        raise broken("names its pair twice or not in sorted order")
    try:
        decision = Decision(found["decision"])
    except ValueError as error:
        raise broken(f"{found['decision']!r} is no decision") from error
    return Judgement(**(found | {"decision": decision}))
