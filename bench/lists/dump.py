"""What text tools make of a PDF, where they are installed: Tika, and poppler's pdftotext in three orders."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from bench.lists.setting import MissingTool


def tika(pdf: Path) -> str:
    """The dump of Apache Tika (native build, PDFBox inside)."""
    try:
        from iscc_tika import Extractor
    except ImportError as missing:
        raise MissingTool("iscc-tika") from missing
    text, _ = Extractor().set_extract_string_max_length(10**8).extract_file_to_string(str(pdf))
    return str(text)


def _poppler(pdf: Path, *flags: str) -> str:
    if shutil.which("pdftotext") is None:
        raise MissingTool("pdftotext")
    done = subprocess.run(["pdftotext", "-enc", "UTF-8", *flags, str(pdf), "-"], check=True, capture_output=True)
    return done.stdout.decode("utf-8")


DUMPS: Mapping[str, Callable[[Path], str]] = {
    "tika": tika,
    "raw": lambda pdf: _poppler(pdf, "-raw"),
    "layout": lambda pdf: _poppler(pdf, "-layout"),
    "plain": _poppler,
}
