"""Charts are drawings that a page may hold as they are, and each says what its table says."""

import re
import string
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from time import process_time
from xml.etree import ElementTree

import pytest

from fachwerk.portal.charts import (
    MOST_BARS,
    NARROW,
    WIDE,
    Bar,
    Chart,
    Count,
    Frame,
    Key,
    Line,
    Month,
    Period,
    Side,
    comparison,
    matrix,
    period,
    programme,
    sponsors,
    timeline,
)
from fachwerk.portal.charts.shades import shades
from fachwerk.portal.charts.svg import FILLS, STROKES
from fachwerk.portal.charts.ticks import levels, ticks
from fachwerk.portal.charts.words import MONTHS, SENTENCES, Language, in_words, month, number

DAY = date(2023, 7, 1)
HOSTILE = '<script>alert("1")</script> & \x00\x0b\ud800 "\'>]]>'
PRINTED = '<script>alert("1")</script> & "\'>]]>'
LINES = (Line("1", "digitaler Wandel", 1), Line("7", "Anwerbung ausländischer Fachkräfte", 7))
REGIONS = ("Chemnitz, Stadt", "Landkreis Bautzen", HOSTILE)
BARS = (
    Bar("Willkommenszentrum", date(2022, 11, 17), date(2023, 12, 31), "/projekte/1?a=1&b=2", "Bautzen", 7),
    Bar(HOSTILE, date(2023, 1, 1), None, '/projekte/"<2>', HOSTILE, 1),
    Bar("Ohne Beginn", None, date(2023, 6, 30)),
    Bar("Ohne alles", None, None),
    Bar("Verdreht", date(2023, 5, 1), date(2023, 1, 31)),
)
MONTHS_RUN = tuple(Month(date(2023, number, 15), (number, 12 - number)) for number in range(1, 13))
ELEMENTS = {"svg", "title", "desc", "g", "path", "line", "rect", "circle", "text", "a"}
SPAN = date(2021, 7, 1), date(2027, 12, 31)


def frame(language: Language = "de", prefix: str = "one", width: int = WIDE) -> Frame:
    return Frame(language, prefix, "Landkreis Bautzen", width)


def every_chart(language: Language, width: int) -> Iterator[Chart]:
    """One chart of each kind, each with its own prefix, hostile words wherever words go."""
    names = (f"c{number}" for number in range(20))
    lines = (*LINES, Line(HOSTILE, HOSTILE, 10))
    yield timeline(BARS, frame(language, next(names), width), DAY)
    yield matrix(REGIONS, lines, (Count(0, 0, 3, "/a?b&c"), Count(2, 2, 1, "/d")), frame(language, next(names), width))
    yield sponsors({1: 57, 2: 9, 4: 1}, frame(language, next(names), width), {1: "/e"})
    months = [Month(found.month, (*found.counts, 2)) for found in MONTHS_RUN]
    yield programme(lines, months, frame(language, next(names), width), DAY)
    yield comparison(Side(HOSTILE, (1, 2, 0)), Side("Görlitz", (2, 0, 0)), lines, frame(language, next(names), width))
    yield period(Period(date(2023, 1, 1), date(2023, 12, 31)), SPAN, frame(language, next(names), width), DAY)


@pytest.fixture(scope="module", params=["de", "en"])
def charts(request: pytest.FixtureRequest) -> list[Chart]:
    return [*every_chart(request.param, WIDE), *every_chart(request.param, NARROW)]


def elements(chart: Chart) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(chart.svg).iter())


def tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in elements(chart) if tag(element) == "text"]


def of_class(chart: Chart, name: str) -> list[ElementTree.Element]:
    return [element for element in elements(chart) if name in element.get("class", "").split()]


# --- what holds for every chart ------------------------------------------------------------------------------------


def test_a_drawing_has_no_style_no_script_and_nothing_from_elsewhere(charts: list[Chart]) -> None:
    for chart in charts:
        assert {tag(element) for element in elements(chart)} <= ELEMENTS
        for element in elements(chart):
            assert not any(name.startswith("on") or "style" in name or ":" in name for name in element.attrib), element
        assert "<script" not in chart.svg
        assert "vega" not in chart.svg


