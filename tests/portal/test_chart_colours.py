"""The stylesheet paints every class of charts and maps, in colours that eyes of every kind can tell apart."""

import math
import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from fachwerk.portal.charts.svg import FILLS, STROKES

STYLE = (Path(__file__).parents[2] / "fachwerk/portal/static/fachwerk.css").read_text("utf-8")
SCHEMES = {"light": 0, "dark": 1}

# What is left of red, green and blue light for eyes without one kind of cones: Machado, Oliveira and Fernandes (2009).
EYES = {
    "all cones": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def colours(scheme: str) -> dict[str, str]:
    """The custom properties of one scheme: dark ones stand in the second `:root`."""
    properties = re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[SCHEMES[scheme]]
    return {name: full(colour) for name, colour in re.findall(r"--([\w-]+): (#[0-9a-f]+)", properties)}


def full(colour: str) -> str:
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""
    dark, light = sorted(
        sum(w * part for w, part in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True)) for c in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def seen(colour: str, eyes: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    """In CIELAB, where what is 10 apart is clearly different."""
    light = linear(colour)
    r, g, b = (min(1.0, max(0.0, sum(w * part for w, part in zip(row, light, strict=True)))) for row in eyes)
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883,
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_stylesheet_paints_every_class() -> None:
    for name in FILLS:
        assert re.search(rf"\.{name}(?![\w-])[^{{}}]*\{{[^}}]*\bfill:", STYLE), name
    for name in STROKES:
        assert re.search(rf"\.{name}(?![\w-])[^{{}}]*\{{[^}}]*\bstroke:", STYLE), name


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eyes", EYES)
def test_funding_lines_are_told_apart_by_eyes_of_every_kind(scheme: str, eyes: str) -> None:
    lines = [colours(scheme)[f"k-{line}"] for line in range(1, 11)]
    apart = {pair: math.dist(*(seen(colour, EYES[eyes]) for colour in pair)) for pair in combinations(lines, 2)}
    assert min(apart.values()) > 18


@pytest.mark.parametrize("scheme", SCHEMES)
def test_funding_lines_stand_out_from_the_page(scheme: str) -> None:
    found = colours(scheme)
    assert all(contrast(found[f"k-{line}"], found["paper"]) >= 3 for line in range(1, 11))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shades_go_one_way_and_their_numbers_can_be_read(scheme: str) -> None:
    found = colours(scheme)
    shades = [found[f"step-{step}"] for step in range(6)]
    from_page = [contrast(shade, found["paper"]) for shade in shades]
    assert all(shade < following for shade, following in pairwise(from_page))
    texts = [found["quiet"], *3 * [found["on-pale"]], *2 * [found["on-deep"]]]
    assert all(contrast(shade, text) >= 4.5 for shade, text in zip(shades, texts, strict=True))
