"""The reference page of downloads: formats, columns, and what is done for programs that read them."""

import inspect

from fachwerk.portal.downloads import COLUMNS, FORMATS
from fachwerk.portal.downloads.structured import RESULT_KEYS
from fachwerk.portal.wording import said


def downloads() -> str:
    kinds = "\n".join(f"| `{one.name}` | `{one.type}` | {_sentence(one.written)} |" for one in FORMATS)
    columns = "\n".join(f"| `{one.name}` | {said(one.heading, 'de')} | {said(one.heading, 'en')} |" for one in COLUMNS)
    keys = "\n".join(f"| `{key}` | {says} |" for key, says in RESULT_KEYS.items())
    return f"""# Downloads

Every result can be taken along exactly as it is filtered, whole and in its order, as one of these.

| format | media type | what is done |
| --- | --- | --- |
{kinds}

## CSV

UTF-8 with a byte order mark, lines that end with CRLF, quotes as RFC 4180 has them. In German cells are parted by
semicolons and amounts have a decimal comma, because Excel in Germany shows a file with commas in one column and reads
1.5 as a day; in English by commas, with a decimal point. Days are written 2024-05-31 in both.

A text that begins with `=`, `+`, `-`, `@`, a tab or a line end (or the wide forms of these signs) would be a formula in
Excel and LibreOffice. An apostrophe is put before it; who needs the text itself takes JSON. Numbers are left alone.

## Columns

The same in every CSV file and workbook, and as properties in GeoJSON, whatever the lists have.

| column | German heading | English heading |
| --- | --- | --- |
{columns}

## JSON

| key | says |
| --- | --- |
{keys}
"""


def _sentence(thing: object) -> str:
    """Give the first paragraph of a docstring in one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())
