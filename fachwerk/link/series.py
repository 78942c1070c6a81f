"""Series: projects of one organisation that continue one another, and listings that repeat one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from rapidfuzz import fuzz

from fachwerk.link.clusters import Clusters, decide
from fachwerk.link.features import ASK_FROM, SAME_FROM, score_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import decisions
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Judgement, Listing, Organisation, Reason, Ref, Relation, Series
from fachwerk.text import key

MOST = 40  # listings of one organisation whose titles are all compared; of more, those that share a word
NEIGHBOURS = 6
_COMMON = 3  # organisations that use a word before it says little
_NEAR = 93
_SOON = 31  # days between two begins of one project


@dataclass(frozen=True, slots=True)
class Entry:
    """A listing as series see it."""

    ref: Ref
    title: Title
    begin: date | None
    end: date | None
    place: str
    region: str

    @property
    def order(self) -> tuple[date, tuple[int, ...], tuple[int, ...], Ref]:
        return self.begin or date.max, self.title.years, self.title.counter, self.ref


def series_of(
    listings: Iterable[Listing], organisations: Iterable[Organisation], judgements: Sequence[Judgement] = ()
) -> tuple[Series, ...]:
    """Find continuations and repeats among each organisation's listings.

    Repeats are rows of one edition with one title and nearly one period; the same row in another edition is neither a
    repeat nor a continuation, it is the same project. Only a person links listings of different organisations.
    """
    entries = {Ref(one.edition, one.row): entry for one in listings if (entry := entry_of(one)) is not None}
    owned = [[entries[ref] for ref in one.listings if ref in entries] for one in organisations]
    users = Counter(word for some in owned for word in {word for entry in some for word in _used(entry.title)})
    ordered = [sorted(some, key=lambda entry: entry.order) for some in owned]
    flat = [entry for some in ordered for entry in some]
    at = {entry.ref: number for number, entry in enumerate(flat)}
    repeats, clusters = Clusters(len(flat)), Clusters(len(flat))
    decided = [
        (at[left], at[right], decision.is_same)
        for decision in decisions(judgements, "series")
        if (left := _ref(decision.one)) in at and (right := _ref(decision.other)) in at
    ]
    decide(clusters, decided)
    by_hand = {(min(pair[:2]), max(pair[:2])) for pair in decided}
    found: dict[tuple[int, int], tuple[Reason, ...]] = {}
    for some in ordered:
        for one, other in pairs(some):
            pair = (min(at[one.ref], at[other.ref]), max(at[one.ref], at[other.ref]))
            if pair in by_hand:
                continue
            if users[one.title.blind] < _COMMON and is_one_project(one, other):
                repeats.join(*pair)
                clusters.join(*pair)
            else:
                found[pair] = continuation(one, other, users)
    scores = {pair: score_of(reasons) for pair, reasons in found.items()}

    def refuse(one: int, other: int) -> bool:
        return scores.get((min(one, other), max(one, other)), ASK_FROM) < ASK_FROM

    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if scores[pair] >= SAME_FROM:
            clusters.join(*pair, refuse)
    return tuple(_series(flat, repeats, clusters, found, scores))


def _used(title: Title) -> Iterator[str]:
    yield from title.words
    if len(title.words) > 1:
        yield title.blind


def _ref(text: str) -> Ref:
    edition, _, row = text.rpartition(":")
    return Ref(edition, int(row) if row.isdigit() else -1)


def entry_of(listing: Listing) -> Entry | None:
    """Take what series compare out of a listing; one without a title has nothing to compare."""
    values = listing.values
    title = values.get("title")
    if title is None or not isinstance(title.clean, str):
        return None
    days = (values[name].clean if name in values else None for name in ("begin", "end"))
    begin, end = (day if isinstance(day, date) else None for day in days)
    place, region = (
        found or key(values[name].printed or "" if name in values else "")
        for found, name in ((listing.place, "place"), (listing.region, "region"))
    )
    return Entry(Ref(listing.edition, listing.row), title_of(title.clean), begin, end, place, region)


def pairs(entries: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Give the pairs of one organisation's listings that are worth comparing."""
    if len(entries) <= MOST:
        yield from combinations(entries, 2)
        return
    blocks: defaultdict[str, list[Entry]] = defaultdict(list)
    spread = Counter(word for entry in entries for word in set(entry.title.words))
    for entry in entries:
        rare = sorted(set(entry.title.words), key=lambda word: (spread[word], word))[:2]
        for word in {*rare, *entry.title.words[:1], f"blind {entry.title.blind[:12]}"}:
            blocks[word].append(entry)
    seen = set()
    for members in blocks.values():
        for pair in _within(members):
            refs = (pair[0].ref, pair[1].ref)
            if refs not in seen and refs[::-1] not in seen:
                seen.add(refs)
                yield pair


def _within(members: list[Entry]) -> Iterable[tuple[Entry, Entry]]:
    if len(members) <= MOST:
        return combinations(members, 2)
    ordered = sorted(members, key=lambda entry: (entry.title.blind, entry.order))
    return chain.from_iterable(zip(ordered, ordered[step:], strict=False) for step in range(1, NEIGHBOURS + 1))


def is_one_project(one: Entry, other: Entry) -> bool:
    """Do two listings say the same: one title to the last counter, and one begin or nearly one period?"""
    if one.title.full != other.title.full and fuzz.ratio(one.title.full, other.title.full) < 97:
        return False
    if _digits(one.title.full) != _digits(other.title.full) or one.title.counter != other.title.counter:
        return False
    if one.begin is None or other.begin is None:
        return one.begin == other.begin and one.ref.edition == other.ref.edition and one.end == other.end
    if one.ref.edition != other.ref.edition:
        return one.begin == other.begin
    return abs((one.begin - other.begin).days) <= _SOON


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def continuation(one: Entry, other: Entry, users: Mapping[str, int]) -> tuple[Reason, ...]:
    """Compare two projects of one organisation; `users` says how many organisations use a word in titles."""
    earlier, later = sorted((one, other), key=lambda entry: entry.order)
    title = _title(earlier.title, later.title, users)
    if title is None:
        return (Reason("title", -6.0, "the titles differ"),)
    return (title, *_places(earlier, later), *_counted(earlier.title, later.title), *_period(earlier, later))


