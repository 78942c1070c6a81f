"""Takes the table of costs for docs/explanation/inverse-typesetting.md from the code that uses them."""

import ast
import inspect
import re
from math import exp
from typing import NamedTuple

from fachwerk.rows.dump import costs

_FIELD = re.compile(r"((?: +#.*\n)+) +(\w+): float = ")


class Cost(NamedTuple):
    """One entry: its name in the code, its value, and what the comment above it says."""

    name: str
    value: float
    says: str


def entries(table: type) -> list[Cost]:
    """The named numbers of a class, with the comment that stands above each; every one must have a comment."""
    source = inspect.getsource(table)
    said = {name: " ".join(comment.replace("#", " ").split()) for comment, name in _FIELD.findall(source)}
    body = next(node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)).body
    numbers = {
        node.target.id: ast.literal_eval(node.value)
        for node in body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    }
    missing = numbers.keys() - said.keys()
    if missing:
        raise ValueError(f"no comment says what {', '.join(sorted(missing))} of {table.__name__} is")
    return [Cost(name, float(value), said[name]) for name, value in numbers.items()]


def cost_table() -> str:
    """Every cost as a row: what it is for, its price, and the chance that the price stands for."""
    lines = ["| what happens | name | nats | as a chance |", "|---|---|---|---|"]
    lines += [
        f"| {cost.says} | `{cost.name}` | {cost.value:g} | {_chance(cost.value)} |" for cost in entries(costs.Costs)
    ]
    return "\n".join(lines)


def _chance(nats: float) -> str:
    if nats < 0:
        return f"{exp(-nats):.0f} times likelier"
    if nats < 0.7:
        return f"{100 * exp(-nats):.0f} in 100"
    odds = exp(nats)
    return f"1 in {odds:.0f}" if odds < 100 else f"1 in {float(f'{odds:.1g}'):,.0f}"
