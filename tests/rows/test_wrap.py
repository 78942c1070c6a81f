"""The join policy, as a table of examples."""

import json
from pathlib import Path

import pytest

from fachwerk.records import Break
from fachwerk.rows.wrap import join, words_of

SHARED = Path(__file__).parents[3] / "shared"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        # one line, blanks, empty lines
        (["Volkshochschule Dresden"], "Volkshochschule Dresden"),
        (["  Stadt   Chemnitz "], "Stadt Chemnitz"),
        ([""], ""),
        ([], ""),
        (["Stadt", "", "Chemnitz"], "Stadt Chemnitz"),
        (["", "Stadt", " "], "Stadt"),
        # an ordinary wrap
        (["Wirtschaftsförderung Erzgebirge ", "GmbH"], "Wirtschaftsförderung Erzgebirge GmbH"),
        # typos of the source stay
        (["Gestaltun guter", "Arbeit ,neu"], "Gestaltun guter Arbeit ,neu"),
        # a compound keeps its hyphen before a capital or a digit
        (["Online-", "Fachkräfteplattform"], "Online-Fachkräfteplattform"),
        (["per E-", "Mail"], "per E-Mail"),
        (["Ebersbach-", "Neugersdorf"], "Ebersbach-Neugersdorf"),
        (["2024-", "2026"], "2024-2026"),
        (["COVID-", "19"], "COVID-19"),
        # a suspended hyphen hangs
        (["Lern-", "und Lehrmittel"], "Lern- und Lehrmittel"),
        (["in-", "und ausländische"], "in- und ausländische"),
        (["klein-", "und mittelständische"], "klein- und mittelständische"),
        (["Straßen-", "bzw. Wegebau"], "Straßen- bzw. Wegebau"),
        (["Land-", "sowie Forstwirtschaft"], "Land- sowie Forstwirtschaft"),
        (["Hotel-", "& Gaststätten"], "Hotel- & Gaststätten"),
        (["ein-", "bis zweijährig"], "ein- bis zweijährig"),
        (["short-", "and long-term"], "short- and long-term"),
        (["-Leistungs-", "und"], "-Leistungs- und"),
        (["Reise-", "u.Fortbildungskosten"], "Reise- u.Fortbildungskosten"),
        (["Lern-", ", Lehr- und"], "Lern-, Lehr- und"),
        # a hyphen before a small letter belongs to the line end
        (["Durchführungs-", "ort"], "Durchführungsort"),
        (["Einführung eines Umwelt-", "managementsystems"], "Einführung eines Umweltmanagementsystems"),
        # but not after digits, letters, abbreviations, and in words that are written so
        (["6-", "jährig"], "6-jährig"),
        (["e-", "learning"], "e-learning"),
        (["EU-", "weit"], "EU-weit"),
        (["KMU-", "spezifisch"], "KMU-spezifisch"),
        (["GmbH-", "eigen"], "GmbH-eigen"),
        (["Start-", "ups fördern"], "Start-ups fördern"),
        (["Know-", "how-Transfer"], "Know-how-Transfer"),
        (["face-", "to-face"], "face-to-face"),
        (["self-", "employed"], "self-employed"),
        (["Well-", "ness"], "Wellness"),
        (["Ex-", "port"], "Export"),
        (["technisch-", "gewerblichen"], "technisch-gewerblichen"),
        (["wirtschaftlich-", "keit"], "wirtschaftlichkeit"),
        (["www.fach-", "kraft.example"], "www.fach-kraft.example"),
        # a blank after the hyphen cannot be seen on the page, and changes nothing
        (["Förder- ", "gesellschaft"], "Fördergesellschaft"),
        (["Umwelt- ", "Managementsystem"], "Umwelt-Managementsystem"),
        # a lone hyphen is a dash, or stands for a word left out
        (["Wort -", "wort"], "Wort - wort"),
        (["Bautzen Rocks - ", "das Jugendmagazin"], "Bautzen Rocks - das Jugendmagazin"),
        (["Zwickau -", "FachkräfteAnwerbung"], "Zwickau - FachkräfteAnwerbung"),
        (["Fachkräfte - ", "", "Zukunft"], "Fachkräfte - Zukunft"),
        (["Fachkräftekampagnen, -", "veranstaltungen"], "Fachkräftekampagnen, -veranstaltungen"),
        (["Fachkräftesicherung (-", "gewinnung/-bindung)"], "Fachkräftesicherung (-gewinnung/-bindung)"),
        (["Gewinnung und -", "bindung"], "Gewinnung und -bindung"),
        (["Innovationsassistent/-", "in"], "Innovationsassistent/-in"),
        (["- ", "erster Punkt"], "- erster Punkt"),
        (["Aufbau –", "Ausbau"], "Aufbau – Ausbau"),
        (["2007–", "2013"], "2007–2013"),
        # a slash takes no blank after it, unless it stands between blanks
        (["und/", "oder"], "und/oder"),
        (["Schüler/", "innen"], "Schüler/innen"),
        (["Bewilligung /", "Restzahlung"], "Bewilligung / Restzahlung"),
        # brackets and quotes
        (["Projekt (", "Teil 2)"], "Projekt (Teil 2)"),
        (["Projekt (Teil 2", ")"], "Projekt (Teil 2)"),
        (["AG „", "Pflege", "“ plus"], "AG „Pflege“ plus"),
        (['die "', 'Safari" im'], 'die "Safari" im'),
        (['die "Safari', '" im'], 'die "Safari" im'),
        (["die „Virtuelle", "Safari“ im"], "die „Virtuelle Safari“ im"),
        (["sagt „ja“", "und"], "sagt „ja“ und"),
        # hyphens that only the typesetter set
        (["Fach\u00ad", "kraft"], "Fachkraft"),
        (["Auto\u0002", "Teile"], "AutoTeile"),
        # words set in capitals
        (["NACHWUCHS-", "FÖRDERUNG"], "NACHWUCHS-FÖRDERUNG"),
    ],
)
def test_lines_join(lines: list[str], joined: str) -> None:
    assert join(lines, [Break.BLANK] * len(lines)) == joined


