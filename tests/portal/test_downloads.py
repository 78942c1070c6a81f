"""A result is taken along whole, in every format, as its readers and their programs need it."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from fachwerk.errors import UnusableQuery
from fachwerk.portal.application import set_up_web
from fachwerk.portal.downloads import format_called
from fachwerk.portal.downloads.result import COLUMNS, Result
from fachwerk.records import Value
from fachwerk.search.asking import Query
from fachwerk.settings import Settings
from fachwerk.store import Listed, open_register

ROOT = "https://foerderung.example"


@pytest.fixture(scope="module")
def listed(sample: Path) -> tuple[Listed, ...]:
    from fachwerk.store.pages import Pages

    with open_register(Settings(sample)) as register:
        return tuple(Pages(register).listed(one.id for one in register.projects()))


@pytest.fixture
def result(sample: Path, listed: tuple[Listed, ...]) -> Result:
    with open_register(Settings(sample)) as register:
        return Result(
            "de",
            "Messe",
            f"{ROOT}/de/search?q=Messe",
            ROOT,
            date(2026, 11, 23),
            register.version(),
            len(listed),
            "CC BY 4.0",
            register.editions(),
            listed,
        )


def with_values(one: Listed, **values: Any) -> Listed:
    said = {**one.listing.values, **{name: Value(str(value), value) for name, value in values.items()}}
    return replace(one, listing=replace(one.listing, values=said))


def written(name: str, result: Result) -> bytes:
    return b"".join(format_called(name).written(result))


# --- CSV -----------------------------------------------------------------------------------------------------------


def table(result: Result, separator: str) -> list[dict[str, str]]:
    text = written("csv", result).decode("utf-8-sig")
    assert text.endswith("\r\n")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=separator, strict=True))


def test_a_german_csv_is_as_excel_in_germany_reads_it(result: Result) -> None:
    content = written("csv", result)
    assert content.startswith(b"\xef\xbb\xbfKennung;Tr\xc3\xa4ger;Ort;")
    rows = table(result, ";")
    assert len(rows) == result.total == 53
    first = rows[0]
    assert (first["Träger"], first["Beginn"], first["Zeile"], first["Seite"]) == (
        "Volkshochschule Dresden",
        "2022-11-17",
        "1",
        "1",
    )
    assert first["Adresse"] == f"{ROOT}/projects/{first['Kennung']}"


def test_an_english_csv_is_rfc_4180(result: Result) -> None:
    rows = table(replace(result, language="en"), ",")
    assert rows[0]["Organisation"] == "Volkshochschule Dresden"


def test_texts_with_separators_quotes_and_line_breaks_come_back(result: Result, listed: tuple[Listed, ...]) -> None:
    title = 'Messe; "Kurs", mehr\nund Rat'
    (row,) = table(replace(result, projects=[with_values(listed[0], title=title)]), ";")
    assert row["Titel"] == title


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+49 351", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_text_becomes_a_formula(result: Result, listed: tuple[Listed, ...], title: str) -> None:
    (row,) = table(replace(result, projects=[with_values(listed[0], title=title)]), ";")
    assert row["Titel"] == f"'{title}"


def test_amounts_are_numbers_of_the_language(result: Result, listed: tuple[Listed, ...]) -> None:
    one = replace(result, projects=[with_values(listed[0], amount_total=Decimal("-1234567.50"))])
    assert table(one, ";")[0]["Gesamtkosten"] == "-1234567,50"
    assert table(replace(one, language="en"), ",")[0]["Total cost"] == "-1234567.50"


# --- XLSX ----------------------------------------------------------------------------------------------------------


def test_a_workbook_has_real_days_and_numbers_and_says_where_it_is_from(result: Result) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(written("xlsx", result)))
    assert book.sheet_names == ["Vorhaben", "Quelle"]
    head, first, *rest = book.get_sheet_by_name("Vorhaben").to_python()
    row = dict(zip(head, first, strict=True))
    assert len(rest) == 52
    assert (row["Träger"], row["Beginn"], row["Zeile"]) == ("Volkshochschule Dresden", date(2022, 11, 17), 1)
    facts = {row[0]: row[1] for row in book.get_sheet_by_name("Quelle").to_python()}
    assert facts["Frage"] == "Messe" and facts["Nutzungsbedingungen"] == "CC BY 4.0" and facts["Anzahl"] == 53
    assert facts["Abgerufen am"] == date(2026, 11, 23)


def test_the_heading_of_a_workbook_stays_and_filters(result: Result) -> None:
    with ZipFile(BytesIO(written("xlsx", result))) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert 'state="frozen"' in sheet and re.search(r'<autoFilter ref="A1:[A-Z]+54"/>', sheet)


def test_no_text_of_a_workbook_is_a_formula_or_too_long(result: Result, listed: tuple[Listed, ...]) -> None:
    one = with_values(listed[0], title="=1+1", description="ä" * 40_000, amount_total=Decimal("12345678901234567.89"))
    book = CalamineWorkbook.from_filelike(BytesIO(written("xlsx", replace(result, projects=[one]))))
    head, first = book.get_sheet_by_name("Vorhaben").to_python()
    row = dict(zip(head, first, strict=True))
    assert row["Titel"] == "=1+1" and row["Gesamtkosten"] == "12345678901234567.89"
    assert len(row["Beschreibung"]) == 32_767 and row["Beschreibung"].endswith("ä…")


# --- JSON and GeoJSON ----------------------------------------------------------------------------------------------


def test_json_has_the_projects_as_the_api_shows_them(result: Result, listed: tuple[Listed, ...]) -> None:
    from fachwerk.portal.downloads.structured import RESULT_KEYS
    from fachwerk.portal.objects import project_shape

    found = json.loads(written("json", result))
    assert list(found) == list(RESULT_KEYS)
    assert (found["question"], found["total"], len(found["items"])) == ("Messe", 53, 53)
    address = f"{ROOT}/projects/{listed[0].project.id}"
    assert found["items"][0] == {**json.loads(json.dumps(project_shape(listed[0]))), "address": address}


def test_an_empty_result_is_whole_json(result: Result) -> None:
    for name in ("json", "geojson"):
        assert json.loads(written(name, replace(result, projects=[], total=0)))["total"] == 0


def test_features_have_points_or_none(result: Result, listed: tuple[Listed, ...]) -> None:
    one, nowhere = listed[0], replace(listed[1], listing=replace(listed[1].listing, place=None, places=()))
    both = replace(listed[2], listing=replace(listed[2].listing, place=None, places=("14612000", "14713000")))
    found = json.loads(written("geojson", replace(result, projects=[one, nowhere, both])))
    assert found["type"] == "FeatureCollection" and "crs" not in found
    first, second, third = found["features"]
    assert first["geometry"]["type"] == "Point"
    east, north = first["geometry"]["coordinates"]
    assert 13 < east < 14.2 and 50.9 < north < 51.3  # Dresden
    assert second["geometry"] is None
    assert third["geometry"]["type"] == "MultiPoint" and len(third["geometry"]["coordinates"]) == 2
    assert first["id"] == one.project.id
    assert list(first["properties"]) == [column.name for column in COLUMNS]
    assert all(set(each) == {"type", "id", "geometry", "properties"} for each in found["features"])


# --- calendar ------------------------------------------------------------------------------------------------------


def lines_of(content: bytes) -> Iterator[str]:
    """Read strictly: every line ends with CRLF and has at most 75 octets; folded ones are joined."""
    assert content.endswith(b"\r\n")
    raw = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in raw)
    joined: list[str] = []
    for line in raw:
        text = line.decode()  # no sign is cut
        if text.startswith(" "):
            joined[-1] += text[1:]
        else:
            joined.append(text)
    yield from joined


def events_of(content: bytes) -> list[dict[str, str]]:
    lines = list(lines_of(content))
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-1] == "END:VCALENDAR" and "VERSION:2.0" in lines
    events: list[dict[str, str]] = []
    for line in lines[1:-1]:
        name, colon, value = line.partition(":")
        assert colon and re.fullmatch(r"[A-Z-]+(;VALUE=DATE)?", name), line
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and line != "END:VEVENT":
            assert name not in events[-1]
            events[-1][name] = value
    return events


def test_each_period_is_one_event_of_whole_days(result: Result, listed: tuple[Listed, ...]) -> None:
    events = events_of(written("ics", result))
    first = events[0]
    assert first["UID"] == f"{listed[0].project.id}@foerderung.example"
    assert first["DTSTART;VALUE=DATE"] == "20221117"
    assert first["DTEND;VALUE=DATE"] == "20240101"  # the day after 31 December 2023
    assert first["TRANSP"] == "TRANSPARENT" and re.fullmatch(r"\d{8}T\d{6}Z", first["DTSTAMP"])
    assert len({event["UID"] for event in events}) == len(events) <= 53
    assert all(
        {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "DTEND;VALUE=DATE", "SUMMARY", "URL"} <= set(one) for one in events
    )


def test_texts_of_events_are_escaped_and_folded(result: Result, listed: tuple[Listed, ...]) -> None:
    title = "Über; alles, was \\ zählt\r\nund " + "ö" * 100 + "\x07"
    (event,) = events_of(written("ics", replace(result, projects=[with_values(listed[0], title=title)])))
    assert event["SUMMARY"] == "Über\\; alles\\, was \\\\ zählt\\nund " + "ö" * 100


@pytest.mark.parametrize(
    "values",
    [{"begin": None}, {"end": None}, {"end": date(2022, 11, 16)}, {"begin": "Frühjahr"}, {"end": date.max}],
)
def test_a_project_without_a_period_is_no_event(result: Result, listed: tuple[Listed, ...], values: Any) -> None:
    assert events_of(written("ics", replace(result, projects=[with_values(listed[0], **values)]))) == []


def test_a_period_of_one_day_ends_on_the_next(result: Result, listed: tuple[Listed, ...]) -> None:
    day = date(2024, 2, 28)
    (event,) = events_of(written("ics", replace(result, projects=[with_values(listed[0], begin=day, end=day)])))
    assert event["DTEND;VALUE=DATE"] == f"{day + timedelta(days=1):%Y%m%d}" == "20240229"


# --- answers -------------------------------------------------------------------------------------------------------


@pytest.fixture
def request_of(sample: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("FACHWERK_REGISTER", str(sample))
    set_up_web()
    from django.test import RequestFactory

    return RequestFactory().get


def asked(query: Query) -> Any:
    from fachwerk.portal.downloads.sending import Asked

    return Asked(query, "Messe", "/search?q=Messe", "de")


@pytest.mark.parametrize("name", ["csv", "xlsx", "json", "geojson", "ics"])
def test_exactly_the_result_is_sent_as_a_file(request_of: Any, name: str) -> None:
    from fachwerk.portal.downloads.sending import send

    response = send(request_of("/de/search.x", {"q": "Messe"}), format_called(name), asked(Query("Messe", limit=2)))
    content = b"".join(response.streaming_content)
    response.close()
    assert response["Content-Length"] == str(len(content))
    assert re.fullmatch(rf'attachment; filename="fachwerk-\d{{4}}-\d\d-\d\d\.{name}"', response["Content-Disposition"])
    assert response["ETag"].startswith('W/"') and response["X-Content-Type-Options"] == "nosniff"
    if name == "json":
        found = json.loads(content)
        assert 2 < found["total"] == len(found["items"]) < 53


def test_a_file_is_packed_for_who_takes_it(request_of: Any) -> None:
    import gzip

    from fachwerk.portal.downloads.sending import send

    response = send(request_of("/x", headers={"Accept-Encoding": "gzip"}), format_called("json"), asked(Query()))
    content = b"".join(response.streaming_content)
    response.close()
    assert response["Content-Encoding"] == "gzip" and response["Content-Length"] == str(len(content))
    assert json.loads(gzip.decompress(content))["total"] == 53


def test_who_has_the_file_gets_it_no_second_time(request_of: Any) -> None:
    from fachwerk.portal.downloads.sending import send

    first = send(request_of("/x"), format_called("csv"), asked(Query()))
    first.close()
    second = send(request_of("/x", headers={"If-None-Match": first["ETag"]}), format_called("csv"), asked(Query()))
    assert second.status_code == 304


def test_a_question_or_format_that_is_not_understood_is_refused_before_anything_is_sent(request_of: Any) -> None:
    from fachwerk.portal.downloads.sending import send

    with pytest.raises(UnusableQuery, match=r'"docx" is no format; there are: csv, xlsx, json, geojson, ics'):
        format_called("docx")
    with pytest.raises(UnusableQuery):
        send(request_of("/x"), format_called("csv"), asked(Query(sort="colour")))
