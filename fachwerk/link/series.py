"""Series: projects of one organisation that continue one another, and listings that repeat one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, combinations
from typing import NamedTuple
from zlib import crc32

from rapidfuzz import fuzz

from fachwerk.link.clusters import Clusters, decide
from fachwerk.link.entries import Entry, Seen, ref_of, seen
from fachwerk.link.features import SAME_FROM, band_of, is_misprint, score_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import decisions
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Band, Judgement, Organisation, Reason, Ref, Relation, Series

MOST = 40  # listings of one organisation whose titles are all compared; of more, those that share a word
NEIGHBOURS = 6
_COMMON = 3  # organisations that use a word before it says little
_NEAR = 93
_LONG = 8  # letters with which two forms of a word open
_SOON = 31  # days between two begins of one project


class Users(NamedTuple):
    """How many organisations use a word in their titles, and whole titles that several use (checksums of words)."""

    words: Mapping[str, int]
    common: frozenset[int]

    def are_common(self, title: Title) -> bool:
        """Do several organisations have a title of these words? Then it is a measure's, no project's."""
        return _checksum(title) in self.common


class _Link(NamedTuple):
    """Two listings of a group, by their numbers, that are compared; the earlier first."""

    one: int
    other: int


def series_of(
    entries: Iterable[Entry], organisations: Iterable[Organisation], judgements: Sequence[Judgement] = ()
) -> tuple[Series, ...]:
    """Find continuations and repeats among each organisation's listings, in one pass over the entries.

    Repeats are rows of one edition with one title and nearly one period; the same row in another edition is neither a
    repeat nor a continuation, it is the same project. Only a person links listings of different organisations.
    """
    titled = {entry.ref: entry for entry in entries if entry.title is not None}
    owned = [some for one in organisations if (some := [titled[ref] for ref in one.listings if ref in titled])]
    ages = _ages(titled.values())
    users = _users(owned)
    decided = [(ref_of(one.one), ref_of(one.other), one.is_same) for one in decisions(judgements, "series")]
    found: list[Series] = []
    for group in _groups(owned, decided):
        if sum(map(len, group)) > 1:
            found += _of_group([[seen(entry) for entry in some] for some in group], decided, users, ages)
    return tuple(sorted(found, key=lambda one: (one.relation.value, ages(min(one.listings, key=ages)))))


def _users(owned: Iterable[Sequence[Entry]]) -> Users:
    words: Counter[str] = Counter()
    titles: Counter[int] = Counter()
    for some in owned:
        parts = [title_of(text) for text in {entry.title or "" for entry in some}]
        words.update({word for title in parts for word in title.words})
        titles.update(set(map(_checksum, parts)))
    return Users(words, frozenset(title for title, users in titles.items() if users >= _COMMON))


def _checksum(title: Title) -> int:
    return crc32(title.blind.encode())


def _groups(
    owned: Sequence[Sequence[Entry]], decided: Sequence[tuple[Ref, Ref, bool]]
) -> Iterator[list[Sequence[Entry]]]:
    """Give each organisation's entries alone, or with those of organisations that a person linked with it."""
    wanted = {ref for one, other, is_same in decided if is_same for ref in (one, other)}
    home = {entry.ref: at for at, some in enumerate(owned) for entry in some if entry.ref in wanted} if wanted else {}
    joined = Clusters(len(owned))
    for one, other, is_same in decided:
        if is_same and one in home and other in home:
            joined.join(home[one], home[other])
    for group in joined.groups():
        yield [owned[at] for at in group]


def _of_group(
    owned: Sequence[Sequence[Seen]],
    decided: Sequence[tuple[Ref, Ref, bool]],
    users: Users,
    ages: Callable[[Ref], tuple[int, int]],
) -> Iterator[Series]:
    flat = sorted((one for some in owned for one in some), key=lambda one: one.order)
    at = {one.entry.ref: number for number, one in enumerate(flat)}
    judged = [(at[one], at[other], is_same) for one, other, is_same in decided if one in at and other in at]
    by_hand = {(min(pair[:2]), max(pair[:2])) for pair in judged}
    found: dict[_Link, tuple[Reason, ...]] = {}
    repeated: list[_Link] = []
    differing: set[_Link] = set()
    for some in owned:
        for pair in pairs(sorted(at[one.entry.ref] for one in some), flat):
            if pair in by_hand:
                continue
            earlier, later = flat[pair.one], flat[pair.other]
            if is_one_project(earlier, later, users):
                repeated.append(pair)
            elif reasons := continuation(earlier, later, users):
                found[pair] = reasons
            else:
                differing.add(pair)
    scores = {pair: score_of(reasons) for pair, reasons in found.items()}
    same = [pair for pair, score in scores.items() if band_of(score) is Band.SAME]
    if not (judged or repeated or same):
        return
    repeats, clusters = Clusters(len(flat)), Clusters(len(flat))
    decide(clusters, judged)
    for pair in repeated:
        repeats.join(*pair)
        clusters.join(*pair)

    def refuse(one: int, other: int) -> bool:
        pair = _Link(min(one, other), max(one, other))
        return pair in differing or (pair in scores and band_of(scores[pair]) is Band.DIFFERENT)

    for pair in sorted(same, key=lambda pair: (-scores[pair], pair)):
        clusters.join(*pair, refuse)
    yield from _series(flat, repeats, clusters, found, ages)


