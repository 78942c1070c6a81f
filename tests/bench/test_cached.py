from dataclasses import replace

import pytest

pytest.importorskip("reportlab")

from bench.cached import made
from bench.lists.configurations import CONFIGURATIONS
from bench.lists.setting import MissingTool, registered

SMALL = replace(CONFIGURATIONS[0], count=3)


@pytest.fixture(autouse=True)
def typeface():
    try:
        registered(SMALL.typeface)
    except MissingTool as missing:
        pytest.skip(str(missing))


def test_a_list_is_made_once_for_the_same_settings(tmp_path):
    first = made(SMALL, tmp_path, has_dumps=False)
    before = first.pdf.stat().st_mtime_ns
    assert made(SMALL, tmp_path, has_dumps=False) == first
    assert first.pdf.stat().st_mtime_ns == before


def test_other_settings_make_another_list(tmp_path):
    assert (
        made(SMALL, tmp_path, has_dumps=False).folder != made(replace(SMALL, seed=1), tmp_path, has_dumps=False).folder
    )


def test_nothing_but_lists_is_left_in_the_cache(tmp_path):
    kept = made(SMALL, tmp_path, has_dumps=False)
    assert list(tmp_path.iterdir()) == [kept.folder]
