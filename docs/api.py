"""The API for the reference, out of its OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fachwerk.portal.application import set_up_web
from fachwerk.store.masking import MASKED


def api() -> str:
    """Give the page: what there is, what can be asked of it, what is answered."""
    set_up_web()
    from fachwerk.portal.api import PROBLEMS, ROOT
    from fachwerk.portal.api import api as described
    from fachwerk.portal.problems import MEDIA_TYPE, PROBLEM_KEYS

    document = described.get_openapi_schema(path_prefix=ROOT)
    sections = "\n".join(_section(path, found["get"], document) for path, found in document["paths"].items())
    problems = _table(("status", "means"), ((str(status.value), says) for status, says in PROBLEMS.items()))
    return f"""# The API

`fachwerk serve` answers programs in JSON, for reading only, under `{ROOT}`. The same as an OpenAPI
{document["openapi"]} document: `{ROOT}openapi.json`. Objects have the keys of [the register](register.md).

```console
$ fachwerk serve &
$ curl 'http://127.0.0.1:8000{ROOT}search?q=Azubi+Handwerk&limit=2&facets=region,item'
```

* Lists come in pages: `next` is the `cursor` of the page that follows; it holds while the register is the same.
* `ETag` names the answer by the version of the register; `If-None-Match` gets 304 while it is the same.
* Answers are packed by brotli or gzip for clients that accept it; pages of all sites may read (CORS).
* Beyond the [settings'](register.md) rate the answer is 429; `RateLimit`, `RateLimit-Policy` and `Retry-After` say when
  to go on.
* Natural persons are masked: `{MASKED}` stands where a name was, as a `sponsor`, as an organisation's `name`, inside
  texts. Cells and keys that have nothing are `null`, so the two cannot be mistaken.
* A parameter or value that is not known is refused with the list of those that are.

{sections}
## Refusals

Every refusal is `{MEDIA_TYPE}` (RFC 9457) with these keys:

{_table(("key", "says"), ((f"`{key}`", says) for key, says in PROBLEM_KEYS.items()))}

{problems}
"""


def _section(path: str, operation: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    asked = [(f"`{one['name']}`", _kind(one["schema"]), one.get("description", "")) for one in operation["parameters"]]
    known = [one for one in asked if one[2]]
    parameters = f"\n{_table(('parameter', 'is', 'says'), known)}\n" if known else ""
    return f"""## `{path}`

{operation["description"]}
{parameters}
{_answer(operation, document)}
"""


def _answer(operation: Mapping[str, Any], document: Mapping[str, Any]) -> str:
    schema = operation["responses"][200]["content"]["application/json"]["schema"]
    found = document["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    keys = found["properties"].items()
    return _table(("answer", "says"), ((f"`{key}`", one.get("description", "")) for key, one in keys))


def _kind(schema: Mapping[str, Any]) -> str:
    if "enum" in schema:
        return " or ".join(f"`{one}`" for one in schema["enum"] if one)
    kinds = {"integer": "number", "string": "text", "array": "text", "boolean": "`true` or `false`"}
    kind = "day" if "anyOf" in schema else kinds[schema["type"]]
    return f"{kind}, {schema['minimum']} to {schema['maximum']}" if "minimum" in schema else kind


def _table(head: tuple[str, ...], body: Iterable[tuple[str, ...]] | Iterator[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *body]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
