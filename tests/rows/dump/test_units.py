"""The parts of inverse typesetting, one by one."""

import random
from collections.abc import Sequence
from itertools import pairwise

import pytest

from fachwerk.records import Dump, Kind, Line
from fachwerk.reference.typefaces import Typeface, typeface
from fachwerk.rows.dump.heads import columns_of, find_heading
from fachwerk.rows.dump.interleaved import is_interleaved
from fachwerk.rows.dump.lines import split_words
from fachwerk.rows.dump.pages import recurring, stated, with_pages
from fachwerk.rows.dump.shapes import Shape, has_anchor, shape
from fachwerk.rows.dump.wraps import Interval, column_width, first_unit, intervals, modes, stab, typeface_of

ARIAL = typeface("arial")


def filled(words: Sequence[str], width: float, face: Typeface = ARIAL) -> list[str]:
    """Lines filled first-fit."""
    lines = [words[0]]
    for word in words[1:]:
        if face.width(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def pairs_of(lines: Sequence[str]) -> list[tuple[str, str]]:
    return list(pairwise(lines))


TEXT = (
    "Das Vorhaben begleitet Betriebe und Auszubildende in der Region bei der Suche nach einander, berät sie vor Ort "
    "und am Telefon, zeigt Wege in Ausbildung und Arbeit auf und hilft, wo Anträge, Fristen oder Nachweise fehlen; "
    "Messen, Filme und Besuche in Schulen machen die Berufe der Gegend bekannt und laden zum Ausprobieren ein."
)
WORDS = TEXT.split()


def test_wrapped_lines_tell_the_width_of_their_column_to_a_hundredth() -> None:
    lines = filled(WORDS * 3, 22.0)
    mode = stab(intervals(pairs_of(lines), ARIAL))
    assert mode is not None
    assert mode.low <= 22.0 < mode.high
    assert mode.high - mode.low < 0.5


def test_two_columns_give_two_widths() -> None:
    wide, narrow = filled(WORDS * 3, 30.0), filled(WORDS[::-1] * 2, 11.0)
    pairs = [*pairs_of(wide), *pairs_of(narrow)]
    found = sorted((mode.low + mode.high) / 2 for mode in modes(intervals(pairs, ARIAL), 10)[:2])
    assert found == pytest.approx([11.0, 30.0], abs=0.6)


def test_the_typeface_is_the_one_whose_metrics_agree() -> None:
    words = random.Random(7).choices(WORDS, k=1200)
    for name in ("arial", "times"):
        assert typeface_of(pairs_of(filled(words, 25.0, typeface(name)))).name == name


def test_one_wrong_wrap_does_not_move_a_column() -> None:
    wraps = [Interval(10.0 + n / 10, 12.0 + n / 10) for n in range(10)] + [Interval(20.0, 25.0)]
    width = column_width(wraps, [wrap.low for wrap in wraps], 0.2)
    assert width is not None
    assert 10.8 <= width <= 12.0


def test_fewer_than_three_wraps_say_nothing() -> None:
    assert column_width([Interval(10.0, 12.0)] * 2, [10.0], 0.2) is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [("Online-Plattform für alle", "Online-"), ("und/oder mehr", "und/oder"), ("Ausbildung", "Ausbildung"), ("", "")],
)
def test_a_line_may_break_after_blanks_and_hyphens_but_not_after_slashes(text: str, unit: str) -> None:
    assert first_unit(text) == unit


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("01.12.2022", Shape.DAY),
        ("2007/2009", Shape.YEARS),
        ("2012", Shape.YEARS),
        ("1.250,00 €", Shape.AMOUNT),
        ("£700,562.01", Shape.AMOUNT),
        ("7", Shape.NUMBER),
        ("01067", Shape.CODE),
        ("D14 7XQ", Shape.CODE),
        ("Teil 4b", Shape.WORDS),
    ],
)
def test_a_short_text_has_a_shape(text: str, found: Shape) -> None:
    assert shape(text) is found


def test_words_glued_together_are_parted_where_a_name_or_number_begins() -> None:
    assert split_words("Ebersdorf-NeugersdorfGörlitz3 Kampagne") == (
        "Ebersdorf-Neugersdorf",
        "Görlitz",
        "3",
        "Kampagne",
    )
    assert split_words("WFG mbH gGmbH") == ("WFG", "mbH", "gGmbH")


def test_headings_are_told_apart_in_one_stream_of_words() -> None:
    found = find_heading(
        [
            "Übersicht 2024",
            "Projektträger Durchführungs-",
            "ort",
            "Region/FKA Nr. der ",
            "RL",
            "Projekttitel Beginn Ende",
        ]
    )
    assert [column.heading for column in columns_of(found)] == [
        "Projektträger",
        "Durchführungsort",
        "Region/FKA",
        "Nr. der RL",
        "Projekttitel",
        "Beginn",
        "Ende",
    ]


