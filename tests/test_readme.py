"""What the README and the tutorial show is what happens."""

from pathlib import Path

import pytest

from tests.console import ROOT, Step, is_kept, printed, steps

PAGES = ("README.md", "docs/tutorial/getting-started.md")


@pytest.mark.parametrize("name", PAGES)
def test_each_session_prints_what_the_page_shows(name: str, tmp_path: Path) -> None:
    for step in steps((ROOT / name).read_text("utf-8")):
        found = printed(step.command, tmp_path)
        assert is_kept(step.promised, found), f"$ {step.command}\n{found}"


def test_the_readme_shows_a_session() -> None:
    assert [step.command.split()[0] for step in steps((ROOT / "README.md").read_text("utf-8"))].count("fachwerk") >= 2


def test_a_session_is_taken_apart_into_commands_and_what_they_print() -> None:
    page = "text\n\n```console\n$ one -a\nfirst\nsecond\n$ two\n```\n\n```\n$ three\n```\n"
    assert list(steps(page)) == [Step("one -a", "first\nsecond"), Step("two", "")]


def test_three_points_leave_lines_or_the_end_of_a_line_out() -> None:
    assert is_kept("a\n...\nd", "a\nb\nc\nd")
    assert is_kept("a\n...\nd", "a\nd")
    assert is_kept("a b...\nd", "a b c\nd")
    assert not is_kept("a\n...\nd", "a\nb\nc")
    assert not is_kept("a", "a\nb")
