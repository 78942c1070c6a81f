"""One page of HTML that shows what each printed line of a text or table became; no script, no network."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain, groupby
from typing import NamedTuple, TypeAlias

from fachwerk.records import Dump, Grid, GridRow, Grids, Ledger, Line
from fachwerk.trace.marks import UNEXPLAINED, Mark, Marked, Marks, Span, letter
from fachwerk.trace.palette import COLUMNS, VERMILION, Colour

DAY, NIGHT = Colour(255, 255, 255), Colour(22, 24, 29)
DAY_SHARE, NIGHT_SHARE = 0.28, 0.36  # of a colour in its tint

STYLE = """
:root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #595959; --ground: #ffffff; --line: #d0d0d0;
  --furniture: #ececec; %(day)s }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --quiet: #b0b0b0; --ground: #16181d; --line: #444;
  --furniture: #2b2e35; %(night)s } }
body { font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); margin: 2rem auto;
  padding: 0 1rem; max-width: 90rem; }
h1 { font-size: 1.4rem; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin-top: 2rem; }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; }
td, th { padding: .05rem .4rem; vertical-align: top; text-align: left; font-weight: normal; }
thead th { white-space: nowrap; color: var(--quiet); border-bottom: 1px solid var(--line); }
.says { color: var(--quiet); white-space: nowrap; }
.at, .row { color: var(--quiet); text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.row { color: var(--ink); font-weight: bold; }
.dump .print { font-family: ui-monospace, "DejaVu Sans Mono", monospace; white-space: pre-wrap;
  overflow-wrap: anywhere; }
.grid .print { border: 1px solid var(--line); max-width: 24rem; overflow-wrap: anywhere; white-space: pre-wrap; }
tr.first > * { border-top: 1px solid var(--line); }
tr.page th { color: var(--quiet); text-align: left; padding-top: 1rem; border-bottom: 1px dashed var(--line); }
[class^=c] { border-radius: .2rem; border-bottom: 2px solid; }
[data-is]::before { content: attr(data-is); font: bold .7em system-ui, sans-serif; margin-right: .35em; }
.furniture, .heading { background: var(--furniture); }
.furniture { font-style: italic; } .heading { font-weight: bold; }
.unexplained { background: var(--unexplained); outline: 2px solid %(alarm)s; font-weight: bold; }
%(columns)s
"""


def document(content: Dump | Grids, marks: Marks, ledger: Ledger) -> Iterator[str]:
    """Yield the whole page piece by piece."""
    name = escape(ledger.file)
    yield f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>How {name} was read</title>\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<style>{style()}</style>\n</head>\n<body>\n<h1>How {name} was read</h1>\n"
    yield from account(ledger)
    for headings in marks.tables:
        yield from legend(headings)
    yield from (
        dump(content, marks)
        if isinstance(content, Dump)
        else chain.from_iterable(grid(found, marks) for found in content.grids)
    )
    yield "</body>\n</html>\n"


def style() -> str:
    return STYLE % {
        "day": variables(DAY, DAY_SHARE),
        "night": variables(NIGHT, NIGHT_SHARE),
        "alarm": VERMILION.hex,
        "columns": "\n".join(
            f".c{number} {{ background: var(--c{number}); border-color: {colour.hex}; }}"
            for number, colour in enumerate(COLUMNS)
        ),
    }


def variables(ground: Colour, share: float) -> str:
    named = [*((f"c{number}", colour) for number, colour in enumerate(COLUMNS)), (UNEXPLAINED, VERMILION)]
    return " ".join(f"--{name}: {colour.tint(share, ground).hex};" for name, colour in named)


def account(ledger: Ledger) -> Iterator[str]:
    yield (
        f"<p><strong>{ledger.verdict.value}</strong>: {ledger.rows} rows; {ledger.text_lines} printed lines, of which "
        f"{ledger.used} are in rows, {ledger.furniture} are furniture and {len(ledger.unexplained)} unexplained.</p>\n"
    )
    if ledger.reasons:
        yield "<ul>" + "".join(f"<li>{escape(reason)}</li>" for reason in ledger.reasons) + "</ul>\n"


def legend(headings: Iterable[str]) -> Iterator[str]:
    yield '<ul class="legend" aria-label="Columns">'
    for column, heading in enumerate(headings):
        yield f'<li><span {cell_class(column)} data-is="{letter(column)}">{escape(heading)}</span></li>'
    yield '<li><span class="heading">heading</span></li><li><span class="furniture">furniture: no row, but accounted '
    yield 'for</span></li><li><span class="unexplained">unexplained</span></li></ul>\n'


def cell_class(column: int) -> str:
    return f'class="c{column % len(COLUMNS)}"'


# --- text dumps ----------------------------------------------------------------------------------------------------


# Row and column of a cell whose letter has been shown: it stands at the cell's beginning only.
Cell: TypeAlias = tuple[int | None, int]


class Segment(NamedTuple):
    """Where a mark stands in its line, from and to before."""

    start: int
    end: int
    mark: Mark


def dump(content: Dump, marks: Marks) -> Iterator[str]:
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Printed lines"><table class="dump">\n<thead><tr>'
    yield '<th scope="col">line</th><th scope="col">row</th><th scope="col">as printed</th><th scope="col">what it is'
    yield "</th></tr></thead>\n<tbody>\n"
    opened: set[Cell] = set()
    for page, lines in groupby(content.lines, key=lambda line: line.page):
        marked = marks.of(page)
        by_line = {number: list(found) for number, found in groupby(marked.marks, key=lambda mark: mark.line)}
        starts = {span.lines[0]: span for span in marked.rows}
        if content.page_count > 1:
            yield f'<tr class="page"><th colspan="4" scope="rowgroup">page {page}</th></tr>\n'
        for line in lines:
            yield dump_line(line, by_line.get(line.number, []), starts.get(line.number), marked.headings, opened)
    yield "</tbody>\n</table></div>\n"


def dump_line(line: Line, marks: list[Mark], start: Span | None, headings: tuple[str, ...], opened: set[Cell]) -> str:
    """Write one printed line; `opened` remembers the cells whose letter has been shown."""
    says = ", ".join(dict.fromkeys(mark.says for mark in marks if mark.says))
    return (
        f'<tr{" class=first" if start else ""}><td class="at">{line.number}</td>{row_number(start)}'
        f'<td class="print">{"".join(spans(line.text, marks, headings, opened))}</td>'
        f'<td class="says">{says}</td></tr>\n'
    )


def row_number(start: Span | None) -> str:
    if start is None:
        return '<td class="row"></td>'
    return f'<th scope="row" class="row">{"→ " if start.is_carried else ""}{start.row}</th>'


def spans(text: str, marks: list[Mark], headings: tuple[str, ...], opened: set[Cell]) -> Iterator[str]:
    at = 0
    for start, end, mark in segments(text, marks):
        yield escape(text[at:start])
        yield f"<span {attributes(mark, headings, opened)}>{escape(text[start:end])}</span>"
        at = end
    yield escape(text[at:])


def segments(text: str, marks: list[Mark]) -> list[Segment]:
    """Find each mark's text in its line, without overlaps, those of many letters first."""
    found: list[Segment] = []
    for mark in sorted(marks, key=lambda mark: -len(mark.text)):
        wanted = mark.text.strip()
        start = text.find(wanted)
        while wanted and start >= 0:
            end = start + len(wanted)
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Segment(start, end, mark))
                break
            start = text.find(wanted, start + 1)
    return sorted(found)


