"""How far found groups agree with true ones: pairs, counted without being listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple


class Agreement(NamedTuple):
    """Pairs that belong together: in truth, as found, and both."""

    true: int
    found: int
    both: int

    @property
    def precision(self) -> float:
        return self.both / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.both / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.true + self.found) if self.true + self.found else 1.0


def agreement(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Compare groupings; each thing says its true group and its found one.

    >>> agreement([(1, "a"), (1, "a"), (1, "b"), (2, "b")])
    Agreement(true=3, found=2, both=1)
    """
    both = Counter(pairs)
    true, found = Counter[Hashable](), Counter[Hashable]()
    for (left, right), size in both.items():
        true[left] += size
        found[right] += size
    return Agreement(*(sum(size * (size - 1) // 2 for size in sizes.values()) for sizes in (true, found, both)))


def joined_by_variant(rows: Iterable[tuple[int, str, Hashable]], usual: str) -> Mapping[str, tuple[int, int]]:
    """Say for each way of spelling how many listings are with their organisation's usual name, and how many could be.

    `rows` hold the true organisation, the variant, and the found one. What an organisation's usual spelling was mostly
    found as counts; organisations that are never spelt as usual cannot be judged.
    """
    homes: defaultdict[int, Counter[Hashable]] = defaultdict(Counter)
    known = list(rows)
    for organisation, variant, found in known:
        if variant == usual:
            homes[organisation][found] += 1
    joined, judged = Counter[str](), Counter[str]()
    for organisation, variant, found in known:
        if organisation in homes:
            judged[variant] += 1
            joined[variant] += found == homes[organisation].most_common(1)[0][0]
    return {variant: (joined[variant], judged[variant]) for variant in sorted(judged)}
