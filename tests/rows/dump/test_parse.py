"""The cheapest reading of a few lines, where the setting is known."""

from collections.abc import Sequence
from itertools import product

from fachwerk.reference.typefaces import typeface
from fachwerk.rows.dump.lines import Gap, Printed, printed
from fachwerk.rows.dump.model import Column, Model
from fachwerk.rows.dump.parse import Reading, read, rows_of
from fachwerk.rows.dump.shapes import Shape
from fachwerk.rows.dump.turns import Setting, Stance, Turn
from tests.rows.dump.setter import fill

ARIAL = typeface("arial")
COLUMNS = (Column("Träger", Shape.WORDS, 3), Column("Beginn", Shape.DAY, 1), Column("Beschreibung", Shape.WORDS, 40))
WIDTHS = (12.0, 6.0, 20.0)
SILENT = dict.fromkeys(product(Turn, (False, True), (False, True)), 0.7)


def lines_of(texts: Sequence[str]) -> list[Printed]:
    """Lines; an empty text is a blank line, a form feed a page end."""
    found: list[Printed] = []
    gap, page = Gap.PAGE, 1
    for number, text in enumerate(texts, 1):
        if text == "\f":
            gap, page = Gap.PAGE, page + 1
        elif not text:
            gap = Gap.BLANK if gap is Gap.NONE else gap
        else:
            found.append(printed(number, page, text, gap, ARIAL))
            gap = Gap.NONE
    return found


def reading(texts: Sequence[str], stance: Stance = Stance.TOP, asides: frozenset[int] = frozenset()) -> Reading:
    lines = lines_of(texts)
    setting = Setting(WIDTHS, WIDTHS, SILENT, ARIAL.advance(" "), (3.5, 5.0, 3.5), stance)
    return read(Model(COLUMNS, lines), setting, lines, asides)


def rows(texts: Sequence[str], stance: Stance = Stance.TOP) -> list[list[str]]:
    """Row by row, cell by cell, the lines of a cell joined by a slash."""
    lines = lines_of(texts)
    return [
        [
            "/".join(lines[part.line].part(part.first, part.last) for part in row if part.column == column)
            for column in range(len(COLUMNS))
        ]
        for row in rows_of(reading(texts, stance))
    ]


def test_no_lines_are_no_rows() -> None:
    assert rows([]) == []


def test_a_line_that_was_full_goes_on() -> None:
    assert rows(
        ["Stadtwerke Erlau 01.02.2023 Betriebe zeigen ihre Berufe in kurzen", "Filmen, die alle sehen können."]
    ) == [["Stadtwerke Erlau", "01.02.2023", "Betriebe zeigen ihre Berufe in kurzen/Filmen, die alle sehen können."]]


def test_a_line_with_room_for_the_next_word_ends_the_row() -> None:
    assert rows(["Stadtwerke Erlau 01.02.2023 Kurze Filme.", "Kammer Mulmetal 01.03.2023 Messe."]) == [
        ["Stadtwerke Erlau", "01.02.2023", "Kurze Filme."],
        ["Kammer Mulmetal", "01.03.2023", "Messe."],
    ]


def test_a_name_over_two_lines_stands_before_the_day() -> None:
    assert rows(["Bildungswerk Sankt", "Wenzel gGmbH", "", "01.02.2023 Kurze Filme."]) == [
        ["Bildungswerk Sankt/Wenzel gGmbH", "01.02.2023", "Kurze Filme."]
    ]


def test_cells_at_the_bottom_are_followed_on_their_last_line() -> None:
    texts = ["Bildungswerk Sankt", "Wenzel gGmbH 01.02.2023 Kurze Filme."]
    assert rows(texts, Stance.BOTTOM) == [["Bildungswerk Sankt/Wenzel gGmbH", "01.02.2023", "Kurze Filme."]]


def test_a_word_wider_than_its_column_was_cut() -> None:
    name = fill("Arbeitsmarktintegrationsverein", WIDTHS[0], ARIAL)
    assert len(name) == 2
    found = reading([*name, "", "01.02.2023 Kurze Filme."])
    assert found.turns[1] is Turn.WORD


def test_a_line_end_that_no_width_explains_was_typed() -> None:
    themes = fill("Themen:\n- kurze Filme und lange Messen in der ganzen Stadt", WIDTHS[2], ARIAL)
    found = reading([f"Stadtwerke Erlau 01.02.2023 {themes[0]}", *themes[1:]])
    assert [found.turns[index] for index in (1, 2)] == [Turn.TYPED, Turn.WRAP]


def test_a_row_goes_on_over_a_page_end() -> None:
    texts = [
        "Stadtwerke Erlau 01.02.2023 Betriebe zeigen ihre Berufe in kurzen",
        "\f",
        "filmen, die alle sehen können.",
    ]
    assert len(rows(texts)) == 1
    assert reading(texts).turns[1] is Turn.CARRY


def test_a_line_beside_furniture_is_furniture_rather_than_a_row() -> None:
    texts = ["Stadtwerke Erlau 01.02.2023 Kurze Filme.", "gedruckt von Amt sieben", "Kammer Mulmetal 01.03.2023 Messe."]
    alone, beside = reading(texts), reading(texts, asides=frozenset({4}))
    assert beside.cost <= alone.cost
    assert sum(1 for _ in rows_of(alone)) >= 2


def test_every_word_of_every_line_is_in_one_fragment() -> None:
    texts = [
        "Stadtwerke Erlau 01.02.2023 Filme.",
        "Lose Zeile ohne Tag",
        "",
        "Kammer 01.03.2023 Messe und Markt",
        "heute.",
    ]
    lines, found = lines_of(texts), reading(texts)
    words = {(part.line, word) for part in found.fragments for word in range(part.first, part.last)}
    assert len(words) == sum(part.last - part.first for part in found.fragments)
    assert words == {
        (index, word)
        for index, line in enumerate(lines)
        if index not in found.asides
        for word in range(len(line.words))
    }
