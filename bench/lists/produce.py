"""The producers: the same table set by an imitation of Excel, by reportlab's platypus, WeasyPrint and LibreOffice."""

from __future__ import annotations

import html
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from bench.lists.configurations import Column, Configuration
from bench.lists.content import Entry
from bench.lists.setting import MissingTool, SetLine, registered, wrapped

MARGIN = 36.0
INSET = 2.0
HEADLINE = {
    "projects": "Förderung der Fachkräftesicherung: Übersicht über bewilligte Projekte - Regionalbudget 2024",
    "beneficiaries": "Verzeichnis der Begünstigten",
}
AS_OF = "Stand: 31.12.2024"


@dataclass(frozen=True, slots=True)
class Printing:
    """What a producer gets: the configuration, and every cell as typed, row by row."""

    configuration: Configuration
    rows: Sequence[tuple[str, ...]]

    @property
    def columns(self) -> tuple[Column, ...]:
        return self.configuration.columns

    @property
    def headline(self) -> str:
        return HEADLINE[self.configuration.family]

    @property
    def has_storeys(self) -> bool:
        return any(column.above for column in self.columns)

    @property
    def spans(self) -> list[tuple[str, int, int]]:
        """The upper storey of the heading: text, first and last column; `""` where the column has one storey."""
        found: list[tuple[str, int, int]] = []
        for above, group in groupby(enumerate(self.columns), key=lambda pair: pair[1].above):
            members = [index for index, _ in group]
            found += [(above, members[0], members[-1])] if above else [("", index, index) for index in members]
        return found

    def widths(self, total: float) -> list[float]:
        share = sum(column.share for column in self.columns)
        return [total * column.share / share for column in self.columns]


def printed(entry: Entry, column: Column) -> str:
    """What stands in the cell: days in German form, two years in one column as "2010 / 2012"."""
    values = [entry[name] for name in column.fields]
    if column.fields[0] in ("begin", "end"):
        return date.fromisoformat(values[0]).strftime("%d.%m.%Y") if values[0] else ""
    return " / ".join(value for value in values if value)


# --- imitation of Excel --------------------------------------------------------------------------------------------


class _Sheet:
    """Pages of a table on a canvas: row-major, one stroke per wrapped line, running foot last."""

    def __init__(self, printing: Printing, path: Path) -> None:
        made = printing.configuration
        self.printing, self.size, self.leading = printing, made.size, made.size * 1.16
        self.font, self.bold = registered(made.typeface)
        self.page_width, self.page_height = landscape(A4)
        self.widths = printing.widths(self.page_width - 2 * MARGIN)
        self.lefts = [MARGIN + sum(self.widths[:index]) for index in range(len(self.widths))]
        self.canvas = Canvas(str(path), pagesize=landscape(A4), invariant=True)
        self.canvas.setTitle(printing.headline)
        self.top = self.page_height - MARGIN - 20
        self.bottom = MARGIN + 16

    def lines(self, text: str, index: int, span: int, font: str) -> list[SetLine]:
        room = sum(self.widths[index : span + 1]) - 2 * INSET
        return wrapped(text, room, font, self.size) if text else []

    def stroke(self, cells: Sequence[tuple[list[SetLine], int, int]], top: float, font: str) -> float:
        """Draw one row's cells below `top`; return its lower edge."""
        height = self.leading * max(1, *(len(lines) for lines, _, _ in cells)) + 2 * INSET
        for lines, index, last in cells:
            slack = height - 2 * INSET - self.leading * len(lines)
            down = {"top": 0.0, "middle": slack / 2, "bottom": slack}[self.printing.configuration.align]
            for number, line in enumerate(lines):
                self.canvas.setFont(font, self.size)
                self.canvas.drawString(
                    self.lefts[index] + INSET, top - INSET - down - self.size * 0.9 - number * self.leading, line.text
                )
            self.rule(index, last, top, height)
        return top - height

    def rule(self, index: int, last: int, top: float, height: float) -> None:
        left, right = self.lefts[index], self.lefts[last] + self.widths[last]
        self.canvas.setLineWidth(0.4)
        if self.printing.configuration.rules == "grid":
            self.canvas.rect(left, top - height, right - left, height)
        elif self.printing.configuration.rules == "rows":
            self.canvas.line(left, top - height, right, top - height)

    def heading(self, top: float) -> float:
        columns = self.printing.columns
        if self.printing.has_storeys:
            upper = [(self.lines(above, at, last, self.bold), at, last) for above, at, last in self.printing.spans]
            top = self.stroke(upper, top, self.bold)
        cells = [(self.lines(column.heading, at, at, self.bold), at, at) for at, column in enumerate(columns)]
        return self.stroke(cells, top, self.bold)

    def foot(self, page: int, pages: int) -> None:
        made = self.printing.configuration
        self.canvas.setFont(self.font, self.size)
        if made.states_extent:
            self.canvas.drawString(self.page_width / 2 - 40, MARGIN, f"Seite {page} von {pages} Seiten")
            self.canvas.drawString(MARGIN, MARGIN, AS_OF)
        self.canvas.drawString(MARGIN, self.page_height - MARGIN, self.printing.headline)


