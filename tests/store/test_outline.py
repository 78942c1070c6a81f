"""The outline of a register: what its groupings count is what one counts by hand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from fachwerk.records import Project, Ref
from fachwerk.settings import Settings
from fachwerk.store import Kept, make_register
from fachwerk.store.outline import Months, Outline
from tests.store.made_up import COLUMNS, add, facts, listing, sha256_of, write_file

if TYPE_CHECKING:
    from fachwerk.store.register import Register


def outline_of(register: Register) -> Outline:
    from fachwerk.store import newest  # needs Django to be set up

    return newest.outline_of(register)


def made(*projects: tuple[str | None, str | None, str | None, str, str]) -> Outline:
    """Make an outline of region, line, organisation, begin and end."""
    regions, lines, sponsors, begins, ends = zip(*projects, strict=True)
    return Outline(
        regions,
        lines,
        (None,) * len(projects),
        sponsors,
        tuple(("a",) if region == "east" else ("b", "c") for region in regions),
        [date.fromisoformat(day).toordinal() if day else date.max.toordinal() + 1 for day in begins],
        [date.fromisoformat(day).toordinal() if day else 0 for day in ends],
    )


OUTLINE = made(
    ("east", "1", "o-1", "2023-01-15", "2023-03-01"),
    ("east", "1", "o-2", "2023-03-31", "2023-04-30"),
    ("west", "2", "o-1", "2023-02-01", "2023-12-31"),
    ("west", None, None, "2023-05-01", ""),
    (None, "2", "o-2", "", "2023-05-01"),
    ("west", "2", "o-3", "2024-01-01", "2023-01-01"),
)


def test_projects_are_counted_by_one_key_or_by_several() -> None:
    assert OUTLINE.count("region") == Counter({"west": 3, "east": 2, None: 1})
    assert OUTLINE.count("region", "line")["east", "1"] == 2
    assert OUTLINE.count("region", "line")["east", "2"] == 0


def test_both_the_first_and_the_last_day_count_as_running() -> None:
    assert OUTLINE.count("region", running=date(2023, 1, 14)) == {}
    assert OUTLINE.count("region", running=date(2023, 1, 15)) == {"east": 1}
    assert OUTLINE.count("region", running=date(2023, 3, 1)) == {"east": 1, "west": 1}
    assert OUTLINE.count("region", running=date(2023, 3, 2)) == {"west": 1}


def test_a_project_without_a_begin_or_an_end_runs_on_no_day() -> None:
    assert OUTLINE.count("region", running=date(2023, 4, 30)) == {"east": 1, "west": 1}
    assert OUTLINE.count("region", running=date.max) == {}


def test_a_project_counts_in_each_of_its_places() -> None:
    assert OUTLINE.by_place() == {"a": 2, "b": 4, "c": 4}
    assert OUTLINE.by_place(date(2023, 3, 1)) == {"a": 1, "b": 1, "c": 1}
    assert OUTLINE.by_place(line="1") == {"a": 2}


def test_sponsors_are_counted_by_their_regions() -> None:
    assert OUTLINE.regions_of_sponsors() == {"o-1": 2, "o-2": 1, "o-3": 1}


def test_a_project_runs_in_the_months_from_its_begin_to_its_end() -> None:
    found = OUTLINE.months("line")
    assert found == Months(date(2023, 1, 1), {"1": [1, 1, 2, 1, *[0] * 8], "2": [0, *[1] * 11]})
    assert OUTLINE.months("line", {"region": "east"}) == Months(date(2023, 1, 1), {"1": [1, 1, 2, 1]})
    assert OUTLINE.months("line", {"region": "south"}) is None


def test_the_outline_of_a_register_has_each_project_as_its_newest_edition_has_it(
    settings: Settings, tmp_path: Path
) -> None:
    with make_register(settings) as register:
        assert len(outline_of(register)) == 0
        add(register, tmp_path, b"one")
        found = outline_of(register)
        assert len(found) == len(register.projects()) == 5
        assert found.count("region", "line") == {("DED21", "3"): 5}
        assert found.count("organisation") == {"o-b": 4, "o-a": 1}
        assert found.by_place() == {"14612000": 5, "14713000": 2}


def test_an_older_edition_that_is_imported_later_changes_nothing(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        new, old = add(register, tmp_path, b"new", [2]), sha256_of(b"old")
        with register.writing() as writer:
            file = write_file(tmp_path, b"old")
            kept = [Kept(listing(old, 1), COLUMNS)]
            writer.add_edition(old, file, kept, lambda: facts(old, 1, "2001-01-01"))
            writer.link([], [], [Project("p-1", (Ref(old, 1), Ref(new, 2)))])
        assert outline_of(register).places == [("14612000", "14713000")]


def test_what_hangs_on_listings_is_found_by_them(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one")
        refs = tuple(Ref(sha256, row) for row in (1, 2, 3))
        from fachwerk.store.pages import Pages

        pages = Pages(register)
        assert [one.id for one in pages.series_of(refs[2:])] == ["s-0"]
        assert [one.id for one in pages.series_of(refs)] == ["s-1", "s-0"]
        assert pages.sponsors_of(refs) == {refs[0]: "o-a", refs[1]: "o-b", refs[2]: "o-b"}
        assert pages.projects_of(refs) == {refs[0]: "p-4", refs[1]: "p-3", refs[2]: "p-2"}
        assert pages.count_by_line(sha256) == {"3": 5}