def test_colours_and_fonts_are_the_pages_business(charts: list[Chart]) -> None:
    known = {*FILLS, *STROKES, "chart", "timeline", "matrix", "sponsors", "programme", "comparison", "period"}
    for chart in charts:
        assert not re.search(r"#[0-9a-f]{6}|rgb|var\(|font-family|stroke=", chart.svg)
        assert set(re.findall(r'fill="(.*?)"', chart.svg)) <= {"none"}
        assert {name for element in elements(chart) for name in element.get("class", "").split()} <= known


def test_a_drawing_is_named_and_described(charts: list[Chart]) -> None:
    for chart in charts:
        svg = ElementTree.fromstring(chart.svg)
        by_id = {element.get("id"): element.text for element in svg.iter() if element.get("id")}
        assert by_id[svg.attrib["aria-labelledby"]] == chart.title.replace(HOSTILE, PRINTED)
        assert by_id[svg.attrib["aria-describedby"]] == chart.description.replace(HOSTILE, PRINTED)


def test_a_drawing_with_links_is_no_image(charts: list[Chart]) -> None:
    for chart in charts:
        links = [element for element in elements(chart) if tag(element) == "a"]
        assert ElementTree.fromstring(chart.svg).get("role") == ("group" if links else "img")
        assert all(link.get("aria-label") and link.get("href") for link in links)


def test_texts_beside_links_are_hidden_from_those_who_listen(charts: list[Chart]) -> None:
    for chart in charts:
        found = elements(chart)
        in_links = {text for link in found if tag(link) == "a" for text in link if tag(text) == "text"}
        hidden = {text for text in found if text.get("aria-hidden") == "true"}
        assert {text for text in found if tag(text) == "text"} == hidden | in_links
        assert not hidden & in_links


def test_several_charts_on_one_page_share_no_id(charts: list[Chart]) -> None:
    ids = [element.get("id") for chart in charts[:6] for element in elements(chart) if element.get("id")]
    assert len(ids) == 12
    assert len(set(ids)) == 12


def test_every_row_of_a_table_has_all_its_columns(charts: list[Chart]) -> None:
    for chart in charts:
        assert chart.rows
        assert {len(row) for row in chart.rows} == {len(chart.columns)}
        assert not chart.links or [len(row) for row in chart.links] == [len(row) for row in chart.rows]


def test_links_of_drawing_and_table_are_the_same(charts: list[Chart]) -> None:
    for chart in charts:
        drawn = [element.attrib["href"] for element in elements(chart) if tag(element) == "a"]
        assert drawn == [href for row in chart.links for href in row if href]


def test_a_drawing_fits_its_width(charts: list[Chart]) -> None:
    widths = [float(ElementTree.fromstring(chart.svg).attrib["viewBox"].split()[2]) for chart in charts]
    assert all(width <= WIDE + 40 for width in widths[:6])
    assert all(width <= NARROW + 40 for width in widths[6:])


def test_the_same_is_drawn_the_same() -> None:
    assert list(every_chart("de", WIDE)) == list(every_chart("de", WIDE))


def test_both_languages_have_every_sentence_with_the_same_values() -> None:
    for sentences in SENTENCES.values():
        assert set(sentences) == {"de", "en"}
        names = [
            {name for _, name, _, _ in string.Formatter().parse(sentence) if name} for sentence in sentences.values()
        ]
        assert names[0] == names[1]
    assert [len(months) for months in MONTHS.values()] == [12, 12]


def test_numbers_and_days_are_written_by_language() -> None:
    assert [number(1234567, "de"), number(1234, "en")] == ["1.234.567", "1,234"]
    assert [in_words(DAY, "de"), in_words(DAY, "en")] == ["1.7.2023", "1 Jul 2023"]
    assert [month(date(2023, 3, 9), "de"), month(date(2023, 3, 9), "en")] == ["März 2023", "Mar 2023"]


