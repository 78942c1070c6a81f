"""Where axes have their lines: months and years, and round numbers."""

from collections.abc import Iterator, Sequence
from datetime import date

from fachwerk.portal.charts.drawing import Datum
from fachwerk.portal.charts.records import Frame
from fachwerk.portal.charts.words import Language, in_words, month, number

# A label of a month takes so many units.
_LABEL = 66
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(day: date, months: int = 1) -> date:
    """Give the first day of a later month; the last day that there is stands for all behind it."""
    years, index = divmod(day.month - 1 + months, 12)
    return date(day.year + years, index + 1, 1) if day.year + years <= date.max.year else date.max


def ticks(first: date, last: date, width: int, language: Language) -> Iterator[Datum]:
    """Yield a line for as many months or years as have room, and both edges without a label."""
    yield {"day": first.toordinal(), "label": ""}
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((step for step in _STEPS if months / step * _LABEL <= width), _STEPS[-1])
    room = (last - first).days * _LABEL / width
    day = _at_or_after(first, step)
    while day < last:
        label = str(day.year) if step >= 12 else month(day, language)
        yield {"day": day.toordinal(), "label": label if (last - day).days >= room else ""}
        day = month_after(day, step)
    yield {"day": last.toordinal(), "label": ""}


def now(day: date | None, first: date, last: date, frame: Frame) -> Iterator[Datum]:
    """Yield a line for a day that is on the axis; its text keeps away from the edges."""
    if day is not None and first <= day <= last:
        room = round((last - first).days * _LABEL / 2 / frame.width)
        middle = min(max(day.toordinal(), first.toordinal() + room), last.toordinal() - room)
        yield {"day": day.toordinal(), "middle": middle, "label": in_words(day, frame.language)}


def _at_or_after(first: date, step: int) -> date:
    """Find the first month of a round number: quarters begin in January, decades in years that end with 0."""
    behind = -(first.year * 12 + first.month - 1) % step
    day = month_of(first)
    return month_after(day, behind) if behind else day if day == first else month_after(day, step)


def levels(counts: Sequence[int], language: Language) -> Iterator[Datum]:
    """Yield up to five round numbers up to the greatest count."""
    greatest = max(counts, default=0)
    yield {"level": 0, "label": ""}
    step = next(step for step in _round_steps() if greatest / step <= 5)
    for level in range(step, greatest + 1, step):
        yield {"level": level, "label": number(level, language)}


def _round_steps() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
