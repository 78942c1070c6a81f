"""Numbers side by side: sponsors by number of regions, and two regions or editions compared."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString

from fachwerk.portal.charts.drawing import Datum, drawn
from fachwerk.portal.charts.records import Chart, Frame, Key, Line, Side, one_by_one
from fachwerk.portal.charts.svg import Headed, Link, finished, paint, shortened
from fachwerk.portal.charts.timeline import titled
from fachwerk.portal.charts.words import Language, number, projects, said


def sponsors(sponsors_of: Mapping[int, int], frame: Frame, hrefs: Mapping[int, str] | None = None) -> Chart:
    """Draw how many sponsors have projects in one region, in two, in three …: `{1: 57, 2: 9}`; gaps count as 0."""
    title, language, leads = titled("sponsors", frame), frame.language, hrefs or {}
    found = {regions: count for regions, count in sponsors_of.items() if count > 0}
    shown = range(1, max(found, default=0) + 1)
    rows = tuple((regions, found.get(regions, 0)) for regions in shown)
    description = _sponsors_description(found, language)
    links = [Link(leads.get(regions, ""), f"{_in_regions(regions, language)}: {count}") for regions, count in rows]
    has_links = any(link.href for link in links)
    drawing = ""
    if found:
        data = [_sponsors_bar(row, *counted, language) for row, counted in enumerate(rows)]
        linked = [datum | {"href": f"#{row}"} if links[row].href else datum for row, datum in enumerate(data)]
        headed = Headed("sponsors", frame.prefix, title, description)
        drawing = finished(drawn("bars", frame.width, {"bars": linked}), headed, links if has_links else ())
    columns = said("number_of_regions", language), said("sponsor", language)
    return Chart(
        title, description, SafeString(drawing), columns, rows, one_by_one(rows, [link.href for link in links], 1)
    )


def _sponsors_bar(row: int, regions: int, count: int, language: Language) -> dict[str, str | int]:
    return {
        "row": row,
        "note": _in_regions(regions, language),
        "count": count,
        "paint": paint("bar"),
        "edge": "transparent",
        "label": number(count, language),
    }


def _in_regions(regions: int, language: Language) -> str:
    return said("in_one", language) if regions == 1 else said("in_many", language, count=regions)


def _sponsors_description(found: Mapping[int, int], language: Language) -> str:
    if not found:
        return said("none", language)
    alone, all_of_them = found.get(1, 0), sum(found.values())
    return said(
        "sponsors_of",
        language,
        sponsors=number(all_of_them, language),
        alone=number(alone, language),
        wide=number(all_of_them - alone, language),
        most=max(found),
    )


def comparison(first: Side, second: Side, lines: Sequence[Line], frame: Frame) -> Chart:
    """Draw two regions or editions side by side, funding line by funding line.

    The second side's bars are hollow as well as of another colour, and every bar has its number.
    """
    language = frame.language
    title = said("comparison", language, first=first.label, second=second.label)
    both = list(zip(first.counts, second.counts, strict=True))
    rows = tuple((line.label, *counts) for line, counts in zip(lines, both, strict=True))
    is_there = any(map(sum, both))
    description = _comparison_description(first, second, lines, language) if is_there else said("none", language)
    drawing = ""
    if is_there:
        drawing = finished(
            drawn(
                "comparison",
                frame.width,
                {
                    "names": [
                        {"row": row, "label": shortened(line.label, frame.width, 13)} for row, line in enumerate(lines)
                    ],
                    "first": _side(first, "side-1", "transparent", language),
                    "second": _side(second, "side-2", paint("edge"), language),
                },
            ),
            Headed("comparison", frame.prefix, title, description),
        )
    return Chart(
        title,
        description,
        SafeString(drawing),
        (said("line", language), first.label, second.label),
        rows,
        legend=(Key("side-1", first.label), Key("side-2 edge", second.label)),
    )


def _side(side: Side, name: str, edge: str, language: Language) -> list[Datum]:
    return [
        {"row": row, "count": count, "paint": paint(name), "edge": edge, "label": number(count, language)}
        for row, count in enumerate(side.counts)
    ]


def _comparison_description(first: Side, second: Side, lines: Sequence[Line], language: Language) -> str:
    apart = [abs(one - other) for one, other in zip(first.counts, second.counts, strict=True)]
    widest = apart.index(max(apart))
    return said(
        "comparison_of" if apart[widest] else "comparison_even",
        language,
        first=first.label,
        second=second.label,
        projects_first=projects(sum(first.counts), language),
        projects_second=projects(sum(second.counts), language),
        widest=lines[widest].label,
        count_first=first.counts[widest],
        count_second=second.counts[widest],
    )
