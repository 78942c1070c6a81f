"""What a list teaches about its own columns: their words, values, shapes, lengths and line ends.

A `Model` prices the parts of a line as cells of a column, in nats, relative to the same words standing anywhere. It is
learnt from the cells of the round before; what a line itself contributed then is left out when the line is priced
again, so that a mistake cannot vouch for itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from math import log
from typing import NamedTuple

from fachwerk.reference import name_tails, open_ends
from fachwerk.rows.dump.costs import COSTS
from fachwerk.rows.dump.lines import Printed
from fachwerk.rows.dump.shapes import Shape, shape

_ALL_SHAPES = len(Shape)
ODD_LOOK = 0.003
SMALL_NAME = 0.3
# What one sighting of a value is worth less than its count: two misread lines shall not vouch for one another.
DISCOUNT = 0.75
DASHES = frozenset("-\u2013\u2022\u00b7*")
_NO_OPENERS = frozenset("([)],;:/") | DASHES
# From this round on whole values count; before, words alone do, or early mistakes would vouch for one another.
VALUES_FROM = 1
# So often two lines must stand together, and in so much of all their places, to be inseparable.
_OFTEN, _NEARLY = 3, 0.8
# Signs after which a cell is not over.
_OPEN = frozenset(",(/&+")
# Letters: shorter words with an adjective's ending may be nouns.
_LONG_ADJECTIVE = 8
# Columns that run for this many words hold sentences.
LONG = 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """What is known of a column beforehand: the shape its meaning asks for (None: anything), and how many words
    a cell usually has."""

    heading: str
    expects: Shape | None
    words: float


class Fragment(NamedTuple):
    """The part of line `line` from word `first` to before `last` that belongs to one cell of column `column`.

    `opens`/`closes`: the cell begins/ends with this part.
    """

    line: int
    first: int
    last: int
    column: int
    opens: bool
    closes: bool


@dataclass(slots=True)
class _Tally:
    """Counts of one column."""

    words: Counter[str] = field(default_factory=Counter)
    openers: Counter[str] = field(default_factory=Counter)
    opener_looks: Counter[str] = field(default_factory=Counter)
    looks: Counter[str] = field(default_factory=Counter)
    closers: Counter[str] = field(default_factory=Counter)
    closer_looks: Counter[str] = field(default_factory=Counter)
    parts: Counter[tuple[str, bool]] = field(default_factory=Counter)
    shapes: Counter[Shape] = field(default_factory=Counter)
    size: int = 0
    cells: int = 0
    continued: int = 0
    empty: int = 0


_NOTHING = _Tally()


class _Priced(NamedTuple):
    """What a line's words cost in one column; see `Model`."""

    words: list[float]
    closes: list[float]
    goes: list[float]
    opens: list[float]
    mine: _Tally


@cache
def look(word: str) -> str:
    """The coarse look of a word: day, amount, capital, small, digits, other; a trailing stop or hyphen shows."""
    found = shape(word)
    if found in (Shape.DAY, Shape.AMOUNT):
        return str(found.value)
    first = word[0]
    kind = "A" if first.isupper() else "a" if first.islower() else "0" if first.isdigit() else "-"
    last = word[-1]
    return kind + (last if last in ".,-/" else "")


