"""What a reader asks: read leniently from an address, and written into the addresses of all links that ask on.

The parameters are those of the API (`portal/asked.py`). What is empty, unknown or of another kind is left out, and a
place and kilometres may also come in two parts, as a form sends them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from urllib.parse import quote_plus

from django.http import QueryDict

from fachwerk.portal.asked import Filters, question_of
from fachwerk.portal.opened import Reading
from fachwerk.search.asking import SORTS, Query
from fachwerk.search.filters import keys_called
from fachwerk.search.index import FACETS
from fachwerk.store import edition_called

VIEWS = ("list", "table", "map", "timeline")
DAYS = ("running", "begin_from", "begin_to", "end_from", "end_to")
KILOMETRES = 20  # around a place, if nobody says how many
LONGEST = 500  # signs of typed words that a page looks at; the API looks at more
_MOST, _ROOM = 20, 2_000  # values, and signs of them all: each of a hundred links repeats them
_SHA256 = 64  # signs
_NAMES = (*Filters.model_fields, "sort")
_PLACE_OF = {name: at for at, name in enumerate(_NAMES)}

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as an address has it: `pairs` in the order of the parameters, none of them empty.

    `more` names the facet of which all values are shown. Cursor, view and `more` are no part of what is asked.
    """

    pairs: tuple[Pair, ...] = ()
    view: str = VIEWS[0]
    cursor: str = ""
    more: str = ""

    def value(self, name: str) -> str:
        """Give the value of a parameter, "" without one."""
        return next((value for key, value in self.pairs if key == name), "")

    def values(self, name: str) -> tuple[str, ...]:
        """Give all values of a parameter."""
        return tuple(value for key, value in self.pairs if key == name)

    def saying(self, name: str, *values: str) -> Question:
        """Ask the same with other values of one parameter, from the first hit on."""
        others = [pair for pair in self.pairs if pair[0] != name]
        return Question(_in_order([*others, *((name, value) for value in values)]), self.view)

    def without(self, name: str, value: str | None = None) -> Question:
        """Ask the same without one value of a parameter, or without the parameter."""
        return self.saying(name, *(one for one in self.values(name) if value is not None and one != value))

    def only(self, names: Iterable[str]) -> Question:
        """Keep some parameters."""
        kept = set(names)
        return replace(self, pairs=tuple(pair for pair in self.pairs if pair[0] in kept), cursor="", more="")

    def shown_as(self, view: str) -> Question:
        """Ask the same, shown another way."""
        return replace(self, view=view, cursor="", more="")

    def address(self, root: str) -> str:
        """Write the address of the question under the address of the search."""
        query = _written(self.asked())
        return f"{root}?{query}" if query else root

    def around(self, root: str, name: str) -> tuple[str, str]:
        """Write what stands before and behind a further value of a parameter in the address that also asks for it."""
        asked = list(self.asked_first())
        at = sum(_PLACE_OF.get(key, len(_NAMES)) <= _PLACE_OF[name] for key, _ in asked)
        before, behind = _written(asked[:at]), _written(asked[at:])
        return f"{root}?{before}{before and '&'}{name}=", f"{behind and '&'}{behind}"

    def asked_first(self) -> Iterator[Pair]:
        """Yield what the address of the first hits says."""
        return self.shown_as(self.view).asked()

    def asked(self) -> Iterator[Pair]:
        """Yield everything that the address says."""
        yield from self.pairs
        if self.view != VIEWS[0]:
            yield "view", self.view
        if self.cursor:
            yield "cursor", self.cursor
        if self.more:
            yield "more", self.more

    def settled(self, reading: Reading) -> Question:
        """Say by their keys what may be said by name: regions, editions. Raises UnusableQuery, UnknownEdition."""
        regions = [key for said in self.values("region") for key in keys_called("region", said)]
        editions = [
            edition_called(said, reading.register.editions()).sha256 if len(said) < _SHA256 else said
            for said in self.values("edition")
        ]
        pairs = self.saying("region", *regions).saying("edition", *editions).pairs
        return replace(self, pairs=pairs)

    def query(self, reading: Reading, facets: tuple[str, ...] = (), limit: int = 10) -> Query:
        """Make the question to the engine. Raises UnusableQuery, UnknownEdition for what there is not."""
        single = {name: value for name, value in self.pairs if name not in FACETS}
        several = {name: list(self.values(name)) for name in FACETS}
        asked = Filters.model_validate({**single, **several})
        query = question_of(asked, reading.register.editions)
        sort = self.value("sort") or SORTS[0]
        return replace(query, facets=facets, limit=limit, sort=sort, cursor=self.cursor or None)


def question_from(given: QueryDict) -> Question:
    """Read a question from an address."""
    pairs = [(name, value) for name in _NAMES for value in _values(given, name)]
    if not any(name == "near" for name, _ in pairs) and (place := _said(given, "around")):
        pairs.append(("near", f"{place}:{_said(given, 'km') or KILOMETRES}"))
    view, more = _said(given, "view"), _said(given, "more")
    return Question(
        _in_order(_first(pairs)),
        view if view in VIEWS else VIEWS[0],
        _said(given, "cursor"),
        more if more in FACETS else "",
    )


def _first(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Keep as many values as fit."""
    signs = 0
    for name, value in islice(pairs, _MOST):
        signs += len(value)
        if signs <= _ROOM:
            yield name, value


def is_tidy(given: QueryDict) -> bool:
    """Tell whether an address says nothing empty and nothing in parts, as forms do: only then is it worth keeping."""
    return "around" not in given and "km" not in given and all(value for _, some in given.lists() for value in some)


def _written(pairs: Iterable[Pair]) -> str:
    return "&".join(f"{name}={quote_plus(value)}" for name, value in pairs)


def _values(given: QueryDict, name: str) -> list[str]:
    if name in FACETS:
        return [value for one in dict.fromkeys(given.getlist(name)) if (value := _plain(one))]
    value = _said(given, name)
    if name == "q":
        value = value[:LONGEST].rstrip()
    if name == "near" and value and ":" not in value:
        value = f"{value}:{KILOMETRES}"
    if name == "words_only":
        value = "true" if value.casefold() in ("true", "1", "on") else ""
    if name == "sort" and (value == SORTS[0] or value not in SORTS):
        value = ""
    return [value] if value else []


def _said(given: QueryDict, name: str) -> str:
    return _plain(str(given.get(name, "")))


def _plain(value: str) -> str:
    """No text has the sign NUL; what surrounds words says nothing."""
    return value.replace("\0", "").strip()


def _in_order(pairs: Iterable[Pair]) -> tuple[Pair, ...]:
    return tuple(sorted(dict.fromkeys(pairs), key=lambda pair: _PLACE_OF[pair[0]]))


def day(text: str) -> date | None:
    """Read a day, None if it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