Lines = list[list[SetLine]]


def _pages(sheet: _Sheet) -> list[list[Lines]]:
    """Rows as lines, page by page; a row that does not fit moves on, or is cut where the list splits its rows."""
    pages: list[list[Lines]] = [[]]
    columns = range(len(sheet.widths))
    waiting: Iterator[Lines] = (
        [sheet.lines(text, at, at, sheet.font) for at, text in zip(columns, row, strict=True)]
        for row in sheet.printing.rows
    )
    head = sheet.leading * (3 + sheet.printing.has_storeys) + 4 * INSET
    room = sheet.top - sheet.bottom - head
    for row in waiting:
        height = max(len(cell) for cell in row) * sheet.leading + 2 * INSET
        if height > room and sheet.printing.configuration.splits_rows and room > 3 * sheet.leading:
            fits = int((room - 2 * INSET) / sheet.leading)
            pages[-1].append([cell[:fits] for cell in row])
            row = [cell[fits:] for cell in row]
            height = max(len(cell) for cell in row) * sheet.leading + 2 * INSET
            room = 0
        if height > room:
            pages.append([])
            room = sheet.top - sheet.bottom - (head if sheet.printing.configuration.repeats_heading else 0)
        pages[-1].append(row)
        room -= height
    return pages


def excel(printing: Printing, path: Path) -> None:
    """Set the list as Excel's PDF export does: every wrapped line one stroke with its trailing blank."""
    sheet = _Sheet(printing, path)
    pages = _pages(sheet)
    for number, rows in enumerate(pages, 1):
        top = sheet.top
        if number == 1 or printing.configuration.repeats_heading:
            top = sheet.heading(top)
        for row in rows:
            top = sheet.stroke([(lines, at, at) for at, lines in enumerate(row)], top, sheet.font)
        sheet.foot(number, len(pages))
        sheet.canvas.showPage()
    sheet.canvas.save()


# --- reportlab's own tables ----------------------------------------------------------------------------------------


class _Numbered(Canvas):  # type: ignore[misc]  # reportlab has no annotations
    """A canvas that knows the number of pages when it draws the feet."""

    def __init__(self, *args: object, **settings: object) -> None:
        super().__init__(*args, **settings)
        self.waiting: list[dict[str, object]] = []

    def showPage(self) -> None:
        self.waiting.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        for number, state in enumerate(self.waiting, 1):
            self.__dict__.update(state)
            self.setFont(self.foot_font, 7)
            self.drawString(MARGIN, A4[0] - MARGIN + 8, self.foot_headline)
            if self.states_extent:
                self.drawString(MARGIN, MARGIN - 12, AS_OF)
                self.drawRightString(A4[1] - MARGIN, MARGIN - 12, f"Seite {number} von {len(self.waiting)}")
            super().showPage()
        super().save()


def platypus(printing: Printing, path: Path) -> None:
    """Set the list with reportlab's Table and Paragraph cells, rows split over page ends where asked."""
    made = printing.configuration
    font, bold = registered(made.typeface)
    style = ParagraphStyle("cell", fontName=font, fontSize=made.size, leading=made.size * 1.2, splitLongWords=1)
    strong = ParagraphStyle("heading", parent=style, fontName=bold)

    def cell(text: str, look: ParagraphStyle) -> Paragraph:
        return Paragraph(html.escape(text, quote=False).replace("\n", "<br/>"), look)

    heading = [[cell(column.heading, strong) for column in printing.columns]]
    commands: list[tuple[object, ...]] = [("VALIGN", (0, 0), (-1, -1), made.align.upper())]
    if printing.has_storeys:
        upper: list[object] = [""] * len(printing.columns)
        for above, first, last in printing.spans:
            upper[first] = cell(above, strong) if above else ""
            commands += [("SPAN", (first, 0), (last, 0))]
        heading.insert(0, upper)
    commands += [(name, (0, 0), (-1, -1), 2) for name in ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")]
    commands += {
        "grid": [("GRID", (0, 0), (-1, -1), 0.4, colors.black)],
        "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
        "none": [],
    }[made.rules]
    table = Table(
        heading + [[cell(text, style) for text in row] for row in printing.rows],
        colWidths=printing.widths(A4[1] - 2 * MARGIN),
        repeatRows=len(heading) if made.repeats_heading else 0,
        splitInRow=int(made.splits_rows),
        style=commands,
    )
    canvas = type(
        "_Foot",
        (_Numbered,),
        {"foot_font": font, "foot_headline": printing.headline, "states_extent": made.states_extent},
    )
    document = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), leftMargin=MARGIN - 6, rightMargin=MARGIN - 6, topMargin=MARGIN,
        bottomMargin=MARGIN, invariant=True, title=printing.headline,
    )  # fmt: skip
    document.build([table], canvasmaker=canvas)


