"""Write the given names of many countries that make a name recognisable as a person's.

Usage: python scripts/make_given_names.py FAKER

FAKER is the folder of the package faker (MIT), unpacked from its wheel, `faker/providers/person` in it. Taken are the
tables of given names of countries that write in Latin letters, reduced to the names; not taken are places in Saxony and
German words, which many a body is called by.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from textwrap import fill

from fachwerk.reference import FOLDER
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.words import german_words

COUNTRIES = (
    "az_AZ", "cs_CZ", "da_DK", "de_AT", "de_CH", "de_DE", "de_LI", "de_LU", "en_GB", "en_IN", "en_PK", "en_US", "es_ES",
    "et_EE", "fi_FI", "fr_FR", "hr_HR", "hu_HU", "it_IT", "lt_LT", "lv_LV", "nl_NL", "no_NO", "pl_PL", "pt_PT", "ro_RO",
    "sk_SK", "sl_SI", "sv_SE", "tr_TR", "uz_UZ", "vi_VN",
)  # fmt: skip
HEAD = """\
# Given names of many countries, written by scripts/make_given_names.py; those of given_names.yml stand there.
#
# Source: the package faker (https://github.com/joke2k/faker, MIT licence, (c) 2012 Daniele Faraglia), its tables of
# given names by country, reduced to names in Latin letters. A sponsor is taken for a natural person by them, and
# nothing else is done with them.

"""
_NAME = re.compile(r"[^\W\d_]{3,}")


def main(faker: Path) -> None:
    """Write the names, by the alphabet."""
    places = {
        word.casefold()
        for one in municipalities("sachsen").values()
        for name in (one.name, *one.localities)
        for word in name.split()
    }
    found = {name for country in COUNTRIES for name in _names(faker / country / "__init__.py")}
    kept = sorted(name for name in found if name.casefold() not in places and name.casefold() not in german_words())
    text = fill(" ".join(kept), 118, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    (FOLDER / "given_names_abroad.yml").write_text(f"{HEAD}names: >-\n{text}\n", encoding="utf-8")


def _names(path: Path) -> Iterator[str]:
    for part in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            called, value = part.targets[0].id, part.value
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name) and part.value is not None:
            called, value = part.target.id, part.value
        else:
            continue
        if "first_name" in called:
            yield from (
                word
                for text in ast.walk(value)
                if isinstance(text, ast.Constant) and isinstance(text.value, str)
                for word in text.value.split()
                if _NAME.fullmatch(word) and word[0].isupper()
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]) / "providers" / "person")
