"""What can go wrong, said so that the person at the keyboard knows where and what to do."""


class FachwerkError(Exception):
    """Ancestor of every error that Fachwerk raises on purpose.

    `str(error)` is one sentence for the user: what is wrong, where it is printed, what to do about it.
    """

    def __init__(
        self, problem: str, *, file: str = "", page: int | None = None, line: int | None = None, advice: str = ""
    ) -> None:
        self.problem, self.file, self.page, self.line, self.advice = problem, file, page, line, advice
        super().__init__(problem)

    def __str__(self) -> str:
        place = [self.file] if self.file else []
        place += [f"page {self.page}"] if self.page is not None else []
        place += [f"line {self.line}"] if self.line is not None else []
        said = f"{', '.join(place)}: {self.problem}" if place else self.problem
        return f"{said}; {self.advice}" if self.advice else said


class UnusableInput(FachwerkError):
    """The file cannot be read at all: damaged, encrypted, empty, too large, or of a kind we do not know."""


class NoTable(FachwerkError):
    """The file could be read, but holds no table of which rows could be made."""


class BrokenKnowledge(FachwerkError):
    """A YAML file kept by hand (`reference/`, `sources/`) contradicts itself or its schema."""


class UnusableModel(FachwerkError):
    """The model that search by meaning needs is missing, damaged, or another one."""


class UnusableQuery(FachwerkError):
    """A question to the register names a filter, a facet, a place, a day or a page that there is not."""


class InvalidSetting(FachwerkError):
    """A setting that was given says nothing we understand; it is named, and never replaced by a default."""


class UnusableRegister(FachwerkError):
    """The register is missing, damaged, busy, full, write-protected, or of another version of its schema."""


class Withheld(FachwerkError):
    """Something is there that is not shown, because it names persons who are masked."""


class AlreadyThere(FachwerkError):
    """The register holds this very file; nothing is changed."""


class BrokenJudgements(FachwerkError):
    """The file of people's judgements has a line that is no judgement."""


class IncompleteList(FachwerkError):
    """The list's own ledger says that something of it is missing, doubled or unexplained."""


class MissingColumns(FachwerkError):
    """The list has no column for what a register cannot do without: who, and what."""


class UnknownSource(FachwerkError):
    """A list was named that no folder of `sources/` knows."""


class UnknownEdition(FachwerkError):
    """No edition of the register, or more than one, has the day or fingerprint that was asked for."""


class UnknownIdentifier(FachwerkError):
    """Nothing in the register has the identifier that was asked for."""