def test_altair_waits_until_something_is_drawn() -> None:
    code = "import sys, fachwerk.portal.charts; print({'altair', 'vl_convert'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


# --- timeline ------------------------------------------------------------------------------------------------------


def test_a_timeline_says_what_it_cannot_draw() -> None:
    chart = timeline(BARS, frame(), DAY)
    assert chart.title == "Vorhaben auf der Zeitachse: Landkreis Bautzen"
    assert chart.description == (
        "3 Balken zeigen, wann die Vorhaben laufen, zwischen 17.11.2022 und 31.12.2023. Ohne Datum: 1. Ohne Beginn: 1. "
        "Ohne Ende: 1. Mit einem Ende vor dem Beginn, ohne Balken: 1. Die senkrechte Linie ist der 1.7.2023."
    )
    assert {"ohne Datum", "Beginn nicht angegeben", "Ende vor dem Beginn"} <= set(texts(chart))
    assert len(of_class(chart, "open")) == 2
    assert len(of_class(chart, "now")) == 1
    assert [element.get("class") for element in elements(chart) if "k-" in element.get("class", "")] == [
        "k-7 edge",
        "k-1 open",
        "k-0 open",
    ]


def test_the_table_of_a_timeline_has_every_project() -> None:
    chart = timeline(BARS, frame("en"))
    assert chart.columns == ("Project", "Belongs to", "Begin", "End")
    assert chart.rows == tuple((bar.label, bar.group, bar.begin, bar.end) for bar in BARS)
    assert [row[0] for row in chart.links] == [bar.href for bar in BARS]


def test_a_bar_is_as_long_as_its_project_runs() -> None:
    year = Bar("Jahr", date(2023, 1, 1), date(2023, 12, 31))
    half = Bar("Halbjahr", date(2023, 1, 1), date(2023, 7, 2))
    lengths = [bar_length(bar) for bar in of_class(timeline((year, half), frame()), "k-0")]
    assert lengths[1] / lengths[0] == pytest.approx(183 / 365, abs=0.002)


def bar_length(bar: ElementTree.Element) -> float:
    across = [float(found) for found in re.findall(r"[ML]([\d.]+),", bar.attrib["d"])]
    return max(across) - min(across)


def test_days_outside_of_a_given_span_are_cut_off_and_counted() -> None:
    odd = (Bar("Tippfehler", date(1923, 1, 1), date(2023, 12, 31)), BARS[0])
    chart = timeline(odd, frame(), date(2030, 1, 1), (date(2022, 1, 1), date(2024, 12, 31)))
    assert "zwischen 1.1.2022 und 31.12.2024" in chart.description
    assert "abgeschnitten: 1." in chart.description
    assert "Der 1.1.2030 liegt außerhalb der Zeitachse." in chart.description
    assert of_class(chart, "now") == []


def test_projects_without_any_date_are_still_named() -> None:
    chart = timeline([Bar("Ohne alles", None, None, "/x")], frame("en"))
    assert chart.description == "No date is stated for any of the 1 projects."
    assert {"Ohne alles", "no dates"} <= set(texts(chart))


def test_no_projects_are_no_drawing() -> None:
    for chart in (
        timeline([], frame()),
        matrix(REGIONS, LINES, [], frame()),
        sponsors({}, frame()),
        programme(LINES, [], frame()),
        comparison(Side("a", (0, 0)), Side("b", (0, 0)), LINES, frame()),
    ):
        assert chart.svg == ""
        assert chart.description == "Dafür gibt es keine Vorhaben."


def test_more_bars_than_one_page_reads_are_refused() -> None:
    with pytest.raises(ValueError, match="101 bars are more than 100"):
        timeline([BARS[0]] * (MOST_BARS + 1), frame())


