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
from fachwerk.link.entries import Entry, Line, line_of, ref_of
from fachwerk.link.features import SAME_FROM, band_of, is_misprint, score_of
from fachwerk.link.ids import id_of
from fachwerk.link.judged import decisions
from fachwerk.link.titles import Title, title_of
from fachwerk.records import Band, Judgement, Listing, Organisation, Reason, Ref, Relation, Series

MOST = 40  # listings of one organisation whose titles are all compared; of more, those that share a word
NEIGHBOURS = 6
_COMMON = 3  # organisations that use a word before it says little
_NEAR = 93
_LONG = 8  # letters with which two forms of a word open
_SOON = 31  # days between two begins of one project


class Users(NamedTuple):
    """How many organisations use a word in their titles, and a whole title (by the checksum of its words)."""

    words: Mapping[str, int]
    titles: Mapping[int, int]

    def are_common(self, title: Title) -> bool:
        """Do several organisations have a title of these words? Then it is a measure's, no project's."""
        return self.titles.get(crc32(title.blind.encode()), 0) >= _COMMON


class _Link(NamedTuple):
    """Two entries of a group, by their numbers, that are compared."""

    one: int
    other: int


def series_of(
    listings: Iterable[Listing], organisations: Iterable[Organisation], judgements: Sequence[Judgement] = ()
) -> tuple[Series, ...]:
    """Find continuations and repeats among each organisation's listings, which are iterated once.

    Repeats are rows of one edition with one title and nearly one period; the same row in another edition is neither a
    repeat nor a continuation, it is the same project. Only a person links listings of different organisations.
    """
    lines = {line.ref: line for listing in listings if (line := line_of(listing)) is not None}
    owned = [some for one in organisations if (some := [lines[ref] for ref in one.listings if ref in lines])]
    ages = _ages(lines.values())
    users = _users(owned)
    decided = [(ref_of(one.one), ref_of(one.other), one.is_same) for one in decisions(judgements, "series")]
    found: list[Series] = []
    for group in _groups(owned, decided):
        if sum(map(len, group)) > 1:
            found += _of_group([[line.entry() for line in some] for some in group], decided, users, ages)
    return tuple(sorted(found, key=lambda one: (one.relation.value, ages(min(one.listings, key=ages)))))


def _users(owned: Iterable[Sequence[Line]]) -> Users:
    words: Counter[str] = Counter()
    titles: Counter[int] = Counter()
    for some in owned:
        parts = [title_of(line.text) for line in some]
        words.update({word for title in parts for word in title.words})
        titles.update({crc32(title.blind.encode()) for title in parts})
    return Users(words, titles)


def _groups(
    owned: Sequence[Sequence[Line]], decided: Sequence[tuple[Ref, Ref, bool]]
) -> Iterator[list[Sequence[Line]]]:
    """Give each organisation's lines alone, or with those of organisations that a person linked with it."""
    wanted = {ref for one, other, is_same in decided if is_same for ref in (one, other)}
    home = {line.ref: at for at, some in enumerate(owned) for line in some if line.ref in wanted}
    joined = Clusters(len(owned))
    for one, other, is_same in decided:
        if is_same and one in home and other in home:
            joined.join(home[one], home[other])
    for group in joined.groups():
        yield [owned[at] for at in group]


def _of_group(
    owned: Sequence[Sequence[Entry]],
    decided: Sequence[tuple[Ref, Ref, bool]],
    users: Users,
    ages: Callable[[Ref], tuple[int, int]],
) -> Iterator[Series]:
    flat = sorted((entry for some in owned for entry in some), key=lambda entry: entry.order)
    at = {entry.ref: number for number, entry in enumerate(flat)}
    judged = [(at[one], at[other], is_same) for one, other, is_same in decided if one in at and other in at]
    by_hand = {(min(pair[:2]), max(pair[:2])) for pair in judged}
    repeats, clusters = Clusters(len(flat)), Clusters(len(flat))
    decide(clusters, judged)
    found: dict[_Link, tuple[Reason, ...]] = {}
    for some in owned:
        for one, other in pairs(sorted(some, key=lambda entry: entry.order)):
            pair = _Link(*sorted((at[one.ref], at[other.ref])))
            if pair in by_hand:
                continue
            if is_one_project(one, other, users):
                repeats.join(*pair)
                clusters.join(*pair)
            else:
                found[pair] = continuation(one, other, users)
    scores = {pair: score_of(reasons) for pair, reasons in found.items()}

    def refuse(one: int, other: int) -> bool:
        score = scores.get(_Link(min(one, other), max(one, other)))
        return score is not None and band_of(score) is Band.DIFFERENT

    for pair in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if band_of(scores[pair]) is Band.SAME:
            clusters.join(*pair, refuse)
    yield from _series(flat, repeats, clusters, found, ages)


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


