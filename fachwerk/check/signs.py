"""Checks of signs in running text: quotation marks, brackets, slips of a reader's eye, doubled words, broken ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from operator import eq

from fachwerk.check.declared import Check, Context, Look, Said, Spot, Watch, Whole, each, knowing
from fachwerk.check.texts import NAMING, TEXTS, Entry, around
from fachwerk.check.wording import Wording
from fachwerk.records import Severity
from fachwerk.reference import joining, open_ends
from fachwerk.reference.words import spelling

_ENDS = 0.6  # of descriptions must end with a full stop for one without to be odd
_LEAST = 10

_QUOTE = re.compile(r"[\"“”„«»‟]")
_QUOTES = re.compile(r"[\"“”„«»‟]|,,(?=\w)|(?<!\w)''|''(?!\w)")
_APOSTROPHES = re.compile(r"(?<=\w)['’](?=\w)")
_INCHES = re.compile(r"\d\s?[\"”]")
_LIST_MARK = re.compile(r"(?:^|[\s(,;:/])(?:[a-z]|\d{1,2}|[ivx]{1,4}|[A-Z])\)", re.MULTILINE)
_SMILEY = re.compile(r"[:;]-?[()]")
_BRACKETS = re.compile(r"[()\[\]{}]")
_NUMERAL = frozenset("IlV")
_LOOSE = tuple(",;/&([„-–")
_PAIRS = {")": "(", "]": "[", "}": "{"}

# Roman numerals with a small l ("Il", "lll"), commas for low quotes, digits within words, exclamation marks in names.
_SLIPS = re.compile(
    r"\((?:I?l+I*|I+l+I*|lV|Vl{1,3})\)"
    r"|(?<![\w.])(?:Teil|Stufe|Phase|Modul|Kurs|Band|Block)\s(?:I?l{1,2}|I+l|lV|Vl{1,3}|l{2,3})(?![\w.])"
    r"|(?<=[a-zäöüß])[01](?=[a-zäöüß]{2})|(?<![\w.])[01](?=[a-zäöüß]{3,})(?!\d)"
    r"|,,(?!\w)|(?<=\w),,(?=\w)|(?<=[\w)]) ?[;,]{2,}|\ufffd|(?<=\w)(?:\?(?=[a-zäöüß]{2}))|¬"
)
_SUSPECT = re.compile(r"[a-zäöüß][01?]|[01][a-zäöüß]|[,;]{2}|I[lI]|l[lI]\b|[lV]V|Vl|¬|\ufffd")  # most texts have none
_BESIDE = re.compile(r"[01?,;¬\ufffd](?:(?<=[01?])(?=[a-zäöüß]{2})|(?<=[,;])(?=[,;])|(?<=[¬\ufffd]))")
_APART = re.compile(
    r" [-–](?:(?<=\bund .)(?= [a-zäöüß]{4})|(?<=\boder .)(?= [a-zäöüß]{4})|(?<=\bsowie .)(?= [a-zäöüß]{4})"
    r"|(?<=\w/ .)(?=[a-zäöüß]{2})|(?<=\b(?:19|20)\d\d .)(?=(?:19|20)\d\d\b))"
)
# Patterns open with the rare sign, not with what stands before it: so they are searched at the speed of plain text.
_HANGING = re.compile(r"- (?<=[^\W\d_]{2}- )([^\W\d_]+\.?)")
_NO_BLANK = re.compile(
    r"[.!?,\"”“](?:(?<=[a-zäöüß]{3}[.!?])(?=[A-ZÄÖÜ][a-zäöüß]{2})|(?<=[a-zäöüß]{3},)(?=[^\W\d_]{3})"
    r"|(?<=[\"”“])\((?=[A-Z]))"
)
_CLOSE = re.compile(r"\.[A-ZÄÖÜ]")
_INITIAL = re.compile(r"[A-ZÄÖÜ]\.(?<![\w.][A-ZÄÖÜ]\.)(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_MIXED = re.compile(r"(?<!\w)\"[^\"„“”]{2,80}“|„[^\"„“”]{2,80}\"")
_DOUBTFUL = re.compile(r"[a-zäöüß]\|[a-zäöüß]|[a-zäöüß]! (?:19|20)\d\d[\"”“]")
_LONELY_I = re.compile(r"[a-zäöüß]\|[a-zäöüß]|[a-zäöüß]{2} I (?=[A-ZÄÖÜ][a-zäöüß]+ [A-ZÄÖÜ])")
_OPENERS = ("Damit", "Dies", "Dabei", "Dazu", "Dadurch", "Außerdem", "Zudem", "Hierbei", "Hierzu", "Dafür", "Weiterhin")
_UNPARTED = re.compile(rf"(?<=[a-zäöüß]{{4}}) (?:{'|'.join(_OPENERS)}) (?=[a-zäöüß])")
_LOW_QUOTES = re.compile(r"(?<![\w,]),,(?=\w)")
_DOUBLED = re.compile(r"(?<![\w/*:-])([^\W\d_]{2,})\s+\1(?![\w-])")
_FINAL = re.compile(r"[.!?…:;][\"“”»)\]’']*\s*$|\b(?:etc|usw|u\.\s?a|v\.\s?a|z\.\s?B|ff|uvm)\.?\s*\)?$")
_LOOSE_END = re.compile(r"(?:[,;/&(\[„]|(?<=\s)[-–])\s*$|(?<=[a-zäöüß])-\s*$")
_FRAMED = re.compile(r"\s[-–].*[-–]\s*$", re.DOTALL)  # "Seminar - Aufbau -": dashes that frame something
_LAST_WORD = re.compile(r"([^\W\d_]+)\s*$")


def unbalanced_quotes(entry: Entry) -> Iterator[Spot]:
    """Look for an odd number of quotation marks; marks of inches and apostrophes are none."""
    for field, text in entry.texts.items():
        quotes = _QUOTES if ",," in text or "''" in text else _QUOTE
        marks = [found.start() for found in quotes.finditer(text)]
        if len(marks) % 2 and not _INCHES.search(text):
            yield Spot(entry.row, field, around(text, marks[-1], marks[-1] + 1))


def unbalanced_brackets(entry: Entry) -> Iterator[Spot]:
    """Look for brackets without their partner; "a)", "2)" and "ii)" count something and need none."""
    for field, text in entry.texts.items():
        at = _lonely(text)
        if at is not None and not _SMILEY.search(text):
            yield Spot(entry.row, field, around(text, at, at + 1))


def _lonely(text: str) -> int | None:
    """Find the first bracket without a partner; one that ends a count is none if no other is open."""
    counts: set[int] | None = None
    opened: list[tuple[str, int]] = []
    for found in _BRACKETS.finditer(text):
        sign, at = found[0], found.start()
        if sign in "([{":
            opened.append((sign, at))
        elif opened and opened[-1][0] == _PAIRS[sign]:
            opened.pop()
        elif opened:
            return at
        else:
            counts = {mark.end() - 1 for mark in _LIST_MARK.finditer(text)} if counts is None else counts
            if at not in counts:
                return at
    return opened[0][1] if opened else None


def reading_slips(whole: Whole) -> Watch:
    """Look for signs that a machine or a hasty eye puts for others: `(Il)`, `,,`, `1` in a word, `! 2022`."""
    numerals = whole.of(Wording).where(lambda word: "l" in word and set(word) <= _NUMERAL)

    def look(entry: Entry) -> Iterator[Spot]:
        for field, text in entry.texts.items():
            if _BESIDE.search(text) or not numerals.isdisjoint(entry.words[field]):
                found = _SLIPS.search(text) if _SUSPECT.search(text) else None
                if found is not None:
                    yield Spot(entry.row, field, around(text, *found.span()))

    return Watch(look, numerals | {",,", *"01?;¬\ufffd"})


def low_quotes(entry: Entry) -> Iterator[Spot]:
    """Look for two commas in place of an opening quotation mark."""
    return _first(entry, NAMING, _LOW_QUOTES)


def doubled_words(entry: Entry) -> Iterator[Spot]:
    """Look for a small word printed twice in a row; "die die" and other pairs that grammar allows are left alone."""
    for field in TEXTS:
        words = entry.words.get(field, ())
        if any(map(eq, words, islice(words, 1, None))):
            text = entry.texts[field]
            for found in _DOUBLED.finditer(text):
                if found[1].islower() and not _may_double(found[1], text, found.start()):
                    yield Spot(entry.row, field, around(text, *found.span()), {"word": found[1]})


def _may_double(word: str, text: str, at: int) -> bool:
    """Tell "Menschen, die die Schule": a relative pronoun behind a comma and its object's article."""
    return word in spelling().may_double and (
        word not in spelling().pronouns or text[:at].rstrip().endswith((",", "und", "oder", "für", "mit"))
    )


