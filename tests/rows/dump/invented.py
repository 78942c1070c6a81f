"""An invented list: bodies, places and projects that do not exist, in nine columns."""

from __future__ import annotations

from itertools import cycle
from typing import NamedTuple

from tests.rows.dump.setter import Sheet

HEADINGS = (
    "Projektträger",
    "Durchführungsort",
    "Region",
    "Nr. der RL",
    "Vorhabensart",
    "Beginn",
    "Ende",
    "Projekttitel",
    "Kurzbeschreibung",
)
SHEET = Sheet(HEADINGS, (14.0, 9.5, 10.0, 4.0, 11.0, 6.4, 6.4, 11.5, 27.0))


class Project(NamedTuple):
    """One row."""

    sponsor: str
    place: str
    region: str
    item: str
    kind: str
    begin: str
    end: str
    title: str
    description: str


_BODIES = (
    ("Handwerkskammer Erlau", "Erlau", "Erlautal"),
    ("Landratsamt Mulmetal", "Lengenau", "Mulmetal"),
    ("Bildungswerk Sankt Wenzel gGmbH", "Wenzelsberg", "Mulmetal"),
    ("Verein für Ankommen und Arbeit e. V.", "Erlau", "Erlautal"),
    ("Technologiezentrum Oberfelde GmbH", "Oberfelde", "Nordhain"),
    ("Stadtwerke Oberfelde", "Oberfelde", "Nordhain"),
)
_KINDS = (
    ("1", "digitaler Wandel"),
    ("3", "Kampagnen und Messen für Fachkräfte"),
    ("4", "Beratung kleiner Betriebe"),
    ("7", "Begleitung zugewanderter Fachkräfte"),
)
_TERMS = (
    ("01.02.2023", "31.12.2023"),
    ("15.03.2023", "30.06.2025"),
    ("01.04.2023", "31.12.2024"),
    ("12.05.2023", "29.02.2024"),
    ("01.09.2023", "31.08.2026"),
)
_PROJECTS = (
    ("Werkbank im Netz", "Betriebe zeigen ihre Berufe in kurzen Filmen, die Schülerinnen und Schüler selbst drehen."),
    (
        "Lange Nacht der Lehre",
        "Einmal im Jahr öffnen Werkhallen bis Mitternacht. Wer mag, legt selbst Hand an und nimmt mit, was dabei "
        "entstanden ist.",
    ),
    (
        "Zuhören statt Suchen",
        "Eine Beraterin besucht Familienbetriebe und fragt, weshalb Beschäftigte bleiben oder gehen; daraus entsteht "
        "für jeden Betrieb ein Plan mit drei Schritten.",
    ),
    ("Erste Adresse", "Wer neu ins Tal zieht, findet hier Auskunft zu Wohnung, Schule und Anerkennung."),
    (
        "Ausbildung im Verbund, Teil 2",
        "Vier Betriebe teilen sich ihre Auszubildenden, damit jeder von ihnen alle vorgeschriebenen Maschinen "
        "kennenlernt.",
    ),
    (
        "Rückkehrertag im Winter",
        "Zwischen den Feiertagen treffen sich Weggezogene und Betriebe auf dem Markt. Offene Stellen hängen am Baum.",
    ),
    (
        "Pflege lernt Sprache",
        "Pflegekräfte aus drei Ländern lernen auf der Station statt im Kursraum; ihre Schichten werden dafür "
        "gemeinsam geplant.",
    ),
    ("Meister auf Zeit", "Erfahrene Fachleute im Ruhestand vertreten kranke Ausbilder und geben ihr Wissen weiter."),
    (
        "Digitale Lehrwerkstatt am Rand der Stadt",
        "Steuerungen werden am Bildschirm gebaut, geprüft und verbessert, bevor die Maschine anläuft. Schulen "
        "können die Plätze am Nachmittag nutzen.",
    ),
    ("Schichtwechsel", "Jugendliche begleiten eine Woche lang Beschäftigte und berichten davon in ihrer Klasse."),
    (
        "Gesund bis zur Rente",
        "Betriebe prüfen mit einer Ärztin ihre Arbeitsplätze und tauschen sich jedes Vierteljahr über das aus, was "
        "geholfen hat.",
    ),
    ("Netzwerk der Berufe mit Holz", "Sägewerke, Tischlereien und Planungsbüros werben zusammen um Nachwuchs."),
    (
        "Wissen bleibt, auch wenn Leute gehen",
        "Wer bald aufhört, schreibt mit einer jüngeren Kollegin auf, worauf es ankommt. Ein Leitfaden hilft dabei.",
    ),
    ("Technikbus", "Ein umgebauter Linienbus bringt Messgeräte und Fräsen auf die Schulhöfe der Dörfer."),
    (
        "Abendschule für Betriebsräte",
        "An zwölf Abenden geht es um Arbeitszeit, Datenschutz und darum, wie man mit der Leitung redet.",
    ),
    (
        "Ankommen mit Kind",
        "Eine Anlaufstelle sucht Plätze in Kindergärten, bevor der Arbeitsvertrag beginnt, und begleitet die ersten "
        "Wochen.",
    ),
    ("Zweite Chance", "Abbrecherinnen und Abbrecher erproben drei Gewerke, ehe sie sich für eines entscheiden."),
    (
        "Betriebe öffnen Türen",
        "Fünfzig Firmen laden an einem Samstag ein. Busse fahren im Takt, ein Heft zeigt die Wege.",
    ),
    (
        "Mittagstisch der Gründer",
        "Junge Unternehmen essen mit erfahrenen und sprechen über Personal, Räume und Geld.",
    ),
    (
        "Fernlehre für Pendler",
        "Lerneinheiten von zwanzig Minuten passen in die Bahnfahrt; geprüft wird am Monatsende im Bahnhof.",
    ),
    ("Landärztliche Famulatur", "Studierende wohnen vier Wochen bei Praxen auf dem Land und fahren mit zu Besuchen."),
    (
        "Brücke in den Beruf",
        "Trainerinnen üben mit Zugewanderten Gespräche am Telefon, das Lesen von Plänen und das Fragen, wenn etwas "
        "unklar ist.",
    ),
    (
        "Kompass für Kleinbetriebe",
        "Ein Fragebogen zeigt, wo es beim Finden und Halten von Leuten hakt. Zwei Gespräche helfen weiter.",
    ),
    ("Lehrlinge fragen Lehrlinge", "Auszubildende besuchen Klassen und antworten auf alles, was dort gefragt wird."),
)


def projects(count: int = 24) -> list[Project]:
    """The first `count` rows of the list, at most 24; every choice is periodic, so the same rows come every time."""
    choices = zip(cycle(_KINDS), cycle(_TERMS), _PROJECTS, range(count), strict=False)
    return [
        Project(*_BODIES[(number * 5 + number // 6) % len(_BODIES)], *kind, *term, *project)
        for kind, term, project, number in choices
    ]
