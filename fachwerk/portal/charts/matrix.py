"""How many projects each region has in each funding line: shaded cells with their numbers."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from fachwerk.portal.charts.drawing import Datum, drawn
from fachwerk.portal.charts.records import Chart, Count, Frame, Line, Row, names_beside
from fachwerk.portal.charts.shades import Shades, shades
from fachwerk.portal.charts.svg import Headed, Link, finished, paint, printable, shortened
from fachwerk.portal.charts.timeline import titled
from fachwerk.portal.charts.words import number, projects, said

Place = tuple[int, int]


def matrix(regions: Sequence[str], lines: Sequence[Line], counts: Sequence[Count], frame: Frame) -> Chart:
    """Draw regions as rows and funding lines as columns; a pair that no `Count` names has no project."""
    title, language = titled("matrix", frame), frame.language
    found = {(count.region, count.line): count for count in counts if count.count > 0}
    description = _description(regions, lines, found, frame)
    columns = (said("region", language), *(line.label for line in lines), said("total", language))
    shade = shades([count.count for count in found.values()])
    is_there = bool(regions and lines and found)
    return Chart(
        title,
        description,
        _drawing(regions, lines, found, shade, Headed("matrix", frame.prefix, title, description), frame)
        if is_there
        else SafeString(),
        columns,
        tuple(_row(name, row, len(lines), found) for row, name in enumerate(regions)),
        _links(len(regions), len(lines), found),
        shade.legend(language) if is_there else (),
    )


def _row(name: str, row: int, width: int, found: Mapping[Place, Count]) -> Row:
    counts = [found[row, column].count if (row, column) in found else 0 for column in range(width)]
    return (name, *counts, sum(counts))


def _links(height: int, width: int, found: Mapping[Place, Count]) -> tuple[tuple[str, ...], ...]:
    if not any(count.href for count in found.values()):
        return ()
    hrefs = {place: count.href for place, count in found.items()}
    return tuple(("", *(hrefs.get((row, column), "") for column in range(width)), "") for row in range(height))


def _drawing(
    regions: Sequence[str],
    lines: Sequence[Line],
    found: Mapping[Place, Count],
    shade: Shades,
    headed: Headed,
    frame: Frame,
) -> SafeString:
    links: list[Link] = []
    cells: list[Datum] = []
    for row, region in enumerate(regions):
        for column, line in enumerate(lines):
            count = found.get((row, column))
            many = 0 if count is None else count.count
            step = shade.step(many)
            cell: dict[str, str | int] = {
                "row": row,
                "column": column,
                "paint": paint(f"step-{step}"),
                "on": paint(f"on-{step}"),
                "label": number(many, frame.language) if many else "·",
            }
            if count is not None and count.href:
                cell["href"] = f"#{len(links)}"
                in_all = projects(many, frame.language)
                name = said("cell", frame.language, region=region, line=line.label, projects=in_all)
                links.append(Link(count.href, name))
            cells.append(cell)
    room = names_beside(frame.width) or frame.width
    drawing = drawn(
        "matrix",
        frame.width,
        {
            "columns": [{"column": place, "label": printable(line.short)} for place, line in enumerate(lines)],
            "rows": [{"row": place, "label": shortened(name, room)} for place, name in enumerate(regions)],
            "cells": cells,
        },
    )
    return finished(drawing, headed, links)


def _description(regions: Sequence[str], lines: Sequence[Line], found: Mapping[Place, Count], frame: Frame) -> str:
    if not found:
        return said("none", frame.language)
    most = max(found.values(), key=lambda count: count.count)
    cells = len(regions) * len(lines)
    return said(
        "matrix_of",
        frame.language,
        regions=len(regions),
        lines=len(lines),
        projects=projects(sum(count.count for count in found.values()), frame.language),
        best=f"{regions[most.region]}, {lines[most.line].label}",
        count=number(most.count, frame.language),
        empty=cells - len(found),
        cells=cells,
    )
