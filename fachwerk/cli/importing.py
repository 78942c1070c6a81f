"""`fachwerk import`: lists in, one after the other, each whole or not at all; then what the register holds."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from fachwerk.cli.read import STANDARD, standard_input
from fachwerk.cli.stderr import say
from fachwerk.cli.terminal import counted, progress
from fachwerk.errors import AlreadyThere
from fachwerk.pipeline import Source
from fachwerk.pipeline.importing import Imported, ImportOptions, import_list
from fachwerk.pipeline.looking import Holdings
from fachwerk.records import ReadOptions, Severity, Verdict
from fachwerk.search.labels import labels
from fachwerk.settings import settings_of
from fachwerk.store import make_register

if TYPE_CHECKING:
    from fachwerk.store import Register

# An import makes millions of small objects that live to its end: looking for dead ones as often as Python usually does
# takes a seventh of its time.
RARELY = (100_000, 50, 100)
MOST_ASKED = 3  # undecided pairs that are named before one is sent to `fachwerk judge`


class Request(NamedTuple):
    """What was typed after `fachwerk import`."""

    files: tuple[str, ...]
    register: str | None
    source: str | None
    accept_incomplete: bool
    password: str | None


def import_all(request: Request) -> None:
    """Import the files in the order in which they were named; the first that cannot be ends it, those before stay.

    A file that the register holds already is named and passed over.
    """
    gc.set_threshold(*RARELY)
    settings = settings_of(request.register)
    is_empty = not settings.register.exists()
    try:
        with tempfile.TemporaryDirectory(prefix="fachwerk-") as scratch, make_register(settings) as register:
            for name in request.files:
                file = standard_input(Path(scratch)) if name == STANDARD else Source(name, Path(name))
                _import(file, register, request)
                is_empty = False
            typer.echo("")
            say_holdings(register)
    except BaseException:
        if is_empty:
            shutil.rmtree(settings.register, ignore_errors=True)  # an empty register is nothing to leave behind
        raise


def _import(file: Source, register: Register, request: Request) -> None:
    """Import one file and say what came of it; one that is there already is named."""
    with progress(file.name) as told:
        options = ImportOptions(
            request.source, request.accept_incomplete, ReadOptions(password=request.password, progress=told)
        )
        try:
            done = import_list(file, register, options)
        except AlreadyThere as there:
            say(f"fachwerk: {there}")
            return
    for line in summary(done):
        typer.echo(line)


def summary(done: Imported) -> Iterator[str]:
    """Say what came of one import: how much, how sure, and what wants a person's eye."""
    edition, ledger = done.added.edition, done.added.edition.ledger
    yield f"{edition.file}: {counted(done.added.rows, 'row')}, {said_verdict(edition.ledger.verdict)}"
    yield f"  {edition.title or 'no title'}, {'as of ' + edition.as_of if edition.as_of else 'undated'}"
    yield from (f"  {reason}" for reason in ledger.reasons)
    yield from (f"  {note}" for note in done.added.notes)
    yield f"  {said_findings(done.findings)}"
    for one in done.added.left_over:
        yield f'  a correction no longer applies: {one.field} "{one.printed}" is not printed any more ({one.said})'
    asked = done.related.asked
    if asked:
        yield f"  {counted(len(asked), 'pair')} of names wait for a decision (`fachwerk judge`), among them:"
        yield from (f"    {one.one}  /  {one.other}".replace("\t", ", ") for one in asked[:MOST_ASKED])


def said_verdict(verdict: Verdict) -> str:
    return {Verdict.UNKNOWN: "not known to be complete"}.get(verdict, verdict.value)


def said_findings(findings: Mapping[Severity, int]) -> str:
    counts = [counted(findings.get(one, 0), one.value) for one in Severity]
    return f"findings: {', '.join(counts)} (`fachwerk findings`)"


def say_holdings(register: Register) -> None:
    """Say what a register holds."""
    for line in said_holdings(Holdings.of(register)):
        typer.echo(line)


def said_holdings(held: Holdings) -> Iterator[str]:
    """Say what a register holds: projects by region and funding line, organisations, series, findings, completeness."""
    totals = held.totals
    yield "The register holds:"
    yield f"  {counted(len(held.editions), 'edition')}, {counted(totals['projects'], 'project')}, " + ", ".join(
        (counted(totals["organisations"], "organisation"), f"{totals['series']:,} series")
    )
    yield from _table("Projects by region", _named(held.regions, labels()["region"]))
    lines = {number: f"{number:>2} {name}" for number, name in labels()["item"].items()}
    yield from _table("Projects by funding line", _named(held.lines, lines))
    yield ""
    yield f"  {said_findings(held.findings)}"
    for edition in held.editions:
        verdict = said_verdict(edition.ledger.verdict)
        accepted = ", accepted although incomplete" if edition.accepted_incomplete else ""
        yield f"  {edition.file}: {counted(edition.ledger.rows, 'row')}, {verdict}{accepted}"


def _named(counts: Mapping[str | None, int], names: Mapping[str, str]) -> Counter[str]:
    named: Counter[str] = Counter()
    for key, count in counts.items():
        named["not known" if key is None else names.get(key, key)] += count
    return named


def _table(title: str, counts: Mapping[str, int]) -> Iterator[str]:
    if set(counts) <= {"not known"}:
        return
    yield f"\n  {title}"
    for name, count in sorted(counts.items()):
        yield f"  {count:>6}  {name}"
