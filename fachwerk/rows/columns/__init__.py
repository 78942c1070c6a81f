"""Rows from text dumps that keep columns by blanks, and from dumps that set one cell below the other."""

from fachwerk.rows.columns.layout import cut_layout, is_layout
from fachwerk.rows.columns.plain import cut_plain, is_plain

__all__ = ["cut_layout", "cut_plain", "is_layout", "is_plain"]
