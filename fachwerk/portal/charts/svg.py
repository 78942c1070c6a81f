"""From Vega's SVG to SVG that a page may hold: no style, no script, no colours but classes, names for those who listen.

Vega paints with literal colours, which a page in light and dark mode cannot use. So the charts paint with colours that
mean a class (`paint("bar")`), and here every one of them becomes that class. Only known elements and attributes are
copied; whatever a later Vega may add is left out, and an element or colour that nobody knows is an error. Classes, and
not `fill="var(--…)"`, which Chromium would take as well: a class also says how a line is dashed, or a text has a halo.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from xml.etree import ElementTree

from django.utils.safestring import SafeString, mark_safe

from fachwerk.portal.charts.drawing import Drawing

# The classes that the stylesheet has to colour; each stands in the documentation of `fachwerk.portal.charts`.
FILLS = (
    *(f"k-{number}" for number in range(11)),
    *(f"step-{number}" for number in range(6)),
    *(f"on-{number}" for number in range(6)),
    *("label", "quiet", "number", "bar", "side-1", "side-2", "day", "on-bar", "dot"),
)
STROKES = ("grid", "axis", "edge", "open", "now")

_COLOURS: Mapping[str, str] = {name: f"#{number:06x}" for number, name in enumerate((*FILLS, *STROKES), start=1)}
_CLASSES: Mapping[str, str] = {colour: name for name, colour in _COLOURS.items()}
_NOTHING = frozenset({None, "none", "transparent"})

_KEPT: Mapping[str, tuple[str, ...]] = {
    "path": ("d", "transform"),
    "line": ("x1", "y1", "x2", "y2", "transform"),
    "rect": ("x", "y", "width", "height", "rx", "transform"),
    "circle": ("cx", "cy", "r", "transform"),
    "text": ("x", "y", "text-anchor", "font-weight", "transform"),
}
_GEOMETRY = {"d", "transform", "x1", "y1", "x2", "y2", "x", "y", "width", "height", "cx", "cy", "r", "rx"}
_FRACTION = re.compile(r"-?\d*\.\d+(?:e-?\d+)?|-?\d+e-\d+")
_NOT_XML = re.compile("[^\\x09\\x0a\\x0d\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_SPACES = re.compile(r"\s+")

TEXT_SIZE = "12"
# Of a text's size, the mean width of a character in the sans-serif faces of today's systems; a little more, for safety.
TEXT_WIDTH = 0.55


@dataclass(frozen=True, slots=True)
class Link:
    """Where a part of a drawing leads, and what it is called for those who do not see it."""

    href: str
    name: str


@dataclass(frozen=True, slots=True)
class Headed:
    """What stands over a drawing: its kind as a class, the prefix of its ids, its title and description."""

    kind: str
    prefix: str
    title: str
    description: str


def paint(name: str) -> str:
    """Give the colour that becomes the class `name`."""
    return _COLOURS[name]


def printable(text: str) -> str:
    """Leave out what no XML may hold (control characters, halves of surrogates) and join lines."""
    return _SPACES.sub(" ", _NOT_XML.sub("", text)).strip()


def shortened(text: str, room: float, size: float = 12) -> str:
    """Cut a text that is too long for its room; Vega takes 30 ms to do that."""
    most = max(1, int(room / (size * TEXT_WIDTH)))
    text = printable(text)
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def room_beside(text: str, width: float, size: float = 12) -> float:
    """Give what a text at the other end of a line leaves, less a gap."""
    return width - len(text) * size * TEXT_WIDTH - size


def finished(drawing: Drawing, headed: Headed, links: Sequence[Link] = ()) -> SafeString:
    """Make Vega's SVG safe and fit for a page; where Vega links to `#3`, `links[3]` is put."""
    root = ElementTree.fromstring(drawing.svg)
    content = "".join(_inside(root, _Copying(drawing.texts, links)))
    return framed(f'<g fill="none">{content}</g>', root.attrib["viewBox"], headed, bool(links))


