"""Checks of the kind of a project: its label, its number, and what else may stand in its column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from fachwerk.check.declared import Check, Context, Look, Said, Spot, Whole, knowing
from fachwerk.check.likeness import edits
from fachwerk.check.texts import Entry
from fachwerk.records import Listing, Severity
from fachwerk.reference.programmes import Programme
from fachwerk.text import key, squeeze

_OFTEN = 5  # rows that make a label one of the list's own
_MOST_EDITS = 3
_CORRECTED = "corrected by "  # how the note of a corrected value begins (clean/corrections.py)
_MOST_KINDS = 300  # different labels; a column with more holds free words, and comparing them all costs too much
_LEAST_LETTERS = 8


class Label(NamedTuple):
    """A printed kind without the mark of a pot, and its key; the same words differ in their blanks at most."""

    text: str
    key: str


class Labels:
    """How often a list prints each label, how it spells it, and under which numbers; by the label's key.

    `kinds` are all different kinds as printed, with what label they are.
    """

    def __init__(self, context: Context, edition: str) -> None:
        self._programme = context.programme
        self._marks = _marks(context.programme)
        self.kinds: dict[str, Label | None] = {}
        self.counts: Counter[str] = Counter()
        self.spaced: dict[str, Counter[str]] = defaultdict(Counter)
        self._printed: dict[str, str] = {}
        self._numbers: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, entry: Entry) -> None:
        label = self.label(entry.listing)
        if label is None:
            return
        self.counts[label.key] += 1
        self.spaced[label.key][_spaced(label.text)] += 1
        self._printed[label.key] = label.text
        number = _number(entry.listing)
        if number is not None:
            self._numbers[label.key][number] += 1

    def label(self, listing: Listing) -> Label | None:
        """Give the label of a listing; each different one is read once."""
        kind = _kind(listing)
        if kind is None:
            return None
        if kind not in self.kinds:
            self.kinds[kind] = self._label(kind)
        return self.kinds[kind]

    def _label(self, kind: str) -> Label | None:
        for mark in self._marks:
            kind = mark.sub("", kind)
        text = kind.strip(" -–—,;:()/")
        return Label(text, key(text)) if text else None

    @cached_property
    def official(self) -> Mapping[str, str]:
        """The programme's labels in all their wordings, with their numbers."""
        lines = () if self._programme is None else self._programme.lines
        return {key(label): line.number for line in lines for label in (line.label, *line.also)}

    @cached_property
    def wordings(self) -> Mapping[str, str]:
        """The programme's labels as it spells them."""
        lines = () if self._programme is None else self._programme.lines
        return {key(label): label for line in lines for label in (line.label, *line.also)}

    @cached_property
    def usual(self) -> Mapping[str, str]:
        """Labels that stand under one number in at least nine of ten rows, and often."""
        usual = {}
        for label, counts in self._numbers.items():
            number, count = counts.most_common(1)[0]
            if count >= _OFTEN and count >= 0.9 * counts.total():
                usual[label] = number
        return usual

    @cached_property
    def misspelt(self) -> Mapping[str, str]:
        """Labels a few letters off a label of the programme, or of the list, with that label as it is spelt."""
        if len(self.counts) > _MOST_KINDS:
            return {}
        spelt = {**self._printed, **self.wordings}
        models = {
            label: said for label, said in spelt.items() if label in self.official or self.counts[label] >= _OFTEN
        }
        found = {
            label: _model(label, count, self.counts, models, self.official) for label, count in self.counts.items()
        }
        return {label: model for label, model in found.items() if model is not None}

    def glued(self, label: Label) -> str | None:
        """Give the words of a label that lacks a blank."""
        counts, wording = self.spaced[label.key], self.wordings.get(label.key)
        said = _spaced(squeeze(wording)) if wording else counts.most_common(1)[0][0]
        own = _spaced(label.text)
        is_rare = wording is not None or counts[own] * _OFTEN <= counts[said]
        if is_rare and own.split() != said.split() and len(own.split()) < len(said.split()):
            return squeeze(wording) if wording else said
        return None

    @cached_property
    def have_glued(self) -> bool:
        """Tell a list in which a label lacks a blank."""
        return any(label is not None and self.glued(label) is not None for label in self.kinds.values())


def title_as_kind(whole: Whole) -> Look | None:
    """Look for a title in the kind column of a list whose kinds recur."""
    labels = whole.of(Labels)
    if not labels.counts or 3 * len(labels.counts) > labels.counts.total():
        return None

    single = {kind for kind in labels.kinds if labels.counts[key(kind)] <= 1 and key(kind) not in labels.official}

    def look(entry: Entry) -> Iterable[Spot]:
        kind, title = _kind(entry.listing), entry.texts.get("title")
        if kind is None or title is None or kind not in single or key(kind) != key(title):
            return ()
        return (Spot(entry.row, "kind", kind),)

    return look if single else None


def other_number(whole: Whole) -> Look | None:
    """Look for a label that the programme, or nearly every other row, has under another number."""
    labels = whole.of(Labels)

    def look(entry: Entry) -> Iterable[Spot]:
        label, number = labels.label(entry.listing), _number(entry.listing)
        if label is None or number is None:
            return ()
        right = labels.official.get(label.key) or labels.usual.get(label.key)
        if right is None or right == number:
            return ()
        facts = {"number": number, "right": right}
        return (Spot(entry.row, "kind", f"{number} {_kind(entry.listing)}", facts),)

    return look if labels.official or labels.usual else None


def misspelt_kind(whole: Whole) -> Look | None:
    """Look for labels a few letters off a label of the programme, or off one that the list prints far more often."""
    labels = whole.of(Labels)
    return _other_label(labels, lambda label: labels.misspelt.get(label.key)) if labels.misspelt else None


def glued_kind(whole: Whole) -> Look | None:
    """Look for labels that lack a blank of the official label, or of one that the list prints far more often."""
    labels = whole.of(Labels)
    return _other_label(labels, labels.glued) if labels.have_glued else None


def _other_label(labels: Labels, right_of: Callable[[Label], str | None]) -> Look:
    def look(entry: Entry) -> Iterable[Spot]:
        label = labels.label(entry.listing)
        right = None if label is None else right_of(label)
        return () if right is None else (Spot(entry.row, "kind", _kind(entry.listing) or "", {"right": right}),)

    return look


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


def _kind(listing: Listing) -> str | None:
    """The printed kind, or what somebody corrected it to.

    The clean kind is the funding line's label, so that only the note tells a correction from a drifting label.
    """
    value = listing.values.get("kind")
    if value is None or value.clean is None:
        return None
    return str(value.clean) if (value.note or "").startswith(_CORRECTED) else value.printed


def _marks(programme: Programme | None) -> list[re.Pattern[str]]:
    if programme is None:
        return []
    return [
        re.compile(r"\W*".join(map(re.escape, mark.split())), re.IGNORECASE)
        for pot in programme.pots
        for mark in pot.marks
    ]


def _number(listing: Listing) -> str | None:
    """The number that a listing stands under: its funding line's, or what is printed in its place."""
    value = listing.values.get("item")
    return listing.line or (None if value is None or value.clean is None else str(value.clean))


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
        knowing(title_as_kind),
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
        knowing(other_number),
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
        knowing(misspelt_kind),
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
        knowing(glued_kind),
    ),
)
