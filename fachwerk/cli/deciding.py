"""`fachwerk judge`, `correct` and `check`: people's decisions about a register, and what is odd after them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import typer

from fachwerk.clean.corrections import Correction
from fachwerk.cli.importing import say_holdings
from fachwerk.cli.objects import show
from fachwerk.cli.register import severities, view_of
from fachwerk.cli.terminal import counted
from fachwerk.errors import UnusableInput
from fachwerk.link import Asked, entries_of, organisations_of
from fachwerk.pipeline.corrections import add_correction
from fachwerk.pipeline.importing import now, renew
from fachwerk.pipeline.looking import View
from fachwerk.portal.objects import Object
from fachwerk.records import Decision, Judgement
from fachwerk.settings import settings_of
from fachwerk.store import open_register
from fachwerk.store.judgements import standing

PAIR_KEYS = {
    "pair": "its number, by which it can be decided",
    "one": "a name, with its region where that matters",
    "other": "another name",
    "score": "the sum of the reasons, in bits: above 0 speaks for the same",
    "reasons": "what speaks for and against it",
}


class Decided(NamedTuple):
    """What was typed after `fachwerk judge`."""

    words: tuple[str, ...]
    who: str | None
    why: str | None
    register: str | None
    shape: str | None


class Correcting(NamedTuple):
    """What was typed after `fachwerk correct`."""

    field: str
    printed: str | None
    right: str | None
    where: tuple[str, ...]
    edition: str
    who: str
    why: str
    register: str | None


def judge(decided: Decided) -> None:
    """Show what is undecided, or take a decision down and let it count at once."""
    settings = settings_of(decided.register)
    with open_register(settings) as register:
        judgements = register.judgements()
        asked: Sequence[Asked] = ()
        if not decided.words or decided.words[0].isdecimal():
            asked = organisations_of(entries_of(register.listings()), judgements, register.organisations()).asked
        if not decided.words:
            show(map(pair_shape, range(1, len(asked) + 1), asked), list(PAIR_KEYS), decided.shape)
            return
        judgement = _judgement(decided, asked, judgements)
        register.judge(judgement)
        related = renew(register, "judge")
    typer.echo(f'{judgement.decision.value}: "{judgement.one}" and "{judgement.other}"'.replace("\t", ", "))
    typer.echo(f"{counted(related.counts['organisations'], 'organisation')}, {len(related.asked)} undecided")


def _judgement(decided: Decided, asked: Sequence[Asked], before: Sequence[Judgement]) -> Judgement:
    """`NUMBER same`, `NAME different NAME`, or `undo`."""
    if decided.who is None or (decided.why is None and decided.words != ("undo",)):
        raise UnusableInput("a decision needs --who and --why", file="judge", advice="both stay with it for ever")
    when, why = now(), decided.why or "taken back"
    match decided.words:
        case ("undo",):
            return _undone(before)._replace(decision=Decision.UNDO, who=decided.who, when=when, why=why)
        case (number, decision) if number.isdecimal() and 0 < int(number) <= len(asked):
            one, other = asked[int(number) - 1][:2]
        case (one, decision, other):
            pass
        case (number, *_) if number.isdecimal():
            raise UnusableInput(f"there is no pair {number}", file="judge", advice=f"there are {len(asked)}")
        case _:
            raise UnusableInput(
                "a decision is not understood",
                file="judge",
                advice="write NUMBER same, NUMBER different, NAME same NAME, NAME different NAME, or undo",
            )
    if decision not in (Decision.SAME.value, Decision.DIFFERENT.value):
        raise UnusableInput(f'"{decision}" is no decision', file="judge", advice="use same or different")
    one, other = sorted((one, other))
    return Judgement("organisation", one, other, Decision(decision), decided.who, when, why)


def _undone(before: Sequence[Judgement]) -> Judgement:
    """The last decision that stands."""
    for one in reversed(before):
        if one.decision is not Decision.UNDO and standing(before, one) is one:
            return one
    raise UnusableInput("no decision stands", file="judge", advice="there is nothing to undo")


def pair_shape(number: int, asked: Asked) -> Object:
    """Give one undecided pair as `fachwerk judge` shows it."""
    return {
        "pair": number,
        "one": asked.one.replace("\t", ", "),
        "other": asked.other.replace("\t", ", "),
        "score": round(asked.score, 1),
        "reasons": [f"{reason.weight:+.1f} {reason.words}" for reason in asked.reasons],
    }


def correct(wanted: Correcting) -> None:
    """Take a correction down in the register, and clean the editions of that list anew from their kept files."""
    view = view_of(wanted.register)
    edition = view.edition(wanted.edition)
    where = dict(_parted(one) for one in wanted.where)
    today = date.today().isoformat()
    correction = Correction(wanted.field, wanted.printed, wanted.right, wanted.who, today, wanted.why, where)
    _refuse_astray(correction, view, edition.sha256)
    with open_register(settings_of(wanted.register)) as register:
        path = add_correction(register.settings.register, edition.source, correction)
        editions = [one for one in register.editions() if one.source == edition.source]
        renew(register, "correct", editions)
    typer.echo(f"written to {path}; {counted(len(editions), 'edition')} cleaned, linked and checked anew")


def _parted(said: str) -> tuple[str, str]:
    field, sign, printed = said.partition("=")
    if not sign:
        raise UnusableInput(f'"{said}" is not understood', file="--where", advice="write FIELD=TEXT")
    return field.strip(), printed.strip()


def _refuse_astray(correction: Correction, view: View, edition: str) -> None:
    """A correction that no row is meant by is more likely a slip of the keyboard."""
    rows = [
        {name: value.printed for name, value in one.values.items()}
        for ref, one in view.listings.items()
        if ref.edition == edition
    ]
    fields = {name for row in rows for name in row}
    strange = sorted({correction.field, *correction.where} - fields)
    if strange:
        raise UnusableInput(
            f'the list has no "{strange[0]}"', file="correct", advice=f"it has {', '.join(sorted(fields))}"
        )
    if not any(map(correction.means, rows)):
        raise UnusableInput(
            f'no row prints "{correction.printed}" as {correction.field}, with what --where says',
            file="correct",
            advice="copy what `fachwerk show` calls printed",
        )


def check(register: str | None, severity: str) -> bool:
    """Link and check everything anew, say what the register holds, and tell whether something is at least so severe."""
    wanted = severities(severity)
    with open_register(settings_of(register)) as opened:
        related = renew(opened, "check")
        say_holdings(opened)
    return any(one in wanted for _, one in related.findings)
