"""What names, numbers, days of birth and addresses say about two natural persons being one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from fachwerk.link.names import fold, is_title
from fachwerk.link.particulars import Address, Particulars
from fachwerk.records import Reason

GIVEN, GIVEN_NEAR, GIVEN_SHORT, GIVEN_OTHER, GIVEN_REPLACED = 2.0, -1.5, -1.5, -7.0, -4.5
SURNAME, SURNAME_NEAR, SURNAME_SHORT, SURNAME_OTHER = 3.0, 2.0, -0.5, -3.0
SWAPPED = -0.5
SINGLE, SINGLE_OTHER = -3.0, -5.0
IDENTIFIER, IDENTIFIER_SLIP, IDENTIFIER_SLIPS, IDENTIFIER_OTHER = 12.0, 7.0, 4.0, -4.0
NUMBER_OTHER = -8.0  # of bodies: about as much as an equal name says for them
BORN, BORN_SLIP, BORN_PART, BORN_OTHER = 9.0, 5.0, 1.5, -4.0
ADDRESS, STREET, TOWN, PLACE, ELSEWHERE = 8.5, 6.0, 4.0, 2.0, -2.0

LONG = 9  # letters of a surname from which on one that is like it is a slip: "Müller" and "Möller" are two
ALIKE = 0.88  # Jaro-Winkler, from which two names are spellings of one
_PART = re.compile(r"[\s.]+")


class Person(NamedTuple):
    """A person's name in parts, folded and run together; of a single word nobody knows which part it is."""

    given: str
    surname: str


@lru_cache(1 << 14)
def person_of(core: str) -> Person:
    """Part a name: the last word is the surname, or what stands before a comma.

    >>> person_of("Dr. Anna Maria Muster") == person_of("Muster, Anna Maria")
    True
    """
    before, comma, behind = core.partition(",")
    words = [word for word in _PART.split(f"{behind} {before}" if comma else core) if word and not is_title(word)]
    given, surname = (_PART.split(behind), _PART.split(before)) if comma else (words[:-1], words[-1:])
    return Person(*("".join(_letters(word) for word in part if not is_title(word)) for part in (given, surname)))


def reasons_of_persons(one: str, other: str, said: Particulars, also: Particulars) -> Iterator[Reason]:
    """Compare two persons by their printed names and what else is printed about them."""
    names = _names(person_of(one), person_of(other))
    yield from map(_as_born_alike, names) if said.born and said.born == also.born else names
    yield from _births(said.born, also.born)
    yield from identifiers(said, also, IDENTIFIER_OTHER)
    yield from _addresses(said.address, also.address)


def identifiers(said: Particulars, also: Particulars, against: float = NUMBER_OTHER) -> Iterator[Reason]:
    """Compare the numbers that sponsors have of their own; `against` is what other numbers weigh.

    The sentences do not repeat a person's number: they are shown where the list's own columns may not be.
    """
    one, other = said.identifier, also.identifier
    if not one or not other:
        return
    if one == other:
        yield Reason("identifier", IDENTIFIER, "both have the same number")
        return
    slips = OSA.distance(one, other, score_cutoff=2)
    if slips == 1:
        yield Reason("identifier", IDENTIFIER_SLIP, "their numbers differ by one slip")
    elif slips == 2 and min(len(one), len(other)) > 6:
        yield Reason("identifier", IDENTIFIER_SLIPS, "their numbers differ by two slips")
    else:
        yield Reason("identifier", against, "they have other numbers")


def _names(one: Person, other: Person) -> Iterator[Reason]:
    if not (one.given and other.given):
        yield from _single(one, other)
        return
    straight = [_given(one.given, other.given), _surname(one.surname, other.surname)]
    crossed = [_given(one.given, other.surname), _surname(one.surname, other.given)]
    crossed.append(Reason("swapped", SWAPPED, "given name and surname have changed places"))
    yield from max(straight, crossed, key=_sum)


