"""Write the advance-width tables under `fachwerk/reference/typefaces/` from the open fonts that Debian packages.

Usage: python scripts/make_typefaces.py

Needs fonttools and Debian's fonts-liberation, fonts-crosextra-carlito and fonts-dejavu-core.
"""

from collections import defaultdict
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype")
OUT = Path(__file__).parent.parent / "fachwerk" / "reference" / "typefaces"
FACES = (
    ("arial", "Arial, Helvetica", "liberation/LiberationSans-Regular.ttf", "Liberation Sans", "OFL-1.1"),
    ("times", "Times New Roman", "liberation/LiberationSerif-Regular.ttf", "Liberation Serif", "OFL-1.1"),
    ("calibri", "Calibri", "crosextra/Carlito-Regular.ttf", "Carlito", "OFL-1.1"),
    ("verdana", "DejaVu Sans, Verdana (near)", "dejavu/DejaVuSans.ttf", "DejaVu Sans", "Bitstream-Vera"),
)
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122, 0x2212]


def widths(font: TTFont) -> dict[int, str]:
    """Advance width in 1/1000 em -> the characters that have it."""
    names, advances, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
    by_width: dict[int, str] = defaultdict(str)
    for code in CHARACTERS:
        if code in names:
            by_width[round(advances[names[code]][0] * 1000 / em)] += chr(code)
    return dict(sorted(by_width.items()))


def quoted(characters: str) -> str:
    """The characters as a YAML double-quoted scalar; everything beyond Latin-1 letters and ASCII is escaped."""
    escaped = (f"\\{c}" if c in '"\\' else c if c.isascii() or c.isalnum() else f"\\u{ord(c):04x}" for c in characters)
    return '"' + "".join(escaped) + '"'


def main() -> None:
    OUT.mkdir(exist_ok=True)
    for name, stands_for, path, font_name, licence in FACES:
        font = TTFont(FONTS / path)
        version = font["name"].getDebugName(5)
        lines = [
            f"# Advance widths in 1/1000 em, read by scripts/make_typefaces.py from {font_name}, {version}.",
            f"# Licence of the font: {licence}. Only the numbers are taken, no outline.",
            f"name: {name}",
            f"stands_for: {stands_for}",
            f"font: {font_name}",
            f"licence: {licence}",
            "widths:",
            *(f"  {width}: {quoted(characters)}" for width, characters in widths(font).items()),
        ]
        (OUT / f"{name}.yml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
