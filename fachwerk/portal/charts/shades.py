"""Five shades for counts, the same for the matrix and for the map: what each stands for can be said in a legend."""

from collections.abc import Sequence
from dataclasses import dataclass

from fachwerk.portal.charts.records import Key
from fachwerk.portal.charts.words import Language, number, said

STEPS = 5


@dataclass(frozen=True, slots=True)
class Shades:
    """Equal ranges of whole numbers from 1 on, each `size` wide; nothing is shade 0."""

    greatest: int

    @property
    def size(self) -> int:
        return max(1, -(-self.greatest // STEPS))

    def step(self, count: int) -> int:
        """Give the shade of a count, 0 to 5."""
        return 0 if count <= 0 else min(STEPS, 1 + (count - 1) // self.size)

    def legend(self, language: Language) -> tuple[Key, ...]:
        """Say what each shade stands for, as far as one is used."""
        keys = [Key("step-0", said("nobody", language))]
        for step in range(1, self.step(self.greatest) + 1):
            low, high = (step - 1) * self.size + 1, min(step * self.size, self.greatest)
            keys.append(Key(f"step-{step}", _range(low, high, language)))
        return tuple(keys)


def shades(counts: Sequence[int]) -> Shades:
    """Choose the ranges so that the greatest count is in the last one."""
    return Shades(max(counts, default=0))


def _range(low: int, high: int, language: Language) -> str:
    if low == high:
        return number(low, language)
    return said("share", language, low=number(low, language), high=number(high, language))
