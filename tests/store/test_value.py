"""The view `value` says in SQL what the records say: one row a value."""

from pathlib import Path

from fachwerk.records import Listing
from fachwerk.settings import Settings
from fachwerk.store import make_register
from fachwerk.store.packing import KINDS
from tests.store.made_up import COLUMNS, add, listing


def rows_of(one: Listing) -> list[tuple[object, ...]]:
    return [
        (
            field,
            COLUMNS.get(field),
            value.printed,
            None if value.clean is None else str(value.clean),
            KINDS[type(value.clean)],
            value.note,
        )
        for field, value in one.values.items()
    ]


def test_the_view_gives_one_row_a_value(settings: Settings, tmp_path: Path) -> None:
    with make_register(settings) as register:
        sha256 = add(register, tmp_path, b"one", [1, 2])
        from fachwerk.store.models import PER_EDITION, Value

        columns = ("field", "heading", "printed", "clean", "kind", "note")
        for row in (1, 2):
            found = Value.objects.using(register.alias).filter(listing_id=PER_EDITION + row).order_by("position")
            assert list(found.values_list(*columns)) == rows_of(listing(sha256, row))
