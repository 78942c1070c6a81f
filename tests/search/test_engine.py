"""Questions find what is meant, say why, and count what there is."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

import pytest

from fachwerk.errors import UnknownIdentifier, UnusableQuery
from fachwerk.search.answering import Searcher
from fachwerk.search.answers import Answer, Why
from fachwerk.search.asking import Near, Query, Span
from fachwerk.search.documents import Document
from fachwerk.search.reasons import in_common
from fachwerk.search.words import key_of, stem_of
from tests.search.made import TITLES, document, engine, shared

Build: TypeAlias = Callable[[Iterable[Document], str], Searcher]


@pytest.fixture(scope="module", params=["embedded", "postgresql"])
def build(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Give what makes an engine of projects and the name of a version: each test runs on both back ends."""
    with ExitStack() as opened:
        if request.param == "embedded":
            yield lambda documents, version: engine(tmp_path_factory.mktemp("index"), documents, version)
        else:
            new = request.getfixturevalue("new_database")
            yield lambda documents, version: opened.enter_context(
                shared(tmp_path_factory.mktemp("register"), new(), documents, version)
            )


@pytest.fixture(scope="module")
def made(build: Build) -> Searcher:
    return build(map(document, TITLES), "one")


def rows(answer: Answer) -> list[int]:
    return [hit.project.row for hit in answer.hits]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Messe", {1, 6}),  # within compounds, too
        ("Willkommenszentrum", {2}),  # another word for it
        ("Lehrling", {3}),
        ("Handwerk Azubi", {3}),
        ("Wilkommenskultur", {4}),  # a letter is missing
        ("Pflegekrafte", {5}),  # without umlaut
        ("Pflegekraefte", {5}),
        ("Schülerinnen", {1}),
        ("Hochschule für Technik", {4}),  # another name of the sponsor
        ('"Messe für Ausbildung"', {6}),
        ("title:Torgau", {1, 5}),
        ("sponsor:Torgau", {5}),
        ("Torgau -Messe", {5}),
        ("Messe -Zwickau", {1}),
    ],
)
def test_a_question_finds_what_is_meant_first(made: Searcher, text: str, first: set[int]) -> None:
    assert set(rows(made.search(Query(text)))[: len(first)]) == first


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Messe", Why("word", "Messe", "Messe", "description")),
        ("Welcome", Why("word", "Welcome", "Welcome", "title")),
        ("Lehrling", Why("word", "Lehrling", "Lehrlinge", "description")),
        ("Azubi", Why("synonym", "Azubi", "Lehrlinge", "description")),
        ("Wilkommenskultur", Why("typo", "Wilkommenskultur", "Willkommenskultur", "title")),
    ],
)
def test_a_hit_says_which_word_matched_where(made: Searcher, text: str, why: Why) -> None:
    assert why in made.search(Query(text)).hits[0].why


def test_what_matched_is_marked_in_the_text(made: Searcher) -> None:
    hit = made.search(Query("Pflegekräfte")).hits[0]
    marked = {
        field: [hit.project.texts[field][mark.start : mark.end] for mark in some] for field, some in hit.marks.items()
    }
    assert marked == {"title": ["Pflegekräfte"], "description": ["Pflegekräfte"]}


def test_what_is_marked_is_the_word_and_no_other_that_begins_like_it(build: Build) -> None:
    text = "Bauhof, der (am Bau), Bau/Ausbau sucht."
    made = build([replace(document(1), texts={"title": "Bau", "description": text})], "one")
    marks = made.search(Query("Bau")).hits[0].marks["description"]
    assert [(mark.start, text[mark.start : mark.end]) for mark in marks] == [(16, "Bau"), (22, "Bau")]


