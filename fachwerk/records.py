"""The nouns of the trade: what the stages hand to one another, from the printed page to the proven row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import NamedTuple, TypeAlias

# --- what a reader finds -------------------------------------------------------------------------------------------


class Box(NamedTuple):
    """A rectangle on a page, in points (1/72 inch), origin top left, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


class Run(NamedTuple):
    """Characters set side by side on one baseline by one stroke of the typesetter; never spans a wide gap.

    `left`/`right` are pen positions (advance included), `top`/`bottom` the font's ascent and descent, all in
    points from the page's top left; `size` is the font size in points; `line` counts the page's printed lines from 1.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    line: int

    @property
    def box(self) -> Box:
        return Box(self.left, self.top, self.right, self.bottom)


class Rule(NamedTuple):
    """A drawn straight line or thin bar, horizontal or vertical, in points from the page's top left.

    `is_edge`: nothing is stroked there, a shaded area ends.
    """

    left: float
    top: float
    right: float
    bottom: float
    is_edge: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page with everything printed on it: runs in reading order, rules, and notes on what had to be repaired."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]
    rules: tuple[Rule, ...]
    notes: tuple[str, ...] = ()


class Line(NamedTuple):
    """One line of a text dump, exactly as it stands there without its line end; `number` counts the file from 1."""

    number: int
    page: int
    text: str


class GridRow(NamedTuple):
    """One row of a sheet, CSV file or HTML table; `""` is an empty cell.

    `line` is the row's number in its sheet, or the first line of the record in a text file, from 1; `last_line` its
    last one. `covered` are the positions whose text is only repeated from a merged cell to the left or above.
    """

    line: int
    last_line: int
    cells: tuple[str, ...]
    covered: frozenset[int] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose cells are known: sheet, CSV file, HTML table. `rows` can be iterated more than once."""

    number: int
    name: str
    rows: Iterable[GridRow]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document with geometry. `pages` can be iterated more than once and holds one page in memory at a time."""

    pages: Iterable[Page]
    page_count: int


@dataclass(frozen=True, slots=True)
class Dump:
    """A document whose geometry is lost: lines of text. `is_closed`: it ends with a page mark, as pages do."""

    lines: tuple[Line, ...]
    page_count: int
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Grids:
    """A document of ready-made tables."""

    grids: tuple[Grid, ...]


Content: TypeAlias = Drawn | Dump | Grids


@dataclass(frozen=True, slots=True)
class Document:
    """One opened file: its name as the user gave it, its fingerprint, what it is, and what had to be decided.

    `doubts` say why something of the list may not be in this file: it breaks off, or values were not saved.
    """

    name: str
    sha256: str
    format: str
    content: Content
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a user may say about one file. `pages` are the page numbers to read, from 1; None means all."""

    password: str | None = None
    pages: frozenset[int] | None = None
    progress: Callable[[int, int], None] = field(default=lambda done, total: None)


# --- what rows are cut into ----------------------------------------------------------------------------------------


class Piece(NamedTuple):
    """Part of one printed line, as printed. Cells, headings and furniture consist of pieces; the ledger counts them.

    `line` counts on the page for PDFs, in the file for dumps, in the sheet for tables, from 1.
    """

    page: int
    line: int
    text: str
    box: Box | None = None


class Break(Enum):
    """How a printed line ended inside its cell."""

    BLANK = "blank"  # wrapped at a blank (or after a hyphen that is printed): the usual case
    WORD = "word"  # wrapped inside a word that was wider than its cell
    TYPED = "typed"  # somebody typed a line break
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row: `printed` is its joined text (None: nothing printed), `pieces` what it was joined from."""

    printed: str | None
    pieces: tuple[Piece, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """Start of a table: its printed headings in column order (unique, joined), and the pieces they stand on.

    A two-storey heading is joined top down with a blank. A column without a heading is called "Spalte 3".
    """

    headings: tuple[str, ...]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a row is printed: page, first and last line, box; `carried` is its remainder on following pages."""

    page: int
    lines: tuple[int, int]
    box: Box | None = None
    carried: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One printed table row. `cells` are in the order of the last `Head`; `number` counts the file's rows from 1."""

    number: int
    origin: Origin
    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()


class Kind(Enum):
    """What a printed thing outside the rows is."""

    TITLE = "title"
    HEADING = "heading"
    RUNNING_HEAD = "running head"
    RUNNING_FOOT = "running foot"
    PAGE_NUMBER = "page number"
    AS_OF = "as of"
    TOTAL = "total"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Furniture:
    """Something printed that is no row: kept as the edition's facts, and accounted for."""

    kind: Kind
    pieces: tuple[Piece, ...]


Part: TypeAlias = Head | Row | Furniture


# --- what a reading says -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One row as `fachwerk read` gives it: printed by heading, canonical fields, and where it stands.

    `columns` says under which heading each field is printed; `corrected` holds a sentence for each field whose value a
    person put right.
    """

    row: Row
    printed: Mapping[str, str | None]
    fields: Mapping[str, str | None]
    columns: Mapping[str, str] = field(default_factory=dict)
    corrected: Mapping[str, str] = field(default_factory=dict)

    def printed_in(self, name: str) -> str | None:
        """Give what is printed in a field's cell; `fields` may hold a part of it, or the day it names."""
        heading = self.columns.get(name)
        return self.fields.get(name) if heading is None else self.printed.get(heading)


