"""Workbooks give every cell, hidden or not; bombs, locks and damage are refused before they do harm."""

import datetime
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import openpyxl
import pytest

from fachwerk.errors import UnusableInput
from fachwerk.read import open_document
from fachwerk.records import Document, GridRow, Grids, ReadOptions

SAMPLES = Path(__file__).parents[1] / "samples"
ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)
TEXT = '<table:table-cell office:value-type="string"{}><text:p>{}</text:p></table:table-cell>'


def document(path: Path) -> Document:
    return open_document(path, ReadOptions())


def rows(found: Document, number: int = 0) -> list[GridRow]:
    assert isinstance(found.content, Grids)
    grid_rows = list(found.content.grids[number].rows)
    assert list(found.content.grids[number].rows) == grid_rows
    return grid_rows


def refused(path: Path) -> str:
    with pytest.raises(UnusableInput) as caught:
        document(path)
    return str(caught.value).removeprefix(f"{path}: ")


def xlsx(folder: Path, fill: Callable[[openpyxl.Workbook], None]) -> Path:
    book = openpyxl.Workbook()
    fill(book)
    path = folder / "list.xlsx"
    book.save(path)
    return path


def ods(folder: Path, tables: str, manifest: str = "<manifest/>") -> Path:
    path = folder / "list.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS.format(tables))
        archive.writestr("META-INF/manifest.xml", manifest)
    return path


def with_parts(path: Path, parts: Mapping[str, bytes | None]) -> Path:
    """Copy a zip file with some of its parts replaced, or left out."""
    changed = path.with_name(f"changed{path.suffix}")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = parts.get(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name] or b"")
    return changed


def small(book: openpyxl.Workbook) -> None:
    book.active.append(["Träger", "Ort"])
    book.active.append(["A", "Pirna"])


