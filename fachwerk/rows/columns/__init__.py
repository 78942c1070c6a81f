"""Rows from text dumps that keep columns by blanks, and from dumps that set one cell below the other."""

from fachwerk.rows.columns.layout import cut_layout, is_layout

__all__ = ["cut_layout", "is_layout"]
