"""Write the small typeface that labels traced pages: DejaVu Sans Condensed, cut down to European writing.

Usage: python scripts/make_trace_font.py   (needs fonttools and Debian's fonts-dejavu-extra)
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = Path("/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf")
OUT = Path(__file__).parent.parent / "fachwerk" / "trace" / "labels.ttf"
# Latin with its supplements, Greek, Cyrillic, punctuation, and the few signs that the legend uses.
CHARACTERS = [*range(0x20, 0x250), *range(0x370, 0x530), *range(0x2010, 0x2040)]
SIGNS = [ord(sign) for sign in "ẞ€№™−→↓…"]


def main() -> None:
    font = TTFont(SOURCE)
    options = Options(layout_features=["kern", "ccmp", "mark"], name_IDs=["*"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[*CHARACTERS, *SIGNS])
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same input gives the same file
    font.recalcTimestamp = False
    font.save(OUT)


if __name__ == "__main__":
    main()