def pairs(numbers: Sequence[int], flat: Sequence[Seen]) -> Iterator[_Link]:
    """Give the pairs of one organisation's listings that are worth comparing; `numbers` ascend."""
    if len(numbers) <= MOST:
        yield from map(_Link._make, combinations(numbers, 2))
        return
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    spread = Counter(word for number in numbers for word in set(flat[number].title.words))
    for number in numbers:
        title = flat[number].title
        rare = sorted(set(title.words), key=lambda word: (spread[word], word))[:2]
        for word in {*rare, *title.words[:1], f"blind {title.blind[:12]}"}:
            blocks[word].append(number)
    yield from dict.fromkeys(
        _Link(min(pair), max(pair)) for members in blocks.values() for pair in _within(members, flat)
    )


def _within(members: Sequence[int], flat: Sequence[Seen]) -> Iterable[tuple[int, int]]:
    if len(members) <= MOST:
        return combinations(members, 2)
    ordered = sorted(members, key=lambda number: (flat[number].title.blind, number))
    return chain.from_iterable(zip(ordered, ordered[step:], strict=False) for step in range(1, NEIGHBOURS + 1))


def is_one_project(one: Seen, other: Seen, users: Users) -> bool:
    """Do two listings say the same: one title to the last counter, and one begin or nearly one period?

    Where several organisations have the title, all but sponsor, place and funding line must be the same, too.
    """
    a, b = one.title, other.title
    if a.counter != b.counter or (a.full != b.full and not fuzz.ratio(a.full, b.full, score_cutoff=97)):
        return False
    if _digits(a.full) != _digits(b.full) or (one.entry.rest != other.entry.rest and users.are_common(a)):
        return False
    return _is_one_period(one.entry, other.entry)


def _is_one_period(one: Entry, other: Entry) -> bool:
    is_one_edition = one.ref.edition == other.ref.edition
    if one.begin is None or other.begin is None:
        return one.begin == other.begin and is_one_edition and one.end == other.end
    return abs((one.begin - other.begin).days) <= _SOON if is_one_edition else one.begin == other.begin


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def continuation(earlier: Seen, later: Seen, users: Users) -> tuple[Reason, ...]:
    """Compare two projects of one organisation; nothing speaks for it if their titles differ."""
    title = _title(earlier.title, later.title, users)
    if title is None:
        return ()
    counted = _counted(earlier.title, later.title)
    return (title, *_places(earlier, later), *counted, *_period(earlier.entry, later.entry))


def _title(a: Title, b: Title, users: Users) -> Reason | None:
    if a.blind == b.blind:
        if users.are_common(a) or (len(a.words) <= 2 and not _tells(a.words, users)):
            return Reason("title", 2.0, f"both are called “{a.shown}”, as projects of others are")
        return Reason("title", 6.0, f"both are called “{a.shown}”")
    shorter, longer = (a, b) if (len(a.words), a.text) <= (len(b.words), b.text) else (b, a)
    is_near = min(len(a.blind), len(b.blind)) >= 12 and fuzz.ratio(a.blind, b.blind, score_cutoff=_NEAR) > 0
    if is_near and _are_misspelt(a, b):
        return Reason("title", 5.0, "the titles are spelt almost alike")
    if len(shorter.blind) >= 24 and longer.blind.startswith(shorter.blind):
        return Reason("title", 6.0, f"one title begins with the whole of the other, “{shorter.shown}”")
    names = [] if a.calls.isdisjoint(b.calls) else [name for name in a.called if "".join(name) in b.calls]
    names = [name for name in names if _tells(name, users)]
    if names:
        return Reason("title", 5.0, f"both are called “{' '.join(names[0])}”")
    return _opening(shorter, longer, users)


def _opening(shorter: Title, longer: Title, users: Users) -> Reason | None:
    """Do two titles open with a word that nobody else's titles say, and does one say all that the other says?"""
    if longer.words[:1] and longer.words[0] in shorter.words:
        own = [word for word in shorter.words if not _is_place(word, shorter)]
        if own[:1] == [longer.words[0]] and set(own) <= set(longer.words) and users.words.get(own[0], 0) <= 1:
            return Reason("title", 4.0, f"both begin with “{own[0]}”, which nobody else's titles say")
    return None


