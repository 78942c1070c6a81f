"""`python -m bench.peers TOOL FILE OUT`: one tool reads one PDF in a process of its own; rows and seconds go to OUT.

The clock runs from after the imports to the last row, so that a short list does not measure the interpreter's start.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

Grid: TypeAlias = list[list[str | None]]
Reader: TypeAlias = Callable[[Path], Iterator[list[str | None]]]


def fachwerk() -> Reader:
    """Our own reading, as the command line does it: rows, meaning and ledger."""
    from fachwerk.pipeline import Source, read_list
    from fachwerk.records import ReadOptions

    for late in ("fachwerk.read.pdf", "fachwerk.rows.drawn"):
        import_module(late)

    def read(file: Path) -> Iterator[list[str | None]]:
        for reading in read_list(Source(file.name, file), ReadOptions()).readings():
            yield list(reading.printed.values())

    return read


def pdfplumber() -> Reader:
    """pdfplumber with its default table settings (drawn lines)."""
    import pdfplumber as library

    def read(file: Path) -> Iterator[list[str | None]]:
        with library.open(file) as document:
            for page in document.pages:
                for table in page.extract_tables():
                    yield from table
                page.close()

    return read


def _camelot(flavor: str) -> Reader:
    import camelot as library

    def read(file: Path) -> Iterator[list[str | None]]:
        for table in library.read_pdf(str(file), pages="all", flavor=flavor, suppress_stdout=True):
            yield from table.df.values.tolist()

    return read


def camelot_lattice() -> Reader:
    """Camelot for tables with drawn lines."""
    return _camelot("lattice")


def camelot_stream() -> Reader:
    """Camelot for tables without drawn lines."""
    return _camelot("stream")


def tablers() -> Reader:
    """Tablers with its default settings: Rust and PDFium."""
    import tablers as library

    def read(file: Path) -> Iterator[list[str | None]]:
        with library.Document(path=str(file)) as document:
            for page in document.pages():
                for table in library.find_tables(page, extract_text=True):
                    for row in table.rows:
                        yield [cell.text if cell is not None else None for cell in row.cells]

    return read


def characters() -> Reader:
    """No table at all: the page's text and the box of every character, as the plainest use of pypdfium2."""
    import pypdfium2 as library

    def read(file: Path) -> Iterator[list[str | None]]:
        document = library.PdfDocument(file)
        for page in document:
            text = page.get_textpage()
            text.get_text_range()
            for index in range(text.count_chars()):
                text.get_charbox(index)
            text.close()
            page.close()
        document.close()
        yield from ()

    return read


TOOLS: Mapping[str, Callable[[], Reader]] = {
    "fachwerk": fachwerk,
    "pdfplumber": pdfplumber,
    "camelot lattice": camelot_lattice,
    "camelot stream": camelot_stream,
    "tablers": tablers,
    "characters": characters,
}


def run(tool: str, file: Path) -> dict[str, Any]:
    """Read once and say how long it took."""
    warnings.simplefilter("ignore")
    read = TOOLS[tool]()
    begin = time.perf_counter()
    rows = list(read(file))
    return {"seconds": time.perf_counter() - begin, "rows": rows}


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.peers", description=__doc__)
    parser.add_argument("tool", choices=tuple(TOOLS))
    parser.add_argument("file", type=Path)
    parser.add_argument("out", type=Path)
    wanted = parser.parse_args()
    try:
        result = run(wanted.tool, wanted.file)
    except ImportError as missing:
        result = {"missing": str(missing)}
    wanted.out.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
