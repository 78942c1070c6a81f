"""What a reader hands back: the content it found, and the decisions it took on the way."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from fachwerk.errors import UnusableInput
from fachwerk.records import Content, ReadOptions

_SHOWN = 12


class Opened(NamedTuple):
    """Content of a file, and a sentence for each thing that was decided or repaired while opening it.

    `doubts` are sentences on what of the list may not be in the file.
    """

    content: Content
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


class Reader(NamedTuple):
    """One format we read: `claims` looks at a file's first bytes, `open` reads the file at that path."""

    name: str
    claims: Callable[[bytes], bool]
    open: Callable[[Path, ReadOptions], Opened]


def left_out(noun: str, count: int, options: ReadOptions) -> tuple[str, ...]:
    """Say that only some pages (sheets, tables) of `count` were asked for; refuse those that are not there."""
    if options.pages is None:
        return ()
    asked = sorted(options.pages)
    if asked[-1] > count:
        there = "only 1" if count == 1 else str(count)
        raise UnusableInput(f"there is no {noun} {asked[-1]}, the file has {there}", advice="change --pages")
    return () if len(asked) == count else (f"of {count} {noun}s only {counted(noun, asked)} read, as asked",)


def counted(noun: str, numbers: Sequence[int | str]) -> str:
    """Name lines, rows or cells, the first dozen in full.

    >>> counted("line", [7]), counted("row", [5, 9])
    ('line 7', 'rows 5, 9')
    """
    shown = ", ".join(str(number) for number in numbers[:_SHOWN])
    rest = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"{noun}{'s' if len(numbers) > 1 else ''} {shown}{rest}"
