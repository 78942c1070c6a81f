"""Organisations: which printed names mean one body, and which pairs a person should decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from fachwerk.link.blocking import candidates
from fachwerk.link.bodies import Body, bodies_of, gather, mentions_of
from fachwerk.link.clusters import Clusters, decide
from fachwerk.link.entries import Entry
from fachwerk.link.features import Mention, are_apart, band_of, reasons_of, score_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import Decided, decisions
from fachwerk.link.names import fold
from fachwerk.records import Band, Judgement, Organisation, Reason, Ref


class Asked(NamedTuple):
    """Two names about which a person should decide, in the form of a judgement (`name`, or `name<tab>region`).

    `listings` are one of each; `score` is the sum of the reasons' weights, in bits.
    """

    one: str
    other: str
    score: float
    reasons: tuple[Reason, ...]
    listings: tuple[Ref, Ref]


@dataclass(frozen=True, slots=True)
class Linked:
    """Organisations by name, and the undecided pairs, first those whose answer settles most listings."""

    organisations: tuple[Organisation, ...]
    asked: tuple[Asked, ...]


class _Edge(NamedTuple):
    """Two bodies that may be one, by their numbers; the best edge sorts first."""

    against: float  # the negative score
    one: int
    other: int


def organisations_of(
    entries: Iterable[Entry], judgements: Sequence[Judgement] = (), known: Sequence[Organisation] = ()
) -> Linked:
    """Find the organisations that listings name, in one pass over the entries, whatever their order.

    People's decisions come first; then pairs join from the most certain on, unless that brings a pair together that is
    clearly different. A `known` organisation keeps its identifier; a new one gets that of its earliest listing.
    """
    printings, ages = gather(entries)
    decided = decisions(judgements, "organisation")
    bodies = bodies_of(printings, decided)
    compared = _Compared(mentions_of(bodies))
    judged = _judged_pairs(bodies, decided)
    by_hand = {(min(one, other), max(one, other)) for one, other, _ in judged}
    edges = [edge for edge in compared.edges() if (edge.one, edge.other) not in by_hand]
    clusters = Clusters(len(bodies))
    decide(clusters, judged)
    compared.take_as_one(group for group in clusters.groups() if len(group) > 1)
    for edge in edges:
        if band_of(-edge.against) is Band.SAME:
            clusters.join(edge.one, edge.other, compared.are_apart)
    organisations = _named([[bodies[at] for at in group] for group in clusters.groups()], ages, known)
    return Linked(organisations, _asked(bodies, clusters, edges, compared, ages))


class _Compared:
    """Scores of pairs of bodies, by their numbers."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._as_one: dict[int, Sequence[int]] = {}

    def edges(self) -> list[_Edge]:
        """Compare all pairs that are worth it; give those that are not different, the most certain first."""
        scored = (_Edge(-self._score(*pair), *pair) for pair in candidates(self._mentions))
        return sorted(edge for edge in scored if band_of(-edge.against) is not Band.DIFFERENT)

    def take_as_one(self, groups: Iterable[Sequence[int]]) -> None:
        """Remember what a person said to be one: it is apart from another only if all its names are."""
        self._as_one = {one: group for group in groups for one in group}

    def reasons(self, one: int, other: int) -> tuple[Reason, ...]:
        return reasons_of(self._mentions[one], self._mentions[other])

    def are_apart(self, one: int, other: int) -> bool:
        left, right = self._as_one.get(one, (one,)), self._as_one.get(other, (other,))
        return all(are_apart(self.reasons(min(x, y), max(x, y))) for x in left for y in right)

    def _score(self, one: int, other: int) -> float:
        return score_of(self.reasons(min(one, other), max(one, other)))


def _judged_pairs(bodies: Sequence[Body], decided: Sequence[Decided]) -> list[tuple[int, int, bool]]:
    """Turn decisions about printed names into ones about bodies, newest first."""
    if not decided:
        return []
    named: dict[str, list[int]] = {}
    for at, body in enumerate(bodies):
        for printed in sorted({name for one in body.printings for name in (one.full, one.sponsor.printed)}):
            named.setdefault(printed, []).append(at)
    return [
        (one, other, decision.is_same)
        for decision in decided
        for one in named.get(decision.one, ())
        for other in named.get(decision.other, ())
        if one != other
    ]


