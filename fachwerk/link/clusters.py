"""Clusters of pairs that are the same, never across a pair that is different."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence


class Clusters:
    """Numbers `0 … size - 1`, each at first alone; `join` refuses whatever `part` has told apart."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}
        self._apart: dict[int, set[int]] = {}

    def root(self, one: int) -> int:
        parent = self._parent
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    def members(self, one: int) -> Sequence[int]:
        root = self.root(one)
        return self._members.get(root, [root])

    def are_apart(self, one: int, other: int) -> bool:
        return self.root(other) in self._apart.get(self.root(one), ())

    def part(self, one: int, other: int) -> bool:
        """Keep two clusters apart for good; False if they are one already."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return False
        self._apart.setdefault(a, set()).add(b)
        self._apart.setdefault(b, set()).add(a)
        return True

    def join(self, one: int, other: int, refuse: Callable[[int, int], bool] | None = None) -> bool:
        """Join two clusters, unless they are kept apart or `refuse` says no to a pair of their members."""
        a, b = self.root(one), self.root(other)
        if a == b:
            return True
        if b in self._apart.get(a, ()):
            return False
        left, right = self.members(a), self.members(b)
        if refuse is not None and any(refuse(x, y) for x in left for y in right):
            return False
        small, large = sorted((a, b), key=lambda root: (len(self.members(root)), -root))
        self._members[large] = [*self.members(large), *self.members(small)]
        self._members.pop(small, None)
        self._parent[small] = large
        self._inherit(small, large)
        return True

    def groups(self) -> list[list[int]]:
        """Give all clusters, each in ascending order, by their first member."""
        found: dict[int, list[int]] = {}
        for one in range(len(self._parent)):
            found.setdefault(self.root(one), []).append(one)
        return list(found.values())

    def _inherit(self, small: int, large: int) -> None:
        for third in self._apart.pop(small, ()):
            self._apart[third].discard(small)
            self._apart[third].add(large)
            self._apart.setdefault(large, set()).add(third)


def decide(clusters: Clusters, decisions: Iterable[tuple[int, int, bool]]) -> None:
    """Join and part as people decided; `decisions` come newest first, and what contradicts a newer one is left out."""
    for one, other, is_same in decisions:
        if is_same:
            clusters.join(one, other)
        else:
            clusters.part(one, other)
