import pytest

from bench.search.fts import Fts, all_words, any_word
from tests.search.made import document


@pytest.mark.parametrize(
    ("text", "rows"), [("Torgau", {1, 5}), ("Welcome Messe", {2, 6}), ("'; drop table", set()), ("", set())]
)
def test_texts_with_any_of_the_words_are_found(text: str, rows: set[int]):
    with Fts.over(map(document, range(1, 7))) as fts:
        assert set(fts.ranked(text, 10)) == rows


def test_a_page_has_the_first_rows_how_many_there_are_and_the_values_of_facets():
    with Fts.over(map(document, range(1, 7))) as fts:
        assert fts.page(all_words("Leipzig"), 1, ("region",)) == {"rows": 1, "total": 2, "region": 1}


def test_words_are_quoted_so_that_none_is_an_operator():
    assert all_words('near "Leipzig" AND') == '"near" "Leipzig" "AND"'
    assert any_word("a-b") == '"a" OR "b"'
