"""Checks of the kind of a project: its label, its number, and what else may stand in its column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from fachwerk.check.declared import Check, Said, Spot, Whole
from fachwerk.check.likeness import edits
from fachwerk.check.texts import text_of
from fachwerk.records import Listing, Severity
from fachwerk.reference.programmes import Programme
from fachwerk.text import key, squeeze

_OFTEN = 5  # rows that make a label one of the list's own
_MOST_EDITS = 3
_CORRECTED = "corrected by "  # how the note of a corrected value begins (clean/corrections.py)
_MOST_KINDS = 300  # different labels; a column with more holds free words, and comparing them all costs too much
_LEAST_LETTERS = 8


def title_as_kind(whole: Whole) -> Iterator[Spot]:
    """Look for a title in the kind column of a list whose kinds recur."""
    counts = _labels(whole)
    if not counts or 3 * len(counts) > sum(counts.values()):
        return
    for listing in whole.listings:
        kind, title = _kind(listing), text_of(listing, "title")
        if kind is None or title is None or counts[key(kind)] > 1:
            continue
        if key(kind) == key(title) and key(kind) not in _official(whole):
            yield Spot(listing.row, "kind", kind)


def other_number(whole: Whole) -> Iterator[Spot]:
    """Look for a label that the programme, or nearly every other row, has under another number."""
    official, usual = _official(whole), _usual_numbers(whole)
    for listing in whole.listings:
        kind, number = _label(listing, whole), listing.line or _number(listing)
        if kind is None or number is None:
            continue
        right = official.get(key(kind)) or usual.get(key(kind))
        if right is not None and right != number:
            facts = {"number": number, "right": right}
            yield Spot(listing.row, "kind", f"{number} {_kind(listing)}", facts)


def misspelt_kind(whole: Whole) -> Iterator[Spot]:
    """Look for labels a few letters off a label of the programme, or off one that the list prints far more often."""
    counts = _labels(whole)
    if len(counts) > _MOST_KINDS:
        return
    official = _official(whole)
    models = {label: said for label, said in _spellings(whole).items() if label in official or counts[label] >= _OFTEN}
    found = {label: _model(label, counts[label], counts, models, official) for label in counts}
    for listing in whole.listings:
        kind = _label(listing, whole)
        model = None if kind is None else found.get(key(kind))
        if model is not None:
            yield Spot(listing.row, "kind", _kind(listing) or "", {"right": model})


def glued_kind(whole: Whole) -> Iterator[Spot]:
    """Look for labels that lack a blank of the official label, or of one that the list prints far more often."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    official = {
        key(label): squeeze(label)
        for line in (whole.context.programme.lines if whole.context.programme else ())
        for label in (line.label, *line.also)
    }
    labels = [(listing, _label(listing, whole)) for listing in whole.listings]
    for _, label in labels:
        if label is not None:
            spellings[key(label)][_spaced(label)] += 1
    for listing, label in labels:
        if label is None:
            continue
        said = official.get(key(label)) or spellings[key(label)].most_common(1)[0][0]
        count = spellings[key(label)]
        is_rare = key(label) in official or count[_spaced(label)] * _OFTEN <= count[_spaced(said)]
        if is_rare and _spaced(label).split() != _spaced(said).split() and len(label.split()) < len(said.split()):
            yield Spot(listing.row, "kind", _kind(listing) or "", {"right": said})


def _spaced(label: str) -> str:
    return squeeze(label).casefold()


def _model(
    label: str, count: int, counts: Counter[str], models: Mapping[str, str], official: Mapping[str, str]
) -> str | None:
    if label in official or len(label) < _LEAST_LETTERS:
        return None
    for model, said in models.items():
        is_right = model in official or counts[model] >= _OFTEN * count
        if (
            model != label
            and is_right
            and edits(label, model, _MOST_EDITS) is not None
            and _digits(label) == _digits(model)
        ):
            return said
    return None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _labels(whole: Whole) -> Counter[str]:
    return Counter(key(label) for listing in whole.listings if (label := _label(listing, whole)) is not None)


