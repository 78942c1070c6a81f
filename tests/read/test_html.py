"""Tables on web pages: what a browser shows is what comes out."""

from contextlib import suppress
from pathlib import Path

import pytest

from fachwerk.errors import NoTable
from fachwerk.read import open_document
from fachwerk.records import Document, Grid, GridRow, Grids, ReadOptions

PAGE = "<!doctype html><html><body>{}</body></html>"


def document(folder: Path, page: str | bytes) -> Document:
    path = folder / "page.html"
    path.write_bytes(page if isinstance(page, bytes) else page.encode())
    found = open_document(path, ReadOptions())
    assert found.format == "html"
    return found


def grids(folder: Path, body: str) -> tuple[Grid, ...]:
    content = document(folder, PAGE.format(body)).content
    assert isinstance(content, Grids)
    return content.grids


def rows(folder: Path, body: str) -> list[GridRow]:
    return list(grids(folder, body)[0].rows)


def test_spans_repeat_their_text_and_are_covered(tmp_path: Path) -> None:
    body = (
        "<table><tr><th rowspan=2>Name<th colspan=2>Beträge<tr><th>bewilligt<th>gezahlt"
        "<tr><td rowspan=0>A<td>1<td>2<tr><td>3<td>4</table>"
    )
    assert rows(tmp_path, body) == [
        GridRow(1, 1, ("Name", "Beträge", "Beträge"), frozenset({2})),
        GridRow(2, 2, ("Name", "bewilligt", "gezahlt"), frozenset({0})),
        GridRow(3, 3, ("A", "1", "2")),
        GridRow(4, 4, ("A", "3", "4"), frozenset({0})),
    ]


def test_a_span_ends_with_its_section(tmp_path: Path) -> None:
    body = "<table><thead><tr><th rowspan=9>A<th>B</thead><tbody><tr><td>1<td>2</tbody></table>"
    assert [row.cells for row in rows(tmp_path, body)] == [("A", "B"), ("1", "2")]


def test_head_body_and_foot_come_in_their_order(tmp_path: Path) -> None:
    body = (
        "<table><tfoot><tr><td>Summe<td>3</tfoot><tbody><tr><td>A<td>3</tbody>"
        "<thead><tr><th>Name<th>Betrag</thead></table>"
    )
    assert [row.cells for row in rows(tmp_path, body)] == [("Name", "Betrag"), ("A", "3"), ("Summe", "3")]


def test_breaks_and_blocks_are_line_breaks_and_markup_inside_words_is_none(tmp_path: Path) -> None:
    body = "<table><tr><td>A<br>B<td>B\n <p>C</p>\n<p>D</p><tr><td>E<b>F</b>G<td>H&nbsp;I<script>x</script></table>"
    assert [row.cells for row in rows(tmp_path, body)] == [("A\nB", "B\nC\nD"), ("EFG", "H I")]


def test_a_nested_table_is_a_grid_of_its_own(tmp_path: Path) -> None:
    body = "<table><tr><td>a<td>b<tr><td>c<table><tr><td>1<td>2<tr><td>3<td>4</table>d<td>e</table>"
    outer, inner = grids(tmp_path, body)
    assert [row.cells for row in outer.rows] == [("a", "b"), ("c\nd", "e")]
    assert [row.cells for row in inner.rows] == [("1", "2"), ("3", "4")]


def test_titles_above_stand_above_and_the_caption_is_the_name(tmp_path: Path) -> None:
    body = "<h1>Liste</h1><p>Stand: 1.1.2020</p><table><caption>Vorhaben</caption><tr><td>a<td>b<tr><td>1<td>2</table>"
    (grid,) = grids(tmp_path, body)
    assert grid.name == "Vorhaben"
    assert [row.cells for row in grid.rows] == [("Liste",), ("Stand: 1.1.2020",), ("a", "b"), ("1", "2")]


def test_small_tables_are_skipped_and_said(tmp_path: Path) -> None:
    found = document(tmp_path, PAGE.format("<table><tr><td>menu</table><table><tr><td>a<td>b<tr><td>1<td>2</table>"))
    assert isinstance(found.content, Grids)
    assert [grid.number for grid in found.content.grids] == [2]
    assert found.notes == ("encoding ASCII", "table 1 skipped: fewer than two rows")


@pytest.mark.parametrize(
    ("charset", "codec", "said"),
    [
        ("", "utf-8", "UTF-8"),
        ("<meta charset=utf-8>", "utf-8", "UTF-8"),
        ("<meta charset=utf-8>", "cp1252", "Windows-1252"),
        ("<meta charset='iso-8859-1'>", "utf-8", "UTF-8"),
        ("<meta charset='iso-8859-1'>", "cp1252", "iso-8859-1, as the page declares"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">',
            "iso-8859-2",
            "iso-8859-2, as the page declares",
        ),
        ("<meta charset='no-such-thing'>", "cp1252", "Windows-1252"),
        ("", "utf-16", "UTF-16"),
    ],
)
def test_the_bytes_decide_the_encoding_and_the_page_where_they_do_not(
    tmp_path: Path, charset: str, codec: str, said: str
) -> None:
    page = f"<html><head>{charset}</head><body><table><tr><td>Görlitz<td>b<tr><td>Löbau<td>d</table></body></html>"
    found = document(tmp_path, page.encode(codec))
    assert isinstance(found.content, Grids)
    assert [row.cells[0] for row in found.content.grids[0].rows] == ["Görlitz", "Löbau"]
    assert found.notes == (f"encoding {said}",)


def test_a_page_without_a_table_has_none(tmp_path: Path) -> None:
    with pytest.raises(NoTable, match=r"page.html: holds no table of at least two rows"):
        document(tmp_path, PAGE.format("<p>nothing</p>"))


def test_a_page_that_pretends_to_be_a_workbook_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "list.xls"
    path.write_text("<table><tr><td>a<td>b</tr><tr><td>1<td>2</tr></table>")
    assert open_document(path, ReadOptions()).format == "html"


@pytest.mark.parametrize("span", ["99999999", "-1", "x", "", "1e9"])
def test_odd_spans_do_no_harm(tmp_path: Path, span: str) -> None:
    body = f'<table><tr><td colspan="{span}" rowspan="{span}">a<td>b<tr><td>c<td>d</table>'
    assert len(rows(tmp_path, body)[0].cells) <= 1001


def test_deep_nesting_does_no_harm(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html>" + "<div>" * 100_000 + "<table><tr><td>a<td>b<tr><td>c<td>d</table>")
    with suppress(NoTable):
        open_document(tmp_path / "page.html", ReadOptions())


def test_a_page_that_ends_inside_a_table_is_doubted(tmp_path: Path) -> None:
    table = "<table><tr><th>A<th>B<tr><td>1<td>2</table>"
    assert document(tmp_path, PAGE.format(table)).doubts == ()
    cut = document(tmp_path, PAGE.format(table).partition("</table>")[0])
    assert cut.doubts == ("the page ends inside a table: it may be cut short",)
