"""What search keeps in PostgreSQL: tables derived from a register, made in one transaction with its version.

Words go through the analysis that the embedded index has (gender marks, umlauts, stems of compounds and their parts),
so both back ends find the same; PostgreSQL gets its result as lexemes. The tables are made beside those that count and
put in their place at the end, so who reads has the old ones or the new ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from fachwerk.errors import UnusableRegister
from fachwerk.search import index
from fachwerk.search.documents import Document, documents_of
from fachwerk.search.index import FACETS, Vocabulary, said_in, shown
from fachwerk.search.words import grams_of

if TYPE_CHECKING:
    from fachwerk.search.meaning import Meaning
    from fachwerk.search.weights import Floats
    from fachwerk.store import Register
    from fachwerk.store.derived import Derived

Told: TypeAlias = Callable[[int, int], None]  # is told how many texts of how many are understood

FORMAT = f"{index.FORMAT}/1"  # of what is written here; another one is made anew
TABLES = "search_project, search_stem, search_piece, search_word, search_state"
LONGEST = 255  # letters of a word that is looked up; what is longer is none
_KEY = 600  # letters of a facet's key: PostgreSQL has no index for longer ones
_PLACES = (1 << 14) - 1  # the last place in a text that PostgreSQL tells from others
_REPEATED = 255  # places of one word that it keeps
_ROOM = 900_000  # bytes of one project's words; it takes a million
EXACT_TO = 20_000  # projects whose meanings are compared one by one; of more a graph of neighbours is asked
_AT_ONCE = 64  # texts that are understood before their vectors are written

_BY = ", ".join(f"by_{name}" for name in FACETS)
_MAKE = f"""
CREATE TABLE search_project_new (
    number integer PRIMARY KEY,
    id text NOT NULL,
    shown jsonb NOT NULL,
    words tsvector NOT NULL,
    stems tsvector NOT NULL,
    pieces tsvector NOT NULL,
    length integer NOT NULL,
    length_in_pieces integer NOT NULL,
    "begin" date,
    "end" date,
    title_rank integer NOT NULL,
    {", ".join(f"by_{name} text[] NOT NULL" for name in FACETS)}
);
CREATE TABLE search_stem_new (stem text PRIMARY KEY, count integer NOT NULL);
CREATE TABLE search_piece_new (piece text PRIMARY KEY, count integer NOT NULL);
CREATE TABLE search_word_new (
    key text PRIMARY KEY,
    printed text NOT NULL,
    parts text[] NOT NULL,
    count integer NOT NULL,
    number integer NOT NULL
);
CREATE TABLE search_state_new (
    version text NOT NULL,
    format text NOT NULL,
    projects integer NOT NULL,
    length float8 NOT NULL,
    length_in_pieces float8 NOT NULL,
    with_meaning boolean NOT NULL,
    made integer NOT NULL
);
"""
_REMEMBER = "CREATE TABLE IF NOT EXISTS search_meaning (seal bytea PRIMARY KEY, meaning vector(384) NOT NULL)"
_WITH_MEANING = f"""
{_REMEMBER};
ALTER TABLE search_project_new ADD seal bytea, ADD meaning vector(384);
ALTER TABLE search_project_new ALTER meaning SET STORAGE PLAIN;
"""
_COLUMNS = f'number, id, shown, words, stems, pieces, length, length_in_pieces, "begin", "end", title_rank, {_BY}'
_COPY = f"COPY search_project_new ({_COLUMNS}) FROM STDIN"
_COPY_WITH_MEANING = f"COPY search_project_new ({_COLUMNS}, seal, meaning) FROM STDIN"
_INDEX = f"""
CREATE INDEX ON search_project_new USING gin (stems);
CREATE INDEX ON search_project_new USING gin (words);
CREATE INDEX ON search_project_new USING gin (pieces);
CREATE INDEX ON search_project_new USING gin ({_BY});
CREATE INDEX ON search_project_new (id);
CREATE INDEX ON search_project_new ("begin");
CREATE INDEX ON search_project_new ("end");
CREATE INDEX ON search_project_new (title_rank);
CREATE INDEX ON search_word_new USING gin (key gin_trgm_ops);
ANALYZE search_project_new;
ANALYZE search_word_new;
ANALYZE search_stem_new;
ANALYZE search_piece_new;
"""
_GRAPH = "CREATE INDEX ON search_project_new USING hnsw (meaning vector_ip_ops)"
_FORGET = "DELETE FROM search_meaning WHERE seal NOT IN (SELECT seal FROM search_project_new)"
_NAMES = tuple(TABLES.split(", "))
# In the order in which readers take them, so that neither waits for the other.
_PUT_IN_PLACE = "; ".join(
    (
        *(f"DROP TABLE IF EXISTS {name}" for name in _NAMES),
        *(f"ALTER TABLE {name}_new RENAME TO {name}" for name in _NAMES),
    )
)


def make_tables(register: Register, derived: Derived, meaning: Meaning | None, told: Told) -> None:
    """Make the tables for the register as it is, unless somebody else did while this process waited for its turn."""
    if not derived.can_be_made():
        raise UnusableRegister(
            "the register has changed since it was made ready for search, and nothing can be written here",
            advice="run `fachwerk search` once where the database can be written",
        )
    if not derived.has_extension("pg_trgm"):
        raise UnusableRegister(
            "search needs PostgreSQL's extension pg_trgm",
            advice="have it installed: CREATE EXTENSION pg_trgm in the register's database",
        )
    with derived.alone():
        state = state_of(derived)
        if state is not None and state.fits(register.version(), meaning is not None):
            return
        if meaning is not None:
            derived.run(_REMEMBER)
            _understand(register, derived, meaning, told)
        with derived.making():
            made = 1 if state is None else state.made + 1
            write_tables(documents_of(register), register.version(), derived, meaning, made)


class State(NamedTuple):
    """What the tables are of: a register's version, in which format.

    `length` and `length_in_pieces` are how many stems and pieces of words a project has; `made` counts how many times
    tables were made.
    """

    version: str
    format: str
    projects: int
    length: float
    length_in_pieces: float
    with_meaning: bool
    made: int

    def fits(self, version: str, with_meaning: bool) -> bool:
        """Tell whether the tables answer for a version of the register; more than is needed does no harm."""
        return (self.version, self.format) == (version, FORMAT) and (self.with_meaning or not with_meaning)


def state_of(derived: Derived) -> State | None:
    """Read what the tables are of; None if one of them is not there."""
    if derived.ask("SELECT bool_and(to_regclass(name) IS NOT NULL) FROM unnest(%s::text[]) AS name", list(_NAMES)) != [
        (True,)
    ]:
        return None
    rows = derived.ask(
        "SELECT version, format, projects, length, length_in_pieces, with_meaning, made FROM search_state"
    )
    return State(*rows[0]) if rows else None


def write_tables(
    documents: Iterable[Document], version: str, derived: Derived, meaning: Meaning | None, made: int = 1
) -> None:
    """Write tables of projects and put them in the place of those that count."""
    derived.run(_MAKE)
    filling = _Filling()
    if meaning is None:
        derived.fill(_COPY, map(filling.row, documents))
    else:
        derived.run(_WITH_MEANING)
        derived.fill(_COPY_WITH_MEANING, _with_meaning(documents, filling, derived, meaning))
    derived.fill("COPY search_stem_new FROM STDIN", filling.stems.items())
    derived.fill("COPY search_piece_new FROM STDIN", filling.pieces.items())
    derived.fill("COPY search_word_new FROM STDIN", filling.words())
    derived.run(_INDEX)
    if meaning is not None:
        derived.run(_FORGET)
        if filling.projects > EXACT_TO:
            derived.run(_GRAPH)
    state = State(version, FORMAT, *filling.usual, meaning is not None, made)
    derived.fill("COPY search_state_new FROM STDIN", [state])
    derived.run(_PUT_IN_PLACE)


@dataclass(slots=True)
class _Filling:
    """What is known of the projects that went by: in how many each word, stem and piece is, how many they have."""

    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    stems: Counter[str] = field(default_factory=Counter)
    pieces: Counter[str] = field(default_factory=Counter)
    projects: int = 0
    all_stems: int = 0
    all_pieces: int = 0

    @property
    def usual(self) -> tuple[int, float, float]:
        """How many projects there are, and how many stems and pieces one has."""
        return self.projects, self.all_stems / max(1, self.projects), self.all_pieces / max(1, self.projects)

    def row(self, document: Document) -> list[object]:
        """Make a row of a project, and take note of its words."""
        words, stems, pieces = _Lexemes(), _Lexemes(), _Lexemes()
        place = 0
        for name, said in said_in(document, self.vocabulary):
            for key, some in said:
                place += 1
                words.add(key, place)
                for piece in grams_of(key):
                    pieces.add(piece, pieces.times(piece) + 1)
                for stem in some:
                    stems.add(stem, stems.length + 1)
                    stems.add(in_text(name, stem), None)
            place += 1  # a phrase does not reach from one text into the next
        self.stems.update(stems.placed)
        self.pieces.update(pieces.placed)
        self.projects += 1
        self.all_stems += stems.length
        self.all_pieces += pieces.length
        return [
            self.projects - 1,
            document.id,
            shown(document),
            str(words),
            str(stems),
            str(pieces),
            stems.length,
            pieces.length,
            document.begin,
            document.end,
            document.rank,
            *([key for key in document.keys.get(name, ()) if len(key) <= _KEY] for name in FACETS),
        ]

    def words(self) -> Iterator[tuple[object, ...]]:
        """Yield the rows of the table of words."""
        known = self.vocabulary
        for number, (key, count) in enumerate(known.counts.items()):
            if len(key) <= LONGEST:
                yield key, known.printed[key], list(known.parts[key]), count, number


class _Lexemes:
    """Words with their places, written as PostgreSQL reads a tsvector; more than it takes are left out."""

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}
        self._room = _ROOM
        self.length = 0

    def add(self, lexeme: str, place: int | None) -> None:
        """Add a word at a place, or one that only is there."""
        if len(lexeme) > LONGEST or self._room <= 0:
            return
        places = self._places.get(lexeme)
        if places is None:
            places = self._places[lexeme] = []
            self._room -= len(lexeme.encode()) + 8
        if place is not None:
            self.length += 1
            if len(places) < _REPEATED:
                places.append(min(place, _PLACES))
                self._room -= 2

    def times(self, lexeme: str) -> int:
        """How often a word was added so far."""
        return len(self._places.get(lexeme, ()))

    @property
    def placed(self) -> Iterator[str]:
        """The words that stand at a place."""
        return (lexeme for lexeme, places in self._places.items() if places)

    def __str__(self) -> str:
        return " ".join(
            f"{lexeme_of(lexeme)}:{','.join(map(str, places))}" if places else lexeme_of(lexeme)
            for lexeme, places in self._places.items()
        )


def lexeme_of(word: str) -> str:
    """Write a word so that PostgreSQL takes it as one lexeme, whatever is in it.

    >>> print(lexeme_of("messe"), lexeme_of("o'neill"))
    'messe' 'o''neill'
    """
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def in_text(name: str, stem: str) -> str:
    """The lexeme that says that a stem is in the text of that name; no stem has a blank."""
    return f"{name} {stem}"


# --- what texts mean -----------------------------------------------------------------------------------------------


def _understand(register: Register, derived: Derived, meaning: Meaning, told: Told) -> None:
    """Write down what texts mean that nobody looked at before, some at a time: what is done stays done."""
    from fachwerk.search.vectors import seal

    with register.snapshot():
        texts = {seal(document.meant): document.meant for document in documents_of(register)}
    known = {bytes(one) for (one,) in derived.ask("SELECT seal FROM search_meaning")}
    new = [(one, text) for one, text in texts.items() if one not in known]
    for at in range(0, len(new), _AT_ONCE):
        piece = dict(new[at : at + _AT_ONCE])
        _remember(derived, piece, meaning)
        told(at + len(piece), len(new))


def _remember(derived: Derived, texts: Mapping[bytes, str], meaning: Meaning) -> dict[bytes, str]:
    found = dict(zip(texts, map(vector_of, meaning.of_texts(texts.values())), strict=True))
    derived.fill("COPY search_meaning FROM STDIN", found.items())
    return found


def _with_meaning(
    documents: Iterable[Document], filling: _Filling, derived: Derived, meaning: Meaning
) -> Iterator[list[object]]:
    """Yield rows with what they mean, out of the table that remembers it; an import may have added some meanwhile."""
    from fachwerk.search.vectors import seal

    waiting = iter(documents)
    while piece := list(islice(waiting, _AT_ONCE)):
        texts = {seal(document.meant): document.meant for document in piece}
        rows = derived.ask("SELECT seal, meaning::text FROM search_meaning WHERE seal = ANY(%s)", list(texts))
        known = {bytes(one): vector for one, vector in rows}
        known |= _remember(derived, {one: text for one, text in texts.items() if one not in known}, meaning)
        for document in piece:
            one = seal(document.meant)
            yield [*filling.row(document), one, known[one]]


def vector_of(floats: Floats) -> str:
    """Write a vector as PostgreSQL reads it."""
    return f"[{','.join(map(str, floats.tolist()))}]"