def _single(one: Person, other: Person) -> Iterator[Reason]:
    """Compare names of which one is a single word: with whichever part of the other it is like."""
    best = max(
        (reason(left, right) for left in one if left for right in other if right for reason in (_given, _surname)),
        key=lambda found: found.weight,
        default=None,
    )
    if best is None:
        return
    if best.weight > 0:
        yield Reason("name", SINGLE, "one is a single name that is also in the other")
    else:
        yield Reason("name", SINGLE_OTHER, "one is a single name that is not in the other")


def _as_born_alike(reason: Reason) -> Reason:
    """Another given name says less of two born on one day: one of them is more often a slip than they are twins."""
    return reason._replace(weight=GIVEN_REPLACED) if reason.weight == GIVEN_OTHER else reason


def _given(one: str, other: str) -> Reason:
    if one == other:
        return Reason("given name", GIVEN, "the given names are equal")
    if _is_alike(one, other):
        return Reason("given name", GIVEN_NEAR, f"the given names are spelt alike: “{one}”, “{other}”")
    if one.startswith(other) or other.startswith(one):
        return Reason("given name", GIVEN_SHORT, f"one given name begins the other: “{one}”, “{other}”")
    return Reason("given name", GIVEN_OTHER, f"they have other given names: “{one}”, “{other}”")


def _surname(one: str, other: str) -> Reason:
    if one == other:
        return Reason("surname", SURNAME, "the surnames are equal")
    if _is_alike(one, other):
        weight = SURNAME_NEAR if min(len(one), len(other)) >= LONG else SURNAME_SHORT
        return Reason("surname", weight, f"the surnames are spelt alike: “{one}”, “{other}”")
    return Reason("surname", SURNAME_OTHER, f"they have other surnames: “{one}”, “{other}”")


def _is_alike(one: str, other: str) -> bool:
    """One slip in a name of four letters, two in one of seven, or letters that mostly agree from the first on."""
    length = min(len(one), len(other))
    if length < 3:
        return False
    allowed = 0 if length < 4 else 1 if length < 7 else 2
    return OSA.distance(one, other, score_cutoff=allowed) <= allowed or JaroWinkler.similarity(one, other) >= ALIKE


def _births(one: str, other: str) -> Iterator[Reason]:
    if not one or not other:
        return
    if one == other:
        yield Reason("birth", BORN, "they were born on the same day")
    elif OSA.distance(one, other, score_cutoff=1) == 1 or one == other[:4] + other[6:] + other[4:6]:
        yield Reason("birth", BORN_SLIP, "their days of birth differ by one slip")
    elif (one[:4] == other[:4]) + (one[4:6] == other[4:6]) + (one[6:] == other[6:]) == 2:
        yield Reason("birth", BORN_PART, "their days of birth agree but for the day, the month or the year")
    else:
        yield Reason("birth", BORN_OTHER, "they were born on other days")


def _addresses(one: Address, other: Address) -> Iterator[Reason]:
    """Say once how near they live: street, postcode and place are no independent witnesses."""
    on_one_street = _agree(one.street, other.street, _is_alike)
    near = (on_one_street, _agree(one.postcode, other.postcode, _is_slip), _agree(one.place, other.place, _is_alike))
    if on_one_street and one.number == other.number:
        yield Reason("address", ADDRESS, "they have the same address")
    elif on_one_street and True in near[1:]:
        yield Reason("address", STREET, "they live in the same street")
    elif near.count(True) > 1:
        yield Reason("address", TOWN, "they live in the same place")
    elif True in near:
        yield Reason("address", PLACE, "part of their addresses agrees")
    elif False in near:
        yield Reason("address", ELSEWHERE, "they live in different places")


def _agree(one: str, other: str, agree: Callable[[str, str], bool]) -> bool | None:
    """Do two keys agree? None if one is not printed."""
    return agree(one, other) if one and other else None


def _is_slip(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, fold(word)))


def _sum(reasons: list[Reason]) -> float:
    return sum(reason.weight for reason in reasons)
