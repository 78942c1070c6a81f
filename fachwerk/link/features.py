"""What two names and their surroundings say about being one body: named features, each with a weight and a sentence.

Weights are in bits: how much more often the feature is seen between spellings of one body than between two bodies, as
a power of two. They are stated, not learnt, so that a pair is judged alike in every list; `docs/explanation/linking.md`
says what they were tried on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from fachwerk.link.names import Name, place_word
from fachwerk.link.particulars import Particulars
from fachwerk.link.persons import identifiers, reasons_of_persons
from fachwerk.records import Band, Reason
from fachwerk.reference.linking import form_pairs, own_name_forms

SAME_FROM = 6.0  # 64 : 1
ASK_FROM = 1.0  # 2 : 1
APART_BELOW = -4.0  # 1 : 16: such a pair never comes together, whatever else joins
AGAINST = -5.0  # nor does an undecided pair with a single reason as strong against it

EQUAL = 9.0
EQUAL_GENERIC = 2.5
MISPRINT = 5.0
SHORT_MISPRINT = 3.0  # of a word below nine letters: "Müller" and "Möller" are two people
CONTAINED = 3.0
ACRONYM = 5.0
UNLIKE = -9.0

_LONG_WORD = 9
_OPENING = 10


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where the listings of a name are: keys of their places and regions, and the words of these."""

    places: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mention:
    """A name together with its surroundings and checksums of its titles: what is compared."""

    name: Name
    where: Surroundings
    titles: frozenset[int] = frozenset()
    is_common: bool = False  # its only word of its own stands in many names: "Stahlbau", "Schneider"
    said: Particulars | None = None

    @property
    def is_vague(self) -> bool:
        """The name alone does not say which body is meant."""
        return self.name.is_generic or self.name.is_person or self.is_common


def reasons_of(one: Mention, other: Mention) -> tuple[Reason, ...]:
    """Compare two mentions; the order of the two does not matter for weights."""
    if one.said is not None and other.said is not None:
        if is_person(one.name, one.said) and is_person(other.name, other.said):
            return tuple(reasons_of_persons(one.name.core, other.name.core, one.said, other.said))
        core = (*identifiers(one.said, other.said), *_core(one, other))
    else:
        core = tuple(_core(one, other))
    if sum(reason.weight for reason in core) <= UNLIKE:
        return core
    rest = chain(_form(one.name, other.name), _kind(one.name, other.name), _where(one, other), _titles(one, other))
    return (*core, *rest)


def score_of(reasons: tuple[Reason, ...]) -> float:
    """Add the weights."""
    return sum(reason.weight for reason in reasons)


def band_of(score: float) -> Band:
    """Decide: 64 : 1 and more is the same, less than even is different, all between is asked."""
    if score >= SAME_FROM:
        return Band.SAME
    return Band.ASK if score >= ASK_FROM else Band.DIFFERENT


def are_apart(reasons: tuple[Reason, ...]) -> bool:
    """Is a pair so different that it must not come together through others either?"""
    score = score_of(reasons)
    if score < APART_BELOW:
        return True
    return score < SAME_FROM and any(reason.weight <= AGAINST for reason in reasons)


def is_person(name: Name, said: Particulars | None) -> bool:
    """Is a name with particulars a natural person's? Whoever was born is one, however the name reads."""
    return said is not None and (name.is_person or bool(said.born))


def _core(one: Mention, other: Mention) -> Iterator[Reason]:
    a, b = one.name, other.name
    rest_a = [word for word in a.words if word not in b.words]
    rest_b = [word for word in b.words if word not in a.words]
    if a.blind == b.blind or "".join(rest_a) == "".join(rest_b):
        yield from _equal(a, b)
        return
    shared = len(a.words) - len(rest_a)
    rest_a, rest_b, misprints = _misprints(rest_a, rest_b, is_strict=a.is_person and b.is_person)
    if not rest_a and not rest_b:
        said = ", ".join(f"“{x}” and “{y}”" for x, y in misprints)
        plain = a.heads | b.heads | one.where.words & other.where.words
        is_short = any(len(x) < _LONG_WORD and not {x, y} & plain for x, y in misprints)
        weight = SHORT_MISPRINT if is_short else MISPRINT + 0.5 * min(shared, 3)
        yield Reason("misprint", weight, f"the names are spelt alike but for {said}")
        return
    if misprints:
        yield Reason("misprint", -2.5, "one of the words they share is misspelt")
    if (reason := _acronym(a, b) or _acronym(b, a)) is not None:
        yield reason
        left = one.name.places - other.name.places, other.name.places - one.name.places
        if all(left) or (a.places | b.places and not any(left)):
            yield from _place_words(*left)
        return
    if rest_a and rest_b:
        yield from _partly(a, b, rest_a, rest_b)
        return
    shorter, longer, extra = (other, one, rest_a) if rest_a else (one, other, rest_b)
    yield from _contained(shorter, longer, extra)


