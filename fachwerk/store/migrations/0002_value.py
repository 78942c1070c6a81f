"""The view `value`: one row a value, out of the JSON of `row` (layout: `fachwerk/store/packing.py`)."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

SQLITE = """
CREATE VIEW value AS
WITH told AS (
    SELECT
        row.id AS listing_id,
        one.key AS position,
        json_extract(one.value, '$[0]') AS field,
        json_extract(head.headings, '$[' || json_extract(one.value, '$[1]') || ']') AS heading,
        json_extract(row.printed, '$[' || json_extract(one.value, '$[1]') || ']') AS cell,
        json_type(row.cleaned, '$[' || one.key || ']') = 'integer' AS is_as_printed,
        json_array_length(row.cleaned, '$[' || one.key || ']') AS parts,
        json_extract(row.cleaned, '$[' || one.key || '][0]') AS kind,
        CAST(json_extract(row.cleaned, '$[' || one.key || '][1]') AS TEXT) AS clean,
        json_extract(row.cleaned, '$[' || one.key || '][2]') AS note,
        json_extract(row.cleaned, '$[' || one.key || '][3]') AS own
    FROM row JOIN head ON head.id = row.head_id, json_each(head.fields) AS one
)
SELECT
    listing_id,
    position,
    field,
    heading,
    CASE WHEN parts = 4 THEN own ELSE cell END AS printed,
    CASE WHEN is_as_printed THEN cell ELSE clean END AS clean,
    CASE WHEN NOT is_as_printed THEN kind WHEN cell IS NULL THEN 'nothing' ELSE 'text' END AS kind,
    note
FROM told
"""

POSTGRESQL = """
CREATE VIEW value AS
WITH told AS (
    SELECT
        "row".id AS listing_id,
        (one.place - 1)::integer AS position,
        one.pair ->> 0 AS field,
        head.headings::jsonb ->> (one.pair ->> 1)::integer AS heading,
        "row".printed::jsonb ->> (one.pair ->> 1)::integer AS cell,
        "row".cleaned::jsonb -> (one.place - 1)::integer AS told
    FROM "row" JOIN head ON head.id = "row".head_id
        CROSS JOIN LATERAL jsonb_array_elements(head.fields::jsonb) WITH ORDINALITY AS one(pair, place)
)
SELECT
    listing_id,
    position,
    field,
    heading,
    CASE WHEN jsonb_typeof(told) = 'array' AND told -> 3 IS NOT NULL THEN told ->> 3 ELSE cell END AS printed,
    CASE WHEN jsonb_typeof(told) = 'array' THEN told ->> 1 ELSE cell END AS clean,
    CASE WHEN jsonb_typeof(told) = 'array' THEN told ->> 0 WHEN cell IS NULL THEN 'nothing' ELSE 'text' END AS kind,
    CASE WHEN jsonb_typeof(told) = 'array' THEN told ->> 2 END AS note
FROM told
"""


def make(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP VIEW value")


class Migration(migrations.Migration):
    dependencies = (("store", "0001_register"),)
    operations = (migrations.RunPython(make, drop),)