def broken_off(entry: Entry) -> Iterator[Spot]:
    """Look for texts that end with a comma, a hyphen, an open bracket, an article or a conjunction."""
    for field in (*TEXTS, "kind"):
        text = entry.printed(field) if field == "kind" else entry.texts.get(field, "")
        if _breaks_off(text):
            yield Spot(entry.row, field, _ending(text))


def _breaks_off(text: str) -> bool:
    if not text or text.endswith("."):
        return False
    bare = text.rstrip()
    if bare.endswith(_LOOSE):
        return _LOOSE_END.search(text[-8:]) is not None and _FRAMED.search(text) is None
    last = bare[bare.rfind(" ") + 1 :]
    return (last in _german_ends() or not last.isalpha()) and _ends_open(text)


class Endings:
    """How many descriptions a list has, and how many of them end with a full stop."""

    def __init__(self, context: Context, edition: str) -> None:
        self.texts = self.ended = 0

    def add(self, entry: Entry) -> None:
        text = entry.texts.get("description")
        if text is not None:
            self.texts += 1
            self.ended += _is_ended(text)


def unended(whole: Whole) -> Look | None:
    """Look for descriptions without a full stop at their end, where most have one."""
    endings = whole.of(Endings)
    if endings.texts < _LEAST or endings.ended < _ENDS * endings.texts:
        return None

    def look(entry: Entry) -> Iterable[Spot]:
        text = entry.texts.get("description")
        if text is None or _is_ended(text) or _breaks_off(text):
            return ()
        return (Spot(entry.row, "description", _ending(text)),)

    return look