class Model:
    """Prices of parts of lines as cells; see the module's first sentence."""

    def __init__(self, columns: Sequence[Column], lines: Sequence[Printed], *, keeps_apart: bool = False) -> None:
        """While it `keeps_apart`, lines that read alike don't vouch for one another."""
        self.columns, self.keeps_apart = columns, keeps_apart
        self.lines = lines
        self.everywhere: Counter[str] = Counter(word for line in lines for word in line.words)
        self.inside = frozenset(word for line in lines for word in line.words[1:-1])
        self.total = sum(self.everywhere.values())
        looks = Counter(look(word) for line in lines for word in line.words)
        self.looks = {seems: count / self.total for seems, count in looks.items()}
        self.reserved = {column.expects.value for column in columns if column.expects in (Shape.DAY, Shape.AMOUNT)}
        self.tails = name_tails()
        self.follow_always = frozenset(_inseparable(lines))
        self.later = frozenset(_later(columns))
        self.tallies = [_Tally() for _ in columns]
        self.own: list[tuple[Fragment, ...]] = [() for _ in lines]
        self.rows = 0
        self.lessons = 0
        self.phrases: Mapping[tuple[str, str], set[int]] = {}
        self._turning: dict[tuple[int, str], tuple[float, float]] = {}

    def learn(self, fragments: Sequence[Fragment], rows: int) -> None:
        """Take the cells of a whole reading as the new experience."""
        self.tallies = [_Tally() for _ in self.columns]
        self.rows = rows
        self.lessons += 1
        own: list[list[Fragment]] = [[] for _ in self.lines]
        for part in fragments:
            own[part.line].append(part)
        said: set[str] = set()
        for parts in own:
            # Lines of several cells that read alike to the letter are one witness, not two.
            is_repeated = len(parts) > 1 and self.lines[parts[0].line].text in said
            for part in parts:
                tally = self.tallies[part.column]
                tally.cells += part.opens
                if not is_repeated:
                    _count(tally, self.lines[part.line], part)
            if len(parts) > 1:
                said.add(self.lines[parts[0].line].text)
        self.own = [tuple(parts) for parts in own]
        if self.keeps_apart:
            self.own = self._of_equal_lines()
        self.phrases = _phrases(self.lines, fragments)
        self._turning = {}
        for tally in self.tallies:
            tally.empty = max(0, rows - tally.cells)

    def _of_equal_lines(self) -> list[tuple[Fragment, ...]]:
        """Per line, what all lines that read alike have contributed: as counted, lines of several cells once."""
        equal: defaultdict[str, list[Fragment]] = defaultdict(list)
        for line, parts in zip(self.lines, self.own, strict=True):
            if len(parts) == 1 or line.text not in equal:
                equal[line.text] += parts
        return [tuple(equal[line.text]) for line in self.lines]

    # --- prices --------------------------------------------------------------------------------------------------

    def at(self, index: int) -> None:
        """Price parts of line `index` from here on, as if that line had never been seen."""
        self._line = self.lines[index]
        self._own = self.own[index]
        self._priced: list[_Priced | None] = [None] * len(self.columns)
        self._usual = [self._plain_share(word) for word in self._line.words]
        self._plains = list(accumulate((-log(share) for share in self._usual), initial=0.0))
        self._stutters = list(accumulate(_stutters(self._line.words), initial=0.0))
        self._repeats = _said_twice(self._line.words) > 0

    def _plain_share(self, word: str) -> float:
        """How often a word stands anywhere in the list: what all prices are relative to."""
        return (self.everywhere[word] - 0.5) / (self.total + 1)

    def _prices(self, column: int) -> _Priced:
        priced = self._priced[column]
        if priced is None:
            mine = _Tally()
            for part in self._own:
                if part.column == column:
                    _count(mine, self._line, part)
            priced = self._priced[column] = _Priced(
                self._word_sums(column, mine), *self._ends(column, mine), self._openers(column, mine), mine
            )
        return priced

    def _word_sums(self, column: int, mine: _Tally) -> list[float]:
        """Running sum over the line's words of -log p(word | column) / p(word), backed off to the whole list."""
        tally = self.tallies[column]
        size = max(tally.size - mine.size, 0)
        novel = (len(tally.words) + 5.0) / (size + len(tally.words) + 5.0)
        sums, total = [0.0], 0.0
        for word, usual in zip(self._line.words, self._usual, strict=True):
            seems = look(word)
            expected = 10 * self.looks[seems] * self._oddity(column, seems)
            backed = usual * (tally.looks[seems] + expected) / ((tally.size + 10) * self.looks[seems])
            share = (1 - novel) * max(tally.words[word] - mine.words[word], 0) / size if size else 0.0
            total -= log((share + novel * backed) / usual)
            sums.append(total)
        return sums

    def _oddity(self, column: int, seems: str) -> float:
        """How much rarer than anywhere a look is in a column, before the list has taught it.

        Days and amounts stand in the columns made for them; names of one or two words are written with capitals.
        """
        expects, words = self.columns[column].expects, self.columns[column].words
        if seems in self.reserved and expects is Shape.WORDS:
            return ODD_LOOK
        return SMALL_NAME if seems[0] == "a" and words < 2 and not self.rows else 1.0

    def _ends(self, column: int, mine: _Tally) -> tuple[list[float], list[float]]:
        """Price of closing the cell after each word, and running sum of the price of going on after it."""
        words = self._line.words
        closes, goes, total = [], [0.0], 0.0
        for place, word in enumerate(words):
            share = self._closing_share(column, word, mine)
            is_phrase = place + 1 < len(words) and self._is_phrase(column, word, words[place + 1])
            closes.append(-log(share) + is_phrase * COSTS.split_phrase + _is_open(word) * COSTS.open_end)
            total -= log(1 - share)
            goes.append(total)
        return closes, goes

    def _closing_share(self, column: int, word: str, mine: _Tally) -> float:
        """How often a cell ends with a word of it; what is `mine` does not count."""
        tally, seems = self.tallies[column], look(word)
        rate = (tally.cells + 5.0) / (tally.size + 5.0 * self.columns[column].words)
        looks = (tally.closer_looks[seems] + 4 * rate) / (tally.looks[seems] + 4)
        seen = max(tally.words[word] - mine.words[word], 0)
        closed = max(tally.closers[word] - mine.closers[word], 0)
        return min(max((closed + 2.0 * looks) / (seen + 2.0), 0.002), 0.99)

    def _is_phrase(self, column: int, word: str, following: str) -> bool:
        """Whether the two stand together inside cells of other columns than those the boundary would part."""
        shown = self.phrases.get((word, following))
        return shown is not None and bool(shown - {column, column + 1})

    def _openers(self, column: int, mine: _Tally) -> list[float]:
        """What it adds that a cell begins with a word rather than just contains it."""
        tally = self.tallies[column]
        if not tally.cells:
            return [0.0] * len(self._line.words)
        novel = len(tally.openers) + 1.0
        prices = []
        for word in self._line.words:
            seems = look(word)
            looks = (tally.opener_looks[seems] + 1.0) / (tally.cells + 6)
            usual = (tally.looks[seems] + 1.0) / (tally.size + 6)
            plain = (tally.words[word] - mine.words[word] + 0.3) / (tally.size + 1)
            opening = max(tally.openers[word] - mine.openers[word], 0)
            share = (opening + novel * min(plain * looks / usual, 1.0)) / (tally.cells + novel)
            prices.append(-log(min(max(share / plain, 1e-3), 1e3)))
        return prices

    def part(self, column: int, first: int, last: int, opens: bool) -> float:
        """Price of the current line's words `first` to before `last` as (the opening) part of a cell."""
        text = self._line.part(first, last)
        found = shape(text) if last - first < 4 else Shape.WORDS
        cost = self._shape_cost(column, found) if opens else 0.0
        if found is not Shape.WORDS and found is self.columns[column].expects:
            return cost + COSTS.typed_value - (self._plains[last] - self._plains[first])
        priced, tally = self._prices(column), self.tallies[column]
        cost += COSTS.stutter * (self._stutters[last] - self._stutters[first + 1])
        if self._repeats and self.is_short(column):
            cost += COSTS.said_twice * _said_twice(self._line.words[first:last])
        as_words = priced.words[last] - priced.words[first] + priced.goes[last - 1] - priced.goes[first]
        if opens:
            as_words += priced.opens[first] + self._opens_badly(self._line.words[first])
        seen = tally.parts[text, opens] - priced.mine.parts[text, opens]
        if seen > 0 and self.lessons > VALUES_FROM:
            share = (seen - DISCOUNT) / (tally.cells + tally.continued + 1)
            return cost + min(as_words, -log(share) - (self._plains[last] - self._plains[first]))
        return cost + as_words

    def _opens_badly(self, word: str) -> float:
        """A dash opens an item of a list, a bracket adds to a name, a legal form ends one, and a small letter goes on:
        none begins a cell."""
        cost = (word[0] in _NO_OPENERS) * COSTS.opening_dash + (word in self.tails) * COSTS.opening_tail
        return cost + word[0].islower() * COSTS.small_opening

    def _shape_cost(self, column: int, found: Shape) -> float:
        expects, tally = self.columns[column].expects, self.tallies[column]
        prior = 0.2 if expects is None else 0.97 if found is expects else 0.03 / (_ALL_SHAPES - 1)
        if expects is Shape.WORDS and found is not Shape.WORDS:
            prior = 0.002
        weight = 15.0
        return -log((tally.shapes[found] + weight * prior) / (tally.cells + weight))

    def knows_whole(self, start: str, end: str) -> bool:
        """Whether the list has the two as one word, and not the second as a word of its own."""
        return start + end in self.inside and end not in self.inside

    def cut(self, start: str, end: str) -> float:
        """Price of `start` and `end` being one word that was cut at a line's end."""
        if self.knows_whole(start, end) or not end[0].isalpha():
            return COSTS.proven_cut
        if len(end) < 3 and end not in self.inside:
            return COSTS.word_break / 2
        return COSTS.word_break + COSTS.known_part * ((start in self.inside) + (end in self.inside))

    def is_short(self, column: int) -> bool:
        """Whether cells of `column` are names rather than sentences."""
        return self.columns[column].words < LONG

    def may_wrap(self, column: int) -> bool:
        """Whether cells of `column` are words, which may go on over a line or page end; days and numbers don't."""
        return self.columns[column].expects in (None, Shape.WORDS)

    def closes(self, column: int, place: int) -> float:
        """Price of a cell of the current line ending after its word number `place`."""
        return self._prices(column).closes[place] if self.may_wrap(column) else 0.0

    def turning(self, column: int, word: str) -> tuple[float, float]:
        """Price of a cell ending, and of its going on, after the last `word` of an earlier line."""
        if not self.may_wrap(column):
            return 0.0, 4.0
        known = self._turning.get((column, word))
        if known is None:
            share = self._closing_share(column, word, _NOTHING)
            known = self._turning[column, word] = (-log(share) + _is_open(word) * COSTS.open_end, -log(1 - share))
        return known

    def empty(self, column: int) -> float:
        """Price of a row without anything in `column`."""
        if not self.rows:
            return COSTS.empty_later if column in self.later else COSTS.empty_cell
        rate = (self.tallies[column].empty + 0.5) / (self.rows + 5)
        return COSTS.rarely_empty if rate < 0.15 else -log(rate)

    def filled(self, column: int) -> float:
        """Price of a row with something in `column`."""
        if not self.rows:
            return 0.05
        return -log((self.tallies[column].cells + 1) / (self.rows + 5))


