"""Kinds: the label, the number, and what else stands in the column."""

from fachwerk.records import Value
from tests.check.made import codes, found, ordinary, ordinary_list


def test_a_title_in_the_kind_column_is_an_error() -> None:
    odd = ordinary(5, title="Leben in der Pflege, Teil 4b", kind="Leben in der Pflege, Teil 4 b")
    assert ("title-as-kind", 5) in codes(ordinary_list(odd))


def test_a_title_that_is_a_label_is_no_oddity() -> None:
    assert codes(ordinary_list(ordinary(5, title="Studien", kind="Studien", item="10", line_key="10"))) == []


def test_a_list_whose_kinds_are_titles_has_no_kinds_to_compare() -> None:
    rows = [ordinary(row, title=f"Plan {row}", kind=f"Plan {row}") for row in range(1, 25)]
    assert codes(rows, programme=None) == []


def test_a_label_of_another_number_is_a_warning() -> None:
    odd = ordinary(5, kind="Qualität der Arbeit")
    finding = found(ordinary_list(odd))[0]
    assert (finding.code, finding.row) == ("kind-not-of-number", 5)
    assert finding.message == "The kind is that of number 2, but number 1 is printed."


def test_a_misspelt_label_is_told_from_another_wording() -> None:
    line = {"item": "7", "line_key": "7"}
    odd = ordinary(5, kind="Anwerbung und/oder Belgeitung ausländischer Fachkräfte", **line)
    assert codes(ordinary_list(odd)) == [("kind-misspelt", 5)]
    other = ordinary(5, kind="Anwerbung/Begleitung ausländischer Fachkräfte - gesteuerte Zuwanderung", **line)
    assert codes(ordinary_list(other)) == []


def test_without_a_programme_the_labels_of_the_list_itself_count() -> None:
    assert codes(ordinary_list(ordinary(5, kind="digitaler Wndel")), programme=None) == [("kind-misspelt", 5)]
    assert codes(ordinary_list(ordinary(5, kind="digitale Wege")), programme=None) == []


def test_labels_of_two_numbers_are_no_misprints_of_each_other() -> None:
    rows = [ordinary(row, kind=f"Förderung Stufe {1 + row % 2}") for row in range(1, 25)]
    rows[4] = ordinary(5, kind="Förderung Stufe 3")
    assert codes(rows, programme=None) == []


def test_a_label_that_lacks_a_blank_is_a_warning() -> None:
    odd = ordinary(5, kind="digitalerWandel")
    assert codes(ordinary_list(odd)) == [("kind-glued", 5)]


def test_a_corrected_kind_is_looked_at_as_corrected() -> None:
    value = Value("digitaler Wndel", "digitaler Wandel", "corrected by somebody on 2024-01-31: a misprint")
    assert codes(ordinary_list(ordinary(5, kind=value))) == []
