"""Checks across the listings of one edition: copied texts, one project twice, one organisation in many spellings."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from fachwerk.check.declared import Check, Context, Kept, OfPairs, Pair, Said, Spot, Whole
from fachwerk.check.texts import NAMING, Entry, around
from fachwerk.check.twins import Twins
from fachwerk.records import Ref, Severity
from fachwerk.text import key

_MOST_ALIKE = 3  # listings that share a text before it is a set phrase of the list
_HABIT = 0.02  # of the rows may repeat others before it is how the list is made


class Checksums:
    """What each row holds, as a checksum of eight bytes, to find those that hold the same."""

    def __init__(self) -> None:
        self._all = array("q")

    def add(self, content: object) -> None:
        self._all.append(hash(content))

    @cached_property
    def distinct(self) -> int:
        """How many different ones there are."""
        return len(self._all) - sum(len(group) - 1 for group in self.groups)

    @cached_property
    def groups(self) -> Sequence[Sequence[int]]:
        """Positions of rows that hold the same, first ones first."""
        ordered = array("q", sorted(self._all))
        doubled = {one for one, other in pairwise(ordered) if one == other}
        groups: dict[int, list[int]] = defaultdict(list)
        for at, checksum in enumerate(self._all) if doubled else ():
            if checksum in doubled:
                groups[checksum].append(at)
        return tuple(groups.values())


class Repeats:
    """Which rows print the same, which of them have the same texts, and how each spells its sponsor."""

    def __init__(self, context: Context, edition: str) -> None:
        self.of_rows = Checksums()
        self.of_texts = Checksums()
        self.sponsors = array("q")

    def add(self, entry: Entry) -> None:
        texts = tuple(entry.texts.values())
        self.of_rows.add(tuple(entry.listing.printed.values()))
        # Rows without all three texts are never the same by their words.
        self.of_texts.add(texts if len(texts) == len(NAMING) else (entry.row,))
        self.sponsors.append(hash(entry.texts.get("sponsor")))


def copied_description(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for a description taken over from another sponsor's project, of another name and no common series."""
    are_one = _belonging(whole)
    return (_copy(original, copy) for original, copy in pairs if not are_one(original, copy))


