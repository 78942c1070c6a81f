"""`fachwerk read`: lists in, rows, ledgers and traces out; all of them, or none."""

import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple, TextIO

from fachwerk.cli.formats import FORMATS, Format, Spool
from fachwerk.cli.outputs import Outputs
from fachwerk.cli.pages import page_numbers
from fachwerk.cli.stderr import say
from fachwerk.cli.stdout import to_standard_output, width_of
from fachwerk.cli.terminal import progress, say_ledger
from fachwerk.errors import FachwerkError, UnusableInput
from fachwerk.pipeline import Source, in_parallel, read_list
from fachwerk.portal.shapes import Json, ledger_shape, row_shape
from fachwerk.records import Ledger, ReadOptions
from fachwerk.trace import Trace

STANDARD = "-"


class Request(NamedTuple):
    """What was typed after `fachwerk read`."""

    files: tuple[str, ...]
    shape: str | None
    out: str
    ledger: str | None
    trace: str | None
    password: str | None
    pages: str | None


class Job(NamedTuple):
    """One file to be read, perhaps in a process of its own: where its rows go, and where its trace."""

    source: Source
    file: str | None
    spool: Path
    trace: Path | None
    password: str | None
    pages: frozenset[int] | None


class Done(NamedTuple):
    """What came of a job: the ledger, or why there is none."""

    ledger: Ledger | None
    error: FachwerkError | None


def read_all(request: Request) -> None:
    """Read every file before anything is shown: who looks into a pipe or a file never sees half a list."""
    form = chosen(request)
    pages = None if request.pages is None else page_numbers(request.pages)
    refuse_overwriting(request)
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="fachwerk-")))
        outputs = stack.enter_context(Outputs())
        out = opened(request.out, outputs)
        account = None if request.ledger is None else opened(request.ledger, outputs)
        trace = None if request.trace is None else outputs.folder(Path(request.trace))
        jobs = jobs_of(request, scratch, trace, pages)
        ledgers = ledgers_of(jobs)
        rows = Spool(tuple(job.spool for job in jobs))
        written(out, lambda text: form.write(rows, text, width_of(text)))
        if request.ledger is not None:
            written(account, lambda text: write_ledgers(ledgers, text))
    # A table is for eyes, also when a program such as `make` stands between them and us.
    is_for_eyes = sys.stderr.isatty() or form.name == "table"
    for ledger in ledgers:
        say_ledger(ledger, is_for_eyes)
    if is_for_eyes:
        say_where(request)


def chosen(request: Request) -> Format:
    """Take the form that was asked for, else that of OUT's ending, else a table for eyes, JSON lines for pipes."""
    by_name = {form.name: form for form in FORMATS}
    if request.shape is not None:
        if request.shape not in by_name:
            raise UnusableInput(f'"{request.shape}" is no form', file="--as", advice=f"use {' or '.join(by_name)}")
        return by_name[request.shape]
    if request.out != STANDARD:
        ending = Path(request.out).suffix.lower()
        return next((form for form in FORMATS if form.ending == ending), by_name["jsonl"])
    return by_name["table" if sys.stdout.isatty() else "jsonl"]


def refuse_overwriting(request: Request) -> None:
    if request.ledger == request.out == STANDARD:
        raise UnusableInput("rows and ledger cannot share standard output", file="--ledger", advice="name a file")
    if request.files.count(STANDARD) > 1:
        raise UnusableInput("standard input can be read only once", advice="name - once")
    inputs = {Path(file).resolve() for file in request.files if file != STANDARD}
    for output in (request.out, request.ledger):
        if output not in (None, STANDARD) and Path(output).resolve() in inputs:
            raise UnusableInput("is an input", file=output, advice="name another file to write to")


def opened(wanted: str, outputs: Outputs) -> Path | None:
    """Give the file to write to; None stands for standard output."""
    return None if wanted == STANDARD else outputs.file(Path(wanted))


def jobs_of(request: Request, scratch: Path, trace: Path | None, pages: frozenset[int] | None) -> tuple[Job, ...]:
    several = len(request.files) > 1
    jobs = []
    for number, file in enumerate(request.files, start=1):
        source = standard_input(scratch) if file == STANDARD else Source(file, Path(file))
        folder = trace if trace is None or not several else trace / f"{number:02}-{source.path.name}"
        spool = scratch / f"{number}.jsonl"
        jobs.append(Job(source, source.name if several else None, spool, folder, request.password, pages))
    return tuple(jobs)


def standard_input(scratch: Path) -> Source:
    # Copied, because a reader looks at a file more than once and a worker process has no standard input of ours.
    path = scratch / "standard input"
    with path.open("wb") as copy:
        shutil.copyfileobj(sys.stdin.buffer, copy)
    return Source("standard input", path)


def ledgers_of(jobs: Sequence[Job]) -> list[Ledger]:
    if len(jobs) == 1:
        with progress(jobs[0].source.name) as told:
            return [read_one(jobs[0], told)]
    done = []
    with progress("files") as told:
        for result in in_parallel(attempt, jobs):
            done.append(result)
            told(len(done), len(jobs))
    errors = [result.error for result in done if result.error is not None]
    if errors:
        raise ExceptionGroup("some files cannot be read", errors)
    return [result.ledger for result in done if result.ledger is not None]


def attempt(job: Job) -> Done:
    """Read one file of several: the others are read too, so that all that cannot be used is said at once."""
    # A worker that is stopped cannot tidy up after itself: what it puts aside goes with the folder of its parent.
    tempfile.tempdir = str(job.spool.parent)
    try:
        return Done(read_one(job, lambda done, total: None), None)
    except FachwerkError as error:
        return Done(None, error)


def read_one(job: Job, told: Callable[[int, int], None]) -> Ledger:
    options = ReadOptions(password=job.password, pages=job.pages, progress=told)
    listed = read_list(job.source, options)
    trace = None if job.trace is None else Trace()
    with job.spool.open("w", encoding="utf-8") as spool:
        for reading in listed.readings(None if trace is None else trace.see):
            spool.write(as_json(row_shape(reading, job.file)) + "\n")
    ledger = listed.ledger()
    if trace is not None and job.trace is not None:
        trace.draw(listed.document.content, ledger, listed.paint, job.trace, told)
    return ledger


def written(path: Path | None, write: Callable[[TextIO], None]) -> None:
    if path is not None:
        with path.open("w", encoding="utf-8", newline="") as text:
            write(text)
        return
    to_standard_output(write)


def write_ledgers(ledgers: Sequence[Ledger], out: TextIO) -> None:
    """Write one ledger as an object, several as a list in the order of the files."""
    texts = [laid_out(ledger_shape(ledger)) for ledger in ledgers]
    out.write(texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]")
    out.write("\n")


def laid_out(shape: dict[str, Json]) -> str:
    """Write JSON for people too: a key a line, and an entry of a list a line."""
    return "{\n" + ",\n".join(f"  {as_json(key)}: {entries(value)}" for key, value in shape.items()) + "\n}"


def entries(value: Json) -> str:
    if not isinstance(value, list) or not value:
        return as_json(value)
    return "[\n" + ",\n".join(f"    {as_json(entry)}" for entry in value) + "\n  ]"


def as_json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False)


def say_where(request: Request) -> None:
    for says, place in (("rows", request.out), ("ledger", request.ledger), ("trace", request.trace)):
        if place not in (None, STANDARD):
            say(f"{says}: {place}")
