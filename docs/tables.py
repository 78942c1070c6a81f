"""The tables of a register for the reference, out of the models."""

from __future__ import annotations

import inspect
from typing import Any

from fachwerk.store.engine import set_up

KINDS = {
    "BigIntegerField": "number",
    "PositiveIntegerField": "number",
    "BooleanField": "yes or no",
    "CharField": "text",
    "TextField": "text",
    "DateField": "day",
}


def tables() -> str:
    """Give a section for each table: what it holds, and its columns."""
    set_up()
    from django.apps import apps

    sections = "\n".join(map(table_section, apps.get_app_config("store").get_models()))
    return f"""# Tables

What `fachwerk.db`, or the PostgreSQL database, holds. Read it with any tool; only Fachwerk may write it. A row's key is
`edition × 4294967296 + row`. [How and why](../explanation/register.md).

{sections}"""


def table_section(model: Any) -> str:
    said = (inspect.getdoc(model) or "").split("\n\n")
    says = "\n\n".join(" ".join(part.split()) for part in said)
    lines = [f"| `{field.column}` | {kind_of(field)} |" for field in model._meta.local_concrete_fields if field.column]
    return "\n".join((f"## `{model._meta.db_table}`", "", says, "", "| column | is |", "| --- | --- |", *lines, ""))


def kind_of(field: Any) -> str:
    if field.is_relation:
        owner = field.related_model._meta
        said = f"key of `{owner.db_table}`"
    else:
        said = KINDS[field.get_internal_type()]
    if field.primary_key:
        return f"{said}: the key of this table"
    return f"{said}, or nothing" if field.null else said