def _spellings(whole: Whole) -> Mapping[str, str]:
    """Labels as they are spelt, by their key: the programme's own before the list's."""
    found = {key(label): label for one in whole.listings if (label := _label(one, whole)) is not None}
    programme = whole.context.programme
    for line in () if programme is None else programme.lines:
        found |= {key(label): label for label in (line.label, *line.also)}
    return found


def _usual_numbers(whole: Whole) -> Mapping[str, str]:
    """Labels that stand under one number in at least nine of ten rows, and often."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    for listing in whole.listings:
        label, number = _label(listing, whole), listing.line or _number(listing)
        if label is not None and number is not None:
            numbers[key(label)][number] += 1
    usual = {}
    for label, counts in numbers.items():
        number, count = counts.most_common(1)[0]
        if count >= _OFTEN and count >= 0.9 * counts.total():
            usual[label] = number
    return usual


def _official(whole: Whole) -> Mapping[str, str]:
    """The programme's labels in all their wordings, with their numbers."""
    programme = whole.context.programme
    if programme is None:
        return {}
    return {key(label): line.number for line in programme.lines for label in (line.label, *line.also)}


def _kind(listing: Listing) -> str | None:
    """The printed kind, or what somebody corrected it to.

    The clean kind is the funding line's label, so that only the note tells a correction from a drifting label.
    """
    value = listing.values.get("kind")
    if value is None or value.clean is None:
        return None
    return str(value.clean) if (value.note or "").startswith(_CORRECTED) else value.printed


def _label(listing: Listing, whole: Whole) -> str | None:
    """The printed kind without the mark of a pot."""
    kind = _kind(listing)
    if kind is None:
        return None
    for mark in _marks(whole.context.programme):
        kind = mark.sub("", kind)
    return kind.strip(" -–—,;:()/") or None


def _marks(programme: Programme | None) -> list[re.Pattern[str]]:
    if programme is None:
        return []
    return [
        re.compile(r"\W*".join(map(re.escape, mark.split())), re.IGNORECASE)
        for pot in programme.pots
        for mark in pot.marks
    ]


def _number(listing: Listing) -> str | None:
    value = listing.values.get("item")
    return None if value is None or value.clean is None else str(value.clean)


CHECKS = (
    Check(
        "title-as-kind",
        Severity.ERROR,
        Said("title in the kind column", "Titel in der Spalte der Vorhabensart"),
        Said(
            "The kind column holds the project's title, '{evidence}'.",
            "In der Spalte der Vorhabensart steht der Titel des Vorhabens, „{evidence}“.",
        ),
        Said(
            "Nothing, if the number of the funding line is printed: it decides.",
            "Nichts, wenn die Nummer des Fördergegenstands gedruckt ist: Sie entscheidet.",
        ),
        title_as_kind,
    ),
    Check(
        "kind-not-of-number",
        Severity.WARNING,
        Said("kind disagrees with the number", "Vorhabensart passt nicht zur Nummer"),
        Said(
            "The kind is that of number {right}, but number {number} is printed.",
            "Die Vorhabensart gehört zur Nummer {right}, gedruckt ist aber Nummer {number}.",
        ),
        Said(
            "Ask which is meant; the project counts under the printed number.",
            "Nachfragen, was gemeint ist; das Vorhaben zählt unter der gedruckten Nummer.",
        ),
        other_number,
    ),
    Check(
        "kind-misspelt",
        Severity.WARNING,
        Said("kind misspelt", "Vorhabensart falsch geschrieben"),
        Said("'{evidence}' is misspelt for '{right}'.", "„{evidence}“ ist falsch geschrieben; gemeint ist „{right}“."),
        Said(
            "Nothing: the project is counted under its funding line.",
            "Nichts: Das Vorhaben zählt bei seinem Fördergegenstand.",
        ),
        misspelt_kind,
    ),
    Check(
        "kind-glued",
        Severity.WARNING,
        Said("words of the kind glued", "Wörter der Vorhabensart verklebt"),
        Said("'{evidence}' lacks a blank: '{right}'.", "In „{evidence}“ fehlt ein Leerzeichen: „{right}“."),
        Said(
            "Nothing: the project is counted under its funding line.",
            "Nichts: Das Vorhaben zählt bei seinem Fördergegenstand.",
        ),
        glued_kind,
    ),
)
