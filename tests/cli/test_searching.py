"""`fachwerk search` from end to end: hits with reasons, filters, many questions at once, and what cannot be asked."""

from pathlib import Path

import pytest

from fachwerk.cli.searching import HIT_KEYS
from fachwerk.search.optional import is_there
from tests.cli.test_register import SAMPLE, fachwerk, objects


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    fachwerk(folder, "import", str(SAMPLE))
    return folder


def search(folder: Path, *arguments: str) -> list[dict[str, object]]:
    return objects(folder, "search", "--words-only", *arguments)


def test_hits_have_the_published_shape(folder: Path) -> None:
    (hit, *_) = search(folder, "Pflege")
    assert list(hit) == [name for name in HIT_KEYS if name not in ("query", "parts")]
    assert hit["rank"] == 1
    assert "Pflege" in str(hit["title"])
    assert {"kind": "word", "said": "Pflege", "found": "Pflege", "field": "title"} in hit["why"]  # type: ignore[operator]
    (explained, *_) = search(folder, "Pflege", "--explain")
    assert explained["parts"] == {"words": 1.0, "meaning": 0.0, "weight": 0.0}


@pytest.mark.parametrize("typed", ["Pflegekraft", "Pflegekrafte", "Pflegefachkräfte"])
def test_words_are_found_in_other_forms(folder: Path, typed: str) -> None:
    assert any("Pflege" in str(hit["title"]) for hit in search(folder, typed)[:3])


def test_filters_are_understood_by_key_and_by_name(folder: Path) -> None:
    by_name, by_key = (search(folder, "--region", said, "-n", "50") for said in ("Leipzig, Stadt", "DED51"))
    assert by_name == by_key
    assert {hit["region"] for hit in by_name} == {"Leipzig, Stadt"}
    of_line = search(folder, "--line", "1", "-n", "50")
    assert len(of_line) == 9
    assert search(folder, "--filter", "item=1", "-n", "50") == of_line
    assert search(folder, "--on", "1999-01-01") == []
    near = search(folder, "--near", "Leipzig:1", "-n", "50")
    assert {"Leipzig, Stadt"} <= {hit["region"] for hit in near} <= {"Leipzig, Stadt", "Landkreis Nordsachsen"}


def test_days_are_understood_as_spans(folder: Path) -> None:
    begun = search(folder, "--begin", "2023-05-01..", "-n", "100")
    before = search(folder, "--begin", "..2023-04-30", "-n", "100")
    undated = [one for one in objects(folder, "projects") if one["begin"] is None]
    assert len(begun) + len(before) + len(undated) == 53
    assert search(folder, "--begin", "2023-05-01..", "--end", "..2023-05-01") == []


def test_answers_are_counted_by_facets(folder: Path) -> None:
    counts = search(folder, "--facets", "region,item")
    assert {one["facet"] for one in counts} == {"region", "item"}
    assert sum(int(str(one["count"])) for one in counts if one["facet"] == "region") == 53
    assert {"facet": "item", "value": "1", "label": "digitaler Wandel", "count": 9} in counts


def test_the_projects_most_like_one_are_shown_with_what_they_share(folder: Path) -> None:
    (one,) = search(folder, '"Arbeiten und Leben in der Pflege" "Teil 5"')
    found = search(folder, "--like", str(one["id"]), "-n", "3")
    assert found[0]["title"] == "Arbeiten und Leben in der Pflege, Teil 4b"
    assert "same series" in {why["kind"] for why in found[0]["why"]}  # type: ignore[attr-defined]


def test_a_file_of_questions_is_answered_line_by_line(folder: Path, tmp_path: Path) -> None:
    questions = tmp_path / "questions.txt"
    questions.write_text("Pflege\n\nMesse -Leipzig\n", "utf-8")
    hits = search(folder, "--batch", str(questions), "-n", "3")
    assert list(dict.fromkeys(hit["query"] for hit in hits)) == ["Pflege", "Messe -Leipzig"]
    assert [hit["rank"] for hit in hits if hit["query"] == "Pflege"] == [1, 2, 3]


def test_a_table_says_reasons_in_words(folder: Path) -> None:
    shown = fachwerk(folder, "search", "Pflege", "--words-only", "--as", "table").stdout
    assert "rank" in shown
    assert "{" not in shown


def test_how_many_there_are_and_what_may_be_meant_is_said_beside(folder: Path) -> None:
    done = fachwerk(folder, "search", "Pflege", "--words-only", "-n", "1")
    assert "of them shown" in done.stderr
    said = fachwerk(folder, "search", "Fachkräfteboerrse", "--words-only").stderr
    assert "did you mean" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--filter", "colour=red"], '"colour" is no filter; there are: region, item'),
        (["--filter", "colour"], '--filter: "colour" is not understood; write FACET=KEY'),
        (["--region", "Atlantis"], 'no region is called "Atlantis"; there are: '),
        (["--on", "yesterday"], '--on is "yesterday"; write a day as 2024-05-31'),
        (["--begin", "2023"], '--begin: "2023" is not understood; write 2023-01-01..2023-06-30'),
        (["--facets", "colour"], '"colour" is no facet; there are: region, item'),
        (["--like", "p-none"], 'no project is called "p-none"'),
        (["--near", "Torgau"], '"Torgau" is no place with a distance'),
        (["--sort", "colour"], 'nothing is sorted by "colour"'),
        (["-n", "0"], "0 hits cannot be asked for"),
        (["--batch", "nowhere.txt"], "nowhere.txt: cannot be read"),
        (["--register", "nowhere"], "there is no register"),
    ],
)
def test_what_cannot_be_asked_is_named(folder: Path, arguments: list[str], said: str) -> None:
    done = fachwerk(folder, "search", "Messe", "--words-only", *arguments, code=2)
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.skipif(not is_there(), reason="the extra [semantic] is not installed")
def test_a_question_in_another_language_is_answered_by_its_meaning(folder: Path) -> None:
    hits = objects(folder, "search", "nurses and elderly care", "-n", "5", "--explain")
    assert any("Pflege" in str(hit["title"]) for hit in hits)
    assert any(why["kind"] == "meaning" and why["found"] for hit in hits for why in hit["why"])
