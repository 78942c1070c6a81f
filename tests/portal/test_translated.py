"""What the program made of lists is said in German on German pages: all of it, and by patterns that were read."""

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.template import Context, Template

from fachwerk.pipeline import Source
from fachwerk.pipeline.importing import ImportOptions, import_list
from fachwerk.portal import translated
from fachwerk.portal.translated import GAPS, REFUSAL, SENTENCE, Pattern, german, patterns
from fachwerk.read.opened import counted, left_out
from fachwerk.records import ReadOptions
from fachwerk.reference.organisations import institutions
from fachwerk.rows.findings import plural
from fachwerk.settings import Settings
from fachwerk.store import make_register
from tests.portal.conftest import SAMPLE, SHEET, import_into, serve

if TYPE_CHECKING:
    from fachwerk.store import Register

PROGRAM = Path(translated.__file__).parents[2]
AREAS = ("read", "rows", "clean", "link")
HOLE = "\0"
GAP = re.compile(r"{\w+(?::\w+)?}")
# Text that only errors and commands say (errors are raised, and refuse the whole file), and labels of Splink's charts.
NOT_OF_LISTS = {
    "_STRANGERS",
    "_KNOWN",
    "_FOREIGN",
    "_DAMAGED",
    "_OTHERS",
    "_ADVICE",
    "_STANDARD_INPUT",
    "_ROOT",
    "asked",
    "are",
}
NO_SENTENCES = {"link/volume.py", "rows/dump/heads.py"}
REFUSALS = ("UnusableQuery", "UnknownIdentifier", "UnknownEdition")
ENGLISH = re.compile(r"\b(?:the|is|are|of|and|but|by|with|which|that|they|not|read|printed|no|its|says|rows|pages)\b")


# --- completeness --------------------------------------------------------------------------------------------------


class Said(ast.NodeVisitor):
    """Collects what reads like a sentence, with holes for what is filled in, from a module's code."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.plurals: set[str] = set()
        self.nouns: set[str] = set()

    def visit_Raise(self, node: ast.Raise) -> None:
        pass

    def visit_Expr(self, node: ast.Expr) -> None:
        if not isinstance(node.value, ast.Constant):  # a docstring
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if not any(isinstance(base, ast.Name) and base.id == "Enum" for base in node.bases):
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        names = {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        if not names & NOT_OF_LISTS:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = ast.unparse(node.func)
        first = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        if name in ("UnusableInput", "NoTable") or name.startswith("re."):
            return
        if name == "plural":
            self.plurals.update(_texts(node.args[1]))
        elif name in ("counted", "left_out") and isinstance(first, str):
            self.nouns.add(first)
        for each in node.args[1:] if name == "Reason" else [*node.args, *(one.value for one in node.keywords)]:
            self.visit(each)
        self.visit(node.func)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        self.found.append("".join(part.value if isinstance(part, ast.Constant) else HOLE for part in node.values))  # type: ignore[misc]
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self.found.append(node.value)


class Refused(Said):
    """Collects what refusals say that a page shows: the raised sentence, and the advice, which may have a name."""

    def visit_Raise(self, node: ast.Raise) -> None:
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if ast.unparse(node.func) in REFUSALS:
            for each in [*node.args, *(one.value for one in node.keywords)]:
                self.collected(each)
        else:
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if any(isinstance(one, ast.Name) and one.id in ("_ADVICE", "advice", "there", "many") for one in node.targets):
            self.collected(node.value)
        else:
            self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        pass

    def visit_Constant(self, node: ast.Constant) -> None:
        pass

    def collected(self, node: ast.expr) -> None:
        within = Said()
        within.visit(node)
        self.found += within.found


def _texts(node: ast.expr) -> Iterator[str]:
    yield from (one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str))


def _is_sentence(text: str) -> bool:
    return len(re.findall(r"(?<!\S)[a-z]{2,}\b", text)) > 1 and re.search(r"[_<>=\\]|\(\?", text) is None


def said() -> Said:
    collected = Said()
    for area in AREAS:
        for path in sorted((PROGRAM / area).rglob("*.py")):
            if path.relative_to(PROGRAM).as_posix() not in NO_SENTENCES:
                collected.visit(ast.parse(path.read_text("utf-8")))
    return collected


def refused() -> Refused:
    collected = Refused()
    for area in ("portal", "search", "store"):
        for path in sorted((PROGRAM / area).rglob("*.py")):
            source = path.read_text("utf-8")
            if any(f"{refusal}(" in source for refusal in REFUSALS):
                collected.visit(ast.parse(source))
    return collected


def test_each_sentence_that_the_program_makes_of_lists_has_a_pattern() -> None:
    """What ends with a hole may end without what stands there; two holes may be one gap."""
    kept = "\n".join(GAP.sub(HOLE, one.english) for family in patterns().values() for one in family)
    found = [*said().found, *refused().found]
    made = {re.sub(f"{HOLE}+", HOLE, text) for text in found if _is_sentence(text)}
    lacking = [text for text in made if text not in kept and text.removesuffix(HOLE) not in kept]
    assert len(made) > 200
    assert lacking == []


def test_no_pattern_is_kept_for_what_the_program_no_longer_says() -> None:
    sources = "\n".join([*said().found, *refused().found])
    parts = {
        part.strip(" '“”\"()")
        for name, family in patterns().items()
        for one in family
        if name != "kind"
        for piece in GAP.split(one.english)
        for part in re.split(r"[;:,] ", piece)
    }
    unsaid = [part for part in parts if len(part.split()) > 2 and part not in sources]
    of_python = {"unexpected end of data"}  # csv.Error
    of_one = {part for part in parts if re.search(r"\b1 ", part)}  # where German needs the singular
    assert set(unsaid) <= of_python | of_one


def test_what_is_counted_is_counted_in_german() -> None:
    collected = said()
    assert {"page", "printed line", "piece", "page number"} <= collected.plurals
    spoken = [one for family in patterns().values() for one in family]
    for noun in collected.plurals | {"row"}:
        for count in (1, 2):
            text = plural(count, noun)
            assert any(one.shape.fullmatch(text) for one in spoken), text
    for noun in collected.nouns - {"line", "cell", "range"}:
        for numbers in ([1], [1, 2], list(range(20))):
            assert translated._of_family("counted", counted(noun, numbers)) is not None, noun
    for noun in ("page", "sheet", "table"):
        (sentence,) = left_out(noun, 9, ReadOptions(pages=frozenset({2, 3})))
        assert german(sentence) is not None


def test_each_kind_of_body_has_its_german() -> None:
    assert {one.english for one in patterns()["kind"]} == set(institutions().heads.values())


# --- patterns ------------------------------------------------------------------------------------------------------

EXAMPLES = {
    "text": "Märzenbach (15)",
    "word": "Oberlausitz",
    "code": "EUR",
    "list": "3, 5",
    "runs": "3, 5–8",
    "quoted": "'Wort'",
    "number": "1234",
    "day": "2024-01-31",
    "field": "sponsor",
}


def example(pattern: Pattern) -> str:
    """Fill a pattern: a gap that a family fills with that family's last pattern, which has no list to go on with."""
    filled = {
        name: EXAMPLES[kind] if kind in GAPS else example(patterns()[kind][-1]) for name, kind in pattern.kinds.items()
    }
    return re.sub(r"{(\w+)(?::\w+)?}", lambda gap: filled[gap[1]], pattern.english)


