"""The commands with their options, and the last line of defence: each error becomes one sentence and an exit code."""

import os
import signal
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, cast

import typer

from fachwerk import __version__
from fachwerk.cli.exits import Exit, exit_of
from fachwerk.cli.stderr import say

# The ancestor of all that Typer says about arguments has no public name.
_UsageError = cast(type[typer.BadParameter], typer.BadParameter.__base__)

app = typer.Typer(
    name="fachwerk",
    help="Read the lists in which public bodies publish whom they fund, and prove that nothing was lost.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def run() -> None:
    """Run the command that was typed and leave with its exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    for stream in (sys.stdout, sys.stderr):
        # Our JSON and CSV are UTF-8 wherever they are made; the locale of a server must not decide that.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        sys.exit(app(prog_name="fachwerk", standalone_mode=False) or Exit.DONE)
    except _UsageError as error:
        sys.exit(end_with_usage(error))
    except Exception as error:
        sys.exit(end_with(error))


def end_with_usage(error: typer.BadParameter) -> Exit:
    """Say in one line what is wrong with the arguments; a command that was typed alone is answered by its help."""
    message, context = error.format_message(), error.ctx
    if context is not None and message == context.get_help():
        typer.echo(message, err=True)
    else:
        asked = "fachwerk" if context is None else context.command_path
        say(f"fachwerk: {' '.join(message.split()).rstrip('.')}; `{asked} --help` tells what can be typed")
    return Exit.UNUSABLE


def end_with(error: Exception) -> Exit:
    """Say what is wrong and give the exit code; several files that cannot be read are one sentence each."""
    code = exit_of(error)
    if code is Exit.INTERNAL:
        say(f"fachwerk: internal error at {place_of(error)}: {type(error).__name__}: {error}")
        if os.environ.get("FACHWERK_TRACEBACK"):
            traceback.print_exception(error)
        return code
    for single in error.exceptions if isinstance(error, ExceptionGroup) else (error,):
        say(f"fachwerk: {sentence_of(single)}")
    return code


def sentence_of(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return str(error)


def place_of(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if f"{os.sep}fachwerk{os.sep}" in frame.filename] or frames
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "an unknown place"


def print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"fachwerk {__version__}")
        raise typer.Exit


@app.callback()
def fachwerk(
    version: Annotated[
        bool, typer.Option("--version", callback=print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    pass


@app.command(no_args_is_help=True)
def read(
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", help="Lists to read; - is standard input.", show_default=False),
    ],
    shape: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="jsonl|csv|table",
            help="Form of the rows. Without it, the ending of OUT decides; else a terminal gets a table, "
            "a pipe JSON lines.",
        ),
    ] = None,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help="File to write the rows to.", show_default=False)
    ] = "-",
    ledger: Annotated[
        str | None,
        typer.Option("--ledger", metavar="OUT", help="File to write the account of every printed line to (JSON)."),
    ] = None,
    trace: Annotated[
        str | None,
        typer.Option("--trace", metavar="DIR", help="Folder to draw into how each page was read."),
    ] = None,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="Password of an encrypted PDF.")
    ] = None,
    pages: Annotated[
        str | None, typer.Option("--pages", metavar="1-3,7", help="Pages to read; all without it.")
    ] = None,
) -> None:
    """Read published lists and give their rows.

    The rows go to standard output or OUT. Nothing is written before everything is read: when a file cannot be read,
    or one of several, no output appears and the exit code is 2.
    """
    from fachwerk.cli.read import Request, read_all

    read_all(Request(tuple(files), shape, out, ledger, trace, password, pages))


# --- the register --------------------------------------------------------------------------------------------------

Register = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="PATH",
        help="The register; without it FACHWERK_REGISTER, else ./register.",
        show_default=False,
    ),
]
Shape = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="jsonl|csv|table",
        help="Form of what is shown: a terminal gets a table, a pipe JSON lines.",
        show_default=False,
    ),
]
InEdition = Annotated[
    str | None,
    typer.Option(
        "--edition",
        metavar="DAY|SHA256",
        help="Only of one edition: its day, the beginning of its fingerprint, or `newest`.",
        show_default=False,
    ),
]


@app.command("import", no_args_is_help=True, short_help="Put lists into the register.")
def import_(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Lists to import; - is standard input.", show_default=False)
    ],
    register: Register = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="NAME", help="The known list it is; recognised by its headings without it."),
    ] = None,
    accept_incomplete: Annotated[
        bool, typer.Option("--accept-incomplete", help="Import a list although something of it is missing.")
    ] = False,
    password: Annotated[
        str | None, typer.Option("--password", metavar="TEXT", help="Password of an encrypted PDF.")
    ] = None,
) -> None:
    """Read lists into the register: cleaned, linked, checked, kept with the line each value came from.

    Each list is imported whole or not at all, and the same file only once. A list that its ledger calls incomplete is
    refused without --accept-incomplete.
    """
    from fachwerk.cli.importing import Request, import_all

    import_all(Request(tuple(files), register, source, accept_incomplete, password))


@app.command(short_help="Show what is odd, and where it is printed.")
def findings(
    register: Register = None,
    shape: Shape = None,
    edition: InEdition = None,
    severity: Annotated[
        str | None, typer.Option("--severity", metavar="error|warning|hint", help="Only these, and worse ones.")
    ] = None,
    code: Annotated[str | None, typer.Option("--code", metavar="CODE", help="Only those of one check.")] = None,
    language: Annotated[str, typer.Option("--language", metavar="en|de", help="Language of the sentences.")] = "en",
) -> None:
    """Show what is odd in the register's lists, and where it is printed."""
    from fachwerk.cli.register import Asked, show_findings

    show_findings(Asked(register, shape, edition, severity, code, language))


@app.command(short_help="Show who carries projects.")
def organisations(register: Register = None, shape: Shape = None) -> None:
    """Show the organisations that carry projects, with all their spellings."""
    from fachwerk.cli.register import Asked, show_organisations

    show_organisations(Asked(register, shape))


@app.command(short_help="Show what continues or repeats what.")
def series(register: Register = None, shape: Shape = None) -> None:
    """Show which projects continue one another, and which are listed twice."""
    from fachwerk.cli.register import Asked, show_series

    show_series(Asked(register, shape))


@app.command()
def projects(register: Register = None, shape: Shape = None, edition: InEdition = None) -> None:
    """Show the projects with their cleaned values."""
    from fachwerk.cli.register import Asked, show_projects

    show_projects(Asked(register, shape, edition))


@app.command(short_help="Show what was imported.")
def editions(register: Register = None, shape: Shape = None) -> None:
    """Show the editions that were imported, oldest first."""
    from fachwerk.cli.register import Asked, show_editions

    show_editions(Asked(register, shape))


@app.command(short_help="Compare two editions.")
def diff(
    before: Annotated[str, typer.Argument(metavar="EDITION", help="The earlier one: day or fingerprint.")] = "before",
    after: Annotated[str, typer.Argument(metavar="EDITION", help="The later one.")] = "newest",
    register: Register = None,
    shape: Shape = None,
) -> None:
    """Show what is new, gone or changed from one edition to another; without names, from the last but one."""
    from fachwerk.cli.register import Asked, show_changes

    show_changes(before, after, Asked(register, shape))


@app.command(no_args_is_help=True, short_help="Show one thing with its printed lines.")
def show(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="A project's, organisation's or series' identifier, or EDITION:ROW.")
    ],
    register: Register = None,
    shape: Shape = None,
) -> None:
    """Show one project with the printed line behind each value, or one organisation or series."""
    from fachwerk.cli.proof import show_one
    from fachwerk.cli.register import Asked

    show_one(identifier, Asked(register, shape))