def _equal(a: Name, b: Name) -> Iterator[Reason]:
    if a.is_generic:
        yield Reason("name", EQUAL_GENERIC, f"both are called “{a.core}”, as many bodies are")
    elif a.expanded != b.expanded:
        yield Reason("abbreviation", EQUAL, f"the names are equal: {a.expanded or b.expanded}")
    else:
        yield Reason("name", EQUAL, "the names are equal without their legal form")
    if a.branch != b.branch and a.branch and b.branch:
        yield Reason("branch", -4.0, "they name different offices")
    if a.is_sure_person and b.is_sure_person:
        yield Reason("person", -5.0, "it reads like a person's name, and persons share names")
    elif len(a.words) == 1 and not a.is_generic and (a.legal_form is None) != (b.legal_form is None):
        yield Reason("one word", -3.0, f"“{a.core}” alone says little")


def _partly(a: Name, b: Name, rest_a: list[str], rest_b: list[str]) -> Iterator[Reason]:
    """Both have words of their own: hardly ever the same, unless only their kinds are worded differently."""
    if a.is_sure_person or b.is_sure_person:
        yield Reason("person", UNLIKE, "one reads like a person's name, and the names differ")
        return
    if any(map(str.isdigit, rest_a)) and any(map(str.isdigit, rest_b)):
        yield Reason("number", UNLIKE, f"they have other numbers: “{' '.join(rest_a)}”, “{' '.join(rest_b)}”")
        return
    only_kinds = set(rest_a) <= a.heads and set(rest_b) <= b.heads
    if only_kinds and a.kind == b.kind and a.proper | a.places and _is_reworded(rest_a, rest_b):
        yield Reason("kind", 4.0, f"one kind of body in other words: “{' '.join(rest_a)}”, “{' '.join(rest_b)}”")
        return
    shared = len(a.proper & b.proper)
    if shared >= 2 and shared * 2 >= max(len(a.proper), len(b.proper)):
        said = f"only one says “{' '.join(rest_a)}”, only the other “{' '.join(rest_b)}”"
        yield Reason("other words", -3.0, said)
        return
    if fuzz.ratio(a.blind, b.blind) >= 85:
        yield Reason("other words", -3.0, "the names differ by more than a slip, but not by much")
        return
    yield Reason("other words", UNLIKE, "the names have too little in common")


def _is_reworded(rest_a: list[str], rest_b: list[str]) -> bool:
    """`Wirtschaftsförderung` and `Wirtschaftsfördergesellschaft` open alike; `Bauverband` and `Badverband` do not."""
    one, other = "".join(rest_a), "".join(rest_b)
    return one[:_OPENING] == other[:_OPENING] and len(one) >= _OPENING


def _contained(shorter: Mention, longer: Mention, extra: list[str]) -> Iterator[Reason]:
    a, b = shorter.name, longer.name
    if a.is_sure_person or (a.is_person and b.legal_form in own_name_forms()):
        yield Reason("person", UNLIKE, f"“{a.core}” reads like a person's name; the other is a body that carries it")
        return
    if shorter.is_vague:
        yield Reason("contained", 1.0, f"“{a.core}” is also in the other name, but many bodies are called so")
    else:
        yield Reason("contained", CONTAINED, f"all words of “{a.core}” are in the other name")
    if b.head in extra:
        weight = -3.0 if a.kind is None else -7.0
        yield Reason("kind", weight, f"only one says that it is a {b.head}")
    extras = [_extra(word, a, b, shorter.where.words) for word in extra if word not in b.heads and len(word) > 1]
    against = [reason for reason in extras if reason.weight < 0]
    yield from against or sorted(extras, key=lambda reason: -reason.weight)[:1]


def _extra(word: str, shorter: Name, longer: Name, around: frozenset[str]) -> Reason:
    """What a word says that only the longer name has."""
    place = place_word(word)
    if word in longer.acronyms and _is_made_of(word, shorter.blind):
        return Reason("acronym", 2.0, f"“{word}” is made of letters of the name")
    if (place or word) in around:
        return Reason("place word", 4.0, f"“{word}” is where the other one's listings are")
    if word in longer.seat:
        return Reason("place word", -1.0, f"only one names its seat “{word}”")
    if place is not None:
        return Reason("place word", -2.0, f"only one names “{word}”")
    return Reason("extra word", -3.0, f"only one says “{word}”")


