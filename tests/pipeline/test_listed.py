"""A file becomes readings and a ledger."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from fachwerk.errors import FachwerkError, NoTable
from fachwerk.pipeline import Listed, Source, in_parallel, read_list
from fachwerk.pipeline.listed import Table, tables
from fachwerk.records import Cell, Furniture, Head, Kind, Origin, Part, Reading, ReadOptions, Row, Verdict

LIST = "Projektträger;Projekttitel;Bewilligungsbeginn\nVerein;Werkstatt;01.02.2023\nStadt;;01.03.2023\n"


def opened(folder: Path, text: str) -> Listed:
    path = folder / "list.csv"
    path.write_text(text, "utf-8")
    return read_list(Source("my list", path), ReadOptions())


def test_rows_have_print_and_fields_in_printed_order(tmp_path: Path) -> None:
    readings = list(opened(tmp_path, LIST).readings())
    assert [dict(reading.printed) for reading in readings] == [
        {"Projektträger": "Verein", "Projekttitel": "Werkstatt", "Bewilligungsbeginn": "01.02.2023"},
        {"Projektträger": "Stadt", "Projekttitel": None, "Bewilligungsbeginn": "01.03.2023"},
    ]
    assert [dict(reading.fields) for reading in readings] == [
        {"sponsor": "Verein", "begin": "2023-02-01", "title": "Werkstatt"},
        {"sponsor": "Stadt", "begin": "2023-03-01", "title": None},
    ]


def test_the_ledger_comes_when_the_rows_are_out(tmp_path: Path) -> None:
    listed = opened(tmp_path, LIST)
    with pytest.raises(RuntimeError):
        listed.ledger()
    assert len(list(listed.readings())) == 2
    ledger = listed.ledger()
    assert (ledger.file, ledger.rows, ledger.text_lines, ledger.used, ledger.furniture, ledger.unexplained) == (
        "my list", 2, 3, 2, 1, (),
    )  # fmt: skip
    assert ledger.verdict is Verdict.UNKNOWN


def test_every_part_can_be_seen_as_it_passes_by(tmp_path: Path) -> None:
    seen: list[Part] = []
    list(opened(tmp_path, LIST).readings(seen.append))
    assert [type(part) for part in seen] == [Head, Row, Row]


def test_an_unknown_heading_is_reported_and_kept_as_printed(tmp_path: Path) -> None:
    listed = opened(tmp_path, "Projektträger;Projekttitel;Wetterlage\nVerein;Werkstatt;heiter\n")
    readings = list(listed.readings())
    assert readings[0].printed["Wetterlage"] == "heiter"
    assert set(readings[0].fields) == {"sponsor", "title"}
    assert any("Wetterlage" in note for note in listed.ledger().notes)


def test_errors_name_the_file_as_the_user_does(tmp_path: Path) -> None:
    with pytest.raises(FachwerkError, match=r"^my list: "):
        opened(tmp_path, "")


def row(number: int) -> Row:
    return Row(number, Origin(1, (number, number)), (Cell(str(number)),))


def split(*parts: Part) -> list[tuple[tuple[str, ...], list[int]]]:
    def numbers(table: Table) -> list[int]:
        return [found.number for found in table.rows]

    return [(table.headings, numbers(table)) for table in tables(iter(parts))]


def test_a_new_heading_begins_a_table_and_a_repeated_one_continues_it() -> None:
    one, other = Head(("A",), ()), Head(("B",), ())
    note = Furniture(Kind.NOTE, ())
    assert split(one, row(1), note, one, row(2), other, row(3)) == [((), []), (("A",), [1, 2]), (("B",), [3])]


def test_rows_before_any_heading_have_none() -> None:
    assert split(row(1), Head(("A",), ()), row(2)) == [((), [1]), (("A",), [2])]


def test_a_file_without_a_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def cut_rows(content: object) -> Iterator[Part]:
        yield Furniture(Kind.NOTE, ())

    monkeypatch.setattr("fachwerk.pipeline.listed.cut_rows", cut_rows)
    with pytest.raises(NoTable, match=r"^my list: holds no table; "):
        rows_of(opened(tmp_path, LIST))


def rows_of(listed: Listed) -> list[Reading]:
    return list(listed.readings())


def test_many_jobs_are_answered_in_their_order() -> None:
    assert list(in_parallel(len, ["a", "bbb", "cc", ""])) == [1, 3, 2, 0]
    assert list(in_parallel(len, ["a"])) == [1]
