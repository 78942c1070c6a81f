"""Projects over editions: each listing of a new edition finds the project that it is about, or begins one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import groupby
from typing import NamedTuple

from rapidfuzz import fuzz

from fachwerk.link.entries import Entry, ref_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import decisions
from fachwerk.link.names import name_of
from fachwerk.link.titles import title_of
from fachwerk.records import Judgement, Organisation, Project, Ref

SAME_FROM = 7.0
_MOST = 200  # listings of one key that are compared with one another
_OPENING = 8  # letters with which a title opens


class _Sight(NamedTuple):
    """An entry as matching over editions sees it; `owner` is its organisation, or its sponsor's name.

    Of a title that is taken apart only this little is kept: an edition's sights are all held at once.
    """

    entry: Entry
    owner: str
    full: str | None
    opening: str
    counter: tuple[int, ...]
    years: tuple[int, ...]


def projects_of(
    entries: Iterable[Entry],
    known: Sequence[Project] = (),
    organisations: Iterable[Organisation] = (),
    judgements: Sequence[Judgement] = (),
) -> tuple[Project, ...]:
    """Assign listings to projects, edition by edition, the oldest first; each adds at most one listing to a project.

    A project is recognised by its sponsor (by its organisation, where that is given), title, begin and region; the best
    pairs are assigned first. Known projects keep their identifiers, also if no edition lists them any more.
    """
    editions = [tuple(edition) for _, edition in groupby(entries, key=lambda one: one.ref.edition)]
    owners = {ref: one.id for one in organisations for ref in one.listings} if len(editions) > 1 else {}
    holders: dict[Ref, str] = {ref: project.id for project in known for ref in project.listings}
    found: dict[str, tuple[Ref, ...]] = {project.id: project.listings for project in known}
    kept = {entry.ref: entry for edition in editions for entry in edition} if len(editions) > 1 else {}
    judged = [(ref_of(one.one), ref_of(one.other), one.is_same) for one in decisions(judgements, "project")]
    for edition in editions:
        new = [one for one in edition if one.ref not in holders]
        taken = {holders[one.ref] for one in edition if one.ref in holders}
        free = {made: kept[refs[-1]] for made, refs in found.items() if made not in taken and refs[-1] in kept}
        matched = _assigned(new, free, owners, found, judged) if free else {}
        for entry in sorted(new, key=lambda one: one.ref.row):
            made = matched.get(entry.ref) or id_of("p", entry.ref)
            holders[entry.ref] = made
            found[made] = (*found.get(made, ()), entry.ref)
    return tuple(Project(made, refs) for made, refs in found.items())


def _sight(entry: Entry, owners: Mapping[Ref, str]) -> _Sight:
    owner = owners.get(entry.ref)
    if owner is None and entry.sponsor is not None:
        owner = " ".join(sorted(name_of(entry.sponsor.core, entry.sponsor.legal_form).words))
    if entry.title is None:
        return _Sight(entry, owner or "", None, "", (), ())
    title = title_of(entry.title)
    return _Sight(entry, owner or "", title.full, title.blind[:_OPENING], title.counter, title.years)


def _assigned(
    new: Sequence[Entry],
    free: Mapping[str, Entry],
    owners: Mapping[Ref, str],
    found: Mapping[str, Sequence[Ref]],
    judged: Sequence[tuple[Ref, Ref, bool]],
) -> Mapping[Ref, str]:
    """Assign one to one, by people's decisions first, then from the best pair on."""
    known = {made: _sight(entry, owners) for made, entry in free.items()}
    scored = sorted(
        (-score, one.entry.ref, made)
        for one, made in _candidates((_sight(entry, owners) for entry in new), known)
        if (score := _score(one, known[made])) >= SAME_FROM
    )
    said = _said({entry.ref for entry in new}, found, judged)
    wanted = [pair for pair, is_same in said.items() if is_same and pair[1] in free]
    matched: dict[Ref, str] = {}
    taken: set[str] = set()
    for ref, made in [*wanted, *((ref, made) for _, ref, made in scored)]:
        if ref not in matched and made not in taken and said.get((ref, made), True):
            matched[ref] = made
            taken.add(made)
    return matched


def _said(
    here: Set[Ref], found: Mapping[str, Sequence[Ref]], judged: Sequence[tuple[Ref, Ref, bool]]
) -> Mapping[tuple[Ref, str], bool]:
    """Turn decisions about two listings into ones about a listing of this edition and a project, newest first."""
    asked = {ref for one, other, _ in judged for ref in (one, other)}
    holders = {ref: made for made, refs in found.items() for ref in refs if ref in asked} if asked else {}
    said: dict[tuple[Ref, str], bool] = {}
    for one, other, is_same in judged:
        for ref, known in ((one, other), (other, one)):
            if ref in here and known in holders:
                said.setdefault((ref, holders[known]), is_same)
    return said


def _candidates(new: Iterable[_Sight], known: Mapping[str, _Sight]) -> Iterator[tuple[_Sight, str]]:
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for made, sight in known.items():
        for key in _keys(sight):
            blocks[key].append(made)
    for sight in new:
        some = dict.fromkeys(made for key in _keys(sight) for made in blocks.get(key, ())[:_MOST])
        yield from ((sight, made) for made in some)


def _keys(sight: _Sight) -> Iterator[str]:
    if sight.entry.identifier is not None:
        yield f"identifier {sight.entry.identifier}"
    if sight.full is not None:
        yield f"title {sight.full}"
        yield f"owner {sight.owner} {sight.opening}"
        yield f"begin {sight.owner} {sight.entry.begin}"
    else:
        yield f"owner {sight.owner}"


def _score(one: _Sight, other: _Sight) -> float:
    """Weigh sponsor, title, begin, end and region; a shared identifier decides."""
    if one.entry.identifier is not None and one.entry.identifier == other.entry.identifier:
        return 20.0
    if one.full is None or other.full is None or one.counter != other.counter or one.years != other.years:
        return 0.0
    here, there = one.entry, other.entry
    alike = fuzz.ratio(one.full, other.full, score_cutoff=90)
    title = 5.0 if alike == 100 else 4.0 if alike else -2.0
    owner = 3.0 if one.owner == other.owner else -3.0
    begin = 0.0 if here.begin is None or there.begin is None else 3.0 if here.begin == there.begin else -2.0
    end = 1.0 if here.end == there.end else 0.0
    return title + owner + begin + end + (1.0 if here.where.region == there.where.region else -1.0)