def test_a_heading_over_two_others_is_left_out() -> None:
    found = find_heading(["Laufzeit", "Projektträger Projekttitel Beginn Ende Kurzbeschreibung"])
    assert [column.meaning for column in found] == ["sponsor", "title", "begin", "end", "description"]


def test_two_years_joined_by_a_slash_are_one_column() -> None:
    found = find_heading(
        ["Name des Begünstigten Bezeichnung des Vorhabens", "Jahr der Bewilligung / Jahr der Restzahlung"]
    )
    assert [column.meaning for column in found] == ["sponsor", "title", "year_approved year_completed"]


def test_running_text_is_no_heading() -> None:
    assert find_heading(["Das Vorhaben begleitet Betriebe", "in der Region bei der Suche nach Fachkräften."]) == ()


def lines_of(*texts: str) -> tuple[Line, ...]:
    return tuple(Line(number, 1, text) for number, text in enumerate(texts, 1))


def test_long_gaps_mark_page_ends() -> None:
    paged = with_pages(lines_of("", "eins", "", "", "", "zwei", "", "drei", "", "", "", "vier"))
    assert [line.page for line in paged if line.text] == [1, 2, 2, 3]


def test_a_single_indented_line_marks_a_page_only_where_gaps_do_not() -> None:
    texts = [f"Zeile {n}" for n in range(20)]
    assert with_pages(lines_of(*texts[:10], " Zeile neu", *texts[10:]))[-1].page == 2


def test_form_feeds_are_believed() -> None:
    dump = Dump((Line(1, 1, "eins"), Line(2, 2, " zwei"), Line(3, 2, "drei")), 2)
    assert with_pages(dump.lines) == dump.lines


def test_what_recurs_at_page_ends_is_furniture_but_rows_of_numbers_are_not() -> None:
    lines = [
        Line(page * 10 + place, page, text)
        for page in range(1, 5)
        for place, text in enumerate(
            (
                f"Liste Teil {page}",
                f"Träger {page}{page} eins",
                f"0{page}.02.2023 3{page}0,00",
                "Ort mit Namen " + "xyzw"[page - 1],
            )
        )
    ]
    found = recurring(lines, {})
    assert {line.text for line in lines if line.number in found and found[line.number] is Kind.RUNNING_HEAD} >= {
        "Liste Teil 1",
        "Liste Teil 4",
    }
    assert not [line.text for line in lines if line.number in found and has_anchor(line.text)]


def test_a_line_that_recurs_now_here_and_now_there_is_no_running_foot() -> None:
    pages = [[f"Kopf Seite {n}", *(f"Zeile {n}.{k} {'abc'[k % 3]}" for k in range(12))] for n in range(1, 7)]
    for n, page in enumerate(pages):
        page.insert(len(page) - n, "nach dem Landesprogramm")
    texts = [(n, text) for n, page in enumerate(pages, 1) for text in page]
    lines = [Line(number, page, text) for number, (page, text) in enumerate(texts, 1)]
    found = recurring(lines, {})
    assert {line.text for line in lines if line.number in found} >= {f"Kopf Seite {n}" for n in range(1, 7)}
    assert not [line for line in lines if line.number in found and line.text == "nach dem Landesprogramm"]


def test_bookmarks_after_the_last_page_are_furniture() -> None:
    texts = ["Träger", "", "Ende", "", "", "", "\tListe", "\tAnlage", ""]
    assert stated([Line(number, 1, text) for number, text in enumerate(texts, 1)]) == {7: Kind.TITLE, 8: Kind.TITLE}


def test_pages_with_all_days_above_are_interleaved() -> None:
    upper = [(1, f"Träger 0{n}.01.2023 31.12.2023") for n in range(1, 6)]
    lower = [(1, f"Zeile {n} einer langen Zelle") for n in range(12)]
    assert is_interleaved([*upper, *lower])
    assert not is_interleaved([*lower[:6], *upper, *lower[:1], *upper])
    assert is_interleaved([*upper, *upper, *upper, *lower[:6]])
    assert not is_interleaved([*upper, *upper, *upper, *lower[:2]])


def test_a_bare_number_near_the_edge_runs_on_only_if_it_counts_the_pages() -> None:
    numbers = {"cells": (4, 5, 4, 4, 1, 4), "pages": (7, 8, 9, 10, 11, 12)}
    for shown, values in numbers.items():
        texts = [(n, text) for n, value in enumerate(values, 1) for text in (str(value), *"abcdefghijklmn")]
        lines = [
            Line(number, page, text if text.isdigit() else text * page) for number, (page, text) in enumerate(texts)
        ]
        found = {line.text for line in lines if line.number in recurring(lines, {})}
        assert found == (set(map(str, values)) if shown == "pages" else set())
