"""Judgements are appended, never changed; a damaged line is named by its number."""

import re
from pathlib import Path

import pytest

from fachwerk.errors import BrokenJudgements, FachwerkError
from fachwerk.records import Decision, Judgement
from fachwerk.store import judgements

SAME = Judgement("organisation", "Muster\tDED21", "Müster", Decision.SAME, "jo", "2024-01-02T03:04:05Z", "One address.")
DIFFERENT = SAME._replace(decision=Decision.DIFFERENT, when="2024-01-03T00:00:00Z", why="Two registers.")
UNDO = SAME._replace(decision=Decision.UNDO, when="2024-01-04T00:00:00Z", why="I mistook it.")
LINE = (
    '{"about": "organisation", "one": "Muster\\tDED21", "other": "Müster", "decision": "same", "who": "jo", '
    '"when": "2024-01-02T03:04:05Z", "why": "One address."}\n'
)


def write(folder: Path, text: str | bytes) -> None:
    (folder / "judgements.jsonl").write_bytes(text if isinstance(text, bytes) else text.encode())


def test_a_register_without_the_file_has_no_judgements(tmp_path: Path) -> None:
    assert judgements.read(tmp_path) == ()


def test_judgements_come_back_in_the_order_they_were_made(tmp_path: Path) -> None:
    for one in (SAME, UNDO, DIFFERENT):
        judgements.append(tmp_path, one)
    assert judgements.read(tmp_path) == (SAME, UNDO, DIFFERENT)


def test_a_judgement_is_one_line_of_json(tmp_path: Path) -> None:
    judgements.append(tmp_path, SAME)
    assert (tmp_path / "judgements.jsonl").read_text("utf-8") == LINE


def test_a_line_separator_inside_a_reason_ends_no_line(tmp_path: Path) -> None:
    said = SAME._replace(why="One.\u2028Two.\x85Three.\nFour.")
    judgements.append(tmp_path, said)
    assert judgements.read(tmp_path) == (said,)


def test_undoing_takes_the_last_decision_back(tmp_path: Path) -> None:
    assert judgements.standing([SAME, DIFFERENT, UNDO], SAME) == SAME
    assert judgements.standing([SAME, DIFFERENT, UNDO, UNDO], SAME) is None
    assert judgements.standing([SAME], SAME._replace(other="Other")) is None


def test_what_was_not_decided_cannot_be_undone(tmp_path: Path) -> None:
    with pytest.raises(FachwerkError, match=r"no decision stands about 'Muster\\tDED21' and 'Müster'"):
        judgements.append(tmp_path, UNDO)
    judgements.append(tmp_path, SAME)
    judgements.append(tmp_path, UNDO)
    with pytest.raises(FachwerkError, match="there is nothing to undo"):
        judgements.append(tmp_path, UNDO)
    assert judgements.read(tmp_path) == (SAME, UNDO)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("no json\n", "line 2: is no JSON; put the line right"),
        ("[1]\n", "line 2: is no JSON object; put the line right"),
        ("\n", "line 2: is no JSON; put the line right"),
        (LINE[:50], "line 2: the last line breaks off; complete or delete it"),
        (LINE.replace('"jo"', '" "'), "line 2: says nothing as 'who'; put it right"),
        (LINE.replace('"jo"', "7"), "line 2: says nothing as 'who'; put it right"),
        (LINE.replace('"who"', '"whom"'), "line 2: says nothing as 'who'; put it right"),
        (LINE.replace("{", '{"more": "1", '), "line 2: 'more' is no part of a judgement; put it right"),
        (LINE.replace('"same"', '"perhaps"'), "line 2: 'perhaps' is no decision; put it right"),
        (LINE.replace('"organisation"', '"place"'), "line 2: is about 'place', not about one of organisation, project"),
        (LINE.replace("Müster", "A"), "line 2: names its pair twice or not in sorted order; put it right"),
        (LINE.encode("latin-1"), "line 2: is no UTF-8; put the line right"),
    ],
)
def test_a_damaged_line_is_named_by_its_number(tmp_path: Path, line: str | bytes, problem: str) -> None:
    write(tmp_path, LINE.encode() + (line if isinstance(line, bytes) else line.encode()))
    with pytest.raises(BrokenJudgements, match=re.escape(problem)):
        judgements.read(tmp_path)


def test_nothing_is_appended_to_a_damaged_file(tmp_path: Path) -> None:
    write(tmp_path, LINE[:50])
    with pytest.raises(BrokenJudgements, match="line 1: the last line breaks off"):
        judgements.append(tmp_path, DIFFERENT)
    assert (tmp_path / "judgements.jsonl").read_text("utf-8") == LINE[:50]


def test_a_judgement_that_could_not_be_read_again_is_not_written(tmp_path: Path) -> None:
    for one in (SAME._replace(why=""), SAME._replace(one="Z"), SAME._replace(about="place")):
        with pytest.raises(BrokenJudgements):
            judgements.append(tmp_path, one)
    assert list(tmp_path.iterdir()) == []
