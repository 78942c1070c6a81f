"""The ledger: an account of every printed line, of what the list says about itself, and a verdict with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from fachwerk.records import (
    Document,
    Drawn,
    Dump,
    Furniture,
    Grids,
    Head,
    Kind,
    Ledger,
    PageCount,
    Part,
    Piece,
    Row,
    Verdict,
)
from fachwerk.rows.balance import Balance, Balanced, is_made_of_its_pieces
from fachwerk.rows.endings import Alphabet, Endings, round_findings
from fachwerk.rows.extent import Extent
from fachwerk.rows.findings import Finding, are, doubts, plural, proves, refutes, spans
from fachwerk.rows.furniture import Statement, as_of, statement_of
from fachwerk.rows.numbering import Numbering
from fachwerk.rows.pagination import PageNumber, page_findings
from fachwerk.rows.repeats import Blocks
from fachwerk.rows.sums import Stated, Sums, summed_over
from fachwerk.rows.wordings import claims_of
from fachwerk.sources import Source, remembered
from fachwerk.text import squeeze

_NAME_COLUMNS = 3
_MOST_TITLES = 5
_MOST_SAID = 200  # different pieces of furniture among which the list's name is looked for
_MOST_ALTERED = 10
_SHOWN = 60
_NOTHING_STATED = (
    "every printed line is accounted for, but the list states nothing about its extent "
    "(number of rows or pages, or a sum), so that missing ones would not show"
)


class Section:
    """The rows under one heading in one place: what they add up to, number, and end with."""

    def __init__(self, headings: Sequence[str]) -> None:
        self.headings = headings
        running = frozenset(
            at for at, heading in enumerate(headings) if any(claim.is_running for claim in claims_of(heading))
        )
        self.numbering = Numbering(headings, running)
        self.sums = Sums(headings)
        self.endings = Endings()
        self.alphabets = [Alphabet() for _ in headings[:_NAME_COLUMNS]]

    def add(self, row: Row) -> None:
        self.numbering.add(row.cells)
        self.sums.add(row.cells)
        self.endings.add(row.cells)
        for alphabet, cell in zip(self.alphabets, row.cells, strict=False):
            alphabet.add(cell, row.origin.page)

    def findings(self) -> Iterator[Finding]:
        for alphabet in self.alphabets:
            yield from alphabet.findings()

    def hints(self) -> Iterator[Finding]:
        """Give what says something only where the list states nothing about its extent."""
        for alphabet in self.alphabets:
            yield from alphabet.hints()


class Check(NamedTuple):
    """A stated sum or count, what came of comparing it, and whether it was compared with the whole file."""

    stated: Stated
    finding: Finding | None
    is_of_file: bool


class Account:
    """Takes the stream of parts of one document, and gives its ledger at the end.

    Hand every part to `enter` in printed order, then call `close` once. Kept are the lines not yet accounted for, a
    byte for each that is, and a number for each row.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._balance = Balance(document.content)
        self._sections: list[Section] = []
        self._blocks = Blocks()
        self._numbers: list[PageNumber] = []
        self._titles: dict[str, None] = {}
        self._said: dict[str, None] = {}
        self._as_of: list[str] = []
        self._source: Source | None = None
        self._rows = 0
        self._begin: dict[int, list[int]] = {}  # page -> rows that begin there, first of them, last of them
        self._pages_of_rows: set[int] = set()
        self._extent = Extent(document.content)
        self._last_page = 1
        self._altered: list[str] = []
        self._swallowed: list[Head] = []  # headings that are earlier ones with rows in them
        self._sum_rows: list[int] = []

    def enter(self, part: Part) -> None:
        """Take the next part."""
        if isinstance(part, Row):
            self._enter_row(part)
        elif isinstance(part, Head):
            self._enter_head(part)
        else:
            self._enter_furniture(part)

    def close(self, notes: Iterable[str] = ()) -> Ledger:
        """Balance what is printed, compare what is stated, and judge; `notes` go after the document's own."""
        balanced = self._balance.close()
        findings = list(self._findings(balanced))
        is_stated = self._is_proved(findings)
        findings += round_findings(self._rows, is_stated or self._states_sums())
        findings += self._numbering_findings(is_stated)
        if not self._is_proved(findings):
            findings += [finding for section in self._sections for finding in section.hints()]
        verdict, reasons = verdict_of(findings, self._is_proved(findings))
        return Ledger(
            file=self._document.name,
            sha256=self._document.sha256,
            pages=self._page_count,
            rows=self._rows,
            text_lines=balanced.text_lines,
            used=balanced.used,
            furniture=balanced.furniture,
            unexplained=balanced.unexplained,
            per_page=tuple(self._per_page(balanced.pages)),
            declared=self._declared(),
            verdict=verdict,
            reasons=reasons,
            notes=(*self._document.notes, *notes),
        )

    # --- entering ----------------------------------------------------------------------------------------------

    def _enter_head(self, head: Head) -> None:
        self._balance.lay_aside(head.pieces)
        if any(_goes_on(section.headings, head.headings) for section in self._sections):
            self._swallowed.append(head)
        if not self._sections or tuple(self._sections[-1].headings) != head.headings:
            self._sections.append(Section(head.headings))
        if self._source is None:
            self._source = remembered(head.headings, " ".join(self._titles))

    def _enter_row(self, row: Row) -> None:
        self._rows += 1
        page = row.origin.page
        self._pages_of_rows.add(page)
        self._pages_of_rows.update(origin.page for origin in row.origin.carried)
        self._last_page = max(self._last_page, page)
        self._extent.enter_row(row)
        begun = self._begin.setdefault(page, [0, row.number, row.number])
        begun[0] += 1
        begun[2] = row.number
        self._balance.use([piece for cell in row.cells for piece in cell.pieces])
        if len(self._altered) < _MOST_ALTERED and not all(map(is_made_of_its_pieces, row.cells)):
            altered = [number for number, cell in enumerate(row.cells, 1) if not is_made_of_its_pieces(cell)]
            self._altered += [f"row {row.number}, column {number}" for number in altered]
        section = self._section(page)
        sum_line = _sum_line(row)
        if sum_line is None:
            section.add(row)
            self._blocks.add(row.cells)
        else:
            section.sums.state(sum_line, page)
            self._sum_rows.append(row.number)

    def _section(self, page: int) -> Section:
        """Give the section that goes on; a further grid begins a new one even under the same heading."""
        is_new_grid = isinstance(self._document.content, Grids) and self._begin[page][0] == 1 and len(self._begin) > 1
        if not self._sections or (is_new_grid and self._sections[-1].sums.rows):
            self._sections.append(Section(self._sections[-1].headings if self._sections else ()))
        return self._sections[-1]

    def _enter_furniture(self, furniture: Furniture) -> None:
        self._balance.lay_aside(furniture.pieces)
        self._extent.enter_furniture(furniture)
        for (page, number), line in _lines(furniture.pieces):
            self._last_page = max(self._last_page, page)
            if day := as_of(line):
                self._as_of.append(day)
            statement = statement_of(line)
            if statement is not None and statement.is_end:
                self._extent.enter_closing(page, number)
            elif statement is not None:
                self._enter_statement(statement, page)
            elif furniture.kind is Kind.PAGE_NUMBER and line.strip(" -–—").isdecimal():
                self._numbers.append(PageNumber(page, int(line.strip(" -–—")), None))
        if len(self._said) < _MOST_SAID:
            said = squeeze(" ".join(piece.text for piece in furniture.pieces))
            self._said[said] = None
            if furniture.kind is Kind.TITLE:
                self._titles[said] = None

    def _enter_statement(self, statement: Statement, page: int) -> None:
        if statement.page is not None:
            self._numbers.append(PageNumber(page, statement.page, statement.pages))
        elif statement.count is not None or statement.amounts:
            if not self._sections:
                self._sections.append(Section(()))
            self._sections[-1].sums.state(statement, page)

    # --- judging -----------------------------------------------------------------------------------------------

    @property
    def _page_count(self) -> int:
        """Count the pages, or grids; a dump's page marks may be known to the cutter alone."""
        content = self._document.content
        if isinstance(content, Grids):
            return len(content.grids)
        return max(content.page_count, self._last_page) if isinstance(content, Dump) else content.page_count

    def _findings(self, balanced: Balanced) -> Iterator[Finding]:
        yield from _balance_findings(balanced, self._altered)
        yield from map(doubts, self._document.doubts)
        counted = list(self._edition_findings())
        counted += [check.finding for _, check in self._checks() if check.finding is not None]
        yield from self._page_findings(balanced, is_counted=self._is_proved(counted))
        yield from self._blocks.findings()
        yield from counted
        for section in self._sections:
            yield from section.findings()
        if self._sum_rows:
            yield doubts(f"cut as rows, but look like sums: {spans(self._sum_rows)}")
        for head in self._swallowed:
            page, said = head.pieces[0].page, max(head.headings, key=len)[:_SHOWN]
            yield doubts(f"the heading on page {page} is an earlier one with more in it ({said!r}): perhaps rows")
        if self._rows == 0:
            yield refutes("not a single row was read")
            return
        last = self._sections[-1]
        yield from last.endings.findings(last.headings)

    def _checks(self) -> Iterator[tuple[Section, Check]]:
        """Compare what is stated with its table, and a sum that is none of its table's with all tables together."""
        filled = [section.sums for section in self._sections if section.sums.rows]
        for section in self._sections:
            for stated, finding in section.sums.checked(self._rows):
                is_settled = finding is not None and finding.weight is Verdict.COMPLETE
                if stated.statement.count is None and not is_settled and (len(filled) > 1 or not section.sums.rows):
                    overall = summed_over(filled, stated)
                    if overall is not None and (overall.weight is Verdict.COMPLETE or not section.sums.rows):
                        yield section, Check(stated, overall, True)
                        continue
                yield section, Check(stated, finding, stated.statement.count == self._rows)

    def _numbering_findings(self, is_stated: bool) -> list[Finding]:
        """Take running numbers as proof only if something shows that the last one is the last: they do not say it."""
        found = [finding for _, finding in self._numbered()]
        doubt = None if is_stated else self._extent.doubt(self._page_count)
        if doubt is None:
            return found
        return [
            doubts(f"{finding.sentence}, but {doubt}") if finding.weight is Verdict.COMPLETE else finding
            for finding in found
        ]

    def _numbered(self) -> Iterator[tuple[Section, Finding]]:
        """Look through the running numbers of each table; they may go on from the table before."""
        before = 0
        for section in self._sections:
            yield from ((section, finding) for finding in section.numbering.findings(before))
            column = section.numbering.column()
            before = before if column is None else column[2]

    def _states_sums(self) -> bool:
        return any(section.sums.stated for section in self._sections)

    def _page_findings(self, balanced: Balanced, *, is_counted: bool) -> Iterator[Finding]:
        content = self._document.content
        if isinstance(content, Grids):
            return
        has_pages = isinstance(content, Drawn) or self._page_count > 1
        found = list(page_findings(self._numbers, self._page_count, has_pages))
        yield from found if isinstance(content, Drawn) or is_counted else map(self._doubted, found)
        unread = sorted(set(range(1, content.page_count + 1)) - set(balanced.pages))
        if unread and isinstance(content, Drawn):
            yield refutes(f"{_pages(unread)} not read")
        if self._pages_of_rows:
            inner = range(min(self._pages_of_rows), max(self._pages_of_rows))
            bare = [page for page in inner if page not in self._pages_of_rows and page not in unread]
            if bare:
                yield doubts(f"{_pages(bare)} without any row, between pages with rows")
        blank = [page for page in balanced.empty if isinstance(content, Drawn)]
        if blank:
            yield doubts(f"{_pages(blank)} without any text")

    def _doubted(self, finding: Finding) -> Finding:
        """Doubt that all pages of a text are there if its last one shows no end: it may be cut in the middle.

        Rows that were counted or add up need no such proof: many texts lost their page numbers on the way.
        """
        last = self._numbers[-1] if self._numbers else None
        if finding.weight is not Verdict.COMPLETE or last is None:
            return finding
        if last.page != last.pages and not self._extent.is_closed(self._page_count):
            return doubts(
                f"{finding.sentence}, but the number of page {last.pages} is not printed: the text may be cut short"
            )
        if not self._extent.has_whole_pages(self._page_count):
            return doubts(f"{finding.sentence}, but the text ends with a row: the last page may be cut short")
        return finding

    def _edition_findings(self) -> Iterator[Finding]:
        """Hold an edition against what was counted in it: it must have the list's headings, its day, and its name."""
        source, day = self._source, next(iter(self._as_of), None)
        edition = source.edition(day) if source is not None and any(map(source.is_named_in, self._said)) else None
        if edition is None:
            return
        for noun, counted, here in (("row", edition.rows, self._rows), ("page", edition.pages, self._page_count)):
            if counted is None or (noun == "page" and here == 1):
                continue
            known = f"this edition is known to have {plural(counted, noun)}"
            yield (
                proves(f"{known}, and so many are here")
                if here == counted
                else refutes(f"{known}, but {are(here)} here")
            )

    def _is_proved(self, findings: Sequence[Finding]) -> bool:
        """Tell whether the extent of the whole file is stated and agrees: of the file, or of each of its tables."""
        filled = [section for section in self._sections if section.sums.rows]
        if len(filled) < 2:
            return any(finding.weight is Verdict.COMPLETE for finding in findings)
        of_file = {check.finding.sentence for _, check in self._checks() if check.is_of_file and check.finding}
        inside = [list(self._about(section)) for section in filled]
        about_sections = {finding.sentence for found in inside for finding in found} - of_file
        is_file_proved = any(
            finding.weight is Verdict.COMPLETE and finding.sentence not in about_sections for finding in findings
        )
        return is_file_proved or all(
            any(one in findings and one.weight is Verdict.COMPLETE for one in found) for found in inside
        )

    def _about(self, section: Section) -> Iterator[Finding]:
        yield from (check.finding for of, check in self._checks() if of is section and check.finding is not None)
        yield from (finding for of, finding in self._numbered() if of is section)

    # --- telling -----------------------------------------------------------------------------------------------

    def _per_page(self, pages: Sequence[int]) -> Iterator[PageCount]:
        for page in sorted({*pages, *self._begin}):
            rows, first, last = self._begin.get(page, (0, None, None))
            yield PageCount(page, rows or 0, first, last)

    def _declared(self) -> Mapping[str, object]:
        """What the list says about itself, and whether it agrees with what was read."""
        declared: dict[str, object] = {}
        if self._titles:
            titles = list(self._titles)[:_MOST_TITLES]
            declared["title"] = titles[0] if len(titles) == 1 else titles
        if self._as_of:
            declared["as_of"] = Counter(self._as_of).most_common(1)[0][0]
        stated = [number.pages for number in self._numbers if number.pages is not None]
        if stated:
            declared["pages"] = max(stated)
        if self._numbers:
            declared["page_numbers"] = len({(number.at, number.page) for number in self._numbers})
        checks = [check for _, check in self._checks()]
        counts = [check.stated.statement.count for check in checks if check.stated.statement.count is not None]
        if counts:
            declared["rows"] = counts[0] if len(counts) == 1 else counts
        sums = [
            {
                "label": stated.statement.label,
                "page": stated.page,
                "amounts": list(stated.statement.amounts),
                "agrees": finding is None or finding.weight is Verdict.COMPLETE,
            }
            for stated, finding, _ in checks
            if stated.statement.count is None
        ]
        if sums:
            declared["sums"] = sums
        numbered = [found for section in self._sections if (found := section.numbering.column()) is not None]
        if numbered:
            declared["running_numbers"] = [
                {"column": name, "first": first, "last": last} for name, first, last in numbered
            ]
        if self._source is not None:
            declared["list"] = self._source.folder
        return declared


