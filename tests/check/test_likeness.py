"""How few letters part two words."""

import pytest

from fachwerk.check.likeness import edits, shared


@pytest.mark.parametrize(
    ("one", "other", "most", "count"),
    [
        ("Begleitung", "Begleitung", 1, 0),
        ("Belgeitung", "Begleitung", 1, 1),
        ("Bgleitung", "Begleitung", 1, 1),
        ("Begleitungg", "Begleitung", 1, 1),
        ("Beglaitung", "Begleitung", 1, 1),
        ("unBgleitung", "undBegleitung", 3, 2),
        ("Begleitung", "Betreuung", 2, None),
        ("a" * 90 + "b" * 90, "c" * 90 + "d" * 90, 2, None),
    ],
)
def test_letters_put_in_left_out_replaced_or_swapped_count_one(
    one: str, other: str, most: int, count: int | None
) -> None:
    assert edits(one, other, most) == count


def test_letters_that_two_words_begin_with_are_counted() -> None:
    assert (shared("Anwerbung", "Anwendung"), shared("eins", "eins"), shared("", "a")) == (4, 4, 0)