def test_the_last_and_the_first_day_of_the_calendar_are_drawn() -> None:
    assert timeline([Bar("Immer", date.min, date.max)], frame()).svg


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (date(2022, 11, 1), date(2023, 3, 1), ["Nov. 2022", "Dez. 2022", "Jan. 2023", "Feb. 2023"]),
        (date(2021, 7, 1), date(2023, 1, 1), ["Juli 2021", "Okt. 2021", "Jan. 2022", "Apr. 2022", "Juli 2022"]),
        (date(2014, 1, 1), date(2021, 1, 1), ["2014", "2015", "2016", "2017", "2018", "2019"]),
        (date(1985, 3, 1), date(2024, 1, 1), ["1990", "2000", "2010"]),
    ],
)
def test_an_axis_has_round_months_and_years(first: date, last: date, labels: list[str]) -> None:
    found = [str(tick["label"]) for tick in ticks(first, last, 500, "de") if tick["label"]]
    assert found[: len(labels)] == labels


# --- the others ----------------------------------------------------------------------------------------------------


def test_the_table_of_a_matrix_has_every_cell_and_its_link() -> None:
    counts = (Count(0, 0, 3, "/a"), Count(1, 1, 1), Count(1, 0, 0, "/nowhere"))
    chart = matrix(REGIONS[:2], LINES, counts, frame())
    assert chart.columns == ("Region", "digitaler Wandel", "Anwerbung ausländischer Fachkräfte", "Summe")
    assert chart.rows == (("Chemnitz, Stadt", 3, 0, 3), ("Landkreis Bautzen", 0, 1, 1))
    assert chart.links == (("", "/a", "", ""), ("", "", "", ""))
    assert chart.description == (
        "2 Regionen (Zeilen) und 2 Förderlinien (Spalten), zusammen 4 Vorhaben. Die meisten: Chemnitz, Stadt, "
        "digitaler Wandel (3). Felder ohne Vorhaben: 2 von 4."
    )
    assert [link.get("aria-label") for link in elements(chart) if tag(link) == "a"] == [
        "Chemnitz, Stadt, Förderlinie digitaler Wandel: 3 Vorhaben"
    ]
    assert [len(of_class(chart, f"step-{step}")) for step in range(6)] == [2, 1, 0, 1, 0, 0]
    assert sorted(texts(chart)) == ["1", "1", "3", "7", "Chemnitz, Stadt", "Landkreis Bautzen", "·", "·"]


@pytest.mark.parametrize(
    ("greatest", "legend"),
    [
        (0, ["keine"]),
        (3, ["keine", "1", "2", "3"]),
        (5, ["keine", "1", "2", "3", "4", "5"]),
        (7, ["keine", "1 bis 2", "3 bis 4", "5 bis 6", "7"]),
        (5000, ["keine", "1 bis 1.000", "1.001 bis 2.000", "2.001 bis 3.000", "3.001 bis 4.000", "4.001 bis 5.000"]),
    ],
)
def test_shades_stand_for_equal_ranges(greatest: int, legend: list[str]) -> None:
    shade = shades([0, greatest])
    assert [key.label for key in shade.legend("de")] == legend
    assert shade.step(greatest) == len(legend) - 1


def test_sponsors_are_counted_for_each_number_of_regions() -> None:
    chart = sponsors({4: 1, 1: 57, 2: 9}, Frame("en", "s"), {1: "/organisations?regions=1"})
    assert chart.rows == ((1, 57), (2, 9), (3, 0), (4, 1))
    assert chart.links[0] == ("", "/organisations?regions=1")
    assert chart.description == "67 organisations; 57 of them in one region only, 10 in several, 4 at most."
    assert texts(chart) == ["in 1 region", "in 2 regions", "in 3 regions", "in 4 regions", "57", "9", "0", "1"]


def test_the_programme_over_time_adds_its_lines_up() -> None:
    months = [Month(date(2023, 1, 31), (1, 2)), Month(date(2023, 2, 1), (5, 0))]
    chart = programme(LINES, months, Frame("de", "p"))
    assert chart.columns == ("Monat", "digitaler Wandel", "Anwerbung ausländischer Fachkräfte", "Summe")
    assert chart.rows == ((date(2023, 1, 1), 1, 2, 3), (date(2023, 2, 1), 5, 0, 5))
    assert (
        chart.description
        == "Von Jan. 2023 bis Feb. 2023: die meisten im Feb. 2023 (5), die wenigsten im Jan. 2023 (3)."
    )
    assert chart.legend == (Key("k-1", "1 digitaler Wandel"), Key("k-7", "7 Anwerbung ausländischer Fachkräfte"))
    assert len(of_class(chart, "k-1")) == len(of_class(chart, "k-7")) == 1
    assert [element.text for element in of_class(chart, "on-bar")] == ["1", "7"]


