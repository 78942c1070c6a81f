"""The producers, by name: the same table set in four ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from bench.lists.browser import weasy
from bench.lists.excel import excel
from bench.lists.office import office
from bench.lists.platypus import platypus
from bench.lists.printing import Printing

PRODUCERS: Mapping[str, Callable[[Printing, Path], None]] = {
    "excel": excel,
    "platypus": platypus,
    "weasy": weasy,
    "office": office,
}
