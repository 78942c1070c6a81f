"""Pictures and HTML pages that show how a list was read, from made-up parts."""

from pathlib import Path

from PIL import Image

from fachwerk.records import (
    Box,
    Cell,
    Drawn,
    Dump,
    Furniture,
    Grid,
    GridRow,
    Grids,
    Head,
    Kind,
    Ledger,
    Line,
    Origin,
    Page,
    Piece,
    Row,
    Run,
    Verdict,
)
from fachwerk.trace import Trace
from fachwerk.trace.html import DAY, DAY_SHARE, NIGHT, NIGHT_SHARE
from fachwerk.trace.marks import letter
from fachwerk.trace.palette import COLUMNS, PAPER, VERMILION, Colour, of_column
from fachwerk.trace.picture import CELL, LOUD, SCALE, labels


def ledger(*unexplained: Piece) -> Ledger:
    return Ledger("<list>.pdf", "", 1, 1, 4, 2, 1, unexplained, (), {}, Verdict.INCOMPLETE, ("1 line is unexplained",))


def run(text: str, left: float, top: float, line: int) -> Run:
    return Run(text, left, top, left + 60, top + 10, top + 8, 8, line)


def piece(run: Run) -> Piece:
    return Piece(1, run.line, run.text, run.box)


def paper(number: int, scale: float) -> tuple[int, int, bytes]:
    return round(300 * scale), round(200 * scale), b"\xff" * (3 * round(300 * scale) * round(200 * scale))


def silent(done: int, total: int) -> None:
    pass


def test_a_picture_tints_cells_by_column_and_cries_out_what_is_unexplained(tmp_path: Path) -> None:
    head, first, second = run("Träger", 20, 20, 1), run("Verein", 20, 40, 2), run("Dresden", 120, 40, 2)
    odd = run("?", 20, 150, 3)
    page = Page(1, 300, 200, (head, first, second, odd), ())
    trace = Trace()
    trace.see(Head(("Träger", "Ort"), (piece(head),)))
    cells = (Cell("Verein", (piece(first),)), Cell("Dresden", (piece(second),)))
    trace.see(Row(1, Origin(1, (2, 2), Box(20, 40, 180, 50)), cells))
    trace.draw(Drawn((page,), 1), ledger(piece(odd)), paper, tmp_path / "trace", silent)

    assert [path.name for path in (tmp_path / "trace").iterdir()] == ["page-001.png"]
    image = Image.open(tmp_path / "trace" / "page-001.png")
    left, top = (image.width - 300 * SCALE - 14), 34
    seen = {
        name: image.getpixel((round(left + x * SCALE), round(top + y * SCALE)))
        for name, x, y in (("first", 50, 45), ("second", 150, 45), ("odd", 50, 155), ("nothing", 250, 180))
    }
    assert seen == {
        "first": of_column(0).tint(CELL, PAPER),
        "second": of_column(1).tint(CELL, PAPER),
        "odd": VERMILION.tint(LOUD, PAPER),
        "nothing": PAPER,
    }


def test_a_dump_shows_each_line_with_its_cells_row_and_furniture(tmp_path: Path) -> None:
    lines = ("Träger Ort", "Verein <b> Dresden", "Seite 1", "was ist das?")
    content = Dump(tuple(Line(number, 1, text) for number, text in enumerate(lines, start=1)), 1)
    trace = Trace()
    trace.see(Head(("Träger", "Ort"), (Piece(1, 1, "Träger Ort"),)))
    cells = (Cell("Verein <b>", (Piece(1, 2, "Verein <b>"),)), Cell("Dresden", (Piece(1, 2, "Dresden"),)))
    trace.see(Row(1, Origin(1, (2, 2)), cells))
    trace.see(Furniture(Kind.PAGE_NUMBER, (Piece(1, 3, "Seite 1"),)))
    trace.draw(content, ledger(Piece(1, 4, "was ist das?")), paper, tmp_path, silent)

    page = (tmp_path / "trace.html").read_text("utf-8")
    assert "<title>How &lt;list&gt;.pdf was read</title>" in page
    assert page.split("<tbody>\n")[1].split("</tbody>")[0].splitlines() == [
        '<tr><td class="at">1</td><td class="row"></td><td class="print"><span class="heading">Träger Ort</span></td>'
        '<td class="says">heading</td></tr>',
        '<tr class=first><td class="at">2</td><th scope="row" class="row">1</th><td class="print">'
        '<span class="c0" title="Träger" data-is="A">Verein &lt;b&gt;</span> '
        '<span class="c1" title="Ort" data-is="B">Dresden</span></td><td class="says"></td></tr>',
        '<tr><td class="at">3</td><td class="row"></td><td class="print"><span class="furniture">Seite 1</span></td>'
        '<td class="says">page number</td></tr>',
        '<tr><td class="at">4</td><td class="row"></td><td class="print">'
        '<span class="unexplained">was ist das?</span></td><td class="says">unexplained</td></tr>',
    ]


def test_a_table_shows_each_cell_in_its_column(tmp_path: Path) -> None:
    rows = (
        GridRow(1, 1, ("Träger", "Ort")),
        GridRow(2, 2, ("Verein", "Dresden")),
        GridRow(3, 3, ("alt", ""), is_hidden=True),
    )
    trace = Trace()
    trace.see(Head(("Träger", "Ort"), (Piece(1, 1, "Träger"), Piece(1, 1, "Ort"))))
    cells = (Cell("Verein", (Piece(1, 2, "Verein"),)), Cell("Dresden", (Piece(1, 2, "Dresden"),)))
    trace.see(Row(1, Origin(1, (2, 2)), cells))
    trace.draw(Grids((Grid(1, "Blatt 1", rows),)), ledger(Piece(1, 3, "alt")), paper, tmp_path, silent)

    page = (tmp_path / "trace.html").read_text("utf-8")
    assert "<h2>Blatt 1</h2>" in page
    assert page.split("<tbody>\n")[1].split("</tbody>")[0].splitlines() == [
        '<tr><td class="at">1</td><td class="row"></td><td class="says">heading</td>'
        '<td class="print"><span class="heading">Träger</span></td>'
        '<td class="print"><span class="heading">Ort</span></td></tr>',
        '<tr><td class="at">2</td><th scope="row" class="row">1</th><td class="says"></td>'
        '<td class="print"><span class="c0" title="Träger" data-is="A">Verein</span></td>'
        '<td class="print"><span class="c1" title="Ort" data-is="B">Dresden</span></td></tr>',
        '<tr><td class="at">3</td><td class="row"></td><td class="says">unexplained, hidden</td>'
        '<td class="print"><span class="unexplained">alt</span></td><td class="print"></td></tr>',
    ]


def test_what_headings_share_is_left_out_of_their_labels() -> None:
    shared = "Public funding from the programme"
    assert labels(("Name", f"{shared} planned", f"{shared} paid", "Name of the place")) == [
        "Name",
        "… planned",
        "… paid",
        "Name of the place",
    ]


def test_columns_are_lettered_as_in_spreadsheets() -> None:
    assert [letter(column) for column in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_print_stays_legible_on_every_colour_by_day_and_by_night() -> None:
    for ground, share, ink in ((DAY, DAY_SHARE, Colour(26, 26, 26)), (NIGHT, NIGHT_SHARE, Colour(236, 236, 236))):
        for colour in (*COLUMNS, VERMILION):
            assert contrast(colour.tint(share, ground), ink) >= 4.5, (colour, ground)


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast ratio of WCAG 2.2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (c / 255 for c in colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