@pytest.mark.usefixtures("client")
def test_each_pattern_says_its_own_sentence_and_no_other_one_takes_it() -> None:
    for family, kept in patterns().items():
        for pattern in kept:
            text = example(pattern)
            first = next(one for one in kept if (found := one.shape.fullmatch(text)) and _says(one, found))
            assert first == pattern, f"{family}: {text!r} is taken by {first.english!r}"
            if family in (SENTENCE, REFUSAL):
                found = pattern.shape.fullmatch(text)
                assert found is not None and german(text) == translated._filled(pattern, found.groupdict())


def _says(pattern: Pattern, found: re.Match[str]) -> bool:
    return translated._filled(pattern, found.groupdict()) is not None


def test_german_sentences_hold_no_english() -> None:
    for kept in patterns().values():
        for pattern in kept:
            assert ENGLISH.search(GAP.sub("", pattern.german)) is None, pattern.german


def test_each_gap_is_of_a_kind_that_has_an_example() -> None:
    assert EXAMPLES.keys() == GAPS.keys()


@pytest.mark.parametrize(
    ("english", "said_in_german"),
    [
        ("misspelt for 'Studien'", "falsch geschrieben, gemeint ist „Studien“"),
        ('"L\'Avenir" is no year', "„L'Avenir“ ist kein Jahr"),
        ("'Gr\\u200bimma' belongs to Grimma", "„Gr\u200bimma“ gehört zu Grimma"),
        ("read as thousands; it could be 1.5, too", "mit Tausenderzeichen gelesen; es könnte auch 1,5 sein"),
        (
            "corrected by A. B. on 2024-01-31: der Betrag; die Zahl; printed in USD, unlike most of its column",
            "berichtigt von A. B. am 31. Januar 2024: der Betrag; die Zahl; "
            "in USD gedruckt, anders als die meisten Werte der Spalte",
        ),
        (
            "may be 'Leipzig, Stadt' or 'Landkreis Leipzig': the kind is not printed",
            "kann „Leipzig, Stadt“ oder „Landkreis Leipzig“ sein: ob Stadt oder Landkreis, ist nicht gedruckt",
        ),
        ("pages 3, 5–8 and 12 are not read", "Seiten 3, 5–8 und 12 sind nicht gelesen"),
        (
            "pages 1, 3, 5, 7, 9 and 4 more are without any text",
            "Seiten 1, 3, 5, 7, 9 und 4 weitere sind ohne jeden Text",
        ),
        (
            "the sum 'Summe' (page 9) says 12,345.67, but the rows' column 3 add up to 12,345.00",
            "die Summe „Summe“ (Seite 9) nennt 12.345,67, die Spalte 3 ergibt aber 12.345,00",
        ),
        (
            "the running numbers in 'Nr' go from 1 to 53 without a gap, but nothing says that the list ends there",
            "die laufenden Nummern in „Nr“ gehen ohne Lücke von 1 bis 53, aber nichts sagt, dass die Liste dort endet",
        ),
        (
            "the list states 5 pages, and so many are here, but the text ends with a row: "
            "the last page may be cut short",
            "laut Liste sind es 5 Seiten, und so viele sind da, aber der Text endet mit einer Zeile: "
            "vielleicht ist die letzte Seite abgeschnitten",
        ),
        (
            "what was read differs from what is printed in row 1, column 2; row 3, column 4",
            "was gelesen wurde, ist anders als das, was gedruckt ist: Zeile 1, Spalte 2; Zeile 3, Spalte 4",
        ),
        (
            "the column 'Ort' got no field: its heading says place or begin and end, but its values are not such, "
            "e.g. 'x'",
            "die Spalte „Ort“ bekam kein Feld: die Überschrift sagt „Ort“ oder „Beginn“ und „Ende“, "
            "aber die Werte sind anders, z. B. „x“",
        ),
        (
            "the names are spelt alike but for “abc” and “abd”, “x” and “y”",
            "die Namen sind gleich geschrieben bis auf „abc“ und „abd“, „x“ und „y“",
        ),
        ("3 instead of 5 cells on lines 7, 9 and 3 more", "3 statt 5 Zellen in den Zeilen 7, 9 und 3 weiteren"),
        ("of 5 pages only page 2 read, as asked", "von 5 Seiten wie verlangt nur gelesen: Seite 2"),
        (
            "no municipality of Freistaat Sachsen is called so; perhaps Grimma (14729160)",
            "so heißt keine Gemeinde im Freistaat Sachsen; vielleicht ist Grimma (14729160) gemeint",
        ),
        (
            "'Mittelsachsn' is no region of Freistaat Sachsen; perhaps 'Landkreis Mittelsachsen'",
            "„Mittelsachsn“ ist keine Region im Freistaat Sachsen; vielleicht ist „Landkreis Mittelsachsen“ gemeint",
        ),
        ("one is a district, the other a city", "der eine Name meint einen Landkreis, der andere eine Stadt"),
        ("perhaps Torgau or Trossin", "vielleicht Torgau oder Trossin"),
        ("one is for 2020, the other for 2021", "eines ist für 2020, das andere für 2021"),
        ("both are called “Kita „Spatz“, Haus 2”", "beide heißen „Kita „Spatz“, Haus 2“"),
    ],
)
@pytest.mark.usefixtures("client")
def test_a_sentence_is_said_in_german(english: str, said_in_german: str) -> None:
    assert german(english) == said_in_german