def _acronym(short: Name, long: Name) -> Reason | None:
    """Do the letters of one word of a short name open the other's words?"""
    acronyms = short.acronyms & long.initials
    rest = short.proper - acronyms - long.proper
    if not acronyms or rest or long.is_person or len(max(acronyms)) < 3:
        return None
    return Reason("acronym", ACRONYM, f"“{max(acronyms).upper()}” are the first letters of “{long.core}”")


def _is_made_of(acronym: str, blind: str) -> bool:
    """Do an acronym's letters follow one another in a name, from its first on?"""
    letters = iter(blind)
    return len(acronym) > 3 and acronym[0] == blind[:1] and all(letter in letters for letter in acronym)


def _place_words(only_one: frozenset[str], only_other: frozenset[str]) -> Iterator[Reason]:
    if only_one and only_other:
        yield Reason("place word", -10.0, f"they name other places: {_said(only_one)}, {_said(only_other)}")
    else:
        yield Reason("place word", 2.0, "they name the same place")


def _misprints(
    rest_a: list[str], rest_b: list[str], *, is_strict: bool
) -> tuple[list[str], list[str], list[tuple[str, str]]]:
    """Take words away that are misprints of each other; names of persons and words with digits have none."""
    if is_strict or not rest_a or not rest_b or len(rest_a) > 6 or len(rest_b) > 6:
        return rest_a, rest_b, []
    joined = "".join(rest_a), "".join(rest_b)
    if is_misprint(*joined):
        return [], [], [joined]
    found = []
    for word in rest_a:
        near = next((other for other in rest_b if is_misprint(word, other)), None)
        if near is not None:
            found.append((word, near))
            rest_b = [other for other in rest_b if other != near]
    misprinted = {word for word, _ in found}
    return [word for word in rest_a if word not in misprinted], rest_b, found


def is_misprint(one: str, other: str) -> bool:
    """One slip in a word of six letters, two in one of thirteen; numbers and words for places have none."""
    length = min(len(one), len(other))
    if length < 6 or abs(len(one) - len(other)) > 2:
        return False
    allowed = 1 if length < 13 else 2
    if OSA.distance(one, other, score_cutoff=allowed) > allowed or not (one.isalpha() and other.isalpha()):
        return False
    return place_word(one) is None or place_word(other) is None


def _form(a: Name, b: Name) -> Iterator[Reason]:
    if a.legal_form == b.legal_form:
        if a.legal_form is not None:
            yield Reason("legal form", 0.5, f"both are {a.legal_form}")
        return
    form = a.legal_form or b.legal_form
    if a.legal_form is None or b.legal_form is None:
        if a.is_sure_person or b.is_sure_person:
            yield Reason("legal form", -14.0, f"one is a person's name, the other a {form} that carries it")
        elif (a.is_person or b.is_person) and form in own_name_forms():
            yield Reason("legal form", -9.0, f"one reads like a person's name, the other is a {form} that carries it")
        elif a.is_person or b.is_person:
            yield Reason("legal form", -3.5, f"one could be a person, the other is a {form}")
        else:
            yield Reason("legal form", -1.0, "only one states its legal form")
        return
    kind = form_pairs().get(frozenset((a.legal_form, b.legal_form)))
    said = f"one is {a.legal_form}, the other {b.legal_form}"
    weights = {"slip": -1.0, "change": -6.0}
    yield Reason("legal form", -7.0 if kind is None else weights[kind], said)


def _kind(a: Name, b: Name) -> Iterator[Reason]:
    if a.kind is not None and b.kind is not None and a.kind != b.kind:
        yield Reason("kind", -12.0, f"one is a {a.kind}, the other a {b.kind}")


def _where(one: Mention, other: Mention) -> Iterator[Reason]:
    a, b = one.where, other.where
    vague = one.is_vague or other.is_vague
    if a.places & b.places:
        yield Reason("place", 4.0 if vague else 2.0, "their projects are in the same place")
    elif a.regions & b.regions:
        yield Reason("region", 3.0 if vague else 1.0, "their projects are in the same region")
    elif (a.places or a.regions) and (b.places or b.regions):
        nameless = any(name.is_generic or name.is_sure_person for name in (one.name, other.name))
        yield Reason(
            "place", -8.0 if nameless else -5.0 if vague else -1.0, "their projects are in different places and regions"
        )


def _titles(one: Mention, other: Mention) -> Iterator[Reason]:
    if one.titles & other.titles:
        yield Reason("title", 3.0, "they carry projects of the same title")


def _said(words: frozenset[str]) -> str:
    return ", ".join(f"“{word}”" for word in sorted(words))
