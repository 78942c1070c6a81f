"""Rows from geometry: a document with runs and rules becomes heads, rows and furniture."""

from __future__ import annotations

from collections.abc import Iterator

from fachwerk.records import Drawn, Part
from fachwerk.rows.drawn.assemble import Assembly
from fachwerk.rows.drawn.survey import survey_of


def cut(content: Drawn) -> Iterator[Part]:
    """Cut a drawn document into parts, in reading order; every run ends up in exactly one of them.

    Passes over the pages: one that surveys rules, edges and what recurs, one over a sample that learns what is usual
    in the columns, and one that cuts.
    """
    survey = survey_of(content.pages)
    return Assembly(survey.recurring, survey.words).parts(map(survey.sheet, content.pages))
