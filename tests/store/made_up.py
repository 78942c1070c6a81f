"""Made-up editions, and what linking and checking could say about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from fachwerk.records import (
    Box,
    Finding,
    Ledger,
    Listing,
    Organisation,
    Origin,
    PageCount,
    Piece,
    Project,
    Reason,
    Ref,
    Relation,
    Series,
    Severity,
    Status,
    Value,
    Verdict,
)
from fachwerk.store import Edition, Kept

if TYPE_CHECKING:
    from fachwerk.store import Register

COLUMNS = {
    "sponsor": "Projektträger",
    "place": "Ort",
    "postcode": "Ort",
    "title": "Titel",
    "begin": "Beginn",
    "amount_total": "Kosten",
    "cofinancing_rate": "Satz",
    "identifier": "Bemerkung",
}


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def listing(edition: str, row: int, sponsor: str | None = "Muster e. V.") -> Listing:
    """Make a listing with a value of every kind; some rows have more to say than others."""
    return Listing(
        edition,
        row,
        Origin(2, (row, row + 1), Box(1.5, 2.25, 3.0, 4.0), (Origin(3, (1, 2), None),))
        if row % 2
        else Origin(1, (row, row)),
        {
            "Projektträger": sponsor,
            "Ort": "01067 Dresden",
            "Titel": f"Projekt „{row}“\nim\tOrt \\N",
            "Beginn": None,
            "Kosten": "1.234.567.890,10 €",
            "Satz": "9",
            "Bemerkung": "keine",
        },
        {
            "sponsor": Value(sponsor, sponsor and sponsor.replace("e. V.", "e.V."), "the legal form is set apart"),
            "place": Value("Dresden", "Dresden"),
            "postcode": Value("01067", "01067"),
            "title": Value(f"Projekt „{row}“\nim\tOrt \\N", f"Projekt „{row}“\nim\tOrt \\N"),
            "begin": Value(None, None) if row % 2 else Value(None, date(2023, 1, row % 28 + 1), "as the title says"),
            "amount_total": Value("1.234.567.890,10 €", Decimal("1234567890.10")),
            "cofinancing_rate": Value("9", 9),
            "identifier": Value(None, None, "the cell holds a remark"),
            "item": Value("3a", None, "is no number"),
        },
        region="DED21",
        place="14612000" if row % 2 else None,
        line="3",
        pot="regional",
        legal_form="eV",
        core="Muster",
        status=Status.APPROVED if row % 2 else Status.UNKNOWN,
        notes=("row is odd",) if row % 2 else (),
        places=("14612000",) if row % 2 else ("14612000", "14713000"),
    )


def facts(sha256: str, rows: int, as_of: str | None = "2023-11-10", imported: str = "2024-01-02T03:04:05Z") -> Edition:
    ledger = Ledger(
        "list.csv",
        sha256,
        1,
        rows,
        rows + 2,
        rows,
        1,
        (Piece(1, rows + 2, "übrig", Box(1, 2, 3, 4.5)), Piece(1, rows + 3, "auch", None)),
        (PageCount(1, rows, 1, rows), PageCount(2, 0, None, None)),
        {"as_of": date(2023, 11, 10), "rows": rows, "sums": [{"heading": "Kosten", "sum": Decimal("1.10")}]},
        Verdict.INCOMPLETE,
        ("one line is not explained",),
    )
    return Edition(sha256, "list.csv", "csv", ledger, imported, "sachsen", "Übersicht", as_of, "Amt", True)


def write_file(folder: Path, content: bytes) -> Path:
    path = folder / "list.csv"
    path.write_bytes(content)
    return path


def add(register: Register, folder: Path, content: bytes, rows: Iterable[int] = range(1, 6)) -> str:
    """Import a made-up edition of these rows, whose file has that content, and link everything that is there."""
    sha256, numbers = sha256_of(content), tuple(rows)
    kept = (Kept(listing(sha256, row), COLUMNS) for row in numbers)
    with register.writing() as writer:
        writer.add_edition(sha256, write_file(folder, content), kept, lambda: facts(sha256, len(numbers)))
        refs = tuple(Ref(one.edition, one.row) for one in register.listings())
        writer.link(*linked(refs))
        writer.findings(found(refs))
    return sha256


def linked(refs: tuple[Ref, ...]) -> tuple[list[Organisation], list[Series], list[Project]]:
    organisations = [
        Organisation("o-b", "Muster e.V.", "Muster", "eV", ("Muster e. V.", "Muster"), refs[1:], ("14612000",)),
        Organisation("o-a", "Amt", "Amt", None, ("Amt",), refs[:1]),
    ]
    series = [
        Series("s-1", "Reihe", Relation.CONTINUATION, refs[1::-1], (Reason("title", 2.5, "„1“ goes on as „2“"),)),
        Series("s-0", "Dasselbe", Relation.REPEAT, refs[2:4]),
    ]
    return organisations, series, [Project(f"p-{number}", (ref,)) for number, ref in enumerate(reversed(refs))]


def found(refs: tuple[Ref, ...]) -> list[Finding]:
    whole = Finding("ledger", Severity.WARNING, refs[0].edition, None, None, "A line is left.", "Eine Zeile.", "übrig")
    return [
        whole,
        *(Finding("kind", Severity.HINT, *ref, "kind", "Is unusual.", "Ist ungewöhnlich.", "3") for ref in refs),
    ]


def everything(register: Register) -> tuple[object, ...]:
    """Read all that a register says."""
    things = (register.editions(), register.organisations(), register.series(), register.projects(), register.runs())
    return (*things, list(register.kept()), list(register.findings()))
