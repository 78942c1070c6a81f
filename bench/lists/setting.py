"""How text is set into a cell: typefaces where the machine has them, and first-fit wrapping by their metrics."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
FILES = {
    "Liberation Sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    "Liberation Serif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
    "Carlito": ("Carlito-Regular.ttf", "Carlito-Bold.ttf"),
    "DejaVu Sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
}
_UNIT = re.compile(r"[^ -]*-+ ?|[^ -]+ ?| ")


class MissingTool(Exception):
    """A typeface or program that a list needs is not installed."""


@cache
def _file(name: str) -> Path:
    for folder in FONT_FOLDERS:
        for found in sorted(folder.rglob(name)) if folder.is_dir() else ():
            return found
    raise MissingTool(f"typeface {name}")


@cache
def registered(typeface: str) -> tuple[str, str]:
    """Names under which reportlab knows the typeface's regular and bold cut; Helvetica needs no file."""
    if typeface == "Helvetica":
        return "Helvetica", "Helvetica-Bold"
    names = typeface.replace(" ", ""), typeface.replace(" ", "") + "-Bold"
    for name, file in zip(names, FILES[typeface], strict=True):
        pdfmetrics.registerFont(TTFont(name, str(_file(file))))
    return names


def width(text: str, font: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, font, size))


def wrapped(text: str, room: float, font: str, size: float) -> list[str]:
    """Set a cell as spreadsheets do: first fit, breaks after blanks and hyphens, inside words wider than the cell.

    The trailing blank of a soft wrap does not count for the fit, and stays on its line.
    """
    lines: list[str] = []
    for typed in text.split("\n"):
        line = ""
        for unit in _UNIT.findall(typed):
            if line and width(line + unit.rstrip(" "), font, size) > room:
                lines.append(line)
                line = ""
            while width(line + unit.rstrip(" "), font, size) > room:
                fits = max(1, sum(width(line + unit[: n + 1], font, size) <= room for n in range(len(unit))))
                lines.append(unit[:fits])
                unit = unit[fits:]
            line += unit
        lines.append(line)
    return lines
