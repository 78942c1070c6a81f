"""Imports point upwards only, and each library enters by one door: DESIGN's table of layers, proved.

`faults` reads source text and imports nothing, so it also sees what stands inside functions, under `TYPE_CHECKING`,
or is imported by name through `importlib` and `__import__`.
"""

import ast
import sys
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1] / "fachwerk"

LAYERS = (
    ("errors", "text", "records"),
    ("settings", "yamlfile"),
    ("reference", "sources"),
    ("read", "rows", "clean", "link", "check"),
    ("store",),
    ("search", "match", "publish", "trace"),
    ("pipeline", "portal"),
    ("cli",),
    ("__main__",),
)

DOORS = {
    "pypdfium2": ("fachwerk.read.pdf",),
    "python_calamine": ("fachwerk.read.sheet",),
    "lxml": ("fachwerk.read.html",),
    "yaml": ("fachwerk.yamlfile",),
    "PIL": ("fachwerk.trace",),
    "django": ("fachwerk.store", "fachwerk.portal"),
    "psycopg": ("fachwerk.store",),
    "ninja": ("fachwerk.portal",),
    "xlsxwriter": ("fachwerk.portal.downloads.workbook",),
    "pydantic": ("fachwerk.portal",),
    "altair": ("fachwerk.portal.charts",),
    "vl_convert": ("fachwerk.portal.charts",),
    "prometheus_client": ("fachwerk.portal.metrics",),
    "brotli": ("fachwerk.portal.packing",),
    "granian": ("fachwerk.cli.serving",),
    "typer": ("fachwerk.cli",),
    "rich": ("fachwerk.cli",),
    "rapidfuzz": ("fachwerk.link",),
    "tantivy": ("fachwerk.search",),
    "split_words": ("fachwerk.search.compounds",),
    "numpy": ("fachwerk.search",),
    "onnx": ("fachwerk.search.graph",),
    "onnxruntime": ("fachwerk.search.meaning",),
    "usearch": ("fachwerk.search.vectors",),
    "splink": ("fachwerk.link.volume",),
    "duckdb": ("fachwerk.link.volume",),
    "pyarrow": ("fachwerk.link.volume",),
}

# What the package hands out under its own name, once somebody asks for it.
HANDED_OUT = "fachwerk.search.register.Register"

LAYER_OF = {module: number for number, modules in enumerate(LAYERS, start=1) for module in modules}
DYNAMIC = {"import_module", "__import__"}


class Import(NamedTuple):
    """One name that a module imports, with the line it stands on; `target` is None when only running would tell."""

    line: int
    target: str | None


def test_imports_point_upwards_and_each_library_enters_by_one_door() -> None:
    assert list(faults(PACKAGE)) == []


def test_every_door_is_a_module_of_ours() -> None:
    for door in (door for doors in DOORS.values() for door in doors):
        path = PACKAGE.parent / door.replace(".", "/")
        assert path.is_dir() or path.with_suffix(".py").is_file(), door


def faults(package: Path) -> Iterator[str]:
    """Yield one sentence for each import that breaks the table."""
    for path in sorted(package.rglob("*.py")):
        importer = module_name(package, path)
        tree = ast.parse(path.read_text("utf-8"))
        for found in sorted(imports(tree, importer, path.name == "__init__.py"), key=lambda found: found.line):
            fault = fault_of(importer, found.target)
            if fault is not None:
                yield f"{path.relative_to(package.parent)}:{found.line}: {fault}"