def _are_misspelt(a: Title, b: Title) -> bool:
    """Are the words in which two titles differ slips of each other, or endings?"""
    left = [word for word in a.words if word not in b.words]
    right = [word for word in b.words if word not in a.words]
    if is_misprint("".join(left), "".join(right)):
        return True
    return len(left) == len(right) and all(map(_is_slip, left, right))


def _is_slip(one: str, other: str) -> bool:
    return is_misprint(one, other) or (len(one) >= _LONG and one[:_LONG] == other[:_LONG])


def _is_place(word: str, title: Title) -> bool:
    return any(word.startswith(place) for place in title.places)


def _tells(name: Sequence[str], users: Users) -> bool:
    return any(users.words.get(word, 0) < _COMMON for word in name)


def _places(a: Seen, b: Seen) -> Iterator[Reason]:
    if a.title.places - b.title.places and b.title.places - a.title.places:
        yield Reason("place word", -5.0, "the titles name different places")
    elif a.entry.where.place != b.entry.where.place and a.entry.where.region != b.entry.where.region:
        yield Reason("region", -1.0, "they are in different places and regions")


def _counted(a: Title, b: Title) -> Iterator[Reason]:
    if a.counter != b.counter and a.counter and b.counter:
        yield Reason("counter", 3.0, f"one is counted “{a.said}”, the other “{b.said}”")
    elif a.counter != b.counter:
        yield Reason("counter", 2.0, f"one is counted “{a.said or b.said}”")
    if a.years != b.years and a.years and b.years:
        yield Reason("year", 2.0, f"one is for {a.years[0]}, the other for {b.years[0]}")
    elif a.years != b.years:
        yield Reason("year", 2.0, f"one is for {(a.years or b.years)[0]}")
    if b.is_continuing and not a.is_continuing:
        yield Reason("continuing", 2.0, "the later one says that it carries on")


def _period(a: Entry, b: Entry) -> Iterator[Reason]:
    if a.begin is None or a.end is None or b.begin is None or a.end < a.begin:
        return
    if b.begin >= a.begin + (a.end - a.begin) * 2 / 3:
        yield Reason("period", 2.0, "one begins in the last third of the other's period, or later")
    elif abs((b.begin - a.begin).days) <= _SOON and a.where.region == b.where.region:
        yield Reason("period", -2.0, "they begin together")


def _series(
    flat: Sequence[Seen],
    repeats: Clusters,
    clusters: Clusters,
    found: Mapping[_Link, tuple[Reason, ...]],
    ages: Callable[[Ref], tuple[int, int]],
) -> Iterator[Series]:
    repeated, groups = repeats.groups(), clusters.groups()
    for group in repeated:
        editions = Counter(flat[at].entry.ref.edition for at in group)
        if max(editions.values()) > 1:
            said = Reason("title", SAME_FROM, "one title and one period are listed more than once")
            yield _one(Relation.REPEAT, [flat[at] for at in group], (said,), ages)
    home = {at: number for number, group in enumerate(groups) for at in group}
    best: dict[int, tuple[Reason, ...]] = {}
    for pair, reasons in found.items():
        if home[pair.one] == home[pair.other]:
            best[home[pair.one]] = max(best.get(home[pair.one], ()), reasons, key=score_of)
    for number, group in enumerate(groups):
        if len({repeats.root(at) for at in group}) > 1:
            said_best = best.get(number) or (Reason("judgement", SAME_FROM, "a person decided so"),)
            yield _one(Relation.CONTINUATION, [flat[at] for at in group], said_best, ages)


def _ages(entries: Iterable[Entry]) -> Callable[[Ref], tuple[int, int]]:
    """Order references: editions by the newest begin they list, then rows."""
    newest: dict[str, date] = {}
    for entry in entries:
        edition = entry.ref.edition
        newest[edition] = max(newest.get(edition, date.min), entry.begin or date.min)
    ranks = {edition: rank for rank, edition in enumerate(sorted(newest, key=lambda one: (newest[one], one)))}
    return lambda ref: (ranks[ref.edition], ref.row)


def _one(
    relation: Relation, group: Sequence[Seen], reasons: tuple[Reason, ...], age: Callable[[Ref], tuple[int, int]]
) -> Series:
    ordered = sorted(group, key=lambda one: one.order)
    if all(one.title.counter for one in group) and relation is Relation.CONTINUATION:
        ordered = sorted(group, key=lambda one: (one.title.years, one.title.counter, one.order))
    refs = tuple(one.entry.ref for one in ordered)
    first = min(refs, key=age)
    name = min((one.title.shown for one in group), key=lambda shown: (len(shown), shown))
    return Series(id_of("s", first, relation.value), name, relation, refs, reasons)
