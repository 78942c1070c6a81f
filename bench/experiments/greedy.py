"""The method that was not taken: cut a Tika dump line by line, by anchors and values seen before, never looking back.

It knows what a person sees at once: two days stand side by side, a small number parts the region from the kind, a blank
line ends a cell of several lines, and values return. It is written for the nine columns of the project lists only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from fachwerk.text import squeeze

_DAYS = re.compile(r"(?:^|(?<=\s))(\d\d\.\d\d\.\d{4}) (\d\d\.\d\d\.\d{4})(?=\s|$)")
_ITEM = re.compile(r"(?:^|(?<=\s))(\d{1,2})(?=\s|$)")
_SENTENCE_END = re.compile(r"[.!?]$")

Row = tuple[str, ...]


def greedy(text: str) -> list[Row]:
    """The rows of a dump, nine cells each."""
    blocks = [block for block in re.split(r"\n\s*\n", text) if block.strip()]
    starts = [number for number, block in enumerate(blocks) if _DAYS.search(block)]
    rows = []
    seen: Counter[str] = Counter()
    first = _first_block(blocks, starts)
    for number, start in enumerate(starts):
        last = starts[number + 1] if number + 1 < len(starts) else len(blocks)
        end = _description_end(blocks, start, last)
        rows.append((*_names(blocks[first:start], blocks[start], seen), *_days(blocks[start:end])))
        first = end
    return rows


def _first_block(blocks: Sequence[str], starts: Sequence[int]) -> int:
    """The heading ends with the word for the last column."""
    return next((n + 1 for n in range(starts[0]) if "beschreibung" in blocks[n].splitlines()[-1].lower()), 0)


def _description_end(blocks: Sequence[str], start: int, last: int) -> int:
    """The row goes on while blocks do not end a sentence."""
    end = start + 1
    while end < last and not _SENTENCE_END.search(blocks[end - 1].rstrip()):
        end += 1
    return end


def _names(above: Sequence[str], block: str, seen: Counter[str]) -> Iterator[str]:
    """Sponsor, place, region, item, kind: what stands before the days."""
    found = _DAYS.search(block)
    assert found is not None
    cells = [squeeze(part) for part in (*above, block[: found.start()]) if part.strip()]
    joined = " | ".join(cells)
    item = next(iter(_ITEM.finditer(joined)), None)
    before = joined[: item.start()] if item else joined
    kind = joined[item.end() :] if item else ""
    names = [name.strip() for name in before.split("|") if name.strip()]
    while len(names) < 3:
        names = _parted(names, seen)
    seen.update(names)
    yield from (*names[:3], item.group(1) if item else "", squeeze(kind.replace("|", " ")))


def _parted(names: Sequence[str], seen: Counter[str]) -> list[str]:
    """Take the last name seen before off the end of the last block, or its last word."""
    *rest, last = names or [""]
    words = last.split()
    for place in range(1, len(words)):
        if seen[" ".join(words[place:])]:
            return [*rest, " ".join(words[:place]), " ".join(words[place:])]
    return [*rest, " ".join(words[:-1]), " ".join(words[-1:])]


def _days(blocks: Sequence[str]) -> Iterator[str]:
    """Begin, end, title, description: what stands from the days on."""
    found = _DAYS.search(blocks[0])
    assert found is not None
    yield from found.groups()
    title = squeeze(blocks[0][found.end() :])
    if len(blocks) > 1:
        yield from (title, squeeze(" ".join(blocks[1:])))
        return
    words = title.split()
    place = next((n for n in range(1, len(words)) if words[n][0].isupper()), len(words))
    yield from (" ".join(words[:place]), " ".join(words[place:]))