def _is_open(word: str) -> bool:
    """Tell a word after which no cell of words is over."""
    ends = open_ends()
    is_adjective = len(word) >= _LONG_ADJECTIVE and word.endswith(ends.endings)
    return word in ends.words or is_adjective or word[-1] in _OPEN or (word[-1] in "-\u2010" and word[0].isalpha())


def _count(tally: _Tally, line: Printed, part: Fragment) -> None:
    words = line.words[part.first : part.last]
    text = line.part(part.first, part.last)
    tally.words.update(words)
    tally.size += len(words)
    tally.looks.update(map(look, words))
    tally.parts[text, part.opens] += 1
    if part.opens:
        tally.openers[words[0]] += 1
        tally.opener_looks[look(words[0])] += 1
        tally.shapes[shape(text)] += 1
    if part.closes:
        tally.closers[words[-1]] += 1
        tally.closer_looks[look(words[-1])] += 1
    else:
        tally.continued += 1


def _inseparable(lines: Sequence[Printed]) -> Iterator[int]:
    """The places of lines that belong to the line before: one hardly ever stands without the other.

    What follows the end of a cell varies, and so does what goes before the beginning of one (branching entropy, as
    words are found in unbroken text). A line counts by its first word, since other cells may follow on it. A legal
    form ends a name, whatever always follows it. What a colon announces and an item of a list that follows another
    belong to the line before, too.
    """
    for place, (above, line) in enumerate(pairwise(lines), start=1):
        if above.words[-1][-1] == ":" or (line.words[0] in DASHES and line.words[0] == above.words[0]):
            yield place
    pairs = [
        (place, above.text, line.words[0])
        for place, (above, line) in enumerate(pairwise(lines), start=1)
        if above.words[-1] not in name_tails()
    ]
    together = Counter((above, word) for _, above, word in pairs)
    texts, openers = Counter(above for _, above, _ in pairs), Counter(word for _, _, word in pairs)
    for place, text, word in pairs:
        count = together[text, word]
        if count >= _OFTEN and count >= _NEARLY * max(texts[text], openers[word]):
            yield place


