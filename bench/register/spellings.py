"""Ways in which lists spell one organisation otherwise; which one was taken is part of the truth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random

from bench.register.bodies import Body, words

AS_IS = "as it is"
VARIED = 0.15  # share of listings that do not print the usual name
USUAL = 5  # times as often as others: variants that only some bodies have, and those often


def form_otherwise(body: Body, random: Random) -> str | None:
    """`e. V.` for `e.V.`."""
    others = words()["forms"].get(body.form)
    return None if others is None else f"{body.core} {random.choice(others)}"


def without_form(body: Body, random: Random) -> str | None:
    """The name alone, unless another body is called nearly so."""
    return None if body.form is None or body.has_twin or body.is_lookalike else body.core


def abbreviated(body: Body, random: Random) -> str | None:
    """`IHK` for `Industrie- und Handelskammer`."""
    return _opening_otherwise(body, {long: [short] for long, short in words()["abbreviations"].items()}, random)


def office_for_body(body: Body, random: Random) -> str | None:
    """`Landratsamt Mittelsachsen` for `Landkreis Mittelsachsen`."""
    return _opening_otherwise(body, words()["offices"], random)


def misspelt(body: Body, random: Random) -> str | None:
    """One letter of one long word left out, doubled or changed places with the next."""
    parts = body.core.split(" ")
    long = [at for at, part in enumerate(parts) if len(part) > 6]
    if not long:
        return None
    at = random.choice(long)
    word, here = parts[at], random.randrange(2, len(parts[at]) - 2)
    edits = (
        word[:here] + word[here + 1 :],
        word[:here] + word[here] + word[here:],
        word[:here] + word[here + 1] + word[here] + word[here + 2 :],
    )
    parts[at] = random.choice(edits)
    spelt = _with_form(" ".join(parts), body)
    return None if spelt == body.name else spelt


def with_place(body: Body, random: Random) -> str | None:
    """`…, Leipzig` behind a name that does not say where."""
    return None if body.town.core in body.core else f"{body.name}, {body.town.core}"


def shouted(body: Body, random: Random) -> str | None:
    """Capitals throughout."""
    return body.name.upper()


def without_umlauts(body: Body, random: Random) -> str | None:
    """`ae` for `ä`, also `und` for `&`."""
    plain = body.core.translate(str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "&": "und"}))
    return None if plain == body.core else _with_form(plain, body)


def broken(body: Body, random: Random) -> str | None:
    """A long word with the hyphen of a line end that is none any more."""
    parts = body.core.split(" ")
    at = max(range(len(parts)), key=lambda at: len(parts[at]))
    if len(parts[at]) < 9 or "-" in parts[at]:
        return None
    here = len(parts[at]) // 2
    parts[at] = f"{parts[at][:here]}-{parts[at][here:]}"
    return _with_form(" ".join(parts), body)


VARIANTS: Mapping[str, Callable[[Body, Random], str | None]] = {
    "legal form spelt otherwise": form_otherwise,
    "without legal form": without_form,
    "abbreviated": abbreviated,
    "office for body": office_for_body,
    "misspelt": misspelt,
    "with its place": with_place,
    "in capitals": shouted,
    "without umlauts": without_umlauts,
    "with a line end's hyphen": broken,
}


def spelling(body: Body, random: Random) -> tuple[str, str]:
    """Draw how a listing prints a body, and which variant that is."""
    if random.random() >= VARIED:
        return body.name, AS_IS
    usable = [(name, said) for name, variant in VARIANTS.items() if (said := variant(body, random)) is not None]
    weights = [USUAL if name in ("abbreviated", "office for body") else 1 for name, _ in usable]
    ((name, said),) = random.choices(usable, weights)
    return said, name


def _opening_otherwise(body: Body, others: Mapping[str, list[str]], random: Random) -> str | None:
    for opening, instead in others.items():
        if body.core.startswith(f"{opening} "):
            return _with_form(random.choice(instead) + body.core.removeprefix(opening), body)
    return None


def _with_form(core: str, body: Body) -> str:
    return core if body.form is None else f"{core} {body.form}"