def test_without_a_question_all_projects_are_there_in_the_order_asked_for(made: Searcher) -> None:
    assert rows(made.search(Query(""))) == [6, 5, 4, 3, 2, 1]
    titles = sorted(TITLES, key=lambda row: TITLES[row])
    assert rows(made.search(Query("", sort="title"))) == titles
    assert rows(made.search(Query("Messe", sort="title"))) == [row for row in titles if row in (1, 6)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(filters={"region": ("DED51",)}), {2, 4}),
        (Query(filters={"region": ("Leipzig, Stadt", "Zwickau")}), {2, 3, 4, 6}),
        (Query("Torgau", filters={"item": ("2",)}), {1}),
        (Query(running=date(2023, 3, 15)), {1, 2, 3}),  # row 6 does not say when it ends
        (Query(begin=Span(date(2023, 2, 1), date(2023, 3, 1))), {2, 3}),
        (Query(end=Span(date(2023, 11, 1), None)), {5}),
        (Query(filters={"region": ("DED51",), "item": ("3",)}), {2}),
    ],
)
def test_filters_leave_what_fulfils_all_of_them(made: Searcher, query: Query, found: set[int]) -> None:
    answer = made.search(query)
    assert (set(rows(answer)), answer.total) == (found, len(found))


def test_counts_of_a_facet_ignore_its_own_filter_only(made: Searcher) -> None:
    found = made.search(Query("Messe", filters={"region": ("DED53",)}, facets=("region", "item")))
    assert {(one.value, one.count) for one in found.facets["region"]} == {("DED53", 1), ("DED45", 1)}
    assert [(one.value, one.count) for one in found.facets["item"]] == [("2", 1)]
    assert {one.label for one in found.facets["region"]} == {"Landkreis Nordsachsen", "Landkreis Zwickau"}


def test_pages_follow_one_another_without_gap_or_repetition(made: Searcher) -> None:
    found, cursor = [], None
    while True:
        answer = made.search(Query("", sort="title", limit=4, cursor=cursor))
        found += rows(answer)
        assert [hit.rank for hit in answer.hits] == list(range(len(found) - len(answer.hits) + 1, len(found) + 1))
        cursor = answer.next
        if cursor is None:
            break
    assert found == sorted(TITLES, key=lambda row: TITLES[row])


@pytest.fixture(scope="module")
def many(build: Build) -> Searcher:
    """More projects than are ranked for a page: the made-up ones fifty times, each copy a day later."""
    found = (
        replace(
            one, id=f"{one.id}-{copy}", row=one.row + 6 * copy, begin=date(2024, 1, 1) + timedelta(copy * 7 + one.row)
        )
        for copy in range(50)
        for one in map(document, TITLES)
    )
    return build(found, "many")


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(sort="title"),
        Query(filters={"region": ("DED51",)}, sort="end"),
        Query("Messe"),
        Query("Torgau", filters={"item": ("2",)}),
        Query("Messe", sort="begin"),
        Query('"Messe für Ausbildung"'),
        Query("Quantenphysik"),
    ],
)
def test_all_that_is_found_is_what_the_pages_show(many: Searcher, query: Query) -> None:
    pages, cursor = [], None
    while cursor is not None or not pages:
        pages.append(many.search(replace(query, limit=100, cursor=cursor)))
        cursor = pages[-1].next
    shown = [hit.project.id for page in pages for hit in page.hits]
    found = many.found(query)
    assert (found.total, found.version) == (pages[0].total, pages[0].version)
    assert list(found.ids) == shown


def test_all_of_a_strange_question_is_refused_at_once(made: Searcher) -> None:
    with pytest.raises(UnusableQuery):
        made.found(Query(sort="colour"))


@pytest.mark.parametrize("text", ["Messe", "Fachkräftemesse", "Torgau Messe Betriebe", "Wilkommenskultur Zwickau"])
def test_pages_by_relevance_reach_all_that_answers(made: Searcher, text: str) -> None:
    found, cursor = [], None
    while True:
        answer = made.search(Query(text, limit=1, cursor=cursor))
        found += [hit.project.id for hit in answer.hits]
        cursor = answer.next
        if cursor is None:
            break
    assert found == list(made.found(Query(text)).ids)
    assert len(found) == answer.total