@pytest.mark.parametrize(
    ("lines", "ended", "joined"),
    [
        (["Arbeitsmarktintegr", "ation"], Break.WORD, "Arbeitsmarktintegration"),
        (["Arbeits-", "und"], Break.WORD, "Arbeits- und"),
        (["inklusive deren", "Familien"], Break.TYPED, "inklusive deren Familien"),
        (["Ziel-", "gruppe"], Break.TYPED, "Zielgruppe"),
        (["eins", "zwei"], Break.UNKNOWN, "eins zwei"),
    ],
)
def test_a_break_says_how_lines_join(lines: list[str], ended: Break, joined: str) -> None:
    assert join(lines, [ended, Break.UNKNOWN]) == joined


def test_the_lists_own_words_decide_about_a_hyphen() -> None:
    words = words_of(["Die Kosten-nutzen-Rechnung, neu", "BEGÜNSTIGTEN", None])
    assert join(["Kosten-", "nutzen-Rechnung"], [Break.BLANK] * 2, words) == "Kosten-nutzen-Rechnung"
    assert join(["DER BEGÜNS-", "TIGTEN"], [Break.BLANK] * 2, words) == "DER BEGÜNSTIGTEN"


def test_the_lists_own_words_mend_a_word_broken_at_an_unknown_end() -> None:
    words = words_of(["zur Arbeitsmarktintegration"])
    assert join(["Arbeitsmarktintegr", "ation"], [Break.UNKNOWN] * 2, words) == "Arbeitsmarktintegration"
    assert join(["Arbeitsmarktintegr", "ation"], [Break.BLANK] * 2, words) == "Arbeitsmarktintegr ation"


def test_missing_breaks_are_unknown_breaks() -> None:
    assert join(["Stadt", "Chemnitz", "Amt"], []) == "Stadt Chemnitz Amt"


def test_words_are_case_folded_and_bare() -> None:
    assert words_of(["Start-up, (Zwickau)", "„Job“", None, "a -"]) == {"start-up", "zwickau", "job"}


@pytest.mark.skipif(not SHARED.exists(), reason="the shared lists are not here")
def test_the_first_list_joins_as_two_people_did() -> None:
    printed = (SHARED / "seed" / "fachkraefterichtlinie-2023.txt").read_text(encoding="utf-8").split("\n")
    gold = [json.loads(line) for line in (SHARED / "gold" / "rows-001-060.jsonl").read_text("utf-8").splitlines()]
    wrong = [
        (row["n"], wanted, joined)
        for row in gold
        for wanted in (row["sponsor"], row["place"], row["kind"], row["title"], row["description"])
        if wanted
        for lines in [_lines_of(wanted, printed[row["line_first"] - 1 : row["line_last"]])]
        if (joined := join(lines, [_ended(one, two) for one, two in zip(lines, [*lines[1:], ""], strict=True)]))
        != wanted
    ]
    assert [row for row, _, _ in wrong] == [5]  # its title "… Teil 4b" stands in "… Teil 4 b" of another column, too


def _lines_of(cell: str, block: list[str]) -> list[str]:
    """Find the raw lines of a cell inside its row's block, hyphens at line ends being free."""
    marks = [(number, at) for number, line in enumerate(block) for at, c in enumerate(line) if not c.isspace()]
    wanted = "".join(cell.split())
    for start in range(len(marks)):
        matched, place = 0, start
        while matched < len(wanted) and place < len(marks):
            number, at = marks[place]
            if block[number][at] == wanted[matched]:
                matched += 1
            elif block[number][at:].strip() != "-":
                break
            place += 1
        if matched == len(wanted):
            taken = marks[start:place]
            spans = {n: [at for line, at in taken if line == n] for n, _ in taken}
            return [
                block[n][min(ats) :] if max(ats) == len(block[n].rstrip()) - 1 else block[n][min(ats) : max(ats) + 1]
                for n, ats in spans.items()
            ]
    raise AssertionError(cell)


def _ended(line: str, following: str) -> Break:
    """Take what a dump cutter will know: a word broken by a narrow cell goes on in small letters without a blank."""
    is_broken = line.endswith(("integr", "zentru", "tiert")) and following[:1].islower()
    return Break.WORD if is_broken else Break.BLANK
