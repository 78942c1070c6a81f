"""Saxony's municipalities: all of them, in a region, with a point where the source has one."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.reference import municipalities as module
from fachwerk.reference.municipalities import Municipality, municipalities
from fachwerk.reference.regions import territories


def test_saxony_has_418_municipalities_in_13_regions() -> None:
    found = municipalities("sachsen")
    assert len(found) == 418
    regions = {territories()["sachsen"].region_of(ags) for ags in found}
    assert None not in regions
    assert len(regions) == 13


def test_nine_in_ten_have_a_point_in_saxony() -> None:
    points = [one.point for one in municipalities("sachsen").values() if one.point is not None]
    assert len(points) == 375
    assert all(50.1 < latitude < 51.8 and 11.8 < longitude < 15.1 for latitude, longitude in points)


def test_titles_stand_apart_from_the_name() -> None:
    assert municipalities("sachsen")["14521440"] == Municipality(
        "14521440", "Oberwiesenthal", ("Kurort", "Stadt"), (50.4194, 12.9684), ("Kurort Oberwiesenthal",)
    )


def test_a_territory_without_a_file_has_none() -> None:
    assert municipalities("nirgendwo") == {}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("names: {14511000: Chemnitz}", "quoted key"),
        ('names: {"14511000": Chemnitz}\npoints: {"14511000": [50]}', "latitude and longitude"),
        ('names: {"14511000": Chemnitz}\npoints: {"14511001": [50.1, 12.1]}', "no name"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, problem: str) -> None:
    monkeypatch.setattr(module, "FOLDER", tmp_path)
    (tmp_path / "land.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledge, match=problem):
        municipalities.__wrapped__("land")