# --- browsers' way -------------------------------------------------------------------------------------------------


def _markup(printing: Printing) -> str:
    made = printing.configuration
    share = sum(column.share for column in printing.columns)
    border = {"grid": "border: .3pt solid #000", "rows": "border-bottom: .3pt solid #000", "none": ""}[made.rules]
    foot = (
        f'@bottom-left {{ content: "{AS_OF}" }} '
        '@bottom-right { content: "Seite " counter(page) " von " counter(pages) }'
    )
    style = f"""
        @page {{ size: A4 landscape; margin: 1.3cm; font: 7pt '{made.typeface}';
                 @top-left {{ content: "{printing.headline}" }} {foot if made.states_extent else ""} }}
        body {{ font: {made.size}pt '{made.typeface}' }}
        table {{ border-collapse: collapse; table-layout: fixed; width: 100% }}
        thead {{ display: {"table-header-group" if made.repeats_heading else "table-row-group"} }}
        tr {{ break-inside: {"auto" if made.splits_rows else "avoid"} }}
        th, td {{ {border}; padding: 2pt; text-align: left; vertical-align: {made.align}; overflow-wrap: anywhere;
                 white-space: pre-line }}
    """

    def line(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    upper = "".join(
        f'<th colspan="{last - first + 1}">{html.escape(above)}</th>' for above, first, last in printing.spans
    )
    return (
        f'<html lang="de"><title>{html.escape(printing.headline)}</title><style>{style}</style><table><colgroup>'
        + "".join(f'<col style="width: {100 * column.share / share:.3f}%">' for column in printing.columns)
        + f"</colgroup><thead>{f'<tr>{upper}</tr>' if printing.has_storeys else ''}"
        + line([column.heading for column in printing.columns], "th")
        + "</thead><tbody>"
        + "\n".join(line(row, "td") for row in printing.rows)
        + "</tbody></table></html>"
    )


def weasy(printing: Printing, path: Path) -> None:
    """Set the list as a browser prints it: breaks after blanks, hyphens and slashes, long words anywhere."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        raise MissingTool("WeasyPrint") from missing
    HTML(string=_markup(printing)).write_pdf(str(path))


# --- LibreOffice ---------------------------------------------------------------------------------------------------


def office(printing: Printing, path: Path) -> None:
    """Set the list as a spreadsheet that LibreOffice prints."""
    program = shutil.which("soffice")
    if program is None:
        raise MissingTool("LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / f"{path.stem}.xlsx"
        _workbook(printing, book)
        subprocess.run(
            [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(book)],
            check=True, capture_output=True, timeout=300,
        )  # fmt: skip
        shutil.move(str(book.with_suffix(".pdf")), path)


def _workbook(printing: Printing, path: Path) -> None:
    import xlsxwriter

    made = printing.configuration
    font, _ = registered(made.typeface)
    look: dict[str, object] = {
        "font_name": made.typeface, "font_size": made.size, "text_wrap": True,
        "valign": {"top": "top", "middle": "vcenter", "bottom": "bottom"}[made.align],
        "border": {"grid": 1, "rows": 0, "none": 0}[made.rules], "num_format": "@",
    }  # fmt: skip
    if made.rules == "rows":
        look["bottom"] = 1
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Liste")
        plain, strong = book.add_format(look), book.add_format({**look, "bold": True})
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.4, 0.4, 0.7, 0.6)
        sheet.set_header(f"&L&8{printing.headline}")
        if made.states_extent:
            sheet.set_footer(f"&L&8{AS_OF}&R&8Seite &P von &N Seiten")
        sheet.fit_to_pages(1, 0)
        units = printing.widths(150)
        for at, unit in enumerate(units):
            sheet.set_column(at, at, unit)
        row = 0
        if printing.has_storeys:
            for above, first, last in printing.spans:
                if last > first:
                    sheet.merge_range(0, first, 0, last, above, strong)
                else:
                    sheet.write_string(0, first, above, strong)
            row = 1
        for at, column in enumerate(printing.columns):
            sheet.write_string(row, at, column.heading, strong)
        sheet.set_row(row, made.size * 1.2 * 4)
        if made.repeats_heading:
            sheet.repeat_rows(0, row)
        for cells in printing.rows:
            row += 1
            for at, text in enumerate(cells):
                sheet.write_string(row, at, text, plain) if text else sheet.write_blank(row, at, None, plain)
            lines = max(len(wrapped(text, units[at] * 5.05, font, made.size)) for at, text in enumerate(cells))
            sheet.set_row(row, (lines + 0.5) * made.size * 1.2)


PRODUCERS: Mapping[str, Callable[[Printing, Path], None]] = {
    "excel": excel,
    "platypus": platypus,
    "weasy": weasy,
    "office": office,
}