def verdict_of(findings: Sequence[Finding], is_proved: bool) -> tuple[Verdict, tuple[str, ...]]:
    """Give the verdict and the sentences that led to it: what refutes, then what doubts; else what proves."""
    refuting, doubting, proving = (
        tuple(dict.fromkeys(finding.sentence for finding in findings if finding.weight is weight))
        for weight in (Verdict.INCOMPLETE, Verdict.UNKNOWN, Verdict.COMPLETE)
    )
    if refuting:
        return Verdict.INCOMPLETE, (*refuting, *doubting)
    if doubting:
        return Verdict.UNKNOWN, doubting
    if is_proved:
        return Verdict.COMPLETE, ("every printed line is accounted for", *proving)
    return Verdict.UNKNOWN, (_NOTHING_STATED,)


def _balance_findings(balanced: Balanced, altered: Sequence[str]) -> Iterator[Finding]:
    if balanced.unexplained:
        first = balanced.unexplained[0]
        yield refutes(
            f"{plural(len(balanced.unexplained), 'printed line')} unexplained, the first on page {first.page}, "
            f"line {first.line}: {first.text[:_SHOWN]!r}"
        )
    if balanced.doubled:
        first = balanced.doubled[0]
        yield refutes(
            f"{plural(balanced.doubled_count, 'piece')} of text read twice, the first on page {first.page}, "
            f"line {first.line}: {squeeze(first.text)[:_SHOWN]!r}"
        )
    if altered:
        yield refutes(f"what was read differs from what is printed in {'; '.join(altered[:_MOST_ALTERED])}")