def _named(
    groups: Iterable[Sequence[Body]], ages: Mapping[str, int], known: Sequence[Organisation]
) -> tuple[Organisation, ...]:
    """Name organisations; one that joins others takes its earliest listing's identifier, and gets its own back."""
    owners = {ref: organisation.id for organisation in known for ref in organisation.listings}
    rank = {organisation.id: at for at, organisation in enumerate(known)}
    gathered = []
    for group in groups:
        refs = _in_order((ref for body in group for ref in body.refs), ages)
        gathered.append((id_of("o", refs[0]), refs, group))
    of_their_own = {own for own, _, _ in gathered}
    taken: set[str] = set()
    found = []
    for own, refs, group in sorted(gathered, key=lambda one: _age(one[1][0], ages)):
        before = {owners[ref] for ref in refs if ref in owners}
        free = before - taken - of_their_own
        made = own if own in before or not free else min(free, key=rank.__getitem__)
        taken.add(made)
        found.append(_organisation(made, group, refs))
    return tuple(sorted(found, key=lambda one: (fold(one.name), one.id)))


def _organisation(made: str, group: Sequence[Body], refs: tuple[Ref, ...]) -> Organisation:
    """Name an organisation by its most frequent spelling, of equally frequent ones by the longest."""
    printings = [one for body in group for one in body.printings]
    spellings: dict[str, int] = {}
    for one in printings:
        spellings[one.sponsor.spelling] = spellings.get(one.sponsor.spelling, 0) + len(one.entries)
    name = min(spellings, key=lambda spelling: (-spellings[spelling], -len(spelling), spelling))
    shown = min((one.sponsor for one in printings if one.sponsor.spelling == name), key=lambda sponsor: sponsor.core)
    form = shown.legal_form or next((body.name.legal_form for body in group if body.name.legal_form), None)
    variants = tuple(sorted({one.sponsor.printed for one in printings}))
    places = tuple(sorted({place for one in printings for place in one.where.municipalities}))
    return Organisation(made, name, shown.core, form, variants, refs, places)


def _in_order(refs: Iterable[Ref], ages: Mapping[str, int]) -> tuple[Ref, ...]:
    return tuple(sorted(refs, key=lambda ref: _age(ref, ages)))


def _age(ref: Ref, ages: Mapping[str, int]) -> tuple[int, int]:
    return ages[ref.edition], ref.row


def _asked(
    bodies: Sequence[Body], clusters: Clusters, edges: Iterable[_Edge], compared: _Compared, ages: Mapping[str, int]
) -> tuple[Asked, ...]:
    """Of all undecided pairs between two clusters ask the likeliest; the rest follows from the answer."""
    sizes: Counter[int] = Counter()
    for at, body in enumerate(bodies):
        sizes[clusters.root(at)] += len(body.refs)
    seen: set[tuple[int, int]] = set()
    found = []
    for edge in edges:
        left, right = sorted((clusters.root(edge.one), clusters.root(edge.other)))
        if left == right or (left, right) in seen or clusters.are_apart(left, right):
            continue
        seen.add((left, right))
        found.append((-min(sizes[left], sizes[right]), edge))
    return tuple(_question(bodies, compared, edge, ages) for _, edge in sorted(found))


def _question(bodies: Sequence[Body], compared: _Compared, edge: _Edge, ages: Mapping[str, int]) -> Asked:
    sides = sorted((_as_judged(bodies[at]), _in_order(bodies[at].refs, ages)[0]) for at in (edge.one, edge.other))
    (left, left_ref), (right, right_ref) = sides
    return Asked(left, right, -edge.against, compared.reasons(edge.one, edge.other), (left_ref, right_ref))


def _as_judged(body: Body) -> str:
    """Name a body as judgements do: with its region if the name alone does not tell which body it is."""
    most = min(body.printings, key=lambda one: (-len(one.entries), one.full))
    return most.full if body.is_vague else most.sponsor.printed
