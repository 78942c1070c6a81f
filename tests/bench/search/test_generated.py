from pathlib import Path

import pytest

from bench.search.generated import documents_in, questions, write_list
from fachwerk.search.index import FACETS
from fachwerk.search.words import words_of


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_list(200, tmp_path_factory.mktemp("list"))


def test_each_row_becomes_a_project_with_keys_to_filter_by(table: Path):
    documents = list(documents_in(table))
    assert [one.row for one in documents] == list(range(1, 201))
    assert len({one.id for one in documents}) == 200
    assert {name for one in documents for name in one.keys} <= set(FACETS)
    assert sorted(one.rank for one in documents) == list(range(200))


def test_questions_are_the_same_each_time_and_have_one_to_four_words(table: Path):
    asked = questions(table, 50)
    assert asked == questions(table, 50)
    assert {len(list(words_of(text))) for text in asked} == {1, 2, 3, 4}


def test_most_questions_are_words_of_a_title_and_some_are_misspelt(table: Path):
    titles = " ".join(one.texts["title"] for one in documents_in(table))
    known = [all(word in titles for word in text.split()) for text in questions(table, 100)]
    assert 5 < known.count(False) < 40
