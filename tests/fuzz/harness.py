"""One coverage-guided fuzzer: `python -m tests.fuzz.harness dump|csv|html [libFuzzer options]` (needs atheris).

What breaks a reader is written to `out/fuzz/`: keep its smallest form under `tests/samples/crashers/`, named after the
trouble.
"""

import sys
from importlib import import_module
from pathlib import Path

import atheris

# Readers and layouts are imported late; only what is imported here is watched.
LATE = ("read.lines", "read.delimited", "read.html", "rows.grid", "rows.columns", "rows.dump")

with atheris.instrument_imports(include=["fachwerk"]):
    for module in LATE:
        import_module(f"fachwerk.{module}")
    from tests.fuzz.whole import outcome

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "out" / "fuzz"
SEEDS = {
    "dump": (
        "Träger Ort Beginn Ende Titel\nA e. V. Pirna 01.01.2020 31.12.2020 Ein langer \nTitel, der umbricht\n\n\n\n"
        "Seite 1 von 2\n",
        "".join(
            (ROOT / "samples" / "fachkraefteprojekte.txt").read_text(encoding="utf-8").splitlines(keepends=True)[:40]
        ),
        "\fVorhaben\r\nStand: 31.12.2023\rF\u00c3\u00b6rderung \u00e2\u20ac\u201c B\u00fcro\r\n",
    ),
    "csv": (
        'Träger;Ort;"Betrag"\n"A; B";Pirna;"1.000,00"\n"C ""D"" e. V.";"Ort\nsteil";2\nSumme;;3\n',
        "sep=,\r\na,b,c\r\n1,2\r\n1,2,3,4\r\n",
    ),
    "html": ("<table><tr><th rowspan=2>A<th colspan=2>B<tr><td>1<td>2<table><tr><td>x</table><tr><td>3</table>",),
}


def corpus(name: str) -> Path:
    folder = FOLDER / name
    folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        for codec in ("utf-8", "cp1252", "utf-16"):
            (folder / f"seed-{number}-{codec}").write_bytes(seed.encode(codec, "replace"))
    return folder


def main(name: str, options: list[str]) -> None:
    crashes = FOLDER / f"{name}-"
    arguments = [sys.argv[0], str(corpus(name)), f"-artifact_prefix={crashes}", "-timeout=30", "-rss_limit_mb=2048"]
    atheris.Setup([*arguments, *options], outcome)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
