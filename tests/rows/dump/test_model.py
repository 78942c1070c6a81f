"""What a list teaches about its columns, as prices that move the right way."""

from collections.abc import Sequence

import pytest

from fachwerk.reference.typefaces import typeface
from fachwerk.rows.dump.lines import Gap, Printed, printed
from fachwerk.rows.dump.model import Column, Fragment, Model, look
from fachwerk.rows.dump.shapes import Shape

ARIAL = typeface("arial")
NAME, PLACE, BEGIN = 0, 1, 2
COLUMNS = (Column("Träger", Shape.WORDS, 3), Column("Ort", Shape.WORDS, 1), Column("Beginn", Shape.DAY, 1))
TEXTS = (
    "Stadtwerke Erlau Erlau 01.02.2023",
    "Verein Ankommen Lengenau 01.03.2023",
    "Kammer Mulmetal Lengenau 01.04.2023",
    "Werkstatt Wenzel Erlau 01.05.2023",
    "Landratsamt Nordhain Oberfelde 01.06.2023",
)


def lines_of(texts: Sequence[str]) -> list[Printed]:
    return [printed(number, 1, text, Gap.NONE, ARIAL) for number, text in enumerate(texts, 1)]


def taught(texts: Sequence[str] = TEXTS, seams: Sequence[tuple[int, int]] = ((2, 3),) * 5) -> Model:
    """A model that has seen every line cut behind the given words into name, place and day."""
    lines = lines_of(texts)
    model = Model(COLUMNS, lines)
    fragments = [
        Fragment(number, first, last, column, True, True)
        for number, (line, (place, day)) in enumerate(zip(lines, seams, strict=True))
        for column, (first, last) in enumerate(((0, place), (place, day), (day, len(line.words))))
    ]
    model.learn(fragments, rows=len(lines))
    return model


def test_a_word_is_cheaper_in_the_column_that_has_it() -> None:
    model = taught()
    model.at(0)  # "Erlau" as a place stands in line 4 too
    assert model.part(PLACE, 2, 3, opens=True) < model.part(NAME, 2, 3, opens=True)


def test_before_anything_is_learnt_names_and_places_cost_the_same() -> None:
    model = Model(COLUMNS, lines_of(TEXTS))
    model.at(0)
    assert model.part(PLACE, 2, 3, opens=True) == pytest.approx(model.part(NAME, 2, 3, opens=True), abs=1.0)


def test_a_lines_own_contribution_is_left_out_of_its_price() -> None:
    # Nobody but line 5 says "Nordhain Oberfelde", and line 5 was cut wrongly.
    model = taught(seams=((2, 3),) * 4 + ((1, 3),))
    model.at(4)
    left_out = model.part(PLACE, 1, 3, opens=True)
    model.own = [()] * len(TEXTS)
    model.at(4)
    assert left_out > model.part(PLACE, 1, 3, opens=True) + 2


def test_lines_that_read_alike_to_the_letter_are_one_witness() -> None:
    once, thrice = taught(), taught((*TEXTS, TEXTS[1], TEXTS[1]), ((2, 3),) * 7)
    assert once.tallies[PLACE].words["Lengenau"] == thrice.tallies[PLACE].words["Lengenau"]


def test_a_day_belongs_to_the_column_of_days() -> None:
    model = taught()
    model.at(0)
    prices = [model.part(column, 3, 4, opens=True) for column in (NAME, PLACE, BEGIN)]
    assert min(prices) == prices[BEGIN]
    assert prices[NAME] - prices[BEGIN] > 5


def test_words_in_the_column_of_days_are_dear() -> None:
    model = taught()
    model.at(1)
    assert model.part(BEGIN, 1, 2, opens=True) - model.part(NAME, 1, 2, opens=True) > 4


def test_the_same_name_twice_is_rather_two_cells() -> None:
    model = Model(COLUMNS, lines_of(["Erlau Erlau 01.02.2023", "Erlau Lengenau 01.02.2023"]))
    model.at(0)
    twice = model.part(PLACE, 0, 2, opens=True)
    model.at(1)
    assert twice > model.part(PLACE, 0, 2, opens=True) + 3


def test_a_legal_form_opens_no_cell() -> None:
    model = Model(COLUMNS, lines_of(["Werkstatt GmbH Erlau", "Werkstatt Wenzel Erlau"]))
    model.at(0)
    form = model.part(PLACE, 1, 2, opens=True)
    model.at(1)
    assert form > model.part(PLACE, 1, 2, opens=True) + 3


def test_a_cell_that_is_always_filled_is_left_empty_only_where_it_must() -> None:
    model = taught()
    assert model.empty(PLACE) > model.filled(PLACE) + 3


def test_days_and_numbers_do_not_go_on_over_a_line() -> None:
    model = taught()
    assert model.may_wrap(NAME)
    assert not model.may_wrap(BEGIN)


@pytest.mark.parametrize(
    ("word", "seems"),
    [
        ("Erlau", "A"),
        ("und", "a"),
        ("Schule,", "A,"),
        ("Lern-", "A-"),
        ("01.02.2023", "day"),
        ("1.250,00", "amount"),
        ("4b", "0"),
        ("„so", "-"),
    ],
)
def test_a_word_has_a_coarse_look(word: str, seems: str) -> None:
    assert look(word) == seems


def test_a_cell_hardly_ends_with_an_article_an_adjective_or_a_hyphen() -> None:
    model = taught()
    ends = {word: model.turning(NAME, word)[0] for word in ("Mulme", "der", "Sächsische", "Wort-", "einschließlich,")}
    assert all(ends[word] > ends["Mulme"] + 3 for word in ends if word != "Mulme")


def test_a_cell_hardly_begins_with_a_small_letter_or_a_sign_that_adds() -> None:
    model = Model(COLUMNS, lines_of(("Kammer kammer (Kammer -kammer",)))
    model.at(0)
    begins = [model.part(NAME, at, at + 1, opens=True) - model.part(NAME, at, at + 1, opens=False) for at in range(4)]
    assert all(price > begins[0] for price in begins[1:])


def test_two_lines_of_which_hardly_one_stands_without_the_other_are_not_parted() -> None:
    texts = ["Verein an der", "Mulme Erlau", "Kammer", "Erlau", "Verein an der", "Mulme", "Werkstatt", "Erlau"]
    texts += ["Innung", "Verein an der", "Mulme Lengenau", "Kammer", "Lengenau"]
    assert Model(COLUMNS, lines_of(texts)).follow_always == {1, 5, 10}


def test_lines_that_read_alike_do_not_vouch_for_one_another_while_they_are_kept_apart() -> None:
    texts = ("Nordhain Oberfelde",) * 4 + ("Kammer Mulmetal",)
    fragments = [Fragment(number, 0, 2, PLACE, True, True) for number in range(5)]
    prices = []
    for keeps_apart in (True, False):
        model = Model(COLUMNS, lines_of(texts), keeps_apart=keeps_apart)
        model.learn(fragments, rows=5)
        model.at(0)
        prices.append(model.part(PLACE, 0, 2, opens=True))
    assert prices[0] > prices[1] + 1


def test_what_a_colon_announces_and_a_further_item_of_a_list_belong_to_the_line_before() -> None:
    texts = ["Das Vorhaben umfasst:", "- Beratung", "- Vermittlung", "Kammer Mulmetal", "- Beratung"]
    assert Model(COLUMNS, lines_of(texts)).follow_always == {1, 2}