@app.command(short_help="Ask the register in your own words.")
def search(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help='Words, "phrases", -without, field:value; nothing: all projects.',
            show_default=False,
        ),
    ] = None,
    region: Annotated[
        list[str] | None, typer.Option("--region", metavar="NAME|KEY", help="Only there; may be given several times.")
    ] = None,
    line: Annotated[
        list[str] | None, typer.Option("--line", metavar="NUMBER", help="Only of this funding line.")
    ] = None,
    filters: Annotated[
        list[str] | None,
        typer.Option(
            "--filter", metavar="FACET=KEY", help="Only with that key of a facet: `pot=…`, `status=…`, `finding=…`."
        ),
    ] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="DAY", help="Only what runs on that day.")] = None,
    begin: Annotated[
        str | None, typer.Option("--begin", metavar="DAY..DAY", help="Only what begins then; a day may be left out.")
    ] = None,
    end: Annotated[str | None, typer.Option("--end", metavar="DAY..DAY", help="Only what ends then.")] = None,
    near: Annotated[str | None, typer.Option("--near", metavar="PLACE:KM", help="Only so near to a place.")] = None,
    sort: Annotated[
        str, typer.Option("--sort", metavar="relevance|begin|end|title", help="In which order.")
    ] = "relevance",
    limit: Annotated[int, typer.Option("-n", metavar="N", help="How many hits.")] = 10,
    lexical: Annotated[bool, typer.Option("--words-only", help="Search by words, not by meaning.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each score is made of.")] = False,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FILE", help="Answer each line of a file.", show_default=False)
    ] = None,
    facets: Annotated[
        str | None,
        typer.Option("--facets", metavar="FACET,…", help="Count the answers by these instead: `region,item,status`."),
    ] = None,
    like: Annotated[
        str | None, typer.Option("--like", metavar="ID", help="Show the projects most like this one instead.")
    ] = None,
    register: Register = None,
    shape: Shape = None,
) -> None:
    """Ask the register in your own words, in any language, and see why a project is an answer.

    Words are found in other forms, in compounds and misspelt; with the extra `semantic` also by their meaning.
    """
    from fachwerk.cli.searching import Searching, Typed, asked_for
    from fachwerk.cli.searching import search as answer

    narrowed = (*(f"region={one}" for one in region or ()), *(f"item={one}" for one in line or ()), *(filters or ()))
    typed = Typed(tuple(words or ()), narrowed, on, begin, end, near, sort, limit, lexical, facets)
    answer(Searching(asked_for(typed), register, shape, batch, explain, like))


