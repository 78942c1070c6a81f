"""The outline of a register, read from its tables: of each project its newest listing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fachwerk.store import models
from fachwerk.store.models import PER_EDITION
from fachwerk.store.outline import ALWAYS, NEVER, Outline
from fachwerk.store.packing import places_of
from fachwerk.store.register import Register
from fachwerk.store.troubles import told


def outline_of(register: Register) -> Outline:
    """Read the outline of an open register; 100,000 projects take about a second, so whoever asks often keeps it."""
    with told(register.settings):
        newest = _newest(register)
        tables = register.tables
        citable = dict(tables.all(models.Organisation).values_list("number", "citable"))
        mentions = tables.all(models.Mention).values_list("listing_id", "organisation_id")
        sponsors = {key: citable[number] for key, number in mentions.iterator() if key in newest}
        columns = ("row_id", "region", "line", "pot", "place", "places", "begin", "end")
        found = tables.all(models.Listing).values_list(*columns)
        entries = [
            (region, line, pot, sponsors.get(key), places_of(place, places), _begin(begin), _end(end))
            for key, region, line, pot, place, places, begin, end in found.iterator()
            if key in newest
        ]
    return Outline(*(list(column) for column in zip(*entries, strict=True))) if entries else _EMPTY


def _newest(register: Register) -> set[int]:
    """Choose the listing of each project that its newest edition has; of several there, the one printed first."""
    numbers = register.tables.numbers()
    ages = {numbers[edition.sha256]: age for age, edition in enumerate(register.editions())}
    chosen: dict[int, int] = {}
    links = register.tables.all(models.ProjectListing).order_by("id").values_list("project_id", "listing_id")
    for project, key in links.iterator():
        before = chosen.get(project)
        if before is None or _is_newer(key, before, ages):
            chosen[project] = key
    return set(chosen.values())


def _is_newer(key: int, before: int, ages: Mapping[int, int]) -> bool:
    age, age_before = ages[key // PER_EDITION], ages[before // PER_EDITION]
    return (age, -key) > (age_before, -before)


def _begin(day: date | None) -> int:
    return ALWAYS if day is None else day.toordinal()


def _end(day: date | None) -> int:
    return NEVER if day is None else day.toordinal()


_EMPTY = Outline((), (), (), (), (), (), ())
