"""The one door to YAML: knowledge kept by hand is read safely, strictly, and with the place of every fault."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from fachwerk.errors import BrokenKnowledge

# libyaml reads ten times faster, but wheels for some platforms are built without it.
_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """The safe loader, except that a key given twice is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[object] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the key {key!r} is given twice", key_node.start_mark
                )
            seen.add(key)
        found: dict[Any, Any] = super().construct_mapping(node, deep=deep)
        return found


# As in YAML 1.2, words such as yes, no, on are text; and a day is text until somebody says that it is a day.
_LEFT_AS_TEXT = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in _LEFT_AS_TEXT]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load(path: Path) -> Mapping[str, Any]:
    """Read a YAML file whose top is a mapping; an empty file is an empty mapping.

    Raises BrokenKnowledge, with file and line, if the file is missing, no UTF-8, no YAML, or no mapping.
    """
    try:
        with path.open(encoding="utf-8") as file:
            found = yaml.load(file, Loader=_Loader)
    except FileNotFoundError as error:
        raise BrokenKnowledge("there is no such file", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise BrokenKnowledge(f"is not UTF-8 at byte {error.start + 1}", file=str(path)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else mark.line + 1
        raise BrokenKnowledge(error.problem or "is not YAML", file=str(path), line=line) from error
    except yaml.YAMLError as error:
        raise BrokenKnowledge(f"is not YAML: {error}", file=str(path)) from error
    if found is None:
        return {}
    if not isinstance(found, dict):
        raise BrokenKnowledge("must be a mapping of names to values", file=str(path), line=1)
    return found


def strings(found: Mapping[Any, Any], name: Any, path: Path) -> tuple[str, ...]:
    """Take the list of texts called `name`; a missing one is empty, anything else than texts is an error."""
    value = found.get(name)
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise BrokenKnowledge(f"{name!r} must be a list of texts (quote numbers, true and false)", file=str(path))
    return tuple(value)


def dump(found: object) -> str:
    """Write plain values as YAML that `load` reads back the same: text is quoted where it could be something else."""
    return str(yaml.dump(found, Dumper=yaml.SafeDumper, allow_unicode=True, sort_keys=False, width=100))
