"""From what is printed to rows: each layout is cut by the stage that understands what is left of its geometry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from fachwerk.records import Content, Drawn, Dump, Grids, Part

__all__ = ["LAYOUTS", "Layout", "cut_rows"]


class Layout(NamedTuple):
    """One way in which rows are laid out: `claims` tells whether a document is of that kind, `cut` makes its parts."""

    name: str
    claims: Callable[[Content], bool]
    cut: Callable[[Content], Iterator[Part]]


def _cut_grids(content: Content) -> Iterator[Part]:
    """Ready-made tables of sheets, CSV files and web pages."""
    from fachwerk.rows.grid import cut

    assert isinstance(content, Grids)
    return cut(content)


def _cut_drawn(content: Content) -> Iterator[Part]:
    """Pages with geometry: columns from left edges and drawn lines, rows from lines and anchors."""
    from fachwerk.rows.drawn import cut

    assert isinstance(content, Drawn)
    return cut(content)


def _is_layout(content: Content) -> bool:
    from fachwerk.rows.columns import is_layout

    return isinstance(content, Dump) and is_layout(content.lines)


def _cut_columns(content: Content) -> Iterator[Part]:
    """Text that keeps its columns by blanks (`pdftotext -layout`)."""
    from fachwerk.rows.columns import cut_layout

    assert isinstance(content, Dump)
    return cut_layout(content)


def _is_plain(content: Content) -> bool:
    from fachwerk.rows.columns import is_plain

    return isinstance(content, Dump) and is_plain(content.lines)


def _cut_plain(content: Content) -> Iterator[Part]:
    """Text with one cell below the other (`pdftotext` without options)."""
    from fachwerk.rows.columns import cut_plain

    assert isinstance(content, Dump)
    return cut_plain(content)


def _cut_dump(content: Content) -> Iterator[Part]:
    """Text whose geometry is lost: inverse typesetting."""
    from fachwerk.rows.dump import cut

    assert isinstance(content, Dump)
    return cut(content)


# The first layout that claims a document cuts it. Their modules are imported when they are needed.
LAYOUTS: tuple[Layout, ...] = (
    Layout("table", lambda content: isinstance(content, Grids), _cut_grids),
    Layout("page", lambda content: isinstance(content, Drawn), _cut_drawn),
    Layout("columns", _is_layout, _cut_columns),
    Layout("cells", _is_plain, _cut_plain),
    Layout("dump", lambda content: isinstance(content, Dump), _cut_dump),
)


def cut_rows(content: Content) -> Iterator[Part]:
    """Cut a document into heads, rows and furniture, in printed order, by the first layout that claims it.

    Raises `NoTable` if no rows can be made of it.
    """
    layout = next(layout for layout in LAYOUTS if layout.claims(content))
    return layout.cut(content)
