import pytest

pytest.importorskip("reportlab")

from bench.lists.configurations import CONFIGURATIONS, quick
from bench.lists.content import FAMILIES, WORDS, joined, truth_of
from bench.lists.printing import printing_of
from bench.lists.setting import MissingTool, registered, width, wrapped
from bench.lists.write import write_list

SIZE, FONT = 7.5, "Helvetica"


def test_the_same_seed_gives_the_same_entries():
    for family in FAMILIES.values():
        assert family(7, 40) == family(7, 40) != family(8, 40)


def test_entries_hold_the_troubles_of_real_lists():
    entries = FAMILIES["projects"](20_240_711, 130)
    descriptions = [entry["description"] or "" for entry in entries]
    assert any(entry["place"] is None for entry in entries)
    assert any(entry["begin"] is None for entry in entries)
    assert any("\n" in text for text in descriptions)
    assert any("Lern- und" in text for text in descriptions)
    assert len({entry["sponsor"] for entry in entries}) < len(entries)


def test_the_truth_joins_typed_line_breaks_by_one_blank():
    assert joined("Ziele:\n- Beratung") == "Ziele: - Beratung"
    assert joined("") is None
    assert truth_of({"title": "A\nB", "place": None}, ("title", "place")) == {"title": "A B", "place": None}


def test_the_vocabulary_has_no_hyphen_before_a_small_letter_that_a_line_end_would_make_ambiguous():
    texts = [text for group in WORDS.values() for text in group if isinstance(text, str)]
    words = [word for text in texts for word in text.split() if "-" in word.strip("-")]
    cut = [
        word for word in words for left, right in [word.split("-", 1)] if left[-1:].isalpha() and right[:1].islower()
    ]
    assert cut == []


def test_cells_are_set_first_fit_and_keep_the_trailing_blank():
    lines = wrapped("Erhöhung der Ausbildungsqualität", 60, FONT, SIZE)
    assert lines == ["Erhöhung der ", "Ausbildungsqualit", "ät"]
    assert all(width(line.rstrip(), FONT, SIZE) <= 60 for line in lines)


def test_a_line_may_end_after_a_hyphen_but_not_after_a_slash():
    assert wrapped("Online-Plattform", 40, FONT, SIZE) == ["Online-", "Plattform"]
    assert wrapped("Begleitung/Hilfe", 50, FONT, SIZE) == ["Begleitung/Hilf", "e"]


def test_a_total_is_printed_but_part_of_no_truth():
    configuration = next(each for each in CONFIGURATIONS if each.has_total)
    entries = FAMILIES[configuration.family](configuration.seed, 10)
    printing = printing_of(configuration, entries)
    assert len(printing.rows) == 11
    assert "Summe" in printing.rows[-1]
    assert "number" not in configuration.fields


def test_a_list_is_written_with_its_truth(tmp_path):
    configuration = quick()[0]
    try:
        registered(configuration.typeface)
    except MissingTool as missing:
        pytest.skip(str(missing))
    list(write_list(configuration, tmp_path))
    truth = (tmp_path / f"{configuration.name}.truth.jsonl").read_text("utf-8").splitlines()
    assert len(truth) == configuration.count
    assert (tmp_path / f"{configuration.name}.pdf").read_bytes().startswith(b"%PDF")