def reused_description(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for a description that repeats that of the same sponsor's, or the same series', other listing."""
    are_one = _belonging(whole)
    return (_copy(original, copy) for original, copy in pairs if are_one(original, copy))


def _copies(whole: Whole) -> Iterator[tuple[int, int]]:
    """The pairs whose text is not that of many: each copy once, with its first original."""
    pairs = whole.of(Twins).alike
    times = Counter(original for original, _ in pairs)
    told: set[int] = set()
    for original, copy in pairs:
        if copy not in told and times[original] < _MOST_ALIKE:
            told.add(copy)
            yield original, copy


def _copy(original: Kept, copy: Kept) -> Spot:
    text = copy.texts.get("description", "")
    return Spot(copy.row, "description", around(text, 0, 60), {"original": original.row, "title": original.title})


def _belonging(whole: Whole) -> Callable[[Kept, Kept], bool]:
    """Tell listings of one series, of one organisation, or with the same sponsor or title."""
    rows = {row for pair in whole.of(Twins).alike for row in pair}
    context = whole.context
    series = _holders(((one.id, one.listings) for one in context.series), rows, whole.edition)
    bodies = _holders(((one.id, one.listings) for one in context.organisations), rows, whole.edition)

    def are_one(one: Kept, other: Kept) -> bool:
        are_held = any(one.row in held and held[one.row] == held.get(other.row) for held in (series, bodies))
        return are_held or any(_same(one, other, field) for field in ("sponsor", "title"))

    return are_one


def _holders(groups: Iterable[tuple[str, Sequence[Ref]]], rows: set[int], edition: str) -> Mapping[int, str]:
    return {ref.row: name for name, refs in groups for ref in refs if ref.row in rows and ref.edition == edition}


def _same(one: Kept, other: Kept, field: str) -> bool:
    texts = one.texts.get(field), other.texts.get(field)
    return texts[0] is not None and texts[1] is not None and key(texts[0]) == key(texts[1])


def same_words(whole: Whole) -> Iterator[tuple[int, int]]:
    """Pair listings of one sponsor with the same title and description, each with the first."""
    for first, *others in whole.of(Repeats).of_texts.groups:
        if len(others) < _MOST_ALIKE:
            yield from ((whole.rows[first], whole.rows[other]) for other in others)


def two_regions(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for a project that is listed with the same words by the same sponsor under two regions."""
    for first, other in pairs:
        if first.key != other.key:
            facts = {"other": first.row, "region": first.region}
            yield Spot(other.row, "region", f"{other.region} | {first.region}", facts)


def same_rows(whole: Whole) -> Iterator[tuple[int, int]]:
    """Pair rows that print exactly the same, each with the first, unless that is how the list is made."""
    groups = whole.of(Repeats).of_rows.groups
    if sum(len(group) - 1 for group in groups) <= max(2, _HABIT * len(whole.rows)):
        pairs = ((at, first) for first, *others in groups for at in others)
        yield from ((whole.rows[first], whole.rows[at]) for at, first in sorted(pairs))


def repeated_row(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for rows that print exactly what another one prints, unless that is how the list is made."""
    return (Spot(row.row, None, row.title, {"other": first.row}) for first, row in pairs)


def rarer_spellings(whole: Whole) -> Iterator[tuple[int, int]]:
    """Pair the first listing with an organisation's usual spelling with the first ones of each rarer."""
    sponsors, no_name = whole.of(Repeats).sponsors, hash(None)
    for organisation in whole.context.organisations:
        if len(organisation.listings) < 2:
            continue
        rows = (ref.row for ref in organisation.listings if ref.edition == whole.edition)
        places = ((row, whole.position(row)) for row in rows)
        spelt = [(row, sponsors[at]) for row, at in places if at is not None and sponsors[at] != no_name]
        first = {spelling: row for row, spelling in reversed(spelt)}
        if len(first) > 1:
            usual = Counter(spelling for _, spelling in spelt).most_common(1)[0][0]
            rarer = dict.fromkeys(spelling for _, spelling in spelt if spelling != usual)
            yield from ((first[usual], first[spelling]) for spelling in rarer)


def many_spellings(whole: Whole, pairs: Iterable[Pair]) -> Iterator[Spot]:
    """Look for organisations that the edition prints in several spellings; said at the first of each rarer one."""
    for usual, rarer in pairs:
        yield Spot(rarer.row, "sponsor", rarer.texts["sponsor"], {"usual": usual.texts["sponsor"]})


CHECKS = (
    Check(
        "description-copied",
        Severity.WARNING,
        Said("description copied from another project", "Beschreibung von einem anderen Vorhaben kopiert"),
        Said(
            "The description is that of row {original}, '{title}', another sponsor's project.",
            "Die Beschreibung ist die von Zeile {original}, „{title}“, eines anderen Trägers.",
        ),
        Said(
            "Ask for the right description; this one probably belongs to the other row only.",
            "Die richtige Beschreibung erfragen; diese gehört wahrscheinlich nur zur anderen Zeile.",
        ),
        OfPairs(_copies, copied_description),
    ),
    Check(
        "description-reused",
        Severity.HINT,
        Said("description used again", "Beschreibung wiederverwendet"),
        Said(
            "The description repeats that of row {original}, '{title}'.",
            "Die Beschreibung wiederholt die von Zeile {original}, „{title}“.",
        ),
        Said("Nothing, if the project continues the other one.", "Nichts, wenn das Vorhaben das andere fortsetzt."),
        OfPairs(_copies, reused_description),
    ),
    Check(
        "project-in-two-regions",
        Severity.HINT,
        Said("same project under two regions", "gleiches Vorhaben in zwei Regionen"),
        Said(
            "Row {other} lists the same project, with the same words, under {region}.",
            "Zeile {other} führt dasselbe Vorhaben mit denselben Worten unter {region}.",
        ),
        Said(
            "Find out whether it really takes place in both, or whether one region is wrong.",
            "Klären, ob es wirklich in beiden stattfindet oder eine Region falsch ist.",
        ),
        OfPairs(same_words, two_regions),
    ),
    Check(
        "row-repeated",
        Severity.HINT,
        Said("row printed twice", "Zeile doppelt gedruckt"),
        Said("The row prints exactly what row {other} prints.", "Die Zeile druckt genau dasselbe wie Zeile {other}."),
        Said(
            "Nothing, if the list has a row for each of several equal grants.",
            "Nichts, wenn die Liste je Bewilligung eine eigene Zeile führt.",
        ),
        OfPairs(same_rows, repeated_row),
    ),
    Check(
        "organisation-in-several-spellings",
        Severity.HINT,
        Said("organisation in several spellings", "Organisation in mehreren Schreibweisen"),
        Said(
            "'{evidence}' is the organisation that is mostly printed as '{usual}'.",
            "„{evidence}“ ist die Organisation, die sonst meist „{usual}“ geschrieben wird.",
        ),
        Said("Nothing; both count as one organisation.", "Nichts; beide zählen als eine Organisation."),
        OfPairs(rarer_spellings, many_spellings),
    ),
)