def _is_ended(text: str) -> bool:
    return text.endswith((".", "!", "?")) or _FINAL.search(text[-24:]) is not None


def _ends_open(text: str) -> bool:
    found = _LAST_WORD.search(text[-24:])
    return found is not None and found[1] in _german_ends() and len(text) > 20 and " " in text


@cache
def _german_ends() -> frozenset[str]:
    """Words that end nothing: those that may part from a verb ("… hält an") and short foreign ones are left out."""
    return frozenset(
        word for word in open_ends().words if len(word) > 2 and word.islower() and word not in spelling().verb_particles
    ) | frozenset(("im", "am"))


def _ending(text: str) -> str:
    return text if len(text) <= 60 else f"…{text[text.rfind(' ', 0, len(text) - 48) + 1 :]}"


def hyphen_apart(entry: Entry) -> Iterator[Spot]:
    """Look for a hyphen with a blank where it must hang on a word: "und - entwicklung", "Schüler/ -innen"."""
    return _first(entry, NAMING, _APART)


def hyphen_before_blank(entry: Entry) -> Iterator[Spot]:
    """Look for a hyphen between a word and a blank, with no word behind it that lets a hyphen hang."""
    for field, text in entry.texts.items():
        for found in () if "- " not in text else _HANGING.finditer(text):
            word = found[1].casefold().rstrip(".")
            if word not in _suspends() and not word.startswith(("und", "oder")):
                yield Spot(entry.row, field, around(text, *found.span()))
                break