def module_name(package: Path, path: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module, importer: str, is_package: bool) -> Iterator[Import]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (Import(node.lineno, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node.module or "", node.level, importer, is_package)
            # `from fachwerk import read` names the module behind the word, `from fachwerk.read import pdf` perhaps one.
            yield from (Import(node.lineno, f"{base}.{name.name}") for name in node.names)
        elif isinstance(node, ast.Call) and called(node) in DYNAMIC:
            yield Import(node.lineno, named_by(node, importer, is_package))


def absolute(name: str, level: int, importer: str, is_package: bool) -> str:
    if not level:
        return name
    parts = importer.split(".")
    kept = parts[: len(parts) - level + is_package]
    return ".".join([*kept, name] if name else kept)


def called(node: ast.Call) -> str:
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def named_by(node: ast.Call, importer: str, is_package: bool) -> str | None:
    if not node.args or not isinstance(node.args[0], ast.Constant) or not isinstance(node.args[0].value, str):
        return None
    name = node.args[0].value
    level = len(list(takewhile(lambda character: character == ".", name)))
    return absolute(name[level:], level, importer, is_package)


def fault_of(importer: str, target: str | None) -> str | None:
    if target is None:
        return "imports a name that is made up while running, so that nobody can check it"
    top = target.split(".")[0]
    if top == "fachwerk":
        return inner_fault(importer, target)
    if top in sys.stdlib_module_names:
        return None
    if top not in DOORS:
        return f"imports {top}, for which no door is named"
    doors = DOORS[top]
    is_inside = any(within(importer, door) for door in doors)
    return None if is_inside else f"imports {top}, whose door is {' or '.join(doors)}"


def inner_fault(importer: str, target: str) -> str | None:
    own, other = folder(importer), folder(target)
    if other == own or other.startswith("__version"):
        return None
    if not own:
        return None if target == HANDED_OUT else f"the package itself imports {target}"
    for name in (own, other):
        if name not in LAYER_OF:
            return f"{name or target} stands in no layer"
    if LAYER_OF[other] < LAYER_OF[own]:
        return None
    which = "a neighbour" if LAYER_OF[other] == LAYER_OF[own] else "a lower layer"
    return f"imports {target}, {which}"


def folder(module: str) -> str:
    """Name the module or folder directly under the package: `read` for `fachwerk.read.pdf`."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else ""


def within(module: str, door: str) -> bool:
    return module == door or module.startswith(f"{door}.")


# --- the test of the test ------------------------------------------------------------------------------------------


def made_up(folder: Path, files: dict[str, str]) -> list[str]:
    for name, source in files.items():
        path = folder / "fachwerk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, "utf-8")
    return list(faults(folder / "fachwerk"))


def test_upward_imports_are_fine(tmp_path: Path) -> None:
    files = {
        "__init__.py": '__version__ = "1"\n',
        "records.py": "import dataclasses\n",
        "rows/__init__.py": "from fachwerk.records import Row\nfrom . import wrap\n",
        "rows/wrap.py": "from .. import text\nfrom fachwerk.rows import grid\n",
        "yamlfile.py": "import yaml\n",
        "cli/read.py": "import rich.table\nfrom fachwerk import __version__\nfrom fachwerk.pipeline import read_list\n",
        "__main__.py": "from fachwerk.cli import main\n",
    }
    assert made_up(tmp_path, files) == []


def test_a_neighbour_is_a_fault(tmp_path: Path) -> None:
    found = made_up(tmp_path, {"rows/grid.py": "import fachwerk.read.sheet\n"})
    assert found == ["fachwerk/rows/grid.py:1: imports fachwerk.read.sheet, a neighbour"]


def test_a_lower_layer_is_a_fault_in_every_disguise(tmp_path: Path) -> None:
    source = """
from __future__ import annotations
import importlib
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from fachwerk.cli import main
def late():
    from ..pipeline import read_list
    from .. import trace
    importlib.import_module("fachwerk.cli.read")
    importlib.import_module("..cli", __package__)
    __import__("fachwerk.pipeline")
"""
    assert made_up(tmp_path, {"read/pdf.py": source}) == [
        "fachwerk/read/pdf.py:6: imports fachwerk.cli.main, a lower layer",
        "fachwerk/read/pdf.py:8: imports fachwerk.pipeline.read_list, a lower layer",
        "fachwerk/read/pdf.py:9: imports fachwerk.trace, a lower layer",
        "fachwerk/read/pdf.py:10: imports fachwerk.cli.read, a lower layer",
        "fachwerk/read/pdf.py:11: imports fachwerk.cli, a lower layer",
        "fachwerk/read/pdf.py:12: imports fachwerk.pipeline, a lower layer",
    ]


def test_a_library_beside_its_door_is_a_fault(tmp_path: Path) -> None:
    found = made_up(tmp_path, {"rows/drawn/cut.py": "def cut():\n    import pypdfium2.raw\n"})
    assert found == ["fachwerk/rows/drawn/cut.py:2: imports pypdfium2, whose door is fachwerk.read.pdf"]


def test_a_library_without_a_door_is_a_fault(tmp_path: Path) -> None:
    found = made_up(tmp_path, {"text.py": "from scipy.linalg import norm\n"})
    assert found == ["fachwerk/text.py:1: imports scipy, for which no door is named"]


def test_a_name_made_up_while_running_is_a_fault(tmp_path: Path) -> None:
    found = made_up(tmp_path, {"text.py": "import importlib\nimportlib.import_module(f'fachwerk.{1}')\n"})
    assert found == ["fachwerk/text.py:2: imports a name that is made up while running, so that nobody can check it"]


def test_a_folder_in_no_layer_is_a_fault(tmp_path: Path) -> None:
    files = {"helpers/odd.py": "import fachwerk.text\n", "cli/read.py": "from fachwerk.helpers import odd\n"}
    assert made_up(tmp_path, files) == [
        "fachwerk/cli/read.py:1: helpers stands in no layer",
        "fachwerk/helpers/odd.py:1: helpers stands in no layer",
    ]


def test_the_package_itself_imports_nothing_of_ours(tmp_path: Path) -> None:
    found = made_up(tmp_path, {"__init__.py": "from fachwerk.pipeline import read_list\n"})
    assert found == ["fachwerk/__init__.py:1: the package itself imports fachwerk.pipeline.read_list"]