@pytest.mark.parametrize(
    "unknown",
    [
        "",
        "the moon is made of cheese",
        "misspelt for Studien",
        "misspelt for 'a'; the moon is made of cheese",
        "the column 'Ort' got no field: its heading says nonsense, but its values are not such, e.g. 'x'",
        "misspelt for '" + "x" * 5_000 + "'",
    ],
)
@pytest.mark.usefixtures("client")
def test_what_no_pattern_says_is_not_guessed(unknown: str) -> None:
    assert german(unknown) is None


@pytest.mark.parametrize(
    "endless",
    [
        "x; " * 600,
        "misspelt for 'a'; " * 100,
        "may be " + "a (1) or " * 200,
        "what was read differs from what is printed in " + "row 1, column 2; " * 90,
        "the names are spelt alike but for " + "“a” and “b”, " * 120,
        "one is " + "a, the other a " * 120,
        "there are: " + "2 (a), " * 250,
        "“" * 1_900,
    ],
)
@pytest.mark.usefixtures("client")
def test_what_somebody_makes_endless_is_given_up_soon(endless: str) -> None:
    german(endless)
    german.cache_clear()
    begin = time.process_time()
    german(endless)
    assert time.process_time() - begin < 0.5


# --- real lists ----------------------------------------------------------------------------------------------------

