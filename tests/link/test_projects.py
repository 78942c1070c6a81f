"""Projects over made-up editions."""

from itertools import chain

from fachwerk.link import entries_of, projects_of
from fachwerk.records import Decision, Listing, Project, Ref
from tests.link.made_up import judgement, listing

ALPHA, BETA = "Musterwerk 1 gGmbH", "Beispielhaus 2 e.V."
OLD = (
    listing(1, ALPHA, "Mustercamp 2023", begin="2023-01-15", region="A"),
    listing(2, ALPHA, "Mustercamp 2024", begin="2024-01-15", region="A"),
    listing(3, BETA, "Lernen", begin="2023-02-01", region="A"),
    listing(4, BETA, "Lernen", begin="2023-02-01", region="B"),
)


def projects(*editions: tuple[Listing, ...], **given: object) -> tuple[Project, ...]:
    return projects_of(entries_of(chain(*editions)), **given)  # type: ignore[arg-type]


def refs(*editions: tuple[Listing, ...], **given: object) -> list[list[tuple[str, int]]]:
    found = projects(*editions, **given)
    return sorted([(ref.edition, ref.row) for ref in one.listings] for one in found)


def test_every_row_of_a_first_edition_is_a_project() -> None:
    assert refs(OLD) == [[("first", row)] for row in (1, 2, 3, 4)]


def test_rows_of_a_new_edition_find_their_projects_whatever_their_order() -> None:
    new = (
        listing(1, BETA, "Lernen", begin="2023-02-01", region="B", edition="second"),
        listing(2, ALPHA, "Mustercamp 2024", begin="2024-01-15", region="A", edition="second"),
        listing(3, BETA, "Lernen", begin="2023-02-01", region="A", edition="second"),
        listing(4, BETA, "Etwas Neues", begin="2024-02-01", region="A", edition="second"),
    )
    assert refs(OLD, new) == [
        [("first", 1)],
        [("first", 2), ("second", 2)],
        [("first", 3), ("second", 3)],
        [("first", 4), ("second", 1)],
        [("second", 4)],
    ]


def test_a_title_put_right_or_a_begin_moved_is_still_the_project() -> None:
    new = (
        listing(1, ALPHA, "Muster-Camp 2023", begin="2023-01-15", region="A", edition="second"),
        listing(2, ALPHA, "Mustercamp 2024", begin="2024-03-01", region="A", edition="second"),
    )
    assert refs(OLD[:2], new) == [[("first", 1), ("second", 1)], [("first", 2), ("second", 2)]]


def test_another_counter_is_another_project() -> None:
    new = (listing(1, ALPHA, "Mustercamp 2025", begin="2023-01-15", region="A", edition="second"),)
    assert len(refs(OLD[:1], new)) == 2


def test_known_projects_keep_their_identifiers() -> None:
    known = projects(OLD)
    new = tuple(listing(row, BETA, f"Neu {row}", edition="second") for row in (1, 2))
    found = projects(OLD, new, known=known)
    assert [one.id for one in found[:4]] == [one.id for one in known]
    assert projects(OLD, new) == found
    assert projects(OLD, new, known=found) == found


def test_a_person_decides_which_row_is_which_project() -> None:
    new = (listing(1, BETA, "Ganz anders", begin="2025-01-01", region="C", edition="second"),)
    same = judgement("first:1", "second:1", Decision.SAME, about="project")
    assert [("first", 1), ("second", 1)] in refs(OLD, new, judgements=(same,))
    again = (listing(1, ALPHA, "Mustercamp 2023", begin="2023-01-15", region="A", edition="second"),)
    apart = judgement("first:1", "second:1", Decision.DIFFERENT, about="project")
    assert [("first", 1)] in refs(OLD, again, judgements=(apart,))


def test_an_edition_that_skips_a_project_does_not_lose_it() -> None:
    third = (listing(9, ALPHA, "Mustercamp 2023", begin="2023-01-15", region="A", edition="third"),)
    second = (listing(1, BETA, "Lernen", begin="2023-02-01", region="B", edition="second"),)
    found = projects(OLD, second, third)
    assert (Ref("first", 1), Ref("third", 9)) in {one.listings for one in found}
