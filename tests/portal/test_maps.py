"""A map has every region, each where it is, and says what its tables say."""

import json
import re
from collections.abc import Mapping
from itertools import accumulate, combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import shapely

from fachwerk.errors import InvalidSetting
from fachwerk.portal.charts import NARROW, WIDE, Frame
from fachwerk.portal.charts.svg import FILLS, STROKES
from fachwerk.portal.maps import Map, PlaceCount, RegionCount, map_of, outlines_of
from fachwerk.reference.municipalities import municipalities
from fachwerk.reference.regions import territories
from fachwerk.settings import OfficialOutlines

SACHSEN = territories()["sachsen"]
OURS = Path(__file__).parents[2] / "fachwerk/reference/outlines/sachsen.geojson"
COUNTS = {region.ags: number for number, region in enumerate(SACHSEN.regions)}
PLACES = (
    PlaceCount("Annaberg-Buchholz", (50.58, 13.0), 2),
    PlaceCount("Torgau", (51.56, 13.0), 9),
    PlaceCount("<script>Nirgends", None, 3),
    PlaceCount("Leer", (51.0, 13.0), 0),
)


def drawn(language: str = "de", width: int = WIDE, official: OfficialOutlines | None = None) -> Map:
    outlines = outlines_of(SACHSEN, official)
    assert outlines is not None
    regions = [
        RegionCount(region, COUNTS[region.ags], f"/regionen/{region.key}?a&b" if COUNTS[region.ags] else "")
        for region in SACHSEN.regions
    ]
    assert language in ("de", "en")
    return map_of(regions, PLACES, outlines, Frame("de" if language == "de" else "en", "map", "", width))


def elements(found: Map, tag: str) -> list[ElementTree.Element]:
    return [one for one in ElementTree.fromstring(found.svg).iter() if one.tag.rpartition("}")[2] == tag]


def shapes(found: Map) -> dict[str, shapely.Polygon]:
    """What is drawn of each region, in units of the drawing, by its shade and place among the regions."""
    paths = elements(found, "path")
    return {
        region.ags: shapely.union_all([polygon(ring) for ring in path.attrib["d"].split("z") if ring])
        for region, path in zip(SACHSEN.regions, paths, strict=True)
    }


def polygon(ring: str) -> shapely.Polygon:
    steps = [tuple(map(int, step.split(","))) for step in ring.removeprefix("m").split()]
    return shapely.Polygon(list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))))


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_all_regions_are_drawn_and_none_lies_upon_another(width: int) -> None:
    found = shapes(drawn(width=width))
    assert len(found) == 13
    assert all(one.is_valid and one.geom_type == "Polygon" for one in found.values())
    assert all(shapely.intersection(one, other).area == 0 for one, other in combinations(found.values(), 2))


def test_neighbours_share_their_borders() -> None:
    found = shapes(drawn())
    neighbours = {
        ("14612", "14628"), ("14612", "14627"), ("14612", "14625"), ("14625", "14626"), ("14625", "14627"),
        ("14625", "14628"), ("14627", "14730"), ("14627", "14522"), ("14627", "14628"), ("14522", "14511"),
        ("14522", "14521"), ("14522", "14524"), ("14522", "14628"), ("14522", "14729"), ("14522", "14730"),
        ("14511", "14521"), ("14511", "14524"), ("14521", "14523"), ("14521", "14524"), ("14523", "14524"),
        ("14713", "14729"), ("14713", "14730"), ("14729", "14730"),
    }  # fmt: skip
    touching = {
        tuple(sorted(pair)) for pair in combinations(found, 2)
        if shapely.intersection(found[pair[0]], found[pair[1]]).length > 2
    }  # fmt: skip
    assert touching == {tuple(sorted(pair)) for pair in neighbours}
    assert shapely.union_all(list(found.values())).geom_type == "Polygon"
    assert list(shapely.union_all(list(found.values())).interiors) == []


def test_municipalities_lie_in_their_regions() -> None:
    """Borders are drawn by who is nearest and then made simpler: a few municipalities at them may fall across."""
    rings = json.loads(OURS.read_text("utf-8"))["features"]
    areas = {one["properties"]["AGS"]: shapely.geometry.shape(one["geometry"]) for one in rings}
    known = [one for one in municipalities("sachsen").values() if one.point]
    right = [one for one in known if areas[one.ags[:5]].contains(shapely.Point(one.point[1], one.point[0]))]
    assert len(right) / len(known) > 0.99


