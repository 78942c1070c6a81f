"""PDFs give text as runs with places and drawings as rules, upright and once; what can't be read is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from fachwerk.errors import UnusableInput
from fachwerk.read.pdf import is_pdf, open_pdf, render_page
from fachwerk.records import ReadOptions, Rule
from fachwerk.rows.drawn.strips import strips_of
from tests.drawing import HEIGHT, drawn, pages_of, texts


def test_a_pdf_is_known_by_its_signature_even_behind_some_rubbish() -> None:
    assert is_pdf(b"%PDF-1.7\n") and is_pdf(b"\r\nX" * 20 + b"%PDF-1.4")
    assert not is_pdf(b"PK\x03\x04") and not is_pdf(b" " * 2000 + b"%PDF-")


# --- runs ----------------------------------------------------------------------------------------------------------


def test_a_run_knows_its_place_from_the_top_left(tmp_path: Path) -> None:
    (page,) = pages_of(drawn(tmp_path / "one.pdf", texts((50, 100, "Zwickau"))))
    (run,) = page.runs
    assert (page.number, page.width, page.height) == (1, 600, 400)
    assert (run.text, run.line, run.size) == ("Zwickau", 1, pytest.approx(10))
    assert (run.left, run.baseline) == (pytest.approx(50), pytest.approx(100))
    assert run.right == pytest.approx(50 + Canvas("unused").stringWidth("Zwickau", "Helvetica", 10), abs=0.1)
    assert run.top < run.baseline < run.bottom


def test_blanks_inside_a_run_stay_and_trailing_ones_go(tmp_path: Path) -> None:
    (page,) = pages_of(drawn(tmp_path / "one.pdf", texts((50, 100, "  Stadt Zwickau   "))))
    assert [run.text for run in page.runs] == ["Stadt Zwickau"]


def test_a_hyphen_at_a_line_end_is_printed_as_one(tmp_path: Path) -> None:
    (page,) = pages_of(
        drawn(tmp_path / "one.pdf", texts((50, 100, "Lern- "), (50, 112, "und Lehr-"), (50, 124, "orte")))
    )
    assert [run.text for run in page.runs] == ["Lern-", "und Lehr-", "orte"]


def test_a_run_never_spans_a_wide_gap(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 300)
        text.textOut("Dresden")
        text.moveCursor(120, 0)
        text.textOut("2012")
        canvas.drawText(text)
        canvas.drawString(50, 280, "Leipzig          2013")

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert [(run.line, run.text) for run in page.runs] == [(1, "Dresden"), (1, "2012"), (2, "Leipzig"), (2, "2013")]


def test_text_that_runs_over_into_the_next_cell_stays_apart_from_its_text(tmp_path: Path) -> None:
    (page,) = pages_of(drawn(tmp_path / "one.pdf", texts((50, 100, "Wirtschaftsförderung"), (120, 100, "Dresden"))))
    assert [run.text for run in page.runs] == ["Wirtschaftsförderung", "Dresden"]


def test_text_that_ends_where_the_next_cell_begins_stays_apart_from_its_text(tmp_path: Path) -> None:
    end = 120.5 - Canvas("unused").stringWidth("Stadtverwaltung Plauen", "Helvetica", 10)
    rows = [(120.0, 112.0 + 12 * n, name) for n, name in enumerate(("Plauen", "Zwickau", "Chemnitz"))]
    (page,) = pages_of(
        drawn(tmp_path / "one.pdf", texts((end, 100, "Stadtverwaltung Plauen"), (120, 100, "Au"), *rows))
    )
    assert [run.text for run in page.runs] == ["Stadtverwaltung Plauen", "Au", "Plauen", "Zwickau", "Chemnitz"]


def test_a_blank_before_another_font_is_kept(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(50, 300)
        for face, part in (("Helvetica", "Messe "), ("Helvetica-Oblique", "–"), ("Helvetica", " Studium")):
            text.setFont(face, 10)
            text.textOut(part)
        canvas.drawText(text)

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert [strip.text for strip in strips_of(page.runs, page.number)] == ["Messe – Studium"]


def test_words_drawn_one_by_one_are_one_printed_line(tmp_path: Path) -> None:
    (page,) = pages_of(drawn(tmp_path / "one.pdf", texts((50, 100, "Stadt"), (78, 100, "Leipzig"), (50, 112, "Amt"))))
    assert [(run.line, run.text) for run in page.runs] == [(1, "Stadt"), (1, "Leipzig"), (2, "Amt")]


def test_a_raised_mark_belongs_to_the_line_it_touches(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(50, 300, "Betrag")
        canvas.setFont("Helvetica", 6)
        canvas.drawString(50 + canvas.stringWidth("Betrag", "Helvetica", 10), 304, "1)")

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert [(run.line, run.text) for run in page.runs] == [(1, "Betrag"), (1, "1)")]


def test_text_comes_in_its_agreed_form(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont("Sans", "DejaVuSans.ttf"))
    except TTFError:
        pytest.skip("needs the font DejaVu Sans")

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Sans", 10)
        canvas.drawString(50, 300, "Fo\u0308rderung \ufb01nal 12\u00a0km")

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert page.runs[0].text == "Förderung final 12 km"


# --- turning -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_rotated_pages_come_out_upright(tmp_path: Path, quarters: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * quarters)
        canvas.translate(*[(0, 0), (400, 0), (600, 400), (0, 600)][quarters])
        canvas.rotate(90 * quarters)
        canvas.drawString(40, 340, "Zwickau")
        canvas.drawString(140, 340, "2012")
        canvas.line(40, 330, 340, 330)

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert (page.width, page.height) == (600, 400)
    assert [(run.text, round(run.left), round(run.baseline), run.line) for run in page.runs] == [
        ("Zwickau", 40, 60, 1),
        ("2012", 140, 60, 1),
    ]
    assert lines_of(page.rules) == {(40, 70, 340, 70)}


def test_a_table_set_on_its_side_without_saying_so_is_turned(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(600, 0)
        canvas.rotate(90)
        canvas.drawString(40, 500, "Zwickau und Umgebung")

    path = drawn(tmp_path / "one.pdf", draw)
    (page,) = pages_of(path)
    assert (page.width, page.height) == (400, 600)
    assert [(run.text, round(run.left), round(run.baseline)) for run in page.runs] == [
        ("Zwickau und Umgebung", 40, 100)
    ]
    assert render_page(path, 1, 0.5)[:2] == (200, 300)


def test_a_heading_set_upright_is_one_run(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for y in (300, 280, 260):
            canvas.drawString(50, y, "Eine Zeile wie jede andere")
        canvas.translate(300, 200)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Nr. der Richtlinie")

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert [run.text for run in page.runs if run.left > 250] == ["Nr. der Richtlinie"]


# --- rules ---------------------------------------------------------------------------------------------------------


def lines_of(rules: tuple[Rule, ...]) -> set[tuple[int, int, int, int]]:
    """Where the middles of rules lie; their thickness goes."""
    found = set()
    for left, top, right, bottom, _ in rules:
        off = min(right - left, bottom - top) / 2
        found.add((round(left + off), round(top + off), round(right - off), round(bottom - off)))
    return found


def test_rules_are_found_however_they_are_drawn(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(10, 390, "x")
        canvas.setLineWidth(0.5)
        canvas.line(50, 300, 250, 300)
        canvas.rect(50, 250, 200, 0.6, stroke=0, fill=1)
        canvas.rect(50, 200, 100, 30, stroke=1, fill=0)
        path = canvas.beginPath()
        for x in (300, 350, 400):
            path.moveTo(x, 100)
            path.lineTo(x, 160)
        canvas.drawPath(path)

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert lines_of(page.rules) == {
        (50, 100, 250, 100),
        (50, 150, 250, 150),
        *[(50, 200, 150, 200), (50, 170, 150, 170), (50, 170, 50, 200), (150, 170, 150, 200)],
        *[(x, 240, x, 300) for x in (300, 350, 400)],
    }
    assert not any(rule.is_edge for rule in page.rules)


def test_rules_inside_a_form_are_where_the_form_is_drawn(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("grid")
        canvas.line(0, 0, 100, 0)
        canvas.endForm()
        canvas.drawString(10, 390, "x")
        canvas.saveState()
        canvas.translate(50, 300)
        canvas.scale(2, 2)
        canvas.doForm("grid")
        canvas.restoreState()

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert [(round(r.left), round(r.top), round(r.right)) for r in page.rules] == [(50, 100, 250)]


def test_the_edges_of_a_shaded_row_are_marked_as_edges(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(10, 390, "x")
        canvas.setFillGray(0.9)
        canvas.rect(50, 200, 300, 20, stroke=0, fill=1)

    (page,) = pages_of(drawn(tmp_path / "one.pdf", draw))
    assert lines_of(page.rules) == {(50, 180, 350, 180), (50, 200, 350, 200), (50, 180, 50, 200), (350, 180, 350, 200)}
    assert all(rule.is_edge for rule in page.rules)


# --- pages ---------------------------------------------------------------------------------------------------------


def test_pages_can_be_iterated_again_and_are_extracted_once(tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    path = drawn(tmp_path / "three.pdf", *(texts((50, 100, f"Seite {n}")) for n in (1, 2, 3)))
    content = open_pdf(path, ReadOptions(progress=lambda at, total: done.append((at, total))))
    first = next(iter(content.pages))
    assert first.runs[0].text == "Seite 1"
    once, again = list(content.pages), list(content.pages)
    assert once == again and [page.number for page in once] == [1, 2, 3]
    assert done == [(1, 3), (2, 3), (3, 3)]


def test_only_the_wanted_pages_are_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "three.pdf", *(texts((50, 100, f"Seite {n}")) for n in (1, 2, 3)))
    content = open_pdf(path, ReadOptions(pages=frozenset({3, 1})))
    assert [(page.number, page.runs[0].text) for page in content.pages] == [(1, "Seite 1"), (3, "Seite 3")]
    assert content.page_count == 3
    with pytest.raises(UnusableInput, match=r"three.pdf: there is no page 4-5, 9, the file has 3; ask for"):
        open_pdf(path, ReadOptions(pages=frozenset({1, 4, 5, 9})))


def test_a_page_is_painted_in_rows_of_rgb(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 600, 200, stroke=0, fill=1)

    width, height, pixels = render_page(drawn(tmp_path / "one.pdf", draw), 1, 0.5)
    assert (width, height, len(pixels)) == (300, 200, 300 * 200 * 3)
    assert (pixels[:3], pixels[-3:]) == (b"\xff\xff\xff", b"\xff\x00\x00")


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_that_says_how_it_is_turned_is_painted_as_it_is_read(tmp_path: Path, quarters: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90 * quarters)
        canvas.translate(300, 200)
        canvas.rotate(90 * quarters)
        canvas.drawString(40, 50, "Zwickau und Umgebung")

    path = drawn(tmp_path / "one.pdf", draw)
    (page,) = pages_of(path)
    run = page.runs[0]
    width, height, pixels = render_page(path, 1, 1.0)
    assert (width, height) == (page.width, page.height)
    inked = [at // 3 for at in range(0, len(pixels), 3) if pixels[at] < 128]
    across, down = [at % width for at in inked], [at // width for at in inked]
    assert run.left - 1 <= min(across) <= max(across) <= run.right + 1
    assert run.top - 1 <= min(down) <= max(down) <= run.bottom + 1


# --- what can't be read --------------------------------------------------------------------------------------------


def test_an_encrypted_file_wants_its_password(tmp_path: Path) -> None:
    path = drawn(tmp_path / "locked.pdf", texts((50, 100, "geheim")), encrypt=StandardEncryption("open", "own"))
    with pytest.raises(UnusableInput, match=r"locked.pdf: the PDF is encrypted; give its password with --password"):
        open_pdf(path, ReadOptions())
    with pytest.raises(UnusableInput, match=r"locked.pdf: the password does not open the PDF; give the right"):
        open_pdf(path, ReadOptions(password="wrong"))
    assert pages_of(path, password="open")[0].runs[0].text == "geheim"


def test_a_file_cut_short_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    whole = drawn(tmp_path / "list.pdf", *(texts((50, 100, f"Seite {n}")) for n in range(20))).read_bytes()
    for share in (0.05, 0.5, 0.9):
        (tmp_path / "cut.pdf").write_bytes(whole[: int(share * len(whole))])
        with pytest.raises(UnusableInput, match=r"cut.pdf: the PDF ends in the middle; fetch or copy"):
            open_pdf(tmp_path / "cut.pdf", ReadOptions())


def test_a_linearized_file_says_itself_that_it_was_cut(tmp_path: Path) -> None:
    path = tmp_path / "cut.pdf"
    path.write_bytes(b"%PDF-1.5\n1 0 obj\n<< /Linearized 1 /L 99999 /O 3 >>\nendobj\nstartxref\n0\n%%EOF\n")
    with pytest.raises(UnusableInput, match=r"cut.pdf: the PDF ends in the middle"):
        open_pdf(path, ReadOptions())


@pytest.mark.parametrize("rubbish", [b"%PDF-1.4\n%%EOF", b"%PDF-1.4\n" + bytes(500) + b"startxref\n9\n%%EOF"])
def test_damaged_files_are_refused(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "bad.pdf").write_bytes(rubbish)
    with pytest.raises(UnusableInput, match=r"bad.pdf: the PDF is damaged and cannot be opened; fetch or repair"):
        open_pdf(tmp_path / "bad.pdf", ReadOptions())


def test_a_file_without_pages_is_refused(tmp_path: Path) -> None:
    objects = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    (tmp_path / "none.pdf").write_bytes(objects + b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n0\n%%EOF")
    with pytest.raises(UnusableInput, match=r"none.pdf: the PDF (has no pages|is damaged)"):
        open_pdf(tmp_path / "none.pdf", ReadOptions())


def picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.frombytes("L", (60, 40), bytes(range(240)) * 10)), 0, 0, 600, HEIGHT)


def test_scanned_pages_are_named_by_number_and_may_be_left_out(tmp_path: Path) -> None:
    def stamped(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(300, 10, "- 3 -")

    def blank(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)

    path = drawn(tmp_path / "scan.pdf", texts((50, 100, "Vorwort")), picture, stamped, blank)
    with pytest.raises(UnusableInput, match=r"scan.pdf: pages 2-3 are pictures without text; this needs OCR.*--pages"):
        pages_of(path)
    assert [len(page.runs) for page in pages_of(path, pages=frozenset({1, 4}))] == [1, 0]


def test_a_picture_with_text_around_it_is_no_scan(tmp_path: Path) -> None:
    def cover(canvas: Canvas) -> None:
        picture(canvas)
        canvas.drawString(50, 300, "Verzeichnis der Begünstigten")

    assert pages_of(drawn(tmp_path / "cover.pdf", cover))[0].runs[0].text == "Verzeichnis der Begünstigten"