def _said_twice(words: Sequence[str]) -> int:
    """How many capitalised words a short cell says again after others: names rarely do."""
    bare = [word.rstrip(",;") for word in words]
    names = [word for word in bare if len(word) > 2 and word[0].isupper() and word.isalpha()]
    return len(names) - len(set(names))


def _phrases(lines: Sequence[Printed], parts: Iterable[Fragment]) -> Mapping[tuple[str, str], set[int]]:
    """Two capitalised words in a row -> the columns whose cells show them together."""
    shown: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    for part in parts:
        for a, b in pairwise(lines[part.line].words[part.first : part.last]):
            if a != b and a[0].isupper() and b[0].isupper() and a[-1].isalpha():
                shown[a, b].add(part.column)
    return shown


def _later(columns: Sequence[Column]) -> Iterator[int]:
    """Columns of days, numbers or amounts that follow one of the same shape ("granted", then "paid")."""
    for place, (before, column) in enumerate(pairwise(columns), start=1):
        if column.expects is before.expects and column.expects not in (None, Shape.WORDS):
            yield place


def _stutters(words: Sequence[str]) -> Iterator[float]:
    """Per word, 1 if it ends a repetition of the word or of the words just before ("Bad Erlau Bad Erlau,")."""
    words = [word.rstrip(",;") for word in words]
    for end in range(len(words)):
        yield float(
            any(
                words[end - size + 1 : end + 1] == words[end - 2 * size + 1 : end - size + 1]
                for size in range(1, (end + 1) // 2 + 1)
            )
        )
