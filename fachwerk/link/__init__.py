"""From listings to what they are about: organisations, series, projects over editions, copied descriptions."""

from fachwerk.link.copies import Copy, copies_of
from fachwerk.link.entries import Entry, entries_of
from fachwerk.link.organisations import Asked, Linked, organisations_of
from fachwerk.link.projects import projects_of
from fachwerk.link.series import series_of

__all__ = [
    "Asked",
    "Copy",
    "Entry",
    "Linked",
    "copies_of",
    "entries_of",
    "organisations_of",
    "projects_of",
    "series_of",
]
