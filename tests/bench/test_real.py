from bench.real import compare, published

HEADINGS = "Name des Begu\u0308nstigten,Bezeichnung des Vorhabens,Jahr der Bewilligung / Restzahlung,Gewährte Beträge\n"


def row(name, title="Bau", years=("2012",), amounts=("6E+3",)):
    return (name, title, years, amounts)


def test_the_data_set_is_read_by_its_headings_whatever_their_accents(tmp_path):
    table = tmp_path / "published.csv"
    table.write_text(HEADINGS + '"A. B.\nGmbH","Bau-\nkosten",2008 / 2012,"6.000,00 €"\n', encoding="utf-8")
    assert list(published(table)) == [("abgmbh", "baukosten", ("2008", "2012"), ("6E+3",))]


def test_rows_are_equal_in_any_order_and_the_rest_is_counted_by_name():
    found = compare([row("a"), row("b"), row("c")], [row("b"), row("a"), row("c", "Umbau"), row("d")])
    assert (found.equal, found.differing, found.only_published, found.only_ours) == (2, 1, 0, 1)


def test_rows_with_the_same_title_and_other_years_are_told_from_rows_with_another_title():
    found = compare([row("a"), row("b")], [row("a", years=("2013",)), row("b", "Umbau")])
    assert (found.other_values, found.other_title, found.only_published, found.only_ours) == (1, 1, 0, 0)


def test_a_row_printed_twice_and_published_once_is_one_row_lost():
    found = compare([row("a")], [row("a"), row("a")])
    assert (found.equal, found.only_published, found.only_ours) == (1, 0, 1)
