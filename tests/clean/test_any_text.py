"""Whatever is printed: cleaning answers with a value that keeps the print, and cleans its own answer to itself."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from fachwerk.clean.amounts import Notation, amount_value, rate_value
from fachwerk.clean.codes import country_value, day_value, german_postcode_value, item_value, status_value
from fachwerk.clean.kinds import kind_value
from fachwerk.clean.names import name_value
from fachwerk.clean.places import place_value
from fachwerk.clean.regions import region_value
from fachwerk.clean.texts import text_value, tidy
from fachwerk.reference.programmes import programme
from fachwerk.reference.regions import territories

SAXONY = territories()["sachsen"]
PROGRAMME = programme("sachsen-fachkraefterichtlinie")
WORDS = ("Leipzig", "Stadt", "Landkreis", "GmbH", "e.V.", "& Co. KG", "AG", "OT", "und", "i.L.", "St.", *',/-()"„')
words = st.lists(st.sampled_from(WORDS), max_size=8)
printed = st.one_of(st.text(max_size=40), words.map(" ".join), words.map("".join))
numbers = st.text(alphabet="0123456789.,'’ -–€٣²", max_size=14)


@given(printed)
def test_every_text_has_a_value(text: str) -> None:
    values = [
        text_value(text),
        item_value(text),
        country_value(text),
        status_value(text),
        german_postcode_value(text),
        day_value(text, text),
        name_value(text).value,
        region_value(text, SAXONY, {}).value,
        place_value(text, SAXONY, SAXONY.regions[0]).value,
        kind_value(text, "1", PROGRAMME).value,
    ]
    assert all(value.printed == text for value in values)


@given(printed)
def test_tidy_text_is_tidy(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@given(numbers)
def test_every_number_is_an_amount_or_none(text: str) -> None:
    for notation in (Notation(), Notation(","), Notation(".", "EUR", 1000, True)):
        amount = amount_value(text, notation).clean
        assert amount is None or isinstance(amount, Decimal)
    assert rate_value(text, False).printed == text
