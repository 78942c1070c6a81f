from collections.abc import Iterable
from dataclasses import replace

import pytest

from fachwerk.link import entries_of, organisations_of
from fachwerk.link.features import SAME_FROM, Mention, Surroundings, band_of, reasons_of, score_of
from fachwerk.link.names import name_of
from fachwerk.link.particulars import Address, Particulars
from fachwerk.link.persons import Person, person_of, reasons_of_persons
from fachwerk.records import Band
from tests.link.made_up import listing

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
        ("Annegret Muster", "Anegret Musster", {"given name": -1.5, "surname": -0.5}),
        ("Anna Mustermann", "Anna Mustermanns", {"given name": 2.0, "surname": 2.0}),
        ("A. Muster", "Anna Muster", {"given name": -1.5, "surname": 3.0}),
        ("Anna Muster", "Bernd Muster", {"given name": -7.0, "surname": 3.0}),
        ("Anna Muster", "Anna Beispiel", {"given name": 2.0, "surname": -3.0}),
        ("Anna Muster", "Muster Anna", {"given name": 2.0, "surname": 3.0, "swapped": -0.5}),
        ("Muster", "Anna Muster", {"name": -3.0}),
        ("Muster", "Bernd Beispiel", {"name": -5.0}),
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
        ("19700201", "19700201", 9.0),
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
        (HOME, 8.5),
        (HOME._replace(street="amhnag", postcode="10067"), 8.5),
        (NEXT_DOOR, 6.0),
        (NEXT_DOOR._replace(street="hauptstrasse"), 4.0),
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


def test_neighbours_of_like_names_are_asked_and_long_names_are_slips():
    here, there = Particulars(address=HOME), Particulars(address=HOME._replace(street="", number=""))
    assert band("Anna Müller", "Anna Möller", here, there) is Band.ASK
    assert band("Anna Müller", "Anne Müller", here, there) is Band.ASK
    assert band("A. Müller", "Anna Müller", here, there) is Band.ASK
    assert band("Anna Hinterberger", "Anna Hinterbreger", here, there) is Band.SAME


def test_namesakes_elsewhere_are_asked():
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


def groups(names_and_numbers: Iterable[tuple[str, str]]) -> list[list[int]]:
    listings = [
        replace(listing(row, name, place="Musterstadt"), printed={"Steuernummer": number})
        for row, (name, number) in enumerate(names_and_numbers, 1)
    ]
    found = organisations_of(entries_of(listings)).organisations
    return sorted([ref.row for ref in one.listings] for one in found)


def test_a_list_that_prints_numbers_is_linked_by_them():
    printed = (
        ("Anna Muster", "12/345/678"), ("Muster, Anna", "12345678"), ("Annna Muster", "12/345/687"),
        ("Anna Muster", "98/765/432"), ("Musterwerk GmbH", "44/444/445"), ("Musterwerk GmbH", "55/555/556"),
    )  # fmt: skip
    assert groups(printed) == [[1, 2, 3], [4], [5], [6]]


def test_a_number_that_many_carry_is_nobodys():
    surnames = [f"Muster{first}{second}" for first in "abcde" for second in "fghij"]
    assert groups((f"Anna {surname.title()}", "12345678") for surname in surnames) == [[row] for row in range(1, 26)]
    assert groups([("Anna Beispiel", "12345678"), ("Bernd Beispiel", "12345678")]) == [[1, 2]]