class PageCount(NamedTuple):
    """How many rows begin on a page, and which."""

    page: int
    rows: int
    first_row: int | None
    last_row: int | None


class Verdict(Enum):
    """`complete`: all accounted for and all the list states agrees; `unknown`: nothing stated; else `incomplete`."""

    COMPLETE = "complete"
    INCOMPLETE = "incomplete"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Ledger:
    """Account of every printed line of one file (DESIGN, "The ledger")."""

    file: str
    sha256: str
    pages: int
    rows: int
    text_lines: int
    used: int
    furniture: int
    unexplained: tuple[Piece, ...]
    per_page: tuple[PageCount, ...]
    declared: Mapping[str, object]
    verdict: Verdict
    reasons: tuple[str, ...]
    notes: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """What the list calls itself: all its headlines, if it has several; empty if it has none."""
        said = self.declared.get("title", ())
        return said if isinstance(said, str) else " ".join(map(str, said if isinstance(said, list) else ()))

    @property
    def as_of(self) -> date | None:
        """The day that the list states itself to be of."""
        said = self.declared.get("as_of")
        return date.fromisoformat(said) if isinstance(said, str) else None


# --- what cleaning makes of it -------------------------------------------------------------------------------------

Clean: TypeAlias = str | int | Decimal | date | None


class Value(NamedTuple):
    """One value of a listing: `printed` (None: an empty cell), `clean` (None: nothing, or not understood), and why.

    `note` says in one sentence how one became the other, and is None where nothing had to be said.
    """

    printed: str | None
    clean: Clean
    note: str | None = None


class Status(Enum):
    """What the source says a project is; `unknown` where it does not say. Never guessed from dates."""

    APPLIED = "applied"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listing:
    """A row after cleaning: what one edition says about one project.

    `edition` is the file's SHA-256, `row` the row's number in it. `values` are by canonical field, in column order;
    keys that cleaning found beside them: `region` (key of a region), `place` (AGS of a municipality), `line` (number
    of a funding line), `pot` (key of a pot), `legal_form` and `core` (the sponsor's name without it); `places` are the
    municipalities of a cell that names several, in their order (`place` is then None).
    """

    edition: str
    row: int
    origin: Origin
    printed: Mapping[str, str | None]
    values: Mapping[str, Value]
    region: str | None = None
    place: str | None = None
    line: str | None = None
    pot: str | None = None
    legal_form: str | None = None
    core: str | None = None
    status: Status = Status.UNKNOWN
    notes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


# --- what linking and checking make of listings ---------------------------------------------------------------------


class Ref(NamedTuple):
    """One listing: its edition (the file's SHA-256) and its row there."""

    edition: str
    row: int


class Band(Enum):
    """What is decided about a pair: the same, different, or to be asked."""

    SAME = "same"
    ASK = "ask"
    DIFFERENT = "different"


class Reason(NamedTuple):
    """One named feature of a comparison: what it adds (positive: speaks for the same), and why, in one sentence."""

    feature: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body that listings name: `variants` are its printed spellings, `places` the AGS of where it carries projects.

    `id` is that of its earliest listing, so the same input gives the same ids on every machine.
    """

    id: str
    name: str
    core: str
    legal_form: str | None
    variants: tuple[str, ...]
    listings: tuple[Ref, ...]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """What listings in several editions are about; `listings` oldest edition first."""

    id: str
    listings: tuple[Ref, ...]


class Relation(Enum):
    """How the projects of a series belong together."""

    CONTINUATION = "continuation"  # one carries on the other: "Teil 4b", "Teil 5"
    REPEAT = "repeat"  # one listing says again what another says


@dataclass(frozen=True, slots=True)
class Series:
    """Projects that continue one another, or listings that repeat one another, in order; `reasons` say why."""

    id: str
    name: str
    relation: Relation
    listings: tuple[Ref, ...]
    reasons: tuple[Reason, ...] = ()


class Severity(Enum):
    """How much a finding matters: an `ERROR` is wrong as printed, a `WARNING` very likely, a `HINT` only unusual."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a reader should know about a value; `listing` None: about the whole edition, `field` None: the row.

    `message` and `message_de` are one sentence each; `evidence` is what is printed that shows it.
    """

    code: str
    severity: Severity
    edition: str
    row: int | None
    field: str | None
    message: str
    message_de: str
    evidence: str


class Decision(Enum):
    """What a person says about a pair."""

    SAME = "same"
    DIFFERENT = "different"
    UNDO = "undo"  # takes the last decision about the pair back


class Judgement(NamedTuple):
    """A person's decision about two names or two listings, with who, when (ISO, UTC) and why; never overwritten.

    `about` is `organisation`, `project` or `series`; `one` and `other` are what is compared, in sorted order: printed
    names for organisations (with the region key after a tab where it matters), `edition:row` for the others.
    """

    about: str
    one: str
    other: str
    decision: Decision
    who: str
    when: str
    why: str