def attributes(mark: Mark, headings: tuple[str, ...], opened: set[Cell]) -> str:
    if mark.column is None:
        return f'class="{class_of(mark)}"'
    heading = escape(headings[mark.column]) if mark.column < len(headings) else ""
    is_new = (mark.row, mark.column) not in opened
    opened.add((mark.row, mark.column))
    letters = f' data-is="{letter(mark.column)}"' if is_new else ""
    return f'{cell_class(mark.column)} title="{heading}"{letters}'


def class_of(mark: Mark) -> str:
    return mark.says if mark.says in ("heading", UNEXPLAINED) else "furniture"


# --- tables --------------------------------------------------------------------------------------------------------


def grid(found: Grid, marks: Marks) -> Iterator[str]:
    marked = marks.of(found.number)
    yield f"<h2>{escape(found.name)}</h2>\n" if found.name else ""
    yield '<div class="scroll" tabindex="0" role="region" aria-label="Table"><table class="grid">\n<thead><tr>'
    yield '<th scope="col">line</th><th scope="col">row</th><th scope="col">what it is</th></tr></thead>\n<tbody>\n'
    by_line = {number: list(group) for number, group in groupby(marked.marks, key=lambda mark: mark.line)}
    starts = {span.lines[0]: span for span in marked.rows}
    for row in found.rows:
        in_row = [mark for line in range(row.line, row.last_line + 1) for mark in by_line.get(line, ())]
        yield grid_row(row, in_row, starts.get(row.line), marked)
    yield "</tbody>\n</table></div>\n"


def grid_row(row: GridRow, marks: list[Mark], start: Span | None, marked: Marked) -> str:
    says = list(dict.fromkeys(mark.says for mark in marks if mark.says)) + (["hidden"] if row.is_hidden else [])
    left = list(marks)
    cells = "".join(f'<td class="print">{grid_cell(cell, left, marked.headings)}</td>' for cell in row.cells)
    return f'<tr><td class="at">{row.line}</td>{row_number(start)}<td class="says">{", ".join(says)}</td>{cells}</tr>\n'


def grid_cell(cell: str, left: list[Mark], headings: tuple[str, ...]) -> str:
    """Write a cell with the first mark that says its text; a mark is used up by its cell."""
    printed = " ".join(cell.split())
    if not printed:
        return ""
    mark = next((mark for mark in left if " ".join(mark.text.split()) in printed), None)
    if mark is None:
        return escape(cell)
    left.remove(mark)
    return f"<span {attributes(mark, headings, set())}>{escape(cell)}</span>"
