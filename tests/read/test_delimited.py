"""CSV files are told from prose and dumps by their content, and lose nothing."""

import shutil
import subprocess
import tracemalloc
from pathlib import Path

import pytest

from fachwerk.read import open_document
from fachwerk.read.delimited import is_delimited, open_delimited
from fachwerk.records import GridRow, Grids, ReadOptions

SHARED = Path(__file__).parents[3] / "shared"


def rows(folder: Path, content: bytes | str) -> tuple[list[tuple[str, ...]], tuple[str, ...]]:
    found, notes = grid_rows(folder, content)
    return [row.cells for row in found], notes


def grid_rows(folder: Path, content: bytes | str) -> tuple[list[GridRow], tuple[str, ...]]:
    path = folder / "list.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    opened = open_delimited(path, ReadOptions())
    assert isinstance(opened.content, Grids)
    (grid,) = opened.content.grids
    first = list(grid.rows)
    assert list(grid.rows) == first
    return first, opened.notes


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_decided_and_stated(tmp_path: Path, delimiter: str) -> None:
    content = "".join(delimiter.join(row) + "\n" for row in (("Träger", "Ort", "Jahr"), ("A", "B", "2012")))
    assert is_delimited(content.encode())
    name = {"\t": "tab"}.get(delimiter, f"'{delimiter}'")
    assert rows(tmp_path, content) == (
        [("Träger", "Ort", "Jahr"), ("A", "B", "2012")],
        ("encoding UTF-8", f"delimiter {name}"),
    )


def test_a_first_line_may_name_the_delimiter(tmp_path: Path) -> None:
    found, notes = grid_rows(tmp_path, "sep=,\r\na,b;c\r\n1,2;3\r\n")
    assert found == [GridRow(2, 2, ("a", "b;c")), GridRow(3, 3, ("1", "2;3"))]
    assert notes == ("encoding ASCII", "delimiter ','")


def test_decimal_commas_do_not_make_a_comma_the_delimiter(tmp_path: Path) -> None:
    found, _ = rows(tmp_path, "A;1,50\nB;2,75\nC;3,20\n")
    assert found == [("A", "1,50"), ("B", "2,75"), ("C", "3,20")]


def test_quoted_line_breaks_delimiters_and_marks_stay_in_their_cell(tmp_path: Path) -> None:
    found, _ = grid_rows(tmp_path, 'a;b\r\n"x\r\ny";"1;2"\r\n"er sagte ""ja""";2\r\n')
    assert found == [
        GridRow(1, 1, ("a", "b")),
        GridRow(2, 3, ("x\ny", "1;2")),
        GridRow(4, 4, ('er sagte "ja"', "2")),
    ]


def test_ragged_rows_are_kept_and_named(tmp_path: Path) -> None:
    found, notes = rows(tmp_path, "a;b;c\n1;2;3\n1;2\n1;2;3;4\n1;2;3\n5;6\n7;8;9\n")
    assert [len(row) for row in found] == [3, 3, 2, 4, 3, 2, 3]
    assert notes[2:] == ("2 instead of 3 cells on lines 3, 6", "4 instead of 3 cells on line 4")


def test_lines_above_the_heading_and_below_the_table_are_not_ragged(tmp_path: Path) -> None:
    found, notes = rows(tmp_path, "Liste der Vorhaben\nStand: 1.1.2020\n\na;b;c\n1;2;3\n4;5;6\n\nQuelle: erfunden\n")
    assert found[0] == ("Liste der Vorhaben",)
    assert found[-1] == ("Quelle: erfunden",)
    assert notes == ("encoding ASCII", "delimiter ';'")


def test_marks_that_enclose_nothing_are_letters(tmp_path: Path) -> None:
    found, notes = rows(tmp_path, 'Träger;Ort\n"Alte Mühle" e. V.;Pirna\nBund "Neue Wege";Bautzen\n"Halb;Plauen\n')
    assert found[1:] == [('"Alte Mühle" e. V.', "Pirna"), ('Bund "Neue Wege"', "Bautzen"), ('"Halb', "Plauen")]
    assert notes[1] == "delimiter ';', quotation marks enclose nothing"


