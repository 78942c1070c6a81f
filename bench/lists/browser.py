"""A browser's way: HTML and CSS, set by WeasyPrint."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from bench.lists.printing import Printing
from bench.lists.setting import MissingTool


def _markup(printing: Printing) -> str:
    made = printing.configuration
    share = sum(column.share for column in printing.columns)
    border = {"grid": "border: .3pt solid #000", "rows": "border-bottom: .3pt solid #000", "none": ""}[made.rules]
    foot = f'@bottom-left {{ content: "{printing.as_of}" }} @bottom-right {{ content: {_counters(printing.counted)} }}'
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
        set_cells = (
            f'<{tag} style="text-align: {column.flush}">{html.escape(cell)}</{tag}>'
            for cell, column in zip(cells, printing.columns, strict=True)
        )
        return f"<tr>{''.join(set_cells)}</tr>"

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


def _counters(counted: str) -> str:
    """Say "Seite {} von {}" in CSS."""
    before, between, after = counted.split("{}")
    return f'"{before}" counter(page) "{between}" counter(pages) "{after}"'


def weasy(printing: Printing, path: Path) -> None:
    """Set the list as a browser prints it: breaks after blanks, hyphens and slashes, long words anywhere."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as missing:
        raise MissingTool("WeasyPrint") from missing
    HTML(string=_markup(printing)).write_pdf(str(path))