@app.command(short_help="Serve the register to programs.")
def serve(
    register: Register = None,
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="Address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", metavar="N", help="Port; the next free one if it is taken.")] = 8000,
    workers: Annotated[
        int | None,
        typer.Option("--workers", metavar="N", help="Processes that answer; one for each core without it."),
    ] = None,
    words_only: Annotated[bool, typer.Option("--words-only", help="Search by words, not by meaning.")] = False,
) -> None:
    """Serve the register as a site, with its JSON API under /api/v1/, until somebody stops it."""
    from fachwerk.cli.serving import Serving
    from fachwerk.cli.serving import serve as serve_it

    serve_it(Serving(register, host, port, workers, words_only))


@app.command(short_help="Decide what is one organisation.")
def judge(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NUMBER|NAME same|different [NAME] | undo]",
            help="Nothing: show undecided pairs. `3 same`, `NAME different NAME`: decide. `undo`: take the last back.",
            show_default=False,
        ),
    ] = None,
    who: Annotated[str | None, typer.Option("--who", metavar="TEXT", help="Who decides.")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="Why; it stays with the decision.")] = None,
    register: Register = None,
    shape: Shape = None,
) -> None:
    """Show pairs of names that may be one organisation, side by side with reasons, and take decisions down."""
    from fachwerk.cli.deciding import Decided
    from fachwerk.cli.deciding import judge as decide

    decide(Decided(tuple(words or ()), who, why, register, shape))


@app.command(no_args_is_help=True, short_help="Put a printed value right.")
def correct(
    field: Annotated[str, typer.Argument(metavar="FIELD", help="The field that is printed wrong.")],
    who: Annotated[str, typer.Option("--who", metavar="TEXT", help="Who says so.", show_default=False)],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="How one knows.", show_default=False)],
    printed: Annotated[
        str | None, typer.Option("--printed", metavar="TEXT", help="What is printed; nothing without it.")
    ] = None,
    right: Annotated[
        str | None, typer.Option("--right", metavar="TEXT", help="What is meant, as a list would print it.")
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option("--where", metavar="FIELD=TEXT", help="What is printed elsewhere in the row that is meant."),
    ] = None,
    edition: Annotated[
        str, typer.Option("--edition", metavar="DAY|SHA256", help="An edition of the list that is meant.")
    ] = "newest",
    register: Register = None,
) -> None:
    """Put a printed value right: from now on, in every edition of that list that prints it so."""
    from fachwerk.cli.deciding import Correcting
    from fachwerk.cli.deciding import correct as put_right

    put_right(Correcting(field, printed, right, tuple(where or ()), edition, who, why, register))


@app.command(short_help="Link and check everything anew.")
def check(
    severity: Annotated[
        str, typer.Option("--severity", metavar="error|warning|hint", help="Exit code 1 if there is one so severe.")
    ] = "error",
    register: Register = None,
) -> None:
    """Link and check the whole register anew, and say what it holds; exit code 1 if there are errors."""
    from fachwerk.cli.deciding import check as check_all

    if check_all(register, severity):
        raise typer.Exit(Exit.FINDINGS)