def test_cities_can_be_hit_with_a_finger_on_a_phone() -> None:
    found = shapes(drawn(width=NARROW))
    for region in SACHSEN.regions:
        low_x, low_y, high_x, high_y = found[region.ags].bounds
        assert min(high_x - low_x, high_y - low_y) * 288 / NARROW >= 24, region.name


def test_our_outlines_are_light() -> None:
    assert OURS.stat().st_size < 60_000
    assert len(drawn().svg) < 16_000


def test_a_region_with_an_address_is_a_link_with_a_name() -> None:
    links = elements(drawn("en"), "a")
    assert len(links) == 12
    assert links[0].attrib == {"href": "/regionen/DED2C?a&b", "aria-label": "Landkreis Bautzen: 1 project"}


def test_a_map_paints_in_classes_only() -> None:
    svg = ElementTree.fromstring(drawn().svg)
    names = {name for one in svg.iter() for name in one.get("class", "").split()}
    assert names <= {*FILLS, *STROKES, "chart", "map"}
    assert "style" not in str(drawn().svg)
    assert svg.get("role") == "group"


def test_the_tables_have_every_region_and_place() -> None:
    found = drawn()
    assert found.columns == ("Region", "Vorhaben")
    assert found.rows == tuple((region.name, COUNTS[region.ags]) for region in SACHSEN.regions)
    assert found.links[0] == ("", "")
    assert found.links[1] == ("", "/regionen/DED2C?a&b")
    assert found.place_columns == ("Ort", "Vorhaben")
    assert found.places == (("Torgau", 9), ("<script>Nirgends", 3), ("Annaberg-Buchholz", 2), ("Leer", 0))
    assert found.description == (
        "Karte von 13 Regionen, zusammen 78 Vorhaben. Die meisten: Landkreis Nordsachsen (12). Ohne Vorhaben: Dresden, "
        "Stadt. Punkte zeigen 2 Orte. Ohne Punkt auf der Karte: <script>Nirgends."
    )
    assert "<script" not in found.svg
    assert "GeoNames" in found.attribution


def test_places_are_points_as_large_as_their_counts() -> None:
    large, small = elements(drawn(), "circle")
    assert float(large.attrib["r"]) / float(small.attrib["r"]) == pytest.approx((9 / 2) ** 0.5, abs=0.05)
    nordsachsen = shapes(drawn())["14730"]
    assert nordsachsen.contains(shapely.Point(float(large.attrib["cx"]), float(large.attrib["cy"])))


def test_every_name_is_written_where_there_is_room_and_every_number() -> None:
    wide = [one.text for one in elements(drawn(), "text") if one.get("class") == "label"]
    assert sorted(filter(None, wide)) == [
        "Bautzen", "Chemnitz", "Dresden", "Erzgebirgskreis", "Görlitz", "Leipzig", "Lkr. Leipzig", "Meißen",
        "Mittelsachsen", "Nordsachsen", "Osterzgebirge", "Sächsische Schweiz-", "Vogtlandkreis", "Zwickau",
    ]  # fmt: skip
    narrow = elements(drawn(width=NARROW), "text")
    assert sum(one.get("class") == "number" for one in narrow) == 13
    assert sum(one.get("class") == "label" for one in narrow) == 13  # one on two lines, the district of Leipzig without


def test_texts_do_not_lie_upon_one_another() -> None:
    for width in (WIDE, NARROW):
        boxes = [box(one) for one in elements(drawn(width=width), "text")]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].intersection(pair[1]).area > 0]


def box(text: ElementTree.Element) -> shapely.Polygon:
    x, y, half = int(text.attrib["x"]), int(text.attrib["y"]), len(text.text or "") * 3
    return shapely.box(x - half, y - 9, x + half, y)


def test_a_territory_that_nobody_drew_has_no_map() -> None:
    assert outlines_of(type(SACHSEN)("bayern", "Bayern", "DE2", "09", ())) is None


# --- official outlines ---------------------------------------------------------------------------------------------


