"""Seeing how a list was read: a picture of each page, or one page of HTML for text and tables."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from fachwerk.records import Content, Drawn, Dump, Grids, Ledger, Part
from fachwerk.trace.marks import Marks

__all__ = ["Painter", "Trace"]

# Paints page `number` at so many pixels a point: width, height, and rows of RGB bytes.
Painter: TypeAlias = Callable[[int, float], tuple[int, int, bytes]]


class Trace:
    """Sees the parts of one list pass by, then draws them over what is printed.

    How a page is painted is handed in (`Painter`): this folder knows the vocabulary and how to draw, no reader.
    """

    def __init__(self) -> None:
        self._marks = Marks()

    def see(self, part: Part) -> None:
        self._marks.see(part)

    def draw(
        self, content: Content, ledger: Ledger, painter: Painter, folder: Path, told: Callable[[int, int], None]
    ) -> None:
        """Write `page-001.png` … for pages with geometry, else `trace.html`, into the folder.

        `told` learns how many pages are drawn, of how many.
        """
        self._marks.see_unexplained(ledger)
        folder.mkdir(parents=True, exist_ok=True)
        match content:
            case Drawn():
                draw_pages(content, self._marks, painter, folder, told)
            case Dump() | Grids():
                draw_text(content, self._marks, ledger, folder / "trace.html")


def draw_pages(content: Drawn, marks: Marks, painter: Painter, folder: Path, told: Callable[[int, int], None]) -> None:
    # Imported late: who draws no picture needs no Pillow.
    from fachwerk.trace.picture import picture

    digits = max(3, len(str(content.page_count)))
    for done, page in enumerate(content.pages, start=1):
        image = picture(page, marks.of(page.number), painter)
        # Not optimised: that takes five times as long as all drawing, for 2 % of the size.
        image.save(folder / f"page-{page.number:0{digits}}.png")
        told(done, content.page_count)


def draw_text(content: Dump | Grids, marks: Marks, ledger: Ledger, path: Path) -> None:
    from fachwerk.trace.html import document

    with path.open("w", encoding="utf-8") as out:
        out.writelines(document(content, marks, ledger))
