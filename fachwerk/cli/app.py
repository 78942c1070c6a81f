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