def test_a_mark_not_doubled_in_an_enclosed_cell_is_named(tmp_path: Path) -> None:
    content = '"Träger";"Ort"\n"A; B";"Pirna"\n"Haus "Sonne" e. V.";"Bautzen"\n"C; D";"Plauen"\n'
    found, notes = rows(tmp_path, content)
    assert [len(row) for row in found] == [2, 2, 2, 2]
    assert notes[2].startswith("quotation marks inside cells are not doubled everywhere")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_every_encoding_gives_the_same_rows(tmp_path: Path, codec: str) -> None:
    content = "Träger;Ort\nBüro Größe;Görlitz\n".encode(codec)
    assert is_delimited(content)
    assert rows(tmp_path, content)[0] == [("Träger", "Ort"), ("Büro Größe", "Görlitz")]


def test_odd_letters_are_put_right_in_their_rows_each_time_the_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a;b\nFo\u0308rderung;x\nplain;y\nA\u00a0B;\ufb01nal\n", encoding="utf-8")
    content = open_document(path, ReadOptions()).content
    assert isinstance(content, Grids)
    for _ in range(2):
        found = [row.cells for row in content.grids[0].rows]
        assert found == [("a", "b"), ("Förderung", "x"), ("plain", "y"), ("A B", "final")]


def test_misread_utf_8_is_repaired_by_cell(tmp_path: Path) -> None:
    found, notes = rows(tmp_path, "a;b\nfÃ¼r;BĂĽro\nx;y\n")
    assert found[1] == ("für", "BĂĽro")
    assert notes[2] == "UTF-8 misread as Windows-1252 repaired on line 2"


@pytest.mark.parametrize(
    "prose",
    [
        "Liebe Leute, wir schreiben.\nHeute, morgen und bald.\nAlso, bis dann.\nGut, das war es.\n",
        "Firma A 2010 1.234,00\nFirma B 2011 2.345,50\nFirma C 2012 345,00\n",
        "Firma A 1.234,00 5.678,00\nFirma B 2.345,50 1.000,00\nFirma C 345,00 2.000,00\n",
        "Nur eine Zeile, mit Komma, und Punkt.\n",
        "Wort\nWort\nWort\n",
        "A; B\nKein Strichpunkt\nNoch einer nicht\nUnd hier auch nicht\n",
    ],
)
def test_prose_and_dumps_are_not_claimed(prose: str) -> None:
    assert not is_delimited(prose.encode())


def test_a_long_file_is_read_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w") as file:
        for number in range(100_000):
            file.write(f"Traeger {number};Ort;2012;1.234,00\n")
    tracemalloc.start()
    content = open_document(path, ReadOptions()).content
    assert isinstance(content, Grids)
    assert sum(1 for _ in content.grids[0].rows) == 100_000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10_000_000


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not here")
def test_real_csv_files_have_one_width() -> None:
    for path in sorted(SHARED.glob("corpus/*/*.csv")):
        document = open_document(path, ReadOptions())
        assert document.format == "csv", path
        assert isinstance(document.content, Grids)
        assert len({len(row.cells) for row in document.content.grids[0].rows}) == 1, path


@pytest.mark.skipif(not SHARED.exists(), reason="the real lists are not here")
def test_real_dumps_are_not_claimed() -> None:
    for path in SHARED.glob("seed/*.txt"):
        assert open_document(path, ReadOptions()).format == "text"
    if shutil.which("pdftotext") is None:
        return
    for path in sorted(SHARED.glob("corpus/*/*.pdf")):
        for mode in ("-raw", "-layout", "-nopgbrk"):
            dump = subprocess.run(["pdftotext", mode, str(path), "-"], capture_output=True, check=True).stdout
            assert not is_delimited(dump[:65_536]), (path, mode)
            assert not is_delimited(dump[-65_536:]), (path, mode)
