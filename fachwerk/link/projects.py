"""Projects over editions: each listing of a new edition finds the project that it is about, or begins one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from fachwerk.link.entries import Entry, Line, line_of, ref_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import decisions
from fachwerk.link.names import name_of
from fachwerk.records import Judgement, Listing, Organisation, Project, Ref

SAME_FROM = 7.0
_MOST = 200  # listings of one key that are compared with one another


class _Sight(NamedTuple):
    """A listing as matching over editions sees it; `owner` is its organisation, or its sponsor's name."""

    ref: Ref
    owner: str
    line: Line | None
    identifier: str | None

    def with_title(self) -> _Seen:
        return _Seen(self, None if self.line is None else self.line.entry())


class _Seen(NamedTuple):
    """A sight with its title taken apart."""

    sight: _Sight
    entry: Entry | None


def projects_of(
    editions: Sequence[Sequence[Listing]],
    known: Sequence[Project] = (),
    organisations: Iterable[Organisation] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[Project, ...]:
    """Assign listings to projects, oldest edition first; each edition adds at most one listing to a project.

    A project is recognised by its sponsor (by its organisation, where that is given), title, begin and region; the best
    pairs are assigned first. Known projects keep their identifiers, also if no edition lists them any more.
    """
    owners = {ref: one.id for one in organisations for ref in one.listings}
    sights = {Ref(one.edition, one.row): _sight(one, owners) for edition in editions for one in edition}
    holders: dict[Ref, str] = {ref: project.id for project in known for ref in project.listings}
    found: dict[str, list[Ref]] = {project.id: list(project.listings) for project in known}
    judged = [(ref_of(one.one), ref_of(one.other), one.is_same) for one in decisions(judgements, "project")]
    for edition in editions:
        refs = [Ref(one.edition, one.row) for one in edition]
        new = [sights[ref] for ref in refs if ref not in holders]
        taken = {holders[ref] for ref in refs if ref in holders}
        free = {made: sights[some[-1]] for made, some in found.items() if made not in taken and some[-1] in sights}
        matched = _assigned(new, free, found, judged)
        for sight in sorted(new, key=lambda one: one.ref.row):
            made = matched.get(sight.ref) or id_of("p", sight.ref)
            holders[sight.ref] = made
            found.setdefault(made, []).append(sight.ref)
    return tuple(Project(made, tuple(refs)) for made, refs in found.items())


def _sight(listing: Listing, owners: Mapping[Ref, str]) -> _Sight:
    ref = Ref(listing.edition, listing.row)
    owner = owners.get(ref)
    if owner is None and listing.core is not None:
        owner = " ".join(sorted(name_of(listing.core, listing.legal_form).words))
    value = listing.values.get("identifier")
    identifier = value.clean if value is not None and isinstance(value.clean, str) else None
    return _Sight(ref, owner or "", line_of(listing), identifier)


def _assigned(
    new: Sequence[_Sight],
    free: Mapping[str, _Sight],
    found: Mapping[str, Sequence[Ref]],
    judged: Sequence[tuple[Ref, Ref, bool]],
) -> Mapping[Ref, str]:
    """Assign one to one, by people's decisions first, then from the best pair on."""
    if not free:
        return {}
    seen = [sight.with_title() for sight in new]
    known_ones = {made: sight.with_title() for made, sight in free.items()}
    scored = sorted(
        (-score, one.sight.ref, made)
        for one, made in _candidates(seen, known_ones)
        if (score := _score(one, known_ones[made])) >= SAME_FROM
    )
    holders = {ref: made for made, refs in found.items() for ref in refs}
    here = {sight.ref for sight in new}
    said: dict[tuple[Ref, str], bool] = {}
    for one, other, is_same in judged:
        for ref, known in ((one, other), (other, one)):
            if ref in here and known in holders:
                said.setdefault((ref, holders[known]), is_same)
    wanted = [pair for pair, is_same in said.items() if is_same and pair[1] in free]
    matched: dict[Ref, str] = {}
    taken: set[str] = set()
    for ref, made in [*wanted, *((ref, made) for _, ref, made in scored)]:
        if ref not in matched and made not in taken and said.get((ref, made), True):
            matched[ref] = made
            taken.add(made)
    return matched


def _candidates(new: Sequence[_Seen], free: Mapping[str, _Seen]) -> Iterator[tuple[_Seen, str]]:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for made, sight in free.items():
        for key in _keys(sight):
            blocks[key].append(made)
    for sight in new:
        some = dict.fromkeys(made for key in _keys(sight) for made in blocks.get(key, ())[:_MOST])
        yield from ((sight, made) for made in some)


def _keys(seen: _Seen) -> Iterator[str]:
    if seen.sight.identifier is not None:
        yield f"identifier {seen.sight.identifier}"
    if seen.entry is not None:
        yield f"title {seen.entry.title.full}"
        yield f"owner {seen.sight.owner} {seen.entry.title.blind[:8]}"
        yield f"begin {seen.sight.owner} {seen.entry.begin}"
    else:
        yield f"owner {seen.sight.owner}"


def _score(one: _Seen, other: _Seen) -> float:
    """Weigh sponsor, title, begin, end and region; a shared identifier decides."""
    if one.sight.identifier is not None and one.sight.identifier == other.sight.identifier:
        return 20.0
    a, b = one.entry, other.entry
    if a is None or b is None:
        return 0.0
    if a.title.counter != b.title.counter or a.title.years != b.title.years:
        return 0.0
    alike = fuzz.ratio(a.title.full, b.title.full)
    title = 5.0 if alike == 100 else 4.0 if alike >= 90 else -2.0
    owner = 3.0 if one.sight.owner == other.sight.owner else -3.0
    begin = 0.0 if a.begin is None or b.begin is None else 3.0 if a.begin == b.begin else -2.0
    end = 1.0 if a.end == b.end else 0.0
    return title + owner + begin + end + (1.0 if a.region == b.region else -1.0)
