from xml.etree import ElementTree

from bench.register.aims import aims
from bench.register.first import FirstList
from bench.register.imported import Cost, Holdings, Linkage
from bench.register.measured import Generated, Measured
from bench.register.page import PANELS, markdown
from bench.register.plot import svg
from bench.register.scores import Agreement
from fachwerk.records import Severity

SOME = Agreement(true=100, found=90, both=90)
SMALL, LARGE = Cost(10_000, 2.0, 2.0, 150.0, 10.0), Cost(100_000, 40.0, 39.0, 600.0, 100.0)


def generated(cost: Cost) -> Generated:
    held = Holdings({}, {}, {}, {Severity.HINT: 3}, {"organisations": 7, "projects": 9, "series": 1})
    return Generated(cost, held, Linkage(SOME, SOME, SOME, SOME, {"as it is": (9, 9), "misspelt": (1, 2)}, 6, 0, 1))


def full() -> Measured:
    counts = {"organisations": 84, "continuation": 10, "repeat": 1}
    first = FirstList(Cost(134, 5.0, 5.0, 80.0, 0.3), 133, 133, 133, counts, {Severity.ERROR: 2}, SOME, SOME, None)
    return Measured(
        growth={10_000: generated(SMALL), 100_000: generated(LARGE)}, editions=(3, generated(SMALL)), real=SMALL,
        first=first, failed={"a step": "ValueError: no"},
    )  # fmt: skip


def test_aims_are_judged_by_what_was_measured():
    said = {aim.aim: (aim.found, aim.is_met) for aim in aims(full())}
    assert said["first list: a region for every row"] == ("133 of 134", False)
    assert said["5,748 rows of a real list in 5 s"] == ("2.0 s", True)
    assert said["8,000 rows a second"] == ("2,500 at 100,000 rows", False)
    assert said["2 GB for a million rows"] == ("5.1 GB, by the growth to 100,000 rows", False)
    assert said["first list: no false merge"] == ("0 pairs", True)


def test_a_short_list_says_nothing_about_a_million_rows():
    assert list(aims(Measured(growth={10_000: generated(SMALL)}))) == []


def test_the_page_holds_a_table_of_each_part():
    page = markdown(full())
    assert "| 100,000 | 40.0 | 39.0 | 2,500 | 0.40 | 600 MB | 100 MB |" in page
    assert "| 100,000 | 6 | 7 | 0 | 1 | 1.0000 | 0.9000 | 0.9474 | 0.9474 | 0.9474 |" in page
    assert "| misspelt | 1 of 2 | 1 of 2 |" in page
    assert "| repeats | 1 | – | – | – |" in page
    assert "- a step: ValueError: no" in page


def test_a_page_of_nothing_has_no_tables():
    assert "|" not in markdown(Measured())


def test_the_picture_is_well_formed_and_says_its_figures():
    picture = ElementTree.fromstring(svg([SMALL, LARGE], PANELS))
    title = picture.find("{http://www.w3.org/2000/svg}title")
    assert title is not None
    assert title.text == (
        "Seconds: 2 at 10,000 rows, 40 at 100,000 rows; Peak memory, MB: 150 at 10,000 rows, 600 at 100,000 rows"
    )
    assert len(picture.findall(".//{http://www.w3.org/2000/svg}circle")) == 4