def is_one_project(one: Entry, other: Entry, users: Users) -> bool:
    """Do two listings say the same: one title to the last counter, and one begin or nearly one period?

    Where several organisations have the title, all but sponsor, place and funding line must be the same, too.
    """
    if users.are_common(one.title) and one.rest != other.rest:
        return False
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


def continuation(one: Entry, other: Entry, users: Users) -> tuple[Reason, ...]:
    """Compare two projects of one organisation; `users` says how many organisations use a word in titles."""
    earlier, later = sorted((one, other), key=lambda entry: entry.order)
    title = _title(earlier.title, later.title, users)
    if title is None:
        return (Reason("title", -6.0, "the titles differ"),)
    return (title, *_places(earlier, later), *_counted(earlier.title, later.title), *_period(earlier, later))


def _title(a: Title, b: Title, users: Users) -> Reason | None:
    shorter, longer = sorted((a, b), key=lambda title: (len(title.words), title.text))
    if a.blind == b.blind:
        if users.are_common(a) or (len(a.words) <= 2 and not _tells(a.words, users)):
            return Reason("title", 2.0, f"both are called “{a.shown}”, as projects of others are")
        return Reason("title", 6.0, f"both are called “{a.shown}”")
    if min(len(a.blind), len(b.blind)) >= 12 and fuzz.ratio(a.blind, b.blind) >= _NEAR and _are_misspelt(a, b):
        return Reason("title", 5.0, "the titles are spelt almost alike")
    if len(shorter.blind) >= 24 and longer.blind.startswith(shorter.blind):
        return Reason("title", 6.0, f"one title begins with the whole of the other, “{shorter.shown}”")
    others = {"".join(name) for name in (b.name, *b.quoted)}
    names = [name for name in (a.name, *a.quoted) if "".join(name) in others and _tells(name, users)]
    if names:
        return Reason("title", 5.0, f"both are called “{' '.join(names[0])}”")
    own = [word for word in shorter.words if not _is_place(word, shorter)]
    if own and set(own) <= set(longer.words) and own[0] == longer.words[0] and users.words.get(own[0], 0) <= 1:
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
    elif a.years != b.years:
        yield Reason("year", 2.0, f"one is for {(a.years or b.years)[0]}")
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
    found: Mapping[_Link, tuple[Reason, ...]],
    ages: Callable[[Ref], tuple[int, int]],
) -> Iterator[Series]:
    for group in repeats.groups():
        editions = Counter(flat[at].ref.edition for at in group)
        if max(editions.values()) > 1:
            said = Reason("title", SAME_FROM, "one title and one period are listed more than once")
            yield _one(Relation.REPEAT, [flat[at] for at in group], (said,), ages)
    home = {at: number for number, group in enumerate(clusters.groups()) for at in group}
    best: dict[int, tuple[Reason, ...]] = {}
    for pair, reasons in found.items():
        if home[pair.one] == home[pair.other]:
            best[home[pair.one]] = max(best.get(home[pair.one], ()), reasons, key=score_of)
    for number, group in enumerate(clusters.groups()):
        if len({repeats.root(at) for at in group}) > 1:
            said_best = best.get(number) or (Reason("judgement", SAME_FROM, "a person decided so"),)
            yield _one(Relation.CONTINUATION, [flat[at] for at in group], said_best, ages)


def _ages(lines: Iterable[Line]) -> Callable[[Ref], tuple[int, int]]:
    """Order references: editions by the newest begin they list, then rows."""
    newest: dict[str, date] = {}
    for line in lines:
        newest[line.ref.edition] = max(newest.get(line.ref.edition, date.min), line.begin or date.min)
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
