"""What became of projects from one edition to another: new ones, those that are gone, and values that differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from fachwerk.records import Clean, Listing, Project, Ref
from fachwerk.store import models
from fachwerk.store.engine import connection_of
from fachwerk.store.models import PER_EDITION
from fachwerk.store.troubles import told

if TYPE_CHECKING:
    from fachwerk.store.facts import Edition
    from fachwerk.store.register import Register

NEW, GONE, CHANGED = "new", "gone", "changed"
KINDS = (NEW, GONE, CHANGED)
TOGETHER = 200  # projects whose listings are read together


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a project from one edition to the next; `fields` are those whose clean values differ."""

    project: Project
    before: Listing | None
    after: Listing | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """`new`, `gone` or `changed`."""
        return NEW if self.before is None else GONE if self.after is None else CHANGED


class Pair(NamedTuple):
    """A project's listings in two editions by their keys, None where it has none."""

    project: int
    before: int | None
    after: int | None


def changes(register: Register, before: Edition | None, after: Edition) -> Iterator[Change]:
    """Compare two editions project by project, in the order in which projects were linked."""
    pairs = iter(pairs_of(register, None if before is None else before.sha256, after.sha256))
    while some := list(islice(pairs, TOGETHER)):
        yield from changes_of(register, some)


def changes_of(register: Register, pairs: Sequence[Pair]) -> Iterator[Change]:
    """Read the listings of some pairs, and give what changed."""
    return (change for _, change in _compared(register, pairs))


def changed_of(register: Register, pairs: Sequence[Pair]) -> list[Pair]:
    """Read the listings of all pairs, a few at once, and keep the pairs that changed."""
    some = (pairs[at : at + TOGETHER] for at in range(0, len(pairs), TOGETHER))
    return [pair for piece in some for pair, _ in _compared(register, piece)]


def _compared(register: Register, pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Change]]:
    projects, shas = _projects(register, [pair.project for pair in pairs]), register.tables.shas()
    keys = [key for pair in pairs for key in (pair.before, pair.after) if key is not None]
    refs = {key: Ref(shas[key // PER_EDITION], key % PER_EDITION) for key in keys}
    listings = {Ref(one.edition, one.row): one for one in register.some(refs.values())}
    for pair in pairs:
        old, new = (None if key is None else listings[refs[key]] for key in (pair.before, pair.after))
        fields = () if old is None or new is None else differing(old, new)
        if old is None or new is None or fields:
            yield pair, Change(projects[pair.project], old, new, fields)


def differing(before: Listing, after: Listing) -> tuple[str, ...]:
    """Name the fields whose clean values differ."""
    names = dict.fromkeys([*before.values, *after.values])
    return tuple(name for name in names if clean_of(before, name) != clean_of(after, name))


def clean_of(listing: Listing, name: str) -> Clean:
    """Give a clean value; None also if the list has no such field."""
    value = listing.values.get(name)
    return None if value is None else value.clean


def pairs_of(register: Register, before: str | None, after: str) -> list[Pair]:
    """Give the projects that are in one edition (its SHA-256) only, and those whose stored rows are not the same.

    Without an earlier edition all are new. Of several listings of a project in an edition the one printed first counts.
    """
    with told(register.settings):
        numbers = register.tables.numbers()
        earlier = _NOTHING if before is None else _span(numbers[before])
        with connection_of(register.alias).cursor() as cursor:
            cursor.execute(_BOTH, [*earlier, *_span(numbers[after])])
            return [Pair(*found) for *found, is_same in cursor.fetchall() if not is_same]


def _span(number: int) -> tuple[int, int]:
    return number * PER_EDITION, (number + 1) * PER_EDITION


def _projects(register: Register, numbers: Iterable[int]) -> Mapping[int, Project]:
    some = list(numbers)
    links = register.tables.all(models.ProjectListing).filter(project_id__in=some)
    refs = register.tables.refs(links, "project_id")
    found = register.tables.all(models.Project).filter(number__in=some).values_list("number", "citable")
    return {number: Project(id, refs[number]) for number, id in found}


_NOTHING = (0, 0)
# A cell that stands for its clean value is stored as print only, so the print has to be compared, too.
_SAME = """
    one.printed = other.printed AND one.cleaned = other.cleaned
    AND one_head.headings = other_head.headings AND one_head.fields = other_head.fields
"""
_BOTH = f"""
    WITH earlier AS (
        SELECT project_id, MIN(listing_id) AS key FROM project_listing
        WHERE listing_id >= %s AND listing_id < %s GROUP BY project_id
    ), later AS (
        SELECT project_id, MIN(listing_id) AS key FROM project_listing
        WHERE listing_id >= %s AND listing_id < %s GROUP BY project_id
    )
    SELECT earlier.project_id, earlier.key, later.key, CASE WHEN {_SAME} THEN 1 ELSE 0 END
    FROM earlier
    LEFT JOIN later ON later.project_id = earlier.project_id
    LEFT JOIN "row" AS one ON one.id = earlier.key
    LEFT JOIN "row" AS other ON other.id = later.key
    LEFT JOIN head AS one_head ON one_head.id = one.head_id
    LEFT JOIN head AS other_head ON other_head.id = other.head_id
    UNION ALL
    SELECT later.project_id, NULL, later.key, 0
    FROM later LEFT JOIN earlier ON earlier.project_id = later.project_id
    WHERE earlier.key IS NULL
    ORDER BY 1
"""
