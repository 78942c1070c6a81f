"""How few letters part two words."""

from __future__ import annotations


def edits(one: str, other: str, most: int) -> int | None:
    """Count the letters to insert, delete, replace or swap between two texts; None if there are more than `most`.

    What both begin and end with is left out first, so that texts of any length cost little if they are alike.
    """
    if abs(len(one) - len(other)) > most:
        return None
    start, end = 0, 0
    shortest = min(len(one), len(other))
    while start < shortest and one[start] == other[start]:
        start += 1
    while end < shortest - start and one[-1 - end] == other[-1 - end]:
        end += 1
    left, right = one[start : len(one) - end], other[start : len(other) - end]
    if max(len(left), len(right)) > 4 * most + 24:
        return None
    distance = _distance(left, right)
    return distance if distance <= most else None


def shared(one: str, other: str) -> int:
    """Count the letters that two words begin with."""
    return next(
        (at for at, (mine, yours) in enumerate(zip(one, other, strict=False)) if mine != yours),
        min(len(one), len(other)),
    )


def _distance(one: str, other: str) -> int:
    """Optimal string alignment: Levenshtein's distance, and neighbours swapped count one."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, against in enumerate(other, start=1):
            cost = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != against))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == against:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