def square(ags: object, west: float, south: float, key: str = "AGS", name: str = "Polygon") -> dict[str, Any]:
    ring = [[west, south], [west + 1, south], [west + 1, south + 1], [west, south + 1], [west, south]]
    coordinates = [ring] if name == "Polygon" else [[ring]]
    return {"type": "Feature", "properties": {key: ags}, "geometry": {"type": name, "coordinates": coordinates}}


def all_squares() -> list[dict[str, Any]]:
    """One square a region; of the first, two municipalities with eight digits, and every second a multipolygon."""
    found = [
        square(region.ags, 10 + number, 50, "ags" if number % 3 else "AGS", "MultiPolygon" if number % 2 else "Polygon")
        for number, region in enumerate(SACHSEN.regions)
    ]
    return [*found, square(f"{SACHSEN.regions[0].ags}001", 10, 51), square("16077", 20, 55)]


def official(folder: Path, content: Mapping[str, Any] | str) -> OfficialOutlines:
    path = folder / "vg250.geojson"
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return OfficialOutlines(path, "© BKG (2024) dl-de/by-2-0")


def test_official_outlines_are_drawn_instead(tmp_path: Path) -> None:
    found = drawn(official=official(tmp_path, {"features": all_squares()}))
    assert found.attribution == "© BKG (2024) dl-de/by-2-0"
    areas = shapes(found)
    assert areas["14612"].area == pytest.approx(2 * areas["14625"].area, rel=0.02)
    assert all(shapely.intersection(one, other).area == 0 for one, other in combinations(areas.values(), 2))


def test_official_outlines_become_as_light_as_ours(tmp_path: Path) -> None:
    """A hundred corners a kilometre, as surveyed: each moves to a whole unit of the drawing."""
    features = json.loads(OURS.read_text("utf-8"))["features"]
    for feature in features:
        polygon = shapely.segmentize(shapely.geometry.shape(feature["geometry"]), 0.0003)
        feature["geometry"] = shapely.geometry.mapping(polygon)
    given = official(tmp_path, {"features": features})
    assert given.file.stat().st_size > 1_000_000
    found = drawn(official=given)
    assert len(found.svg) < 45_000
    areas = list(shapes(found).values())
    assert sum(shapely.intersection(one, other).area for one, other in combinations(areas, 2)) == 0


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("{", r"is no GeoJSON: .*"),
        ("[]", "is GeoJSON without features; write a FeatureCollection"),
        ({"features": [{"properties": {"GEN": "Bautzen"}}]}, "feature 1 has no property AGS; give each its key"),
        ({"features": [square(14625, 10, 50)]}, "feature 1 has the AGS 14625; write 5 or 8 digits"),
        ({"features": [square("DED2C", 10, 50)]}, "feature 1 has the AGS 'DED2C'; write 5 or 8 digits"),
        (
            {"features": [square("14625", 450000.5, 5650000)]},
            r"feature 1 stands at 450000.5, 5650000, which are no degrees; convert it to WGS 84 \(EPSG:4326\)",
        ),
        (
            {"features": [{"properties": {"AGS": "14625"}, "geometry": {"type": "Point", "coordinates": [13, 51]}}]},
            "feature 1 is Point and no polygon",
        ),
        (
            {"features": [{"properties": {"AGS": "14625"}, "geometry": {"type": "Polygon", "coordinates": [[1]]}}]},
            "feature 1 has broken coordinates",
        ),
        ({"features": [{"properties": {"AGS": "14625"}, "geometry": None}]}, "feature 1 is nothing and no polygon"),
    ],
)
def test_an_unusable_file_is_refused_in_one_sentence(tmp_path: Path, content: Any, sentence: str) -> None:
    given = official(tmp_path, content)
    with pytest.raises(InvalidSetting) as refused:
        outlines_of(SACHSEN, given)
    shown = re.escape(str(given.file))
    assert re.fullmatch(f"FACHWERK_OUTLINES cannot be used: {shown}: {sentence}", str(refused.value))


def test_a_missing_region_is_named(tmp_path: Path) -> None:
    given = official(tmp_path, {"features": [square("14625", 10, 50)]})
    with pytest.raises(InvalidSetting) as refused:
        outlines_of(SACHSEN, given)
    assert str(refused.value) == "FACHWERK_OUTLINES has no outline of Dresden, Stadt; its AGS begins with 14612"


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="cannot be read"):
        outlines_of(SACHSEN, OfficialOutlines(tmp_path / "gone", "©"))