def test_a_cursor_of_another_version_is_refused(made: Searcher, build: Build) -> None:
    cursor = made.search(Query("", limit=1)).next
    other = build(map(document, TITLES), "two")
    with pytest.raises(UnusableQuery, match="another version"):
        other.search(Query("", limit=1, cursor=cursor))


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (Query(facets=("colour",)), '"colour" is no facet; there are: region, item'),
        (Query(filters={"colour": ("red",)}), '"colour" is no filter; there are: region, item'),
        (Query(filters={"region": ("Atlantis",)}), 'no region is called "Atlantis"'),
        (Query(sort="colour"), 'nothing is sorted by "colour"'),
        (Query(limit=0), "0 hits cannot be asked for"),
        (Query(limit=101), "101 hits cannot be asked for"),
        (Query(cursor="nonsense"), "the cursor is none of ours"),
        (Query(near=Near("Atlantis", 10)), 'no place is called "Atlantis"'),
    ],
)
def test_what_there_is_not_is_named_with_what_there_is(made: Searcher, query: Query, said: str) -> None:
    with pytest.raises(UnusableQuery, match=said.replace("?", r"\?")):
        made.search(query)


STRANGE = (
    "-", "- -", '"', "AND OR NOT", "title:", "***", "😀", "\u202eمرحبا\u202c", "<script>alert(1)</script>",
    "'; DROP TABLE project;--", "a" * 10_000, "wort " * 5_000, "(((", "*:*", "\x00", "\\", "/.*/",
)  # fmt: skip


@pytest.mark.parametrize("text", STRANGE)
def test_no_question_breaks_the_search(made: Searcher, text: str) -> None:
    answer = made.search(Query(text))
    assert answer.total >= len(answer.hits)


def test_an_unknown_word_is_answered_with_the_one_that_is_probably_meant(made: Searcher) -> None:
    assert made.search(Query("Fachkräftemese Torgau")).did_you_mean == "Fachkräftemesse Torgau"
    assert made.search(Query("Messe")).did_you_mean is None
    assert made.search(Query("a job for a messae")).did_you_mean is None


def test_neighbours_say_what_they_have_in_common(made: Searcher) -> None:
    found = {one.project.row: one for one in made.neighbours("p-1")}
    assert 1 not in found
    assert Why("same region", "Nordsachsen", "Nordsachsen", "region") in found[5].why
    assert Why("word", "Torgau", "Torgau", "title") in found[5].why
    assert "same region" not in {why.kind for why in found[6].why}
    with pytest.raises(UnknownIdentifier, match="no project"):
        made.neighbours("p-99")


def test_of_projects_that_say_the_same_those_of_the_same_body_in_the_same_place_are_nearer(build: Build) -> None:
    def made(row: int, said: str, organisation: str, region: str) -> Document:
        keys = {"organisation": (organisation,), "region": (region,), "item": ("1",), "place": (region,)}
        return replace(document(row), texts={"title": f"Anker {row}", "description": said}, keys=keys)

    projects = (
        made(1, "Nachbarn kochen und singen.", "o-1", "a"),
        made(2, "Nachbarn kochen.", "o-2", "b"),
        made(3, "Nachbarn kochen.", "o-1", "a"),
        made(4, "Nachbarn kochen, singen und gärtnern.", "o-3", "c"),  # says more of the same than the others
    )
    assert [one.project.row for one in build(projects, "kin").neighbours("p-1")] == [4, 3, 2]


def test_neighbours_whose_titles_share_no_word_name_the_rarest_that_both_say() -> None:
    one, other = (
        replace(document(row), texts={"title": title, "description": said})
        for row, title, said in (
            (1, "Anker", "Beratung für Betriebe und Nachbarn im Stadtteil."),
            (2, "Brücke", "Nachbarn treffen sich; Beratung gibt es auch, und Kuchen für Nachbarn."),
        )
    )
    telling = [stem_of(key_of(word)) for word in ("Nachbarn", "Kuchen", "Beratung")]
    found = [why for why in in_common(one, other, telling) if why.kind == "word"]
    assert found == [
        Why("word", "Nachbarn", "Nachbarn", "description"),
        Why("word", "Beratung", "Beratung", "description"),
    ]


def test_an_empty_register_answers_nothing(build: Build) -> None:
    answer = build([], "one").search(Query("Messe", facets=("region",)))
    assert (answer.total, answer.hits, answer.facets["region"]) == (0, (), ())


def test_the_same_question_gets_the_same_answer(build: Build, made: Searcher) -> None:
    again = build(map(document, TITLES), "one")
    for text in ("Messe", "Leipzig Arbeit", "Torgau"):
        assert made.search(Query(text)) == again.search(Query(text))