@cache
def _suspends() -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in joining().suspends)


def blank_missing(entry: Entry) -> Iterator[Spot]:
    """Look for a full stop, comma or bracket without the blank that parts it from the next word."""
    yield from _first(entry, TEXTS, _NO_BLANK)
    close = [field for field, text in entry.texts.items() if _CLOSE.search(text)]
    yield from _first(entry, close, _INITIAL)


def mixed_quotes(entry: Entry) -> Iterator[Spot]:
    """Look for a quotation that opens with one kind of mark and closes with another."""
    return _first(entry, TEXTS, _MIXED)


def doubtful_signs(entry: Entry) -> Iterator[Spot]:
    """Look for signs in unusual places: a bar in a word, an I between names, an exclamation mark before a year."""
    yield from _first(entry, TEXTS, _DOUBTFUL)
    yield from _first(entry, ("sponsor",), _LONELY_I)


def unparted_sentences(entry: Entry) -> Iterator[Spot]:
    """Look for a word that opens a sentence, in capitals, without a full stop before it."""
    return _first(entry, ("description",), _UNPARTED)


def _first(entry: Entry, fields: Iterable[str], pattern: re.Pattern[str]) -> Iterator[Spot]:
    """Give the first place of each field that has a pattern."""
    for field in fields:
        text = entry.texts.get(field)
        found = None if text is None else pattern.search(text)
        if text is not None and found is not None:
            yield Spot(entry.row, field, around(text, *found.span()))


_TEXT_ADVICE = Said(
    "Nothing: the text stays as printed; correct it if it is quoted elsewhere.",
    "Nichts: Der Text bleibt, wie er gedruckt ist; korrigieren, wenn er anderswo zitiert wird.",
)

