"""Exploring a register: one chart a page, chosen by a form, with its table; one visible tuple of what there is."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from io import StringIO
from typing import NamedTuple, TypeAlias

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fachwerk.errors import UnknownIdentifier, UnusableQuery
from fachwerk.portal import wording
from fachwerk.portal.answers import has, marked, tag_of, unchanged
from fachwerk.portal.charts import Chart
from fachwerk.portal.downloads.separated import MARK, SEPARATORS, harmless
from fachwerk.portal.groups import directory_of, groups_of
from fachwerk.portal.opened import served
from fachwerk.portal.pages import addresses
from fachwerk.portal.pages.drawings import (
    Side,
    comparison_of,
    figure,
    lines_of,
    matrix_of,
    programme_of,
    sponsors_of,
    timeline_of,
)
from fachwerk.portal.pages.funding import known_lines
from fachwerk.portal.pages.known import Known, known
from fachwerk.portal.pages.rendered import Context, State, page, show
from fachwerk.portal.pages.sets import day_of as day_of_list
from fachwerk.portal.pages.sets import query_of, shown_of
from fachwerk.portal.pages.where import regions_by_key
from fachwerk.search.filters import day_of
from fachwerk.store import Edition, edition_called

ADDRESS = "/explore"
AT_ONCE = 40  # bars of a timeline
_WIDEST = 25  # sponsors that are named
_LONGEST = 100  # signs of what is asked that are looked at


Cell: TypeAlias = str | int | date | None
Table: TypeAlias = Sequence[Sequence[Cell]]


class Field(NamedTuple):
    """One field of the form: `choices` are values and what they are called; without any it takes a day."""

    name: str
    label: SafeString
    value: str
    choices: Sequence[tuple[str, str]] = ()


class Note(NamedTuple):
    """A sentence beside a chart, and where it leads, if anywhere."""

    text: str
    href: str = ""


class Explored(NamedTuple):
    """What a page of exploring shows: the form, the chart, sentences, links, and a way on."""

    chart: Chart | None
    fields: Sequence[Field] = ()
    sentences: Sequence[SafeString] = ()
    heading: str = ""
    notes: Sequence[Note] = ()
    next: str = ""
    by_month: bool = False


class Asked(NamedTuple):
    """What a page is asked, in which language."""

    values: Mapping[str, str]
    language: str

    def of(self, name: str) -> str:
        return self.values.get(name, "")

    def day(self, name: str, otherwise: date | None = None) -> date | None:
        """Read a day. Raises UnusableQuery for what is none."""
        said = self.of(name)
        return day_of(said, name) if said else otherwise

    def key(self, name: str, known: Iterable[str], otherwise: str = "") -> str:
        """Read the key of something that there is. Raises UnusableQuery for another one."""
        said = self.of(name)
        if said and said not in known:
            raise UnusableQuery(f'{name} is "{said}"', advice="choose one of the form")
        return said or otherwise

    def say(self, name: str, **values: object) -> SafeString:
        return wording.said(name, self.language, **values)

    def address(self, path: str, **asked: object) -> str:
        return addresses.asked(addresses.in_language(path, self.language), asked)


class Exploration(NamedTuple):
    """One way to look at a register; sentences called `explore.<name>` and `explore.<name>_text` introduce it."""

    name: str
    made: Callable[[State, Asked], Explored]


@page
def explore(request: HttpRequest, language: str) -> HttpResponse:
    """Show what ways there are, and how the whole register goes over time."""
    return show(request, language, "explore.html", partial(_overview, asked=Asked({}, language)))


@page
def explored(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """Show one of them."""
    return show(request, language, "explored.html", partial(_one, one=_called(name), asked=asked_of(request, language)))


@page
def data(request: HttpRequest, language: str, name: str) -> HttpResponse:
    """Send the table of a chart as CSV, as other downloads are written."""
    one, asked = _called(name), asked_of(request, language)
    return send_table(request, language, one.name, lambda state: _table(one.made(state, asked)))


def send_table(request: HttpRequest, language: str, name: str, made: Callable[[State], Table]) -> HttpResponse:
    """Send a table as CSV, headings first, unless the client has it."""
    engine, today = served().engine(), date.today()
    with served().reading() as reading:
        tag = tag_of(request, f"{reading.version} {engine.version} {today}")
        if has(request, tag):
            return unchanged(tag)
        content = _separated(made(State(reading, engine, today)), language)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8; header=present")
    response["Content-Disposition"] = f'attachment; filename="fachwerk-{name}.csv"'
    response["X-Content-Type-Options"] = "nosniff"
    return marked(response, tag)


def _called(name: str) -> Exploration:
    found = next((one for one in EXPLORATIONS if one.name == name), None)
    if found is None:
        raise UnknownIdentifier(f'nothing is called "{name}" here', advice="the overview names what there is")
    return found


def asked_of(request: HttpRequest, language: str) -> Asked:
    """Read what an address asks; what is empty is left out."""
    values = {name: str(value).replace("\0", "").strip()[:_LONGEST] for name, value in request.GET.items()}
    return Asked({name: value for name, value in values.items() if value}, language)


def _overview(state: State, asked: Asked) -> Context:
    chart = _programme(state, asked).chart
    return {
        "section": "explore",
        "explorations": [one.name for one in EXPLORATIONS],
        "figure": None
        if chart is None
        else figure(chart, asked.language, "programme", asked.address(f"{ADDRESS}/programme.csv"), by_month=True),
    }


def _one(state: State, one: Exploration, asked: Asked) -> Context:
    found = one.made(state, asked)
    values = {name: value for name, value in asked.values.items() if name in {field.name for field in found.fields}}
    table = asked.address(f"{ADDRESS}/{one.name}.csv", **values)
    return {
        "section": "explore",
        "name": one.name,
        "found": found,
        "root": asked.address(f"{ADDRESS}/{one.name}"),
        "figure": found.chart and figure(found.chart, asked.language, one.name, table, found.by_month),
    }


def _table(found: Explored) -> Table:
    return [] if found.chart is None else [found.chart.columns, *found.chart.rows]


def _separated(table: Table, language: str) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter=SEPARATORS[language], lineterminator="\r\n")
    for row in table:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    return f"{MARK}{out.getvalue()}".encode()


# --- fields --------------------------------------------------------------------------------------------------------


def day_field(asked: Asked, value: date | None) -> Field:
    """A field for a day."""
    return Field("day", asked.say("explore.day"), "" if value is None else value.isoformat())


def _region_field(asked: Asked, name: str, label: SafeString, value: str, any_one: bool = True) -> Field:
    regions = [(key, region.name) for key, region in regions_by_key().items()]
    return Field(name, label, value, [*([("", asked.say("explore.all_regions"))] if any_one else []), *regions])


def line_field(asked: Asked, value: str) -> Field:
    """A field for a funding line, or all of them."""
    lines = [(number, f"{number} {line.label}") for number, line in known_lines().items()]
    return Field("line", asked.say("sets.line"), value, [("", asked.say("explore.all_lines")), *lines])


# --- what there is -------------------------------------------------------------------------------------------------


def _timeline(state: State, asked: Asked) -> Explored:
    """Draw the projects that run on a day, of a region or a line, the latest first, page by page."""
    day = asked.day("day", state.today)
    region, line = asked.key("region", regions_by_key()), asked.key("line", known_lines())
    query = replace(
        query_of({name: key for name, key in (("region", region), ("item", line)) if key}),
        running=day,
        limit=AT_ONCE,
        cursor=asked.of("cursor") or None,
        facets=("item",) if region else ("region",),
    )
    answer = state.engine.search(query)
    shown = [shown_of(hit.project, state.today) for hit in answer.hits]
    about = regions_by_key()[region].name if region else ""
    chart = timeline_of(shown, asked.language, day or state.today, about, "line" if region else "region")
    given = {"day": asked.of("day"), "region": region, "line": line}
    part = "line" if region else "region"
    notes = [
        Note(
            f"{count.label} ({wording.number(count.count, asked.language)})",
            asked.address(f"{ADDRESS}/timeline", **{**given, part: count.value}),
        )
        for count in answer.facets["item" if region else "region"]
    ]
    first = answer.hits[0].rank if answer.hits else 0
    return Explored(
        chart,
        [
            day_field(asked, day),
            _region_field(asked, "region", asked.say("sets.region"), region),
            line_field(asked, line),
        ],
        [asked.say("explore.running_on", n=answer.total, day=day, first=first, last=first + len(shown) - 1)]
        if shown
        else [],
        asked.say("explore.narrow"),
        notes,
        asked.address(f"{ADDRESS}/timeline", **given, cursor=answer.next) if answer.next else "",
    )


def _matrix(state: State, asked: Asked) -> Explored:
    """Draw how many projects each region has in each line, in all or on a day."""
    day = asked.day("day")
    counts = groups_of(state.reading).count("region", "line", running=day)
    running = {} if day is None else {"running": day.isoformat()}
    elsewhere = sum(count for (region, _), count in counts.items() if region is None)
    return Explored(
        matrix_of(counts, asked.language, running),
        [day_field(asked, day)],
        [asked.say("regions.elsewhere", n=elsewhere)] if elsewhere else [],
    )


def _sponsors(state: State, asked: Asked) -> Explored:
    """Draw how many organisations have projects in how many regions, and name those that are in the most."""
    regions, directory = groups_of(state.reading).sponsors_by_regions(), directory_of(state.reading)
    widest = sorted(((count, id) for id, count in regions.items() if count > 1), key=lambda one: (-one[0], one[1]))
    return Explored(
        sponsors_of(Counter(regions.values()), asked.language),
        heading=asked.say("explore.widest"),
        notes=[
            Note(
                ": ".join((directory.name(id), asked.say("explore.regions", n=count))),
                asked.address(addresses.of("organisations", id)),
            )
            for count, id in widest[:_WIDEST]
        ],
    )


def _programme(state: State, asked: Asked) -> Explored:
    """Draw how many projects run in each month, by line, of all regions or one."""
    region, groups = asked.key("region", regions_by_key()), groups_of(state.reading)
    months = groups.months_of_region(region) if region else groups.months("line")
    about = regions_by_key()[region].name if region else ""
    return Explored(
        None if months is None else programme_of(months, asked.language, state.today, about),
        [_region_field(asked, "region", asked.say("sets.region"), region)],
        [asked.say("sets.none")] if months is None else [],
        by_month=True,
    )


def _gaps(state: State, asked: Asked) -> Explored:
    """Say for each line in which regions none of its projects runs on a day."""
    day = asked.day("day", state.today)
    region, line = asked.key("region", regions_by_key()), asked.key("line", known_lines())
    counts = groups_of(state.reading).count("region", "line", running=day)
    regions = {key: one.name for key, one in regions_by_key().items() if region in ("", key)}
    sentences = [
        _gap(asked, number, {key: name for key, name in regions.items() if not counts[key, number]}, len(regions), day)
        for number in known_lines()
        if line in ("", number)
    ]
    running = {"running": (day or state.today).isoformat()}
    return Explored(
        matrix_of(counts, asked.language, running),
        [
            day_field(asked, day),
            _region_field(asked, "region", asked.say("sets.region"), region),
            line_field(asked, line),
        ],
        sentences,
    )


def _gap(asked: Asked, number: str, regions: Mapping[str, str], of: int, day: date | None) -> SafeString:
    address = asked.address(addresses.of("lines", number))
    line = format_html('<a href="{}">{}</a> (<span lang="de">{}</span>)', address, number, known_lines()[number].label)
    if not regions:
        return asked.say("explore.no_gap_html", line=line, day=day)
    if len(regions) == of > 1:
        return asked.say("explore.gap_everywhere_html", line=line, day=day)
    linked = [(asked.address(addresses.of("regions", key)), name) for key, name in regions.items()]
    names = format_html_join(", ", '<a href="{}" lang="de">{}</a>', linked)
    return asked.say("explore.gap_html", line=line, day=day, regions=names)


def _regions(state: State, asked: Asked) -> Explored:
    """Compare two regions, line by line, in all or on a day."""
    keys = list(regions_by_key())
    one = asked.key("one", keys, keys[0])
    other = asked.key("other", keys, next(key for key in keys if key != one))
    day = asked.day("day")
    counts = groups_of(state.reading).count("region", "line", running=day)
    numbers = lines_of({line: 0 for key, line in counts if key in (one, other)})
    sides = [Side(regions_by_key()[key].name, tuple(counts[key, number] for number in numbers)) for key in (one, other)]
    return Explored(
        comparison_of(sides[0], sides[1], numbers, asked.language),
        [
            _region_field(asked, "one", asked.say("explore.one_region"), one, any_one=False),
            _region_field(asked, "other", asked.say("explore.other_region"), other, any_one=False),
            day_field(asked, day),
        ],
        heading=asked.say("explore.more"),
        notes=[Note(regions_by_key()[key].name, asked.address(addresses.of("regions", key))) for key in (one, other)],
    )


def _editions(state: State, asked: Asked) -> Explored:
    """Compare what two lists have, line by line."""
    editions = known(state.reading).editions
    if not editions:
        return Explored(None, sentences=[asked.say("explore.no_lists")])
    before, newest = _two_of_one_list(known(state.reading))
    one = edition_called(asked.of("one") or before.sha256, editions)
    other = edition_called(asked.of("other") or newest.sha256, editions)
    counts = [state.reading.pages.count_by_line(edition.sha256) for edition in (one, other)]
    numbers = lines_of({number: 0 for count in counts for number in count})
    sides = [
        Side(_called_list(asked, edition), tuple(count.get(number, 0) for number in numbers))
        for edition, count in zip((one, other), counts, strict=True)
    ]
    choices = [(edition.sha256, _called_list(asked, edition)) for edition in editions]
    return Explored(
        comparison_of(sides[0], sides[1], numbers, asked.language),
        [
            Field("one", asked.say("explore.one_list"), one.sha256, choices),
            Field("other", asked.say("explore.other_list"), other.sha256, choices),
        ],
        [asked.say("explore.only_list")] if len(editions) == 1 else [],
        asked.say("explore.more"),
        [
            Note(_called_list(asked, edition), asked.address(addresses.of("editions", edition.sha256)))
            for edition in {edition.sha256: edition for edition in (one, other)}.values()
        ],
    )


def _two_of_one_list(lists: Known) -> tuple[Edition, Edition]:
    """Choose the newest edition that has one of the same list before it; without any, the two newest of all."""
    for edition in reversed(lists.editions):
        before = lists.before(edition)
        if before is not None:
            return before, edition
    return lists.editions[-2:][0], lists.editions[-1]


def _called_list(asked: Asked, edition: Edition) -> str:
    day = day_of_list(edition)
    return edition.file if day is None else f"{edition.file} ({wording.day(day, asked.language)})"


EXPLORATIONS = (
    Exploration("timeline", _timeline),
    Exploration("matrix", _matrix),
    Exploration("programme", _programme),
    Exploration("gaps", _gaps),
    Exploration("sponsors", _sponsors),
    Exploration("regions", _regions),
    Exploration("editions", _editions),
)
