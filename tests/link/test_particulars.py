from fachwerk.link.particulars import Address, Particulars, keys_of, particulars_of
from fachwerk.records import Listing, Origin, Value


def listing(printed: dict[str, str | None], **values: str) -> Listing:
    fields = {name: Value(said, said) for name, said in values.items()}
    return Listing("edition", 1, Origin(1, (1, 1)), printed, fields)


def test_particulars_stand_in_columns_that_are_no_fields():
    printed = {
        "Name des Begünstigten": "Erika Muster",
        "Steuer-Nummer": "123/456 78",
        "Geburtsdatum": "1.2.1970",
        "Straße, Hausnummer": "Am Hang 7a",
    }
    assert particulars_of(listing(printed, postcode="01067", place="Musterstadt")) == Particulars(
        "12345678", "19700201", Address("amhang", "7a", "01067", "musterstadt")
    )


def test_a_list_with_none_of_these_columns_says_nothing():
    assert particulars_of(listing({"Träger": "Erika Muster", "PLZ": "01067"}, postcode="01067", place="A")) is None


def test_an_empty_cell_says_nothing_and_neither_does_a_dash():
    assert particulars_of(listing({"NIP": None, "date of birth": None})) == Particulars()
    assert particulars_of(listing({"NIP": "–"})) == Particulars()
    assert particulars_of(listing({"NIP": "000-000-00-00"})) == Particulars()
    assert particulars_of(listing({"NIP": "unbekannt"})) == Particulars()


def test_a_sponsors_postcode_goes_before_the_projects():
    said = particulars_of(listing({"Anschrift": "Weg 1", "PLZ des Begünstigten": "01067"}, postcode="04109"))
    assert said == Particulars(address=Address("weg", "1", "01067", ""))


def test_keys_are_found_whatever_is_printed_wrongly_in_the_others():
    said = Particulars("12345678", "19700201", Address("amhang", "7a", "01067", "musterstadt"))
    assert list(keys_of(said)) == [
        "12345678", "amhang 7a", "19700201 amha", "19700201 01067", "19700201 musterstadt",
    ]  # fmt: skip
    assert list(keys_of(Particulars())) == []