def _title(a: Title, b: Title, users: Mapping[str, int]) -> Reason | None:
    shorter, longer = sorted((a, b), key=lambda title: (len(title.words), title.text))
    if a.blind == b.blind:
        if users.get(a.blind, 0) >= _COMMON or (len(a.words) <= 2 and not _tells(a.words, users)):
            return Reason("title", 2.0, f"both are called “{a.shown}”, as projects of others are")
        return Reason("title", 6.0, f"both are called “{a.shown}”")
    if min(len(a.blind), len(b.blind)) >= 12 and fuzz.ratio(a.blind, b.blind) >= _NEAR:
        return Reason("title", 5.0, "the titles are spelt almost alike")
    if len(shorter.blind) >= 24 and longer.blind.startswith(shorter.blind):
        return Reason("title", 6.0, f"one title begins with the whole of the other, “{shorter.shown}”")
    others = {"".join(name) for name in (b.name, *b.quoted)}
    names = [name for name in (a.name, *a.quoted) if "".join(name) in others and _tells(name, users)]
    if names:
        return Reason("title", 5.0, f"both are called “{' '.join(names[0])}”")
    own = [word for word in shorter.words if not _is_place(word, shorter)]
    if own and set(own) <= set(longer.words) and own[0] == longer.words[0] and users.get(own[0], 0) <= 1:
        return Reason("title", 4.0, f"both begin with “{own[0]}”, which nobody else's titles say")
    return None


def _is_place(word: str, title: Title) -> bool:
    return any(word.startswith(place) for place in title.places)


def _tells(name: Sequence[str], users: Mapping[str, int]) -> bool:
    return any(users.get(word, 0) < _COMMON for word in name)


def _places(a: Entry, b: Entry) -> Iterator[Reason]:
    if a.title.places - b.title.places and b.title.places - a.title.places:
        yield Reason("place word", -5.0, "the titles name different places")
    elif a.place != b.place and a.region != b.region:
        yield Reason("region", -1.0, "they are in different places and regions")


def _counted(a: Title, b: Title) -> Iterator[Reason]:
    if a.counter != b.counter and a.counter and b.counter:
        yield Reason("counter", 3.0, f"one is counted “{a.said}”, the other “{b.said}”")
    elif a.counter != b.counter:
        yield Reason("counter", 2.0, f"one is counted “{a.said or b.said}”")
    if a.years != b.years and a.years and b.years:
        yield Reason("year", 2.0, f"one is for {a.years[0]}, the other for {b.years[0]}")
    if b.is_continuing and not a.is_continuing:
        yield Reason("continuing", 2.0, "the later one says that it carries on")


def _period(a: Entry, b: Entry) -> Iterator[Reason]:
    if a.begin is None or a.end is None or b.begin is None or a.end < a.begin:
        return
    if b.begin >= a.begin + (a.end - a.begin) * 2 / 3:
        yield Reason("period", 2.0, "one begins when the other ends, or later")
    elif abs((b.begin - a.begin).days) <= _SOON and a.region == b.region:
        yield Reason("period", -2.0, "they begin together")


def _series(
    flat: Sequence[Entry],
    repeats: Clusters,
    clusters: Clusters,
    found: Mapping[tuple[int, int], tuple[Reason, ...]],
    scores: Mapping[tuple[int, int], float],
) -> Iterator[Series]:
    ages = ages_by(flat)
    for group in repeats.groups():
        editions = Counter(flat[at].ref.edition for at in group)
        if max(editions.values()) > 1:
            said = Reason("title", SAME_FROM, "one title and one period are listed more than once")
            yield _one(Relation.REPEAT, [flat[at] for at in group], (said,), ages)
    for group in clusters.groups():
        if len({repeats.root(at) for at in group}) < 2:
            continue
        best = max(
            (pair for pair in combinations(group, 2) if pair in scores), key=lambda pair: scores[pair], default=None
        )
        said_best = found[best] if best is not None else (Reason("judgement", SAME_FROM, "a person decided so"),)
        yield _one(Relation.CONTINUATION, [flat[at] for at in group], said_best, ages)


def ages_by(flat: Iterable[Entry]) -> Callable[[Ref], tuple[int, int]]:
    """Order references: editions by the newest begin they list, then rows."""
    newest: dict[str, date] = {}
    for entry in flat:
        newest[entry.ref.edition] = max(newest.get(entry.ref.edition, date.min), entry.begin or date.min)
    ranks = {edition: rank for rank, edition in enumerate(sorted(newest, key=lambda one: (newest[one], one)))}
    return lambda ref: (ranks[ref.edition], ref.row)


def _one(
    relation: Relation, group: Sequence[Entry], reasons: tuple[Reason, ...], age: Callable[[Ref], tuple[int, int]]
) -> Series:
    ordered = sorted(group, key=lambda entry: entry.order)
    if all(entry.title.counter for entry in group) and relation is Relation.CONTINUATION:
        ordered = sorted(group, key=lambda entry: (entry.title.years, entry.title.counter, entry.order))
    first = min((entry.ref for entry in group), key=age)
    name = min((entry.title.shown for entry in group), key=lambda shown: (len(shown), shown))
    return Series(id_of("s", first, relation.value), name, relation, tuple(entry.ref for entry in ordered), reasons)