def test_values_are_given_as_they_are_stored(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.append(["Text ", 12.0, 775.8, 12.345, 1e17, 0.000001, 1234.5600000000002])
        book.active.append(
            [datetime.date(2023, 12, 31), datetime.datetime(2023, 12, 31, 13, 5), datetime.time(9, 30), "a\r\nb", True]
        )

    found = document(xlsx(tmp_path, fill))
    assert found.format == "xlsx"
    assert [row.cells for row in rows(found)] == [
        ("Text ", "12", "775.8", "12.3450", "100000000000000000", "0.000001", "1234.56"),
        ("2023-12-31", "2023-12-31 13:05:00", "09:30:00", "a\nb", "TRUE", "", ""),
    ]


def test_percentages_are_given_as_shown(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        for number in (0.8, 0.4999, 0.5, 1):
            book.active.append(["x", number, number, number])
        for row in book.active:
            row[1].number_format = "0%"
            row[2].number_format = '0.00" %"'
        book.active["C3"].number_format = "General"

    assert [row.cells[1:] for row in rows(document(xlsx(tmp_path, fill)))] == [
        ("80%", "80%", "0.8"),
        ("49.99%", "49.99%", "0.4999"),
        ("50%", "0.5", "0.5"),
        ("100%", "100%", "1"),
    ]


def test_percentages_of_an_ods_are_given_as_shown(tmp_path: Path) -> None:
    cell = '<table:table-cell office:value-type="percentage" office:value="0.8"/>'
    row = f'<table:table-row table:number-rows-repeated="2">{TEXT.format("", "x")}{cell}</table:table-row>'
    path = ods(tmp_path, f'<table:table table:name="A">{row}</table:table>')
    assert [row.cells for row in rows(document(path))] == [("x", "80%"), ("x", "80%")]


def test_cells_with_errors_are_named(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        small(book)
        book.active["C2"] = "#DIV/0!"
        book.active["C2"].data_type = "e"

    found = document(xlsx(tmp_path, fill))
    assert found.notes == ("errors instead of values in cell C2 of sheet 'Sheet', read as empty",)


def test_formulas_saved_without_results_are_doubted(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        small(book)
        for cell in ("D2", "D3", "F7"):
            book.active[cell] = "=1+1"

    found = document(xlsx(tmp_path, fill))
    assert found.doubts == (
        "formulas in ranges D2:D3, F7 of sheet 'Sheet' were saved without their results: "
        "open the file in a spreadsheet program, save it and read it again",
    )


@pytest.mark.parametrize(
    ("cell", "is_hollow"),
    [
        ("<f>1+1</f>", True),
        ("<f>1+1</f><v></v>", True),
        ("<f>1+1</f><v/>", True),
        ("<f>1+1</f><v>2</v>", False),
        ("<v>2</v>", False),
    ],
)
def test_a_formula_is_hollow_without_a_result(cell: str, is_hollow: bool, tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        small(book)
        book.active["D2"] = 987654

    path = xlsx(tmp_path, fill)
    path.write_bytes(replaced(path.read_bytes(), b"<v>987654</v>", cell.encode()))
    assert bool(document(path).doubts) is is_hollow


def test_an_empty_text_is_a_result(tmp_path: Path) -> None:
    path = xlsx(tmp_path, small)
    path.write_bytes(replaced(path.read_bytes(), b"</row>", b'<c t="str" r="F1"><f>A9</f><v></v></c></row>'))
    assert document(path).doubts == ()


def test_formulas_of_an_ods_saved_without_results_are_doubted(tmp_path: Path) -> None:
    row = f'<table:table-row>{TEXT.format("", "x")}<table:table-cell table:formula="of:=1"/></table:table-row>'
    found = document(ods(tmp_path, f'<table:table table:name="A">{row}</table:table>'))
    assert found.doubts[0].startswith("formulas in range B1 of sheet 'A' were saved without their results")


def replaced(workbook: bytes, old: bytes, new: bytes) -> bytes:
    """Replace the first such bytes in the first sheet of an XLSX file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as changed:
        for name in whole.namelist():
            part = whole.read(name)
            changed.writestr(name, part.replace(old, new, 1) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def test_lines_are_the_rows_of_the_sheet_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["C4"] = "a"
        book.active["D9"] = "b"

    assert rows(document(xlsx(tmp_path, fill))) == [GridRow(4, 4, ("a", "")), GridRow(9, 9, ("", "b"))]


def test_hidden_rows_columns_and_sheets_are_read_and_named(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        sheet.title = "Liste"
        for number in range(1, 6):
            sheet.append([f"A{number}", f"B{number}"])
        sheet.row_dimensions[3].hidden = True
        sheet.row_dimensions[9].hidden = True
        sheet.column_dimensions["B"].hidden = True
        book.create_sheet("leer")
        other = book.create_sheet("Archiv")
        other["A1"] = "x"
        other.sheet_state = "hidden"

    found = document(xlsx(tmp_path, fill))
    assert [row.line for row in rows(found) if row.is_hidden] == [3]
    assert found.notes == (
        "hidden row 3 of sheet 'Liste' read",
        "hidden column 2 of sheet 'Liste' read",
        "sheet 'leer' skipped: it is empty",
        "hidden sheet 'Archiv' read",
    )
    assert isinstance(found.content, Grids)
    assert [(grid.number, grid.name) for grid in found.content.grids] == [(1, "Liste"), (3, "Archiv")]


def test_merged_cells_repeat_their_text_and_are_covered(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        sheet = book.active
        for row in (["x", "", ""], ["", "Kopf", ""], ["", "a", "b"], ["", "", "c"]):
            sheet.append([cell or None for cell in row])
        sheet.merge_cells("B2:C2")
        sheet.merge_cells("B3:B4")

    assert rows(document(xlsx(tmp_path, fill)))[1:] == [
        GridRow(2, 2, ("", "Kopf", "Kopf"), frozenset({2})),
        GridRow(3, 3, ("", "a", "b")),
        GridRow(4, 4, ("", "a", "c"), frozenset({1})),
    ]


def test_an_ods_is_read_like_an_xlsx(tmp_path: Path) -> None:
    cell = TEXT.format
    path = ods(
        tmp_path,
        '<table:table table:name="Liste"><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{cell('', 'a')}{cell('', 'b')}{cell('', 'c')}</table:table-row>"
        f'<table:table-row table:number-rows-repeated="2">{cell("", "1")}</table:table-row>'
        f'<table:table-row table:visibility="filter">{cell("", "2")}</table:table-row>'
        f"<table:table-row>{cell(' table:number-columns-spanned=' + chr(34) + '2' + chr(34), 'm')}"
        "<table:covered-table-cell/></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row></table:table>',
    )
    found = document(path)
    assert found.format == "ods"
    assert rows(found) == [
        GridRow(1, 1, ("a", "b", "c")),
        GridRow(2, 2, ("1", "", "")),
        GridRow(3, 3, ("1", "", "")),
        GridRow(4, 4, ("2", "", ""), is_hidden=True),
        GridRow(5, 5, ("m", "m", ""), frozenset({1})),
    ]
    assert found.notes == ("hidden row 4 of sheet 'Liste' read", "hidden column 1 of sheet 'Liste' read")


def test_an_old_workbook_tells_its_hidden_rows() -> None:
    found = document(SAMPLES / "hidden-row.xls")
    assert found.format == "xls"
    assert [row.line for row in rows(found) if row.is_hidden] == [3]
    assert rows(found)[2].cells == ("Beispiel e. V.", "Pirna", "80.5")
    assert rows(found)[4].covered == frozenset({1, 2})
    assert found.notes == (
        "hidden row 3 of sheet 'Vorhaben' read",
        "hidden column 2 of sheet 'Vorhaben' read",
        "sheet 'leer' skipped: it is empty",
    )


LOCKED = (
    "is a workbook locked with a password; --password is for PDFs only: "
    "save it without one in a spreadsheet program and read that"
)


def test_a_locked_xlsx_is_refused() -> None:
    assert refused(SAMPLES / "password.xlsx") == LOCKED
    with pytest.raises(UnusableInput, match="--password is for PDFs only"):
        open_document(SAMPLES / "password.xlsx", ReadOptions(password="anything"))


def test_a_locked_xls_is_refused(tmp_path: Path) -> None:
    raw = (SAMPLES / "hidden-row.xls").read_bytes()
    path = tmp_path / "locked.xls"
    # The record that names the user becomes the one that announces encryption.
    path.write_bytes(raw.replace(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00", 1))
    assert refused(path) == LOCKED


def test_a_locked_ods_is_refused(tmp_path: Path) -> None:
    manifest = '<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    assert refused(ods(tmp_path, "", manifest)) == LOCKED


def test_a_locked_zip_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path, small)
    raw = bytearray(path.read_bytes())
    at = raw.index(b"PK\x01\x02")
    raw[at + 8] |= 1
    path.write_bytes(raw)
    assert refused(path) == "is a password-protected zip container; unpack it first"


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "extra.xml"])
def test_xml_entities_are_refused(tmp_path: Path, part: str) -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    path = with_parts(xlsx(tmp_path, small), {part: bomb})
    assert refused(path).startswith("declares XML entities, which no office program writes; do not trust it")


def test_xml_entities_in_an_ods_are_refused(tmp_path: Path) -> None:
    path = with_parts(ods(tmp_path, ""), {"content.xml": b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'})
    assert refused(path).startswith("declares XML entities")


def test_a_part_packed_suspiciously_tight_is_refused(tmp_path: Path) -> None:
    path = with_parts(xlsx(tmp_path, small), {"xl/media/zeros.bin": bytes(100 << 20)})
    assert path.stat().st_size < 200_000
    assert "is packed suspiciously tight" in refused(path)


def test_a_directory_that_lies_about_sizes_is_refused(tmp_path: Path) -> None:
    path = with_parts(xlsx(tmp_path, small), {"zeros.bin": bytes(10 << 20)})
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02", 0, raw.rindex(b"zeros.bin"))
    raw[entry + 24 : entry + 28] = (1000).to_bytes(4, "little")
    raw[entry + 16 : entry + 20] = zlib.crc32(bytes(1000)).to_bytes(4, "little")
    path.write_bytes(raw)
    assert refused(path) == "has a damaged part zeros.bin; it is damaged or cut short; get it again"


def test_two_parts_of_one_name_are_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path, small)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(path).startswith("has a damaged part")


def test_a_cell_far_away_is_refused_before_it_takes_memory(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        small(book)
        book.active["XFD1048576"] = "x"

    assert refused(xlsx(tmp_path, fill)) == (
        "has a sheet 'Sheet' that spans 17179869184 cells with 5 values; "
        "delete what stands far below or right of the table, or save the sheet as CSV"
    )


def test_a_cell_repeated_over_a_whole_ods_sheet_is_refused(tmp_path: Path) -> None:
    repeated = ' table:number-columns-repeated="16384"'
    path = ods(
        tmp_path,
        f'<table:table table:name="A"><table:table-row table:number-rows-repeated="1048576">'
        f"{TEXT.format(repeated, 'x')}</table:table-row></table:table>",
    )
    assert "that spans 17179869184 cells with 1 values" in refused(path)


def test_a_row_repeated_a_million_times_is_refused(tmp_path: Path) -> None:
    row = f'<table:table-row table:number-rows-repeated="1048576">{TEXT.format("", "x") * 2}</table:table-row>'
    assert "that spans 2097152 cells with 2 values" in refused(
        ods(tmp_path, f'<table:table table:name="A">{row}</table:table>')
    )


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, share: float) -> None:
    path = xlsx(tmp_path, small)
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    assert refused(path) == "is a zip container that cannot be unpacked; it is damaged or cut short; get it again"


def test_a_damaged_part_is_named(tmp_path: Path) -> None:
    path = with_parts(xlsx(tmp_path, small), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"})
    assert refused(path).startswith("has a damaged part xl/worksheets/sheet1.xml; ")


def test_flipped_bits_are_refused_or_harmless(tmp_path: Path) -> None:
    path = xlsx(tmp_path, small)
    raw = path.read_bytes()
    for at in range(0, len(raw), 97):
        path.write_bytes(raw[:at] + bytes((raw[at] ^ 0x55,)) + raw[at + 1 :])
        with suppress(UnusableInput):
            rows(document(path))


def test_a_truncated_old_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cut.xls"
    path.write_bytes((SAMPLES / "hidden-row.xls").read_bytes()[:2000])
    assert "is a damaged workbook" in refused(path)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("word/document.xml", "is a Word document; save the table in it as PDF or XLSX"),
        ("xl/workbook.bin", "is a binary workbook (XLSB); save it as XLSX"),
        ("content.xml", "is an OpenDocument file without sheets; save the table in it as PDF or ODS"),
        ("list.csv", "is a zip archive without a workbook; unpack it first"),
    ],
)
def test_other_containers_are_named(tmp_path: Path, part: str, said: str) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(part, "<x/>")
    assert refused(path) == said


def test_a_workbook_of_empty_sheets_is_refused(tmp_path: Path) -> None:
    assert refused(xlsx(tmp_path, lambda book: None)).startswith("holds no sheet with anything in it")


def test_only_asked_sheets_are_read(tmp_path: Path) -> None:
    def fill(book: openpyxl.Workbook) -> None:
        small(book)
        book.create_sheet("B")["A1"] = "b"

    found = open_document(xlsx(tmp_path, fill), ReadOptions(pages=frozenset({2})))
    assert isinstance(found.content, Grids)
    assert [grid.name for grid in found.content.grids] == ["B"]


def test_a_workbook_comes_through_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw = xlsx(tmp_path, small).read_bytes()
    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": io.BytesIO(raw)}))
    assert rows(open_document("-", ReadOptions()))[1].cells == ("A", "Pirna")