def _lines(pieces: Sequence[Piece]) -> Iterator[tuple[tuple[int, int], str]]:
    for place, group in groupby(pieces, key=lambda piece: (piece.page, piece.line)):
        yield place, squeeze(" ".join(piece.text for piece in group))


def _goes_on(earlier: Sequence[str], later: Sequence[str]) -> bool:
    """Tell a heading that has another one's words and more under most of them: rows were taken for it."""
    longer = [one for one, other in zip(earlier, later, strict=False) if other.startswith(f"{one} ")]
    return len(earlier) == len(later) and len(longer) * 2 > len(earlier) and len(longer) > 1


def _pages(numbers: list[int]) -> str:
    return f"page {numbers[0]} is" if len(numbers) == 1 else f"pages {spans(numbers)} are"


def _sum_line(row: Row) -> Statement | None:
    """Recognise a sum that was cut as a row: its cells, read as one line, are nothing but a sum."""
    printed = [cell.printed for cell in row.cells if cell.printed is not None]
    if (
        not printed
        or len(printed) > len(row.cells) * 0.75
        or len(printed[0]) > _SHOWN
        or not printed[-1][-1:].isdigit()
    ):
        return None
    statement = statement_of(" ".join(printed))
    return statement if statement is not None and statement.kind is Kind.TOTAL and statement.amounts else None
