"""What a person at a terminal sees on standard error: progress while reading, the ledger in short afterwards."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from fachwerk.cli.stderr import say
from fachwerk.records import Ledger, Piece, Verdict

MOST_SHOWN = 5  # unexplained lines that are printed before one is sent to the ledger

COLOURS = {Verdict.COMPLETE: "green", Verdict.INCOMPLETE: "red", Verdict.UNKNOWN: "yellow"}


@contextmanager
def progress(says: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told `done` and `total`; it draws a bar on a terminal and is silent in a pipe."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(says, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def say_ledger(ledger: Ledger, is_for_eyes: bool) -> None:
    """Say the verdict with its reasons to a person; to a program only what must not be missed: an incomplete list."""
    if is_for_eyes:
        say_in_colour(ledger)
    elif ledger.verdict is Verdict.INCOMPLETE:
        say(f"{ledger.file}: incomplete: {'; '.join(ledger.reasons)}")


def say_in_colour(ledger: Ledger) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    colour = COLOURS[ledger.verdict]
    console.print(Text.assemble((ledger.file, "bold"), ": ", (ledger.verdict.value, f"bold {colour}")), soft_wrap=True)
    for sentence in summary(ledger):
        console.print(Text(f"  {sentence}"), soft_wrap=True)


def summary(ledger: Ledger) -> Iterator[str]:
    """Give the ledger in short: counts, reasons, notes, and the first unexplained lines."""
    counts = (
        counted(ledger.rows, "row"),
        counted(ledger.pages, "page"),
        counted(ledger.text_lines, "printed line"),
    )
    fates = f"{ledger.used} in rows, {ledger.furniture} furniture, {len(ledger.unexplained)} unexplained"
    yield f"{', '.join(counts)} ({fates})"
    yield from ledger.reasons
    yield from ledger.notes
    yield from (unexplained_line(piece) for piece in ledger.unexplained[:MOST_SHOWN])
    if len(ledger.unexplained) > MOST_SHOWN:
        yield f"and {len(ledger.unexplained) - MOST_SHOWN} more unexplained lines: --ledger names them all"


def unexplained_line(piece: Piece) -> str:
    return f"unexplained: page {piece.page}, line {piece.line}: {piece.text}"


def counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