ODD = """\
Lfd. Nr.;Träger;Region;Ort;Vorhaben;Beginn;Ende;Bewilligt;Status;Jahr der Bewilligung
1;Verein Frohsinn E. V.;Leipzig;Wurzen;Wege in Arbeit;01.02.2023;31.02.2024;1.234,50;bewilligt;2022
2;MusterGmbH;Dresden, Stadt;Dresden-Löbtau;Lernen am Ort;01.02.23;31.12.2024;1,234.50;vielleicht;2022/2023
3;Verein Frohsinn;Bautzn;Bautzen, Görlitz;Wege in Arbeit Teil 2;01.01.2025;31.12.2025;12.345;bewilligt;bald
5;Volkshochschule Görlitz;Görlitz;Görlitzz;Sprache öffnet;01.03.2023;31.12.2024;$ 900,00;bewilligt;2022
6;Volkshochschule Görlitz;Görlitz;landesweit;Sprache öffnet;01.03.2023;31.12.2024;etwas;bewilligt;2022
7;Haus der Jugend;Erzgebirge;Erzgebirgskreis;Handwerk;01.03.2023;31.12.2024;900,00;;2022
8;Haus der Jugend;Chemnitz, Stadt;Chemnitz;Handwerk 2;01.03.2023;31.12.2024;950,00
Summe;;;;;;;99.999,00;;
"""


def _made(register: "Register") -> Iterator[str]:
    """Give every sentence that a register holds."""
    for edition in register.editions():
        yield from (*edition.ledger.reasons, *edition.ledger.notes)
    for listing in register.listings():
        yield from listing.notes
        yield from (value.note for value in listing.values.values() if value.note is not None)
    for series in register.series():
        yield from (reason.words for reason in series.reasons)


@pytest.mark.usefixtures("client")
def test_all_that_registers_hold_is_said_in_german(tmp_path: Path) -> None:
    odd = tmp_path / "liste.csv"
    odd.write_text(ODD, "utf-8")
    with make_register(Settings(tmp_path / "register")) as register:
        added = [
            import_list(Source(path.name, path), register, ImportOptions(accept_incomplete=True)).added
            for path in (SAMPLE, SHEET, SAMPLE.with_suffix(".txt"), odd)
        ]
        made = {*_made(register), *(note for one in added for note in one.notes)}
    assert len(made) > 20
    assert [sentence for sentence in sorted(made) if german(sentence) is None] == []


# --- pages ---------------------------------------------------------------------------------------------------------


def shown(sentence: str, language: str) -> str:
    return Template("{% translated sentence %}").render(Context({"sentence": sentence, "language": language}))


@pytest.mark.usefixtures("client")
def test_pages_say_what_was_made_in_their_language() -> None:
    assert shown("misspelt for 'A & B'", "de") == "falsch geschrieben, gemeint ist „A &amp; B“"
    assert shown("misspelt for 'A & B'", "en") == "misspelt for &#x27;A &amp; B&#x27;"
    assert shown("<b>new</b>", "de") == '<span lang="en">&lt;b&gt;new&lt;/b&gt;</span>'


def test_the_pages_of_projects_are_german_through_and_through(client: Any) -> None:
    """Every note of the sample list is said in German on its project's page."""
    projects = client.get("/api/v1/search", {"limit": 60}).json()["hits"]
    for one in projects[:20]:
        page = client.get(f"/de/projects/{one['id']}").content.decode()
        assert 'lang="en">' not in page.split("<main", 1)[1].split("</main>", 1)[0]


@pytest.mark.parametrize(
    ("address", "said_in_german"),
    [
        ("projects/p-none", "kein Vorhaben heißt „p-none“; die Suche findet alle, die es gibt."),
        ("places/x", "kein Ort hat den Schlüssel „x“; es ist ein amtlicher Schlüssel (AGS) aus acht Ziffern."),
        ("editions/2020-01-01", "keine Liste heißt „2020-01-01“; es gibt:"),
        ("findings?code=x", "„x“ ist keine Prüfung; die Seite der Prüfungen nennt alle."),
    ],
)
def test_what_is_refused_is_refused_in_german(client: Any, address: str, said_in_german: str) -> None:
    response = client.get(f"/de/{address}")
    assert response.status_code in (400, 404)
    assert said_in_german in response.content.decode()


def test_a_finding_about_a_list_quotes_its_ledger_in_the_readers_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_into(tmp_path / "register", SHEET)
    client = serve(tmp_path / "register", monkeypatch)
    german_page, english_page = (
        client.get(f"/{language}/findings?code=extent-unproved").content.decode() for language in ("de", "en")
    )
    assert "lässt sich nicht belegen: jede gedruckte Zeile ist erfasst, aber die Liste sagt nichts" in german_page
    assert "every printed line" not in german_page
    assert english_page.count("every printed line is accounted for") == 1
