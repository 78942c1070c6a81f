"""The join policy: how the printed lines of one cell become its text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from fachwerk.records import Break
from fachwerk.reference import joining
from fachwerk.text import squeeze

_HYPHENS = "-\u2010\u2011"
_HIDDEN_HYPHENS = "\u00ad\u0002\ufffe"  # soft hyphens, and what pdfium gives for a hyphen set by the typesetter
_OPENING = "([{„‚»›<"
_CLOSING = ")]}“”‘’«‹>,;:.!?%"
_EDGES = _OPENING + _CLOSING + "\"'…*•"
_ADDRESS = re.compile(r"(://|www\.|@)\S*$")
_ADJECTIVE_STEM = re.compile(r"(?:^|[\s(/-])[a-zäöü]{2,}(?:isch|lich|iv|ig|ell)-$")
_ADJECTIVE = re.compile(r"^[a-zäöüß-]{3,}(?:isch|lich|iv|ig|ell|iert|isiert|bezogen)(?:e[mnrs]?)?$")
_ONLY_HYPHENS = re.compile(rf"^[{_HYPHENS}–—]+$")


def join(lines: Sequence[str], breaks: Sequence[Break], words: Collection[str] = ()) -> str:
    """Join the lines of one cell; `breaks[i]` says how line `i` ended (the last one's break counts for nothing).

    Lines are trimmed, runs of blanks become one, empty lines vanish; nothing else inside a line changes, typos stay.
    Between two lines, the first rule that fits decides:

    1. A soft hyphen, or one that the typesetter set, goes: `Fach<soft hyphen>` + `kraft` -> `Fachkraft`.
    2. After an opening bracket or quote, and before a closing one, no blank: `(` + `gewinnung` -> `(gewinnung`.
    3. A hyphen that stands alone is a dash and keeps its blanks: `Wort -` + `wort` -> `Wort - wort`. Except after
       a comma, a bracket, a slash or a conjunction and before a small letter, where it stands for a word left out:
       `Kampagnen, -` + `veranstaltungen` -> `Kampagnen, -veranstaltungen`; `(-` + `gewinnung` -> `(-gewinnung`.
    4. A hyphen at the end of a word
       - hangs before a conjunction: `Lern-` + `und` -> `Lern- und`, `klein-` + `und` -> `klein- und`;
       - stays without blank before a capital or a digit: `Online-` + `Plattform` -> `Online-Plattform`,
         `E-` + `Mail` -> `E-Mail`, `2024-` + `2026` -> `2024-2026`;
       - stays after a digit, a single letter, an abbreviation or inside an address, between two adjectives, and in
         words that are written so (`reference/joining.yml`, or the list's own `words`): `6-` + `jährig` ->
         `6-jährig`, `EU-` + `weit` -> `EU-weit`, `Start-` + `up` -> `Start-up`;
       - else was set at the line end only, and goes: `Durchführungs-` + `ort` -> `Durchführungsort`.
    5. After a slash no blank: `und/` + `oder` -> `und/oder`, `Schüler/` + `innen` -> `Schüler/innen`.
    6. A word that was wider than its cell is put together again, where the break is known (`Break.WORD`) or the
       list knows the whole and not its parts (`Break.UNKNOWN`):
       `Arbeitsmarktintegr` + `ation` -> `Arbeitsmarktintegration`.
    7. Anything else is joined by one blank.

    >>> join(["Durchführungs-", "ort"], [Break.BLANK, Break.BLANK])
    'Durchführungsort'
    """
    if len(lines) == 1:
        return _plain(lines[0])
    joined = ""
    ended = Break.BLANK
    for number, line in enumerate(lines):
        text = squeeze(line)
        if text:
            joined = _seam(joined, text, ended, words) if joined else text
            ended = breaks[number] if number < len(breaks) else Break.UNKNOWN
        elif joined:
            ended = Break.TYPED
    return _plain(joined)


def words_of(cells: Iterable[str | None]) -> frozenset[str]:
    """Learn the list's own words, case folded, to give to `join`: `Start-up, Zwickau` -> `start-up`, `zwickau`.

    Take cells (or lines) as printed: a token that touches a line end is no evidence and must not be among them.
    """
    return frozenset(
        word for cell in cells if cell is not None for token in cell.split() if (word := _bare(token)) and len(word) > 2
    )


def _plain(text: str) -> str:
    if any(mark in text for mark in _HIDDEN_HYPHENS):
        text = re.sub(f"[{_HIDDEN_HYPHENS}]", "", text)
    return squeeze(text)


def _seam(left: str, right: str, ended: Break, words: Collection[str]) -> str:
    last = left[-1]
    if last in _HIDDEN_HYPHENS:
        return left[:-1] + right
    if _opens(left) or _closes(left, right):
        return left + right
    if last in _HYPHENS:
        return _after_hyphen(left, right, words)
    if last == "/" and not left.endswith(" /"):
        return left + right
    if last in "–—" and left[-2:-1].isdigit() and right[0].isdigit():
        return left + right
    if ended is Break.WORD or (ended is Break.UNKNOWN and _is_one_word(left, right, words)):
        return left + right
    return f"{left} {right}"


def _is_one_word(left: str, right: str, words: Collection[str]) -> bool:
    """Tell from the list's own words whether two tokens are one that was too wide for its cell."""
    head, tail = _bare(left.rsplit(" ", 1)[-1]), _bare(right.split(" ", 1)[0])
    return head + tail in words and tail not in words and head not in words


def _after_hyphen(left: str, right: str, words: Collection[str]) -> str:
    before = left.rsplit(" ", 1)[-1]
    after = right.split(" ", 1)[0]
    if _ONLY_HYPHENS.match(before) or before[-2] in "(/[":
        return left + right if _stands_for_a_word(left, right) else f"{left} {right}"
    if _is_conjunction(after):
        return f"{left} {right}"
    if right[0] in ",;:)/":
        return left + right
    if not right[0].isalnum():
        return f"{left} {right}"
    return left[:-1] + right if _is_hyphenation(before, after, words) else left + right


def _stands_for_a_word(left: str, right: str) -> bool:
    """Tell the hyphen of "Kampagnen, -veranstaltungen" from a dash."""
    if not right[0].islower():
        return False
    context = left[:-1].rstrip()
    return context != "" and (context[-1] in ",(/[" or _is_conjunction(context.rsplit(" ", 1)[-1]))


def _is_conjunction(token: str) -> bool:
    """Recognise "und", "oder,", and "u." even where its blank was forgotten: "u.Fortbildung"."""
    folded = token.casefold()
    suspends = joining().suspends
    return folded in suspends or folded.rstrip(",;:)") in suspends or folded.startswith(("u.", "o."))


def _is_hyphenation(before: str, after: str, words: Collection[str]) -> bool:
    """Tell whether the hyphen between two tokens is there only because the line ended."""
    head, tail = _bare(before[:-1]), _bare(after)
    piece: str = re.split(r"[-/]", head)[-1]
    whole, chained = head + tail, f"{head}-{tail}"
    if _ADDRESS.search(before):
        return False
    if not after[0].islower():
        return whole in words and chained not in words
    if len(piece) < 2 or piece[-1].isdigit() or _is_abbreviation(before[:-1]):
        return False
    if chained in words:
        return whole in words
    return not _is_written_so(piece, chained, tail) and not _are_two_adjectives(before, after)


def _is_written_so(piece: str, chained: str, tail: str) -> bool:
    """Tell whether language, not the line, put the hyphen before a small letter: "Start-up", "face-to-face"."""
    known = joining()
    if piece in known.keeps or any(chained.startswith(word) for word in known.hyphenated):
        return True
    return "-" in tail and tail.split("-", 1)[0] in known.inside


def _are_two_adjectives(before: str, after: str) -> bool:
    """Tell "technisch-" + "gewerblichen" (two adjectives side by side) from "wirtschaftlich-" + "keit"."""
    return _ADJECTIVE_STEM.search(before) is not None and _ADJECTIVE.match(_bare(after)) is not None


def _is_abbreviation(token: str) -> bool:
    """Tell "EU", "KMU", "WFB97", "GmbH" from ordinary words and from words set in capitals throughout."""
    piece: str = re.split(r"[-/(]", token.strip(_EDGES))[-1]
    capitals = sum(letter.isupper() for letter in piece)
    return capitals >= 2


def _opens(left: str) -> bool:
    """Tell whether the line ends with a bracket or quote that was just opened."""
    if left[-1] in "([{„‚»›":
        return left[-1] not in "»›" or left[-2:-1] in ("", " ", "(")
    return left[-1] == '"' and left.count('"') % 2 == 1 and left[-2:-1] in ("", " ", "(")


def _closes(left: str, right: str) -> bool:
    """Tell whether the next line begins with a bracket or quote that ends something."""
    if right[0] in ")]}”":
        return True
    if right[0] == "“":
        return left.count("„") > left.count("“")
    return right[0] == '"' and left.count('"') % 2 == 1 and right[1:2] in ("", " ", ",", ".", ")", ";", ":")


def _bare(token: str) -> str:
    return token.strip(_EDGES).casefold()
