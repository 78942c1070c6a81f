"""From listings to what they are about: organisations, series, projects over editions, copied descriptions."""

from fachwerk.link.copies import Copy, copies_of
from fachwerk.link.organisations import Asked, Linked, organisations_of
from fachwerk.link.projects import projects_of
from fachwerk.link.series import series_of

__all__ = ["Asked", "Copy", "Linked", "copies_of", "organisations_of", "projects_of", "series_of"]
