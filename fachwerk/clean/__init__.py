"""From printed to clean: values with a note on how one became the other, and keys of what they name."""

from fachwerk.clean.conventions import Conventions, conventions_of
from fachwerk.clean.rows import Cleaner, clean_rows

__all__ = ["Cleaner", "Conventions", "clean_rows", "conventions_of"]