def test_one_line_over_time_needs_no_legend() -> None:
    chart = programme(LINES[:1], [Month(DAY, (3,))], frame())
    assert (chart.columns, chart.rows, chart.legend) == (("Monat", "digitaler Wandel"), ((DAY, 3),), ())


@pytest.mark.parametrize(
    ("greatest", "found"),
    [(1, ["", "1"]), (5, ["", "1", "2", "3", "4", "5"]), (89, ["", "20", "40", "60", "80"]), (5000, 6)],
)
def test_levels_are_round(greatest: int, found: list[str] | int) -> None:
    labels = [level["label"] for level in levels([greatest], "de")]
    assert (len(labels) if isinstance(found, int) else labels) == found


def test_a_comparison_names_the_widest_difference() -> None:
    chart = comparison(Side("Leipzig", (1, 5)), Side("Görlitz", (3, 0)), LINES, Frame("de", "v"))
    assert chart.title == "Leipzig und Görlitz im Vergleich"
    assert chart.rows == (("digitaler Wandel", 1, 3), ("Anwerbung ausländischer Fachkräfte", 5, 0))
    assert chart.description == (
        "Leipzig: 6 Vorhaben; Görlitz: 3 Vorhaben. Am weitesten auseinander: Anwerbung ausländischer Fachkräfte "
        "(5 und 0)."
    )
    assert len(of_class(chart, "side-1")) == len(of_class(chart, "side-2")) == 2
    even = comparison(Side("a", (1, 1)), Side("b", (1, 1)), LINES, Frame("en", "v"))
    assert even.description == "a: 2 projects; b: 2 projects. No difference."


@pytest.mark.parametrize(
    ("stated", "description", "classes"),
    [
        (
            Period(date(2022, 11, 17), date(2023, 12, 31)),
            "Das Vorhaben läuft vom 17.11.2022 bis 31.12.2023; die Achse geht vom 1.7.2021 bis 31.12.2027.",
            ["bar"],
        ),
        (
            Period(date(2020, 1, 1), None),
            "Das Vorhaben beginnt am 1.1.2020, ein Ende ist nicht angegeben; "
            "die Achse geht vom 1.1.2020 bis 31.12.2027.",
            ["bar open"],
        ),
        (
            Period(None, date(2023, 1, 1)),
            "Das Vorhaben endet am 1.1.2023, ein Beginn ist nicht angegeben; "
            "die Achse geht vom 1.7.2021 bis 31.12.2027.",
            ["bar open"],
        ),
        (Period(None, None), "Eine Laufzeit ist nicht angegeben.", []),
        (
            Period(date(2023, 12, 1), date(2023, 1, 31)),
            "Angegeben sind der Beginn 1.12.2023 und, davor, das Ende 31.1.2023; so läuft kein Vorhaben.",
            [],
        ),
    ],
)
def test_a_period_is_a_bar_in_its_programmes_span(stated: Period, description: str, classes: list[str]) -> None:
    chart = period(stated, SPAN, Frame("de", "z"), DAY)
    assert chart.description == description
    assert ([one.get("class") for one in of_class(chart, "bar")] if chart.svg else []) == classes
    assert chart.rows == ((stated.begin, stated.end),)


def test_a_period_is_drawn_in_half_a_millisecond() -> None:
    stated, set_so = Period(date(2022, 11, 17), date(2023, 12, 31)), Frame("de", "z")
    begin = process_time()
    for _ in range(100):
        period(stated, SPAN, set_so, DAY)
    assert (process_time() - begin) / 100 < 0.0005
