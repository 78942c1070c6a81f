import pytest

from fachwerk.link.features import SAME_FROM, Mention, Surroundings, band_of, reasons_of, score_of
from fachwerk.link.names import name_of
from fachwerk.link.particulars import Address, Particulars
from fachwerk.link.persons import Person, person_of, reasons_of_persons
from fachwerk.records import Band

HOME = Address("amhang", "7", "01067", "musterstadt")
NEXT_DOOR = Address("amhang", "9", "01067", "musterstadt")
FAR = Address("hauptstrasse", "1", "99999", "anderswo")


def compared(one: str, other: str, said: Particulars, also: Particulars) -> dict[str, float]:
    there = {reason.feature: reason.weight for reason in reasons_of_persons(one, other, said, also)}
    back = {reason.feature: reason.weight for reason in reasons_of_persons(other, one, also, said)}
    assert there == back
    return there


def band(one: str, other: str, said: Particulars, also: Particulars) -> Band:
    return band_of(sum(compared(one, other, said, also).values()))


@pytest.mark.parametrize(
    ("printed", "person"),
    [
        ("Anna Maria Muster", Person("annamaria", "muster")),
        ("Muster, Anna Maria", Person("annamaria", "muster")),
        ("Dr. Anna Muster", Person("anna", "muster")),
        ("Prof. Dr. Muster, Anna", Person("anna", "muster")),
        ("Anna Muster-Müller", Person("anna", "mustermueller")),
        ("Muster", Person("", "muster")),
    ],
)
def test_a_name_has_two_parts_however_it_is_printed(printed: str, person: Person):
    assert person_of(printed) == person


@pytest.mark.parametrize(
    ("one", "other", "reasons"),
    [
        ("Anna Muster", "Anna Muster", {"given name": 2.0, "surname": 3.0}),
        ("Annegret Muster", "Anegret Musster", {"given name": 1.5, "surname": 2.5}),
        ("A. Muster", "Anna Muster", {"given name": 1.0, "surname": 3.0}),
        ("Anna Muster", "Bernd Muster", {"given name": -7.0, "surname": 3.0}),
        ("Anna Muster", "Anna Beispiel", {"given name": 2.0, "surname": -3.0}),
        ("Anna Muster", "Muster Anna", {"given name": 2.0, "surname": 3.0, "swapped": -0.5}),
        ("Muster", "Anna Muster", {"name": -2.5}),
        ("Muster", "Bernd Beispiel", {"name": -3.0}),
    ],
)
def test_given_name_and_surname_are_compared_apart(one: str, other: str, reasons: dict[str, float]):
    assert compared(one, other, Particulars(), Particulars()) == reasons


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("12345678", "12345678", 12.0),
        ("12345678", "12435678", 7.0),
        ("12345678", "12435679", 4.0),
        ("12345678", "87654321", -4.0),
        ("123456", "654321", -4.0),
    ],
)
def test_numbers_weigh_most_equal_and_less_with_every_slip(one: str, other: str, weight: float):
    assert compared("A B", "A B", Particulars(one), Particulars(other))["identifier"] == weight


@pytest.mark.parametrize(
    ("one", "other", "weight"),
    [
        ("19700201", "19700201", 8.0),
        ("19700201", "19700211", 5.0),
        ("19700201", "19700102", 5.0),
        ("19700201", "19850201", 1.5),
        ("19700201", "19851112", -4.0),
    ],
)
def test_days_of_birth_are_compared_by_their_slips(one: str, other: str, weight: float):
    assert compared("A B", "A B", Particulars(born=one), Particulars(born=other))["birth"] == weight


@pytest.mark.parametrize(
    ("other", "weight"),
    [
        (HOME, 8.0),
        (HOME._replace(street="amhnag", postcode="10067"), 8.0),
        (NEXT_DOOR, 5.0),
        (FAR._replace(place="musterstadt"), 2.0),
        (FAR, -2.0),
        (Address(), None),
    ],
)
def test_an_address_is_said_once_however_much_of_it_agrees(other: Address, weight: float | None):
    assert compared("A B", "A B", Particulars(address=HOME), Particulars(address=other)).get("address") == weight


def test_a_household_is_asked_and_never_joined_by_address_alone():
    one, other = Particulars(address=HOME), Particulars(address=HOME)
    assert band("Anna Muster", "Bernd Muster", one, other) is Band.ASK
    assert band("Muster", "Bernd Muster", one, other) is Band.ASK
    assert band("Anna Muster", "Bernd Muster", Particulars("123456", "", HOME), Particulars("987654", "", HOME)) is (
        Band.DIFFERENT
    )


def test_namesakes_of_two_generations_are_asked():
    one, other = Particulars("123456", "19401112", HOME), Particulars("987654", "19700201", HOME)
    assert band("Anna Muster", "Anna Muster", one, other) is Band.ASK


def test_namesakes_elsewhere_are_not_the_same():
    assert band("Anna Muster", "Anna Muster", Particulars(address=HOME), Particulars(address=FAR)) is Band.ASK


def test_a_body_is_told_from_its_namesake_by_its_number():
    def mention(number: str) -> Mention:
        return Mention(name_of("Musterwerk", "GmbH"), Surroundings(), said=Particulars(number))

    assert score_of(reasons_of(mention("1234567"), mention("1234567"))) > SAME_FROM
    other = {reason.feature: reason.weight for reason in reasons_of(mention("1234567"), mention("7654321"))}
    assert other == {"identifier": -8.0, "name": 9.0, "legal form": 0.5}


def test_persons_are_compared_as_persons_only_where_both_have_particulars():
    plain = Mention(name_of("Anna Muster", None), Surroundings())
    known = Mention(name_of("Anna Muster", None), Surroundings(), said=Particulars("1234567"))
    assert {reason.feature for reason in reasons_of(plain, known)} == {"name", "person"}
    assert {reason.feature for reason in reasons_of(known, known)} == {"given name", "surname", "identifier"}
