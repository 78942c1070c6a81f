"""A spreadsheet that LibreOffice prints."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from bench.lists.printing import Printing
from bench.lists.setting import MissingTool, registered, wrapped


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
            sheet.set_footer(f"&L&8{printing.as_of}&R&8{printing.counted.format('&P', '&N')}")
        sheet.fit_to_pages(1, 0)
        right = book.add_format({**look, "align": "right"})
        looks = [right if column.flush == "right" else plain for column in printing.columns]
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
                sheet.write_string(row, at, text, looks[at]) if text else sheet.write_blank(row, at, None, looks[at])
            lines = max(len(wrapped(text, units[at] * 5.05, font, made.size)) for at, text in enumerate(cells))
            sheet.set_row(row, (lines + 0.5) * made.size * 1.2)
