"""Reportlab's own tables: paragraphs in cells, rows split over page ends where asked."""

from __future__ import annotations

import html
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from bench.lists.printing import Printing
from bench.lists.setting import registered

MARGIN = 36.0


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
                self.drawString(MARGIN, MARGIN - 12, self.foot_as_of)
                self.drawRightString(A4[1] - MARGIN, MARGIN - 12, self.foot_counted.format(number, len(self.waiting)))
            super().showPage()
        super().save()


def platypus(printing: Printing, path: Path) -> None:
    """Set the list with reportlab's Table and Paragraph cells, rows split over page ends where asked."""
    made = printing.configuration
    font, bold = registered(made.typeface)
    style = ParagraphStyle("cell", fontName=font, fontSize=made.size, leading=made.size * 1.2, splitLongWords=1)
    strong = ParagraphStyle("heading", parent=style, fontName=bold)
    right = ParagraphStyle("amount", parent=style, alignment=TA_RIGHT)
    looks = [right if column.flush == "right" else style for column in printing.columns]

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
        heading + [list(map(cell, row, looks)) for row in printing.rows],
        colWidths=printing.widths(A4[1] - 2 * MARGIN),
        repeatRows=len(heading) if made.repeats_heading else 0,
        splitInRow=int(made.splits_rows),
        style=commands,
    )
    canvas = type(
        "_Foot",
        (_Numbered,),
        {
            "foot_font": font,
            "foot_headline": printing.headline,
            "foot_as_of": printing.as_of,
            "foot_counted": printing.counted,
            "states_extent": made.states_extent,
        },
    )
    document = SimpleDocTemplate(
        str(path), pagesize=landscape(A4), leftMargin=MARGIN - 6, rightMargin=MARGIN - 6, topMargin=MARGIN,
        bottomMargin=MARGIN, invariant=True, title=printing.headline,
    )  # fmt: skip
    document.build([table], canvasmaker=canvas)
