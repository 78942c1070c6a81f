"""Whatever text comes: it is refused in one sentence, or every letter of it is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from fachwerk.errors import NoTable
from fachwerk.records import Dump, Head, Line, Part, Row
from fachwerk.rows.columns import cut_layout, cut_plain
from fachwerk.text import blind

WORDS = (
    "1",
    "2012",
    "31.12.2024",
    "1.000,00 €",
    "Wort",
    "zwei Wörter",
    "-",
    "e. V.",
    "Seite 1 von 2",
    "Summe 12,00",
    "",
)
pieces = some.tuples(some.sampled_from(WORDS), some.sampled_from((1, 2, 5, 20)))
texts = some.lists(pieces, max_size=6).map(lambda own: "".join(text + " " * gap for text, gap in own))
dumps = some.lists(texts, max_size=24).map(
    lambda lines: Dump(tuple(Line(at, at // 8 + 1, text) for at, text in enumerate(lines, 1)), len(lines) // 8 + 1)
)


@pytest.mark.parametrize("cut", [cut_layout, cut_plain])
@settings(deadline=None, max_examples=60)
@given(dump=dumps)
def test_any_text_is_refused_or_accounted_for(cut: Callable[[Dump], Iterator[Part]], dump: Dump) -> None:
    try:
        parts = list(cut(dump))
    except NoTable:
        return
    found: Counter[int] = Counter()
    for part in parts:
        own = [piece for cell in part.cells for piece in cell.pieces] if isinstance(part, Row) else part.pieces
        found.update({piece.line: 0 for piece in own})
        for piece in own:
            found[piece.line] += len(blind(piece.text))
    assert {line.number: len(blind(line.text)) for line in dump.lines if line.text.strip()} == +found
    widths = {len(part.cells) for part in parts if isinstance(part, Row)}
    assert widths == {len(part.headings) for part in parts if isinstance(part, Head)}
