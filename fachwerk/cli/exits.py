"""Which exit code says what: the one table that decides it."""

from enum import IntEnum

from fachwerk.errors import FachwerkError


class Exit(IntEnum):
    """How `fachwerk` ends. The sentences are published in the reference."""

    DONE = 0
    FINDINGS = 1
    UNUSABLE = 2
    INTERNAL = 3
    INTERRUPTED = 130


MEANINGS: dict[Exit, str] = {
    Exit.DONE: "Done. A list whose verdict is `incomplete` counts as done too: read the ledger.",
    Exit.FINDINGS: "There are findings of the severity that was asked for, or worse (`fachwerk check`).",
    Exit.UNUSABLE: "The input or the arguments cannot be used; one sentence on standard error says why.",
    Exit.INTERNAL: "A fault in Fachwerk itself; please report the sentence on standard error.",
    Exit.INTERRUPTED: "Stopped by Ctrl-C.",
}

# The first line that fits decides.
EXITS: tuple[tuple[type[Exception], Exit], ...] = (
    (FachwerkError, Exit.UNUSABLE),
    (OSError, Exit.UNUSABLE),
    (Exception, Exit.INTERNAL),
)


def exit_of(error: Exception) -> Exit:
    """Give the exit code of an error; of a group, the worst one of its members."""
    if isinstance(error, ExceptionGroup):
        return max(map(exit_of, error.exceptions))
    return next(code for kind, code in EXITS if isinstance(error, kind))
