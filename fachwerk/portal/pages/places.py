"""One municipality: the projects that are carried out there, and those around it."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse

from fachwerk.errors import UnknownIdentifier
from fachwerk.portal.opened import Reading
from fachwerk.portal.pages.drawings import figure, timeline_of
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import set_of
from fachwerk.portal.pages.where import Spot, regions_by_key, spot_of

KILOMETRES = 20


@page
def place(request: HttpRequest, language: str, ags: str) -> HttpResponse:
    """Show one municipality."""
    return show(request, language, "place.html", partial(_one, ags=ags, language=language))


def _one(state: State, ags: str, language: str) -> Context:
    spot = spot_of(ags) or _written_down(state.reading, ags)
    # A name is what people read in the address, unless several places have it.
    called = spot.name if spot.is_only else spot.ags
    here = set_of(state, {"place": ags})
    return {
        "place": spot,
        "region": None if spot.region is None else regions_by_key().get(spot.region),
        "set": here,
        "figure": figure(timeline_of(here.projects, language, state.today, spot.name, "line"), language, "chart"),
        "near": set_of(state, {"near": f"{called}:{KILOMETRES}"}) if spot.is_on_map else None,
        "kilometres": KILOMETRES,
        "today": state.today,
    }


def _written_down(reading: Reading, ags: str) -> Spot:
    """Find a place that the register has and the reference has not."""
    found = next((one for one in reading.register.places() if one.ags == ags), None)
    if found is None:
        raise UnknownIdentifier(f'no place has the key "{ags}"', advice="it is an official key (AGS) of eight digits")
    return Spot(found.ags, found.name, found.region, is_on_map=False)
