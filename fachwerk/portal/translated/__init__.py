"""The sentences that the program makes about lists, in German: reviewed YAML, an English pattern beside its German.

Notes, reasons and ledgers are stored as the English sentences that reading, cleaning and linking made. A pattern says
such a sentence with gaps, `misspelt for {label:quoted}`, and the German one has the same gaps, each once. What stands
in a gap is `quoted` (as Python quotes), a `number`, a `day`, the name of a `field`, kept as it is (`text`, `word`,
`code`, `list`, `runs`), or again said by one of a family of patterns: `{pages:pages_are} not read`. Of a family the
first pattern counts that fits. A sentence that none fits has no German form: nothing is guessed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from fachwerk import yamlfile
from fachwerk.errors import BrokenKnowledge
from fachwerk.portal import wording

FOLDER = Path(__file__).parent
SENTENCE = "sentence"  # the family of what lists are said to be
REFUSAL = "refusal"  # and of what a reader is told who asks for what there is not
# What is longer, or has more parts, has no German form: whoever writes a list or an address decides what we look at.
_LONGEST = 2_000  # characters
_MOST_JOINTS = 12
_DEEPEST = 40  # parts within parts: an enumeration is one for each of its members
_JOINT = "; "
_GAP = re.compile(r"{(\w+)(?::(\w+))?}")
_SWAPPED = str.maketrans(",.", ".,")


class Pattern(NamedTuple):
    """An English sentence as a pattern, the kind of each gap, and the German sentence with the same gaps."""

    english: str
    shape: re.Pattern[str]
    kinds: Mapping[str, str]
    german: str


Written: TypeAlias = Callable[[str], str | None]  # what stands in a gap, as German writes it; None: no such thing


@lru_cache(1 << 12)
def german(sentence: str) -> str | None:
    """Say a sentence in German, or several that "; " joins; None if no pattern fits."""
    if len(sentence) > _LONGEST:
        return None
    is_parted = sentence.count(_JOINT) <= _MOST_JOINTS
    said = _joined(sentence) if is_parted else _of_family(SENTENCE, sentence)
    return _of_family(REFUSAL, sentence) if said is None else said


def _joined(sentence: str) -> str | None:
    """Part first: what a person gave as a reason may be followed by a note, and would swallow it."""
    at = sentence.find(_JOINT)
    while at >= 0:
        first = _of_family(SENTENCE, sentence[:at])
        rest = None if first is None else _joined(sentence[at + len(_JOINT) :])
        if rest is not None:
            return f"{first}{_JOINT}{rest}"
        at = sentence.find(_JOINT, at + 1)
    return _of_family(SENTENCE, sentence)


def _of_family(family: str, text: str, depth: int = 0) -> str | None:
    if depth > _DEEPEST:
        return None
    for pattern in patterns()[family]:
        found = pattern.shape.fullmatch(text)
        said = None if found is None else _filled(pattern, found.groupdict(), depth)
        if said is not None:
            return said
    return None


def _filled(pattern: Pattern, gaps: Mapping[str, str], depth: int = 0) -> str | None:
    filled: dict[str, str] = {}
    for name, text in gaps.items():
        said = _in_gap(pattern.kinds[name], text, depth)
        if said is None:
            return None
        filled[name] = said
    return pattern.german.format_map(filled)


def _in_gap(kind: str, text: str, depth: int) -> str | None:
    if kind in GAPS:
        return GAPS[kind][1](text)
    return _of_family(kind, text, depth + 1)


# --- what stands in gaps -------------------------------------------------------------------------------------------


def _kept(text: str) -> str:
    return text


def _quoted(text: str) -> str:
    """Quote as German does what Python quoted: `'Dresden'` is „Dresden“."""
    try:
        said = ast.literal_eval(text)
    except (SyntaxError, ValueError):
        said = text[1:-1]
    return f"„{said}“"


def _number(text: str) -> str:
    """Write a number with German marks: `12,345.67` is 12.345,67; one without marks stays, pages have none."""
    return text.translate(_SWAPPED)


def _day(text: str) -> str:
    try:
        return wording.day(date.fromisoformat(text), "de")
    except ValueError:
        return text


def _field(text: str) -> str | None:
    name = f"fields.{text}"
    return f"„{wording.said(name, 'de')}“" if wording.is_said(name) else None


GAPS: Mapping[str, tuple[str, Written]] = {
    "text": (r"(?s:.+?)", _kept),
    "word": (r"[^“”\"]+", _kept),
    "code": (r"[^\s,;]+", _kept),
    "list": (r"[\w:–]+(?:, [\w:–]+)*", _kept),
    "runs": (r"\d+(?:–\d+)?(?:, \d+(?:–\d+)?)*", _kept),
    "quoted": (r"(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")", _quoted),
    "number": (r"-?\d+(?:,\d{3})*(?:\.\d+)?", _number),
    "day": (r"\d[\d.-]*\d", _day),
    "field": (r"[a-z_]+", _field),
}
_ANYTHING = r"(?s:.+?)"  # of a family: its patterns look at it afterwards


# --- what is kept --------------------------------------------------------------------------------------------------


@cache
def patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """Give the patterns of each family, in the order in which they are tried."""
    families: dict[str, tuple[Pattern, ...]] = {}
    for path in sorted(FOLDER.glob("*.yml")):
        for family, found in yamlfile.load(path).items():
            families[family] = (*families.get(family, ()), *_patterns(found, path))
    for pattern in chain.from_iterable(families.values()):
        for kind in pattern.kinds.values():
            if kind not in GAPS and kind not in families:
                raise BrokenKnowledge(f"{pattern.english!r} has a gap of the unknown kind {kind!r}")
    return families


def _patterns(found: Any, path: Path) -> tuple[Pattern, ...]:
    if not isinstance(found, dict) or not all(isinstance(part, str) for pair in found.items() for part in pair):
        raise BrokenKnowledge("a family must map English sentences to German ones", file=str(path))
    return tuple(_pattern(english, said, path) for english, said in found.items())


def _pattern(english: str, said: str, path: Path) -> Pattern:
    kinds = {name: kind or "text" for name, kind in _GAP.findall(english)}
    if sorted(name for name, _ in _GAP.findall(english)) != sorted(name for name, _ in _GAP.findall(said)):
        raise BrokenKnowledge(f"{english!r} and {said!r} must have the same gaps, each once", file=str(path))
    shape, at = "", 0
    for gap in _GAP.finditer(english):
        pattern = GAPS[kinds[gap[1]]][0] if kinds[gap[1]] in GAPS else _ANYTHING
        shape += f"{re.escape(english[at : gap.start()])}(?P<{gap[1]}>{pattern})"
        at = gap.end()
    return Pattern(english, re.compile(shape + re.escape(english[at:])), kinds, said)
