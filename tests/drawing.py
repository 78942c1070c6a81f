"""PDFs made for tests: drawn stroke by stroke, or set as a browser does; and what they are read as."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from fachwerk.read.pdf import open_pdf
from fachwerk.records import Furniture, Head, Page, Part, ReadOptions, Row
from fachwerk.rows.drawn import cut

HEIGHT = 400.0
Texts = Sequence[Sequence[str]]


def drawn(
    path: Path, *pages: Callable[[Canvas], None], size: tuple[float, float] = (600.0, HEIGHT), **how: Any
) -> Path:
    """Draw pages with reportlab; every page begins with Helvetica in 10 points."""
    canvas = Canvas(str(path), pagesize=size, **how)
    for draw in pages:
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def texts(*placed: tuple[float, float, str]) -> Callable[[Canvas], None]:
    """Write texts at x and y, y counted from the top."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in placed:
            canvas.drawString(x, HEIGHT - y, text)

    return draw


def table(rows: Texts, style: str = "", head: str = "", group_after: int = 0) -> str:
    """A table as HTML: the first row is its heading."""

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(line(row, "td") for row in rows[1:])
    heading = head or line(rows[0], "th")
    return f"<style>{style}</style><table><thead>{heading}</thead><tbody>{body}</tbody></table>"


def printed(path: Path, body: str, style: str = "", page: str = "size: 600pt 400pt; margin: 30pt") -> Path:
    """Set HTML as WeasyPrint does: tables of fixed layout, 10 points, cells with 3 points of padding."""
    try:
        from weasyprint import HTML
    except OSError:
        pytest.skip("WeasyPrint needs Debian's libpango, which is not here")
    css = (
        f"@page {{ {page} }} body {{ font: 10pt 'Liberation Sans', Arial, Helvetica }}"
        "table { border-collapse: collapse; width: 100%; table-layout: fixed }"
        f"td, th {{ padding: 3pt; text-align: left; vertical-align: top; overflow-wrap: anywhere }} {style}"
    )
    HTML(string=f"<html lang='de'><style>{css}</style>{body}</html>").write_pdf(str(path))
    return path


def pages_of(path: Path, **options: Any) -> list[Page]:
    return list(open_pdf(path, ReadOptions(**options)).pages)


def parts_of(path: Path) -> list[Part]:
    return list(cut(open_pdf(path, ReadOptions())))


def rows_of(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    """The printed cells of all rows, `""` for an empty one."""
    return [tuple(cell.printed or "" for cell in part.cells) for part in parts if isinstance(part, Row)]


def headings_of(parts: Sequence[Part]) -> list[tuple[str, ...]]:
    return [part.headings for part in parts if isinstance(part, Head)]


def furniture_of(parts: Sequence[Part]) -> list[tuple[str, str]]:
    """Kind and text of everything that is no row."""
    return [
        (part.kind.value, " ".join(piece.text for piece in part.pieces))
        for part in parts
        if isinstance(part, Furniture)
    ]


def pieces_of(parts: Sequence[Part]) -> list[tuple[int, int, str]]:
    """Page, line and text of every piece of every part: what the ledger balances."""
    return sorted(
        (piece.page, piece.line, piece.text)
        for part in parts
        for piece in ([piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else part.pieces)
    )


def runs_of(path: Path) -> list[tuple[int, int, str]]:
    """Page, line and text of every run: what all pieces together must be."""
    return sorted((page.number, run.line, run.text) for page in pages_of(path) for run in page.runs)
