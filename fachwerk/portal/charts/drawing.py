"""The one door to Altair and vl-convert: a kind of chart and its numbers in, an SVG out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, TypeAlias

Datum: TypeAlias = Mapping[str, str | int | float]
Datasets: TypeAlias = Mapping[str, Sequence[Datum]]


# What a datum says in words; Vega gets a number in its place.
_WORDS = ("label", "note")
# Drawings that a process keeps: of 5 to 100 kB each.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class Drawing:
    """What Vega drew, with numbers where `texts` belong."""

    svg: str
    texts: tuple[str, ...]


def drawn(kind: str, width: int, datasets: Datasets) -> Drawing:
    """Draw a kind of chart (a function of `specs`) of that width with those numbers.

    Vega measures each text that it sets, 2 ms for a title, in a typeface that is not the page's; and it would have to
    be trusted with whatever stands in a title. So it sees no words: what is under `label` and `note` is put in later.
    The first drawing of a process takes half a second (`warm_up`), later ones 10 to 50 ms; so the last ones are kept,
    for both languages together, since they hold no words.
    """
    texts: dict[str, int] = {}
    numbered = {name: [_numbered(datum, texts) for datum in data] for name, data in datasets.items()}
    return Drawing(_svg(kind, width, json.dumps(numbered)), tuple(texts))


@lru_cache(maxsize=_KEPT)
def _svg(kind: str, width: int, datasets: str) -> str:
    import vl_convert

    spec = {**_spec(kind, width), "datasets": json.loads(datasets)}
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg


def _numbered(datum: Datum, texts: dict[str, int]) -> Datum:
    return {
        name: str(texts.setdefault(str(value), len(texts))) if name in _WORDS else value
        for name, value in datum.items()
    }


@cache
def _spec(kind: str, width: int) -> Mapping[str, Any]:
    """Altair takes 20 ms to build and check a chart, so each is built once; only its numbers change."""
    from fachwerk.portal.charts import specs

    spec: Mapping[str, Any] = specs.KINDS[kind](width).to_dict()
    return spec
