"""Text in its one agreed form: what every reader hands on, and what comparisons are made of."""

import re
import unicodedata

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_UNUSUAL = re.compile(r"[\u00a0\u00ad\u2000-\u200f\u202f\u205f\u2060\u3000\ufb00-\ufb06\ufeff]")
_ODD_BLANKS = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_SIGNS = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """Compose accents (NFC), spell ligatures out, make odd blanks plain and drop invisible marks.

    Nothing that a reader would see changes: `"Fo\u0308rderung"` becomes `"Förderung"`, `"ﬁnal"` becomes `"final"`.
    """
    if text.isascii():
        return text
    if _UNUSUAL.search(text):
        text = _INVISIBLE.sub("", _ODD_BLANKS.sub(" ", text.translate(_LIGATURES)))
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """Make every run of white space one blank and strip the ends."""
    return " ".join(text.split())


def blind(text: str) -> str:
    """Drop all white space: the form in which printed and joined text are balanced against each other."""
    return "".join(text.split())


def key(text: str) -> str:
    """Letters and digits only, case folded: two printings with one key differ in spacing and punctuation alone.

    >>> key("Durchführungs-\\nort") == key("Durchführungsort")
    True
    """
    return _SIGNS.sub("", normal(text).casefold())
