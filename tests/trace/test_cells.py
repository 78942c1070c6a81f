"""A cell is what its printed text is made of, if nothing else can be."""

import pytest

from fachwerk.trace.cells import Bit, cells_of


def bits(*placed: tuple[float, int, str]) -> list[Bit]:
    return [Bit(text, left, (line, left)) for left, line, text in placed]


def texts(found: list[Bit], printed: list[str | None]) -> dict[int, list[str]]:
    return {column: [found[at].text for at in sorted(places)] for column, places in cells_of(found, printed).items()}


def test_each_cell_is_found_with_all_its_lines() -> None:
    row = bits((20, 1, "Verein für"), (120, 1, "Dresden"), (220, 1, "Messe"), (20, 2, "Bildung"), (222, 2, "2023"))
    assert texts(row, ["Verein für Bildung", "Dresden", "Messe 2023"]) == {
        0: ["Verein für", "Bildung"],
        1: ["Dresden"],
        2: ["Messe", "2023"],
    }


def test_hyphens_and_blanks_come_and_go_where_lines_are_joined() -> None:
    row = bits((20, 1, "Ausbildungs-"), (20, 2, "messe"), (120, 1, "Aus- und"), (120, 2, "Weiterbildung"))
    assert set(texts(row, ["Ausbildungsmesse", "Aus- und Weiterbildung"])) == {0, 1}


def test_equal_texts_are_told_apart_by_the_order_of_the_columns() -> None:
    row = bits((20, 1, "Dresden"), (120, 1, "Dresden"), (220, 1, "1"))
    assert cells_of(row, ["Dresden", "Dresden", "1"]) == {0: {0}, 1: {1}, 2: {2}}


@pytest.mark.parametrize("printed", [["Dresden", None, "1"], ["Leipzig", "Dresden", "1"]])
def test_of_equal_texts_none_is_taken_if_either_may_be_meant(printed: list[str | None]) -> None:
    assert cells_of(bits((20, 1, "Dresden"), (120, 1, "Dresden"), (220, 1, "1")), printed) == {2: {2}}


def test_a_text_that_is_not_there_leaves_the_others_found() -> None:
    assert cells_of(bits((20, 1, "Verein"), (120, 1, "?"), (220, 1, "Messe")), ["Verein", "Ort", "Messe"]) == {
        0: {0},
        2: {2},
    }


def test_no_cell_is_part_of_a_text() -> None:
    assert cells_of(bits((20, 1, "Verein Dresden")), ["Verein", "Dresden"]) == {}


def test_an_empty_row_has_no_cells() -> None:
    assert cells_of([], ["Verein", None]) == {}