CHECKS = (
    Check(
        "quotes-unbalanced",
        Severity.WARNING,
        Said("unbalanced quotation marks", "Anführungszeichen ohne Gegenstück"),
        Said(
            "A quotation mark has no partner: '{evidence}'.", "Ein Anführungszeichen hat kein Gegenstück: „{evidence}“."
        ),
        _TEXT_ADVICE,
        each(unbalanced_quotes, marks="\" “ ” „ « » ‟ ' ,,"),
    ),
    Check(
        "brackets-unbalanced",
        Severity.WARNING,
        Said("unbalanced brackets", "Klammer ohne Gegenstück"),
        Said("A bracket has no partner: '{evidence}'.", "Eine Klammer hat kein Gegenstück: „{evidence}“."),
        _TEXT_ADVICE,
        each(unbalanced_brackets, marks="( ) [ ] { }"),
    ),
    Check(
        "signs-misread",
        Severity.WARNING,
        Said("signs that look misread", "Zeichen, die falsch gelesen aussehen"),
        Said(
            "Signs in '{evidence}' look misread or mistyped.",
            "Zeichen in „{evidence}“ sehen falsch gelesen oder vertippt aus.",
        ),
        Said(
            "Compare it with the original: a machine may have read l for I, 1 for l, two commas for a mark.",
            "Mit dem Original vergleichen: Eine Maschine kann l für I, 1 für l oder zwei Kommas statt „ gelesen haben.",
        ),
        knowing(reading_slips),
    ),
    Check(
        "quotes-of-commas",
        Severity.WARNING,
        Said("commas as quotation marks", "Kommas als Anführungszeichen"),
        Said(
            "Two commas stand for a quotation mark: '{evidence}'.",
            "Zwei Kommas stehen für ein Anführungszeichen: „{evidence}“.",
        ),
        Said("Nothing: the clean text has the mark.", "Nichts: Der bereinigte Text hat das Zeichen."),
        each(low_quotes, marks=",,"),
    ),
    Check(
        "word-doubled",
        Severity.WARNING,
        Said("doubled word", "doppeltes Wort"),
        Said("'{word}' is printed twice: '{evidence}'.", "„{word}“ ist doppelt gedruckt: „{evidence}“."),
        _TEXT_ADVICE,
        each(doubled_words),
    ),
    Check(
        "text-broken-off",
        Severity.WARNING,
        Said("text broken off", "Text bricht ab"),
        Said("The text breaks off: '{evidence}'.", "Der Text bricht ab: „{evidence}“."),
        Said(
            "Look at the printed row: the rest may stand on the next page, or was cut off by the publisher.",
            "Die gedruckte Zeile ansehen: Der Rest kann auf der nächsten Seite stehen oder fehlen.",
        ),
        each(broken_off),
    ),
    Check(
        "description-unended",
        Severity.HINT,
        Said("description without a full stop", "Beschreibung ohne Schlusspunkt"),
        Said(
            "The description ends without a full stop: '{evidence}'.",
            "Die Beschreibung endet ohne Schlusspunkt: „{evidence}“.",
        ),
        Said("Look whether something is missing at its end.", "Prüfen, ob am Ende etwas fehlt."),
        knowing(unended),
    ),
    Check(
        "hyphen-apart",
        Severity.WARNING,
        Said("hyphen set apart", "Strich abgesetzt"),
        Said(
            "A hyphen stands apart from its word: '{evidence}'.", "Ein Strich steht von seinem Wort ab: „{evidence}“."
        ),
        _TEXT_ADVICE,
        each(hyphen_apart, marks="- –"),
    ),
    Check(
        "hyphen-before-blank",
        Severity.HINT,
        Said("hyphen before a blank", "Strich vor Leerzeichen"),
        Said(
            "A hyphen hangs on a word, and no 'and' follows: '{evidence}'.",
            "Ein Strich hängt am Wort, ohne dass „und“ folgt: „{evidence}“.",
        ),
        _TEXT_ADVICE,
        each(hyphen_before_blank, marks="-"),
    ),
    Check(
        "blank-missing",
        Severity.HINT,
        Said("blank missing", "Leerzeichen fehlt"),
        Said("A blank is missing: '{evidence}'.", "Ein Leerzeichen fehlt: „{evidence}“."),
        _TEXT_ADVICE,
        each(blank_missing, marks='. ! ? , " ” “'),
    ),
    Check(
        "quotes-mixed",
        Severity.HINT,
        Said("mixed quotation marks", "gemischte Anführungszeichen"),
        Said(
            "A quotation opens and closes with different marks: '{evidence}'.",
            "Ein Zitat beginnt und endet mit verschiedenen Zeichen: „{evidence}“.",
        ),
        Said("Nothing: the clean text has a pair.", "Nichts: Der bereinigte Text hat ein Paar."),
        each(mixed_quotes, marks='"'),
    ),
    Check(
        "sign-doubtful",
        Severity.HINT,
        Said("sign in an unusual place", "Zeichen an ungewöhnlicher Stelle"),
        Said("A sign in '{evidence}' is unusual.", "Ein Zeichen in „{evidence}“ ist ungewöhnlich."),
        Said("Compare it with the original.", "Mit dem Original vergleichen."),
        each(doubtful_signs, marks="| ! I"),
    ),
    Check(
        "full-stop-missing",
        Severity.WARNING,
        Said("full stop missing", "Punkt fehlt"),
        Said(
            "A sentence begins without a full stop before it: '{evidence}'.",
            "Ein Satz beginnt, ohne dass davor ein Punkt steht: „{evidence}“.",
        ),
        Said("Look whether a word is missing there, too.", "Prüfen, ob dort auch ein Wort fehlt."),
        each(unparted_sentences, marks=" ".join(_OPENERS)),
    ),
)