def framed(content: str, view_box: str, headed: Headed, has_links: bool) -> SafeString:
    """Put a finished drawing into its `<svg>`, with title and description.

    A drawing without links is one image. A drawing with links is a group: inside an image nobody who listens would
    find them. Its other texts are hidden from them then, since the table beside it says the same in order.
    """
    title, description = f"{headed.prefix}-title", f"{headed.prefix}-desc"
    role = "group" if has_links else "img"
    return mark_safe(
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {headed.kind}" viewBox="{view_box}" width="100%" '
        f'font-size="{TEXT_SIZE}" role="{role}" aria-labelledby="{escape(title)}" '
        f'aria-describedby="{escape(description)}">'
        f'<title id="{escape(title)}">{escape(printable(headed.title))}</title>'
        f'<desc id="{escape(description)}">{escape(printable(headed.description))}</desc>{content}</svg>'
    )


def linked(content: str, link: Link | None) -> str:
    """Lay a link around a drawing; without one it stays as it is."""
    if link is None:
        return content
    name = escape(printable(link.name))
    return f'<a href="{escape(link.href)}" aria-label="{name}"><title>{name}</title>{content}</a>'


@dataclass(frozen=True, slots=True)
class _Copying:
    """What is put into a drawing while it is copied, and whether what is copied stands in a link."""

    texts: Sequence[str]
    links: Sequence[Link]
    is_linked: bool = False


def _inside(element: ElementTree.Element, copying: _Copying) -> Iterator[str]:
    for child in element:
        yield _copied(child, copying)


def _copied(element: ElementTree.Element, copying: _Copying) -> str:
    tag = element.tag.rpartition("}")[2]
    if element.get("display") == "none" or element.get("opacity") == "0":
        return ""
    if tag == "g":
        return _group(element, "".join(_inside(element, copying)))
    if tag == "a":
        link = _link_of(element, copying.links)
        return linked("".join(_inside(element, replace(copying, is_linked=link is not None))), link)
    return _mark(tag, element, copying)


def _group(element: ElementTree.Element, content: str) -> str:
    moved = _rounded(element.get("transform", ""))
    if not content or moved in ("", "translate(0,0)"):
        return content
    return f'<g transform="{moved}">{content}</g>'


def _link_of(element: ElementTree.Element, links: Sequence[Link]) -> Link | None:
    """Find the link by its number; Vega also lays one, to "undefined", around what has none."""
    href = next(value for name, value in element.attrib.items() if name.endswith("href"))
    _, sign, number = href.rpartition("#")
    return links[int(number)] if sign else None


def _mark(tag: str, element: ElementTree.Element, copying: _Copying) -> str:
    kept = _KEPT[tag]
    classes = " ".join(_classes(element.get("fill"), element.get("stroke")))
    if not classes or (tag == "path" and not element.get("d")):
        return ""
    text = printable(copying.texts[int(element.text or "")]) if tag == "text" else ""
    if tag == "text" and not text:
        return ""
    given = "".join(_attributes(element, kept))
    # A text on a cell must not take the pointer from the cell's link.
    hidden = ' aria-hidden="true" pointer-events="none"' if tag == "text" and not copying.is_linked else ""
    opening = f'<{tag} class="{classes}"{given}{hidden}'
    return f"{opening}>{escape(text)}</{tag}>" if text else f"{opening}/>"


def _classes(*colours: str | None) -> Iterator[str]:
    # The white ground and Vega's own frame are the page's business.
    for colour in colours:
        if colour not in _NOTHING and colour not in ("white", "#ddd"):
            yield _CLASSES[str(colour)]


def _attributes(element: ElementTree.Element, kept: Iterable[str]) -> Iterator[str]:
    for name in kept:
        value = element.get(name)
        if value is not None:
            yield f' {name}="{escape(_rounded(value) if name in _GEOMETRY else value)}"'
    size = element.get("font-size", "").removesuffix("px")
    if size and size != TEXT_SIZE:
        yield f' font-size="{escape(size)}"'


def _rounded(geometry: str) -> str:
    """Round to a tenth of a unit: nobody sees less, and a third of the bytes is gone."""
    return _FRACTION.sub(lambda found: f"{round(float(found[0]), 1):g}", geometry)
