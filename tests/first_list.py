"""The first list, where it is there: read and cleaned once for all tests that ask for it."""

from functools import cache
from pathlib import Path

import pytest

from fachwerk.clean import clean_rows, conventions_of
from fachwerk.pipeline import Source, read_list
from fachwerk.records import Ledger, Listing, ReadOptions
from fachwerk.sources import Source as KnownList
from fachwerk.sources import remembered

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed"

needs_it = pytest.mark.skipif(not SEED.is_dir(), reason="the first list is not here")


@cache
def first_list() -> tuple[tuple[Listing, ...], Ledger, KnownList]:
    """Give its listings, its ledger, and the known list that it is recognised as."""
    path = next(SEED.glob("*.txt"))
    listed = read_list(Source(path.name, path), ReadOptions())
    readings = list(listed.readings())
    source = remembered(tuple(readings[0].printed))
    assert source is not None
    listings = tuple(clean_rows(readings, "edition", conventions_of(readings, source)))
    return listings, listed.ledger(), source
