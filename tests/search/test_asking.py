"""What people type becomes clauses, and nothing that they type breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fachwerk.search.asking import LONGEST, Clause, clauses_of


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Handwerk Azubi", [Clause("Handwerk"), Clause("Azubi")]),
        ('"Tag der offenen Tür" Pflege', [Clause("Tag der offenen Tür", is_phrase=True), Clause("Pflege")]),
        ("Pflege -Leipzig", [Clause("Pflege"), Clause("Leipzig", is_unwanted=True)]),
        ('-"in Leipzig"', [Clause("in Leipzig", is_phrase=True, is_unwanted=True)]),
        ("title:Messe sponsor:Stadt", [Clause("Messe", "title"), Clause("Stadt", "sponsor")]),
        ('title:"Neue Wege"', [Clause("Neue Wege", "title", is_phrase=True)]),
        ("Beginn 10:30", [Clause("Beginn"), Clause("10:30")]),
        ("nirgends:Messe", [Clause("nirgends Messe")]),
        ('nicht "geschlossen', [Clause("nicht"), Clause("geschlossen")]),
        ("Berufs-orientierung", [Clause("Berufs-orientierung")]),
        ("", []),
        ('  ""  ', []),
    ],
)
def test_typed_words_are_taken_apart(text: str, clauses: list[Clause]) -> None:
    assert clauses_of(text) == clauses


@given(st.text(max_size=200))
def test_whatever_is_typed_is_understood_somehow(text: str) -> None:
    assert all(clause.words.strip() for clause in clauses_of(text))


def test_a_very_long_question_is_read_to_a_limit() -> None:
    assert sum(len(clause.words) + 1 for clause in clauses_of("ab " * 100_000)) <= LONGEST + 1
