"""Whatever a listing says, its packed form says the same, and says nothing twice."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fachwerk.records import Listing, Origin, Value
from fachwerk.store.packing import layout_of, packed, unpacked

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
CELL = st.none() | TEXT
CLEAN = CELL | st.integers() | st.decimals(allow_nan=False, allow_infinity=False) | st.dates()
VALUE = st.builds(Value, CELL, CLEAN, CELL) | TEXT.map(lambda text: Value(text, text))


@given(st.dictionaries(TEXT, CELL, max_size=5), st.dictionaries(TEXT, VALUE, max_size=5), st.data())
def test_a_listing_comes_out_as_it_went_in(
    printed: dict[str, str | None], values: dict[str, Value], data: st.DataObject
) -> None:
    headings = st.sampled_from([*printed, "no heading of the row"])
    columns = {field: data.draw(headings) for field in values}
    listing = Listing("0" * 64, 1, Origin(1, (1, 1)), printed, values)
    layout = layout_of(listing, columns)
    cells, found = unpacked(layout, *packed(listing, layout))
    assert list(cells.items()) == list(printed.items())
    assert list(found.items()) == list(values.items())
    assert [type(value.clean) for value in found.values()] == [type(value.clean) for value in values.values()]
    assert layout.columns == {field: heading for field, heading in columns.items() if heading in printed}


def test_a_value_that_is_just_its_cell_is_not_written_again() -> None:
    printed = {"Ort": "Leipzig", "Beginn": "1.2.2023", "Titel": None, "Nr.": "9"}
    values = {
        "place": Value("Leipzig", "Leipzig"),
        "begin": Value("1.2.2023", date(2023, 2, 1)),
        "title": Value(None, None),
        "item": Value("9", 9, "is old"),
        "postcode": Value("04109", "04109"),
    }
    listing = Listing("0" * 64, 1, Origin(1, (1, 1)), printed, values)
    layout = layout_of(listing, {"place": "Ort", "begin": "Beginn", "title": "Titel", "item": "Nr.", "postcode": "Ort"})
    cells, cleaned = packed(listing, layout)
    assert json.loads(cells) == ["Leipzig", "1.2.2023", None, "9"]
    assert json.loads(cleaned) == [
        0,
        ["day", "2023-02-01"],
        0,
        ["number", 9, "is old"],
        ["text", "04109", None, "04109"],
    ]
