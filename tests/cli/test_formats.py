"""Rows as JSON lines, as CSV and as a table for the eye."""

import io
import json
from pathlib import Path

from fachwerk.cli.formats import FORMATS, Spool
from fachwerk.portal.shapes import Json


def row(number: int, printed: dict[str, Json], fields: dict[str, Json], **more: Json) -> dict[str, Json]:
    return {**more, "row": number, "page": 1, "lines": [number, number + 1], "printed": printed, "fields": fields}


def spooled(folder: Path, *files: list[dict[str, Json]]) -> Spool:
    paths = []
    for number, rows in enumerate(files):
        paths.append(folder / f"{number}.jsonl")
        lines = [json.dumps(found, ensure_ascii=False) + "\n" for found in rows]
        paths[-1].write_text("".join(lines), "utf-8")
    return Spool(tuple(paths))


def written(name: str, rows: Spool, width: int = 60) -> str:
    out = io.StringIO(newline="")
    next(form for form in FORMATS if form.name == name).write(rows, out, width)
    return out.getvalue()


def test_json_lines_are_the_rows(tmp_path: Path) -> None:
    first, second = row(1, {"Träger": "A"}, {"sponsor": "A"}), row(2, {"Träger": None}, {"sponsor": None})
    text = written("jsonl", spooled(tmp_path, [first, second]))
    assert [json.loads(line) for line in text.splitlines()] == [first, second]
    assert "Träger" in text


def test_csv_has_position_print_and_fields(tmp_path: Path) -> None:
    rows = [
        row(1, {"Träger": 'Verein "Hand, in Hand"', "Ort": None}, {"sponsor": "x", "place": None}),
        row(2, {"Träger": "zwei\nZeilen", "Ort": "=1+1"}, {"sponsor": "y", "place": "=1+1"}),
    ]
    assert written("csv", spooled(tmp_path, rows)) == (
        "row,page,line_first,line_last,Träger,Ort,sponsor,place\n"
        '1,1,1,2,"Verein ""Hand, in Hand""",,x,\n'
        '2,1,2,3,"zwei\nZeilen",=1+1,y,=1+1\n'
    )


def test_csv_of_several_tables_has_all_headings_side_by_side(tmp_path: Path) -> None:
    first = [row(1, {"Träger": "A"}, {"sponsor": "A"}, file="a.pdf")]
    second = [row(1, {"Titel": "T", "Träger": "B"}, {"title": "T", "sponsor": "B"}, file="b.pdf")]
    assert written("csv", spooled(tmp_path, first, second)) == (
        "file,row,page,line_first,line_last,Träger,Titel,sponsor,title\na.pdf,1,1,1,2,A,,A,\nb.pdf,1,1,1,2,B,T,B,T\n"
    )


def test_our_names_keep_their_meaning_when_a_heading_is_equal(tmp_path: Path) -> None:
    rows = [row(1, {"title": "printed", "page": "7"}, {"title": "clean"})]
    assert written("csv", spooled(tmp_path, rows)) == (
        "row,page,line_first,line_last,title (printed),page (printed),title\n1,1,1,2,printed,7,clean\n"
    )


def test_csv_of_no_rows_has_its_heading_line(tmp_path: Path) -> None:
    assert written("csv", spooled(tmp_path, [])) == "row,page,line_first,line_last\n"


def test_a_table_is_one_line_a_row_cut_to_the_width(tmp_path: Path) -> None:
    rows = [row(1, {"Träger": "Volkshochschule", "Titel": "Bildungsberatung im ganzen Land"}, {})]
    assert written("table", spooled(tmp_path, rows), 46) == (
        "row  page  Träger           Titel\n"
        "───  ────  ───────────────  ──────────────────\n"
        "1    1     Volkshochschule  Bildungsberatung …\n"
    )


def test_the_wordiest_column_gives_way_and_is_named(tmp_path: Path) -> None:
    printed: dict[str, Json] = {"Träger": "Volkshochschule", "Kurzbeschreibung": "Wort " * 50, "Region": "Dresden"}
    assert written("table", spooled(tmp_path, [row(1, printed, {})]), 36) == (
        "row  page  Träger           Region\n"
        "───  ────  ───────────────  ───────\n"
        "1    1     Volkshochschule  Dresden\n"
        "\nNot shown for want of space: Kurzbeschreibung. `--as csv` gives every column.\n"
    )


def test_a_cell_cannot_steer_the_terminal(tmp_path: Path) -> None:
    text = written("table", spooled(tmp_path, [row(1, {"Titel": "a\x1b[31mb\n\tc\u202ed"}, {})]))
    assert text.splitlines()[-1] == "1    1     a[31mb cd"


def test_each_of_several_files_has_its_table(tmp_path: Path) -> None:
    files = [[row(1, {"Titel": "T"}, {}, file=name)] for name in ("a.pdf", "b.pdf")]
    table = "row  page  Titel\n───  ────  ─────\n1    1     T\n\n"
    assert written("table", spooled(tmp_path, *files)) == f"a.pdf\n\n{table}b.pdf\n\n{table}"


def test_a_narrow_screen_still_gets_a_table(tmp_path: Path) -> None:
    lines = written("table", spooled(tmp_path, [row(1, {"Titel": "Bildung"}, {})]), 10).splitlines()
    assert max(map(len, lines[:3])) <= 10
