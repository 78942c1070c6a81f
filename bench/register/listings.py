"""Writes generated lists as CSV with their truth beside them: `list-1.csv`, `truth-1.csv`, one of each an edition."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.register.bodies import Body, Town, bodies, coined, towns, words
from bench.register.spellings import spelling

HEADINGS = (
    "Name des Begünstigten", "Durchführungsort", "Landkreis", "Beginn des Vorhabens", "Ende des Vorhabens",
    "Bezeichnung des Vorhabens", "Zusammenfassung des Vorhabens", "Gesamtbetrag der förderfähigen Ausgaben",
)  # fmt: skip
TAIL = 1.5  # how quickly organisations with many projects become rare: six in ten have one, as in real lists
MOST_PROJECTS = 400
CONTINUED = 0.3  # share of a body's later projects that carry on an earlier one
REPEATED = 0.005  # share of projects that are listed twice
SUBJECT = 0.6  # share of titles that name a branch; the others have a name of their own
ELSEWHERE = 0.1  # share of projects that are not carried out where their body has its seat
STAYING = 0.8  # share of an edition's projects that the next one lists too
_FIRST_DAY = date(2015, 1, 1)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a project is: who carries it out where and when, and which series it belongs to, counted from 1."""

    number: int
    body: Body
    town: Town
    series: int
    counter: int
    subject: str
    style: str
    begin: date
    end: date

    @property
    def title(self) -> str:
        if self.counter == 1:
            return self.subject
        roman = _ROMAN[min(self.counter, len(_ROMAN)) - 1]
        return f"{self.subject} {self.style.format(self.counter, roman=roman, year=self.begin.year)}"


class True_(NamedTuple):
    """The truth about a row: numbers of its organisation, project and series, and how the name was spelt."""

    row: int
    organisation: int
    project: int
    series: int
    variant: str


def write_editions(rows: int, editions: int, seed: int, folder: Path) -> list[Path]:
    """Write lists of `rows` rows in all; the same numbers give the same files on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(seed)
    new, listed, paths = plans(random), list[Plan](), []
    for edition in range(1, editions + 1):
        size = rows // editions + (edition <= rows % editions)
        listed = [plan for plan in listed if random.random() < STAYING][:size]
        listed += islice(new, size - len(listed))
        paths.append(_written(listed, Random(f"{seed} {edition}"), folder, edition))
    return paths


def plans(random: Random) -> Iterator[Plan]:
    """Yield ever more projects, those of a body not side by side; some are listed twice."""
    numbers, waiting = count(1), bodies(random)
    while True:
        some = [plan for body in islice(waiting, 2_000) for plan in _of_body(body, random, numbers)]
        random.shuffle(some)
        yield from some


def _of_body(body: Body, random: Random, numbers: Iterator[int]) -> Iterator[Plan]:
    own: list[Plan] = []
    for _ in range(min(MOST_PROJECTS, int((1 - random.random()) ** (-1 / TAIL)))):
        number = next(numbers)
        if own and random.random() < CONTINUED:
            plan = _continued(random.choice(own), own, number, random)
        else:
            plan = _begun(body, number, {one.subject for one in own}, random)
        own.append(plan)
        yield plan
        if random.random() < REPEATED:
            yield replace(plan, number=next(numbers), town=random.choice(towns()))


def _begun(body: Body, number: int, taken: Collection[str], random: Random) -> Plan:
    known = words()
    subject = next(subject for subject in iter(lambda: _subject(random), "") if subject not in taken)
    begin = _FIRST_DAY + timedelta(days=random.randrange(2_800))
    return Plan(
        number, body, random.choice(towns()) if random.random() < ELSEWHERE else body.town, number, 1,
        subject, random.choice(known["counters"]), begin, begin + timedelta(days=random.randrange(90, 1_000)),
    )  # fmt: skip


def _subject(random: Random) -> str:
    known = words()
    aim, whom = random.choice(known["aims"]), random.choice(known["whom"])
    named = random.choice(known["subjects"]) if random.random() < SUBJECT else f"Projekt „{coined(random)}“"
    return f"{aim} {whom} – {named}"


def _continued(before: Plan, own: Sequence[Plan], number: int, random: Random) -> Plan:
    """Carry on the last project of a series."""
    last = max((plan for plan in own if plan.series == before.series), key=lambda plan: plan.counter)
    begin = last.end + timedelta(days=random.randrange(1, 60))
    end = begin + (last.end - last.begin)
    return replace(last, number=number, counter=last.counter + 1, begin=begin, end=end)


def _written(listed: Sequence[Plan], random: Random, folder: Path, edition: int) -> Path:
    path = folder / f"list-{edition}.csv"
    with path.open("w", encoding="utf-8", newline="") as file, truth_of(path).open("w", encoding="utf-8") as truth:
        out, known = csv.writer(file), csv.writer(truth)
        out.writerow(HEADINGS)
        for row, plan in enumerate(listed, 1):
            said, variant = spelling(plan.body, random)
            out.writerow(_cells(plan, said))
            known.writerow(True_(row, plan.body.number, plan.number, plan.series, variant))
    return path


def truth_of(path: Path) -> Path:
    """Where the truth about a generated list lies."""
    return path.with_name(path.name.replace("list", "truth"))


def true_rows(path: Path) -> list[True_]:
    """Read the truth about a generated list."""
    with truth_of(path).open(encoding="utf-8", newline="") as file:
        return [True_(*map(int, cells[:4]), cells[4]) for cells in csv.reader(file)]  # type: ignore[misc]


def _cells(plan: Plan, sponsor: str) -> tuple[str, ...]:
    """A row as it is printed; what is told about a project does not depend on the edition."""
    random = Random(plan.number)
    amount = f"{random.randrange(2_000, 400_000):,}".replace(",", ".") + f",{random.randrange(100):02}"
    days = [f"{day:%d.%m.%Y}" for day in (plan.begin, plan.end)]
    return (sponsor, plan.town.name, plan.town.region, *days, plan.title, _told(plan, random), amount)


def _told(plan: Plan, random: Random) -> str:
    aim, _, rest = plan.subject.partition(" ")
    whom, _, subject = rest.partition(" – ")
    about = random.choice(words()["subjects"]) if subject.startswith("Projekt") else subject
    sentences = random.sample(words()["sentences"], random.randrange(1, 4))
    trade, other = random.sample(words()["trades"], 2)
    return " ".join(sentences).format(
        place=plan.town.core, aim=aim, whom=whom, subject=about, count=random.randrange(3, 90), trade=trade,
        other=other, coined=coined(random),
    )  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(prog="bench.register.listings", description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--editions", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    for path in write_editions(wanted.rows, wanted.editions, wanted.seed, wanted.folder):
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
