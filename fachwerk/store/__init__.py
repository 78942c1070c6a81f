"""The register: what is kept of every edition, in a database that only this package knows. Opening it loads Django."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fachwerk.errors import UnusableRegister
from fachwerk.settings import Settings
from fachwerk.store.facts import Edition, Evidence, Kept, Keyed, Listed, Place, Proven, Run, edition_called

if TYPE_CHECKING:
    from fachwerk.store.register import Register as Register
    from fachwerk.store.writing import Writer as Writer

__all__ = [
    "Edition",
    "Evidence",
    "Kept",
    "Keyed",
    "Listed",
    "Place",
    "Proven",
    "Run",
    "edition_called",
    "make_register",
    "open_register",
]

FILE = "fachwerk.db"


def open_register(settings: Settings, shown: int | None = None) -> Register:
    """Open a register that is there, bringing an older one up to date.

    `shown` is for how many months names of natural persons are shown before they are masked; None: always.

    Raises UnusableRegister if it is missing, damaged, newer than this program, or cannot be reached.
    """
    if settings.database is None and not (settings.register / FILE).is_file():
        raise UnusableRegister(
            "there is no register", file=str(settings.register), advice="`fachwerk import FILE` makes one"
        )
    return _opened(settings, shown)


def make_register(settings: Settings) -> Register:
    """Open a register for writing, and make it if there is none."""
    from fachwerk.store.troubles import told_of_files

    with told_of_files(settings):
        settings.register.mkdir(parents=True, exist_ok=True)
    return _opened(settings)


def _opened(settings: Settings, shown: int | None = None) -> Register:
    # Django takes a third of a second to load, which `fachwerk read` should not wait for.
    from fachwerk.store.engine import set_up

    set_up()
    from fachwerk.store.register import Register

    return Register(settings, shown)
