"""The words of charts and maps, in both of the portal's languages: sentences, months, days, numbers."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["de", "en"]

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "de": ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}

SENTENCES: Mapping[str, Mapping[Language, str]] = {
    "about": {"de": "{title}: {about}", "en": "{title}: {about}"},
    "project": {"de": "Vorhaben", "en": "Project"},
    "projects": {"de": "Vorhaben", "en": "Projects"},
    "one_project": {"de": "1 Vorhaben", "en": "1 project"},
    "many_projects": {"de": "{count} Vorhaben", "en": "{count} projects"},
    "none": {"de": "Dafür gibt es keine Vorhaben.", "en": "There are no projects for this."},
    "group": {"de": "Gehört zu", "en": "Belongs to"},
    "begin": {"de": "Beginn", "en": "Begin"},
    "end": {"de": "Ende", "en": "End"},
    "region": {"de": "Region", "en": "Region"},
    "line": {"de": "Förderlinie", "en": "Funding line"},
    "month": {"de": "Monat", "en": "Month"},
    "total": {"de": "Summe", "en": "Total"},
    "timeline": {"de": "Vorhaben auf der Zeitachse", "en": "Projects on a timeline"},
    "timeline_of_one": {
        "de": "Ein Balken zeigt, wann das Vorhaben läuft, zwischen {first} und {last}.",
        "en": "A bar shows when the project runs, between {first} and {last}.",
    },
    "timeline_of": {
        "de": "{count} Balken zeigen, wann die Vorhaben laufen, zwischen {first} und {last}.",
        "en": "{count} bars show when the projects run, between {first} and {last}.",
    },
    "timeline_dateless": {
        "de": "Zu keinem der {count} Vorhaben ist ein Datum angegeben.",
        "en": "No date is stated for any of the {count} projects.",
    },
    "day_shown": {"de": "Die senkrechte Linie ist der {day}.", "en": "The vertical line is {day}."},
    "day_outside": {
        "de": "Der {day} liegt außerhalb der Zeitachse.",
        "en": "{day} lies outside of the timeline.",
    },
    "without_dates": {"de": "Ohne Datum: {count}.", "en": "Without dates: {count}."},
    "without_begin": {"de": "Ohne Beginn: {count}.", "en": "Without a begin: {count}."},
    "without_end": {"de": "Ohne Ende: {count}.", "en": "Without an end: {count}."},
    "turned": {
        "de": "Mit einem Ende vor dem Beginn, ohne Balken: {count}.",
        "en": "With an end before the begin, without a bar: {count}.",
    },
    "cut": {
        "de": "Am Rand der Zeitachse abgeschnitten: {count}.",
        "en": "Cut off at the edge of the timeline: {count}.",
    },
    "no_dates": {"de": "ohne Datum", "en": "no dates"},
    "no_begin": {"de": "Beginn nicht angegeben", "en": "begin not stated"},
    "no_end": {"de": "Ende nicht angegeben", "en": "end not stated"},
    "is_turned": {"de": "Ende vor dem Beginn", "en": "end before the begin"},
    "matrix": {"de": "Vorhaben nach Region und Förderlinie", "en": "Projects by region and funding line"},
    "matrix_of": {
        "de": "{regions} Regionen (Zeilen) und {lines} Förderlinien (Spalten), zusammen {projects}. "
        "Die meisten: {best} ({count}). Felder ohne Vorhaben: {empty} von {cells}.",
        "en": "{regions} regions (rows) and {lines} funding lines (columns), {projects} in all. "
        "Most: {best} ({count}). Cells without a project: {empty} of {cells}.",
    },
    "cell": {"de": "{region}, Förderlinie {line}: {projects}", "en": "{region}, funding line {line}: {projects}"},
    "sponsors": {"de": "Träger nach Zahl der Regionen", "en": "Organisations by number of regions"},
    "sponsors_of": {
        "de": "{sponsors} Träger; {alone} davon in nur einer Region, {wide} in mehreren, höchstens in {most}.",
        "en": "{sponsors} organisations; {alone} of them in one region only, {wide} in several, {most} at most.",
    },
    "sponsor": {"de": "Träger", "en": "Organisations"},
    "number_of_regions": {"de": "Zahl der Regionen", "en": "Number of regions"},
    "in_one": {"de": "in 1 Region", "en": "in 1 region"},
    "in_many": {"de": "in {count} Regionen", "en": "in {count} regions"},
    "programme": {"de": "Laufende Vorhaben je Monat", "en": "Running projects by month"},
    "programme_of": {
        "de": "Von {first} bis {last}: die meisten im {best} ({most}), die wenigsten im {worst} ({least}).",
        "en": "From {first} to {last}: most in {best} ({most}), fewest in {worst} ({least}).",
    },
    "period": {"de": "Laufzeit", "en": "Period"},
    "period_of": {
        "de": "Das Vorhaben läuft vom {begin} bis {end}; die Achse geht vom {first} bis {last}.",
        "en": "The project runs from {begin} to {end}; the axis goes from {first} to {last}.",
    },
    "period_open_end": {
        "de": "Das Vorhaben beginnt am {begin}, ein Ende ist nicht angegeben; die Achse geht vom {first} bis {last}.",
        "en": "The project begins on {begin}, no end is stated; the axis goes from {first} to {last}.",
    },
    "period_open_begin": {
        "de": "Das Vorhaben endet am {end}, ein Beginn ist nicht angegeben; die Achse geht vom {first} bis {last}.",
        "en": "The project ends on {end}, no begin is stated; the axis goes from {first} to {last}.",
    },
    "period_none": {"de": "Eine Laufzeit ist nicht angegeben.", "en": "No period is stated."},
    "period_turned": {
        "de": "Angegeben sind der Beginn {begin} und, davor, das Ende {end}; so läuft kein Vorhaben.",
        "en": "Stated are the begin {begin} and, before it, the end {end}; no project runs like that.",
    },
    "comparison": {"de": "{first} und {second} im Vergleich", "en": "{first} and {second} compared"},
    "comparison_of": {
        "de": "{first}: {projects_first}; {second}: {projects_second}. Am weitesten auseinander: {widest} "
        "({count_first} und {count_second}).",
        "en": "{first}: {projects_first}; {second}: {projects_second}. Furthest apart: {widest} "
        "({count_first} and {count_second}).",
    },
    "comparison_even": {
        "de": "{first}: {projects_first}; {second}: {projects_second}. Kein Unterschied.",
        "en": "{first}: {projects_first}; {second}: {projects_second}. No difference.",
    },
    "map": {"de": "Vorhaben nach Region", "en": "Projects by region"},
    "map_of": {
        "de": "Karte von {regions} Regionen, zusammen {projects}. Die meisten: {best} ({count}). "
        "Ohne Vorhaben: {empty}.",
        "en": "Map of {regions} regions, {projects} in all. Most: {best} ({count}). Without a project: {empty}.",
    },
    "map_places": {"de": "Punkte zeigen {count} Orte.", "en": "Points show {count} places."},
    "map_elsewhere": {"de": "Ohne Punkt auf der Karte: {places}.", "en": "Without a point on the map: {places}."},
    "on_map": {"de": "{region}: {projects}", "en": "{region}: {projects}"},
    "place": {"de": "Ort", "en": "Place"},
    "district": {"de": "Lkr. {core}", "en": "{core} district"},
    "share": {"de": "{low} bis {high}", "en": "{low} to {high}"},
    "nobody": {"de": "keine", "en": "none"},
}


def said(name: str, language: Language, **values: object) -> str:
    """Fill a sentence of the table."""
    return SENTENCES[name][language].format(**values)


def number(count: int, language: Language) -> str:
    """Group thousands: 1.234 in German, 1,234 in English."""
    grouped = f"{count:,}"
    return grouped.replace(",", ".") if language == "de" else grouped


def projects(count: int, language: Language) -> str:
    """Count projects in words: "1 Vorhaben", "2 Vorhaben"."""
    if count == 1:
        return said("one_project", language)
    return said("many_projects", language, count=number(count, language))


def month(day: date, language: Language) -> str:
    """Name a month and its year: "März 2023", "Mar 2023"."""
    return f"{MONTHS[language][day.month - 1]} {day.year}"


def in_words(day: date, language: Language) -> str:
    """Write a day: 1.3.2023 in German, 1 Mar 2023 in English."""
    return f"{day.day}.{day.month}.{day.year}" if language == "de" else f"{day.day} {month(day, language)}"
