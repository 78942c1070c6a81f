import json
from pathlib import Path

from bench.search import speed
from bench.search.api import CONNECTIONS, Rate, rate_of


def test_figures_are_the_middle_and_what_few_exceed():
    assert speed.figures([(each, each / 2) for each in range(100, 0, -1)], 5.0) == speed.Asked(
        51, 96, 100, 25.5, 48, 5.0
    )


def test_a_small_list_is_indexed_and_asked_in_processes_of_their_own(tmp_path: Path):
    found = speed.of_list(50, 5, tmp_path)
    assert set(found.built) == {"build", "build_fts"}
    assert set(found.asked) == {"words", "facets", "fts_facets"}
    assert all(one.p50 <= one.p95 <= one.p99 and one.peak_mb > 0 for one in found.asked.values())
    assert len(json.loads((tmp_path / "questions.json").read_text("utf-8"))) == 5


def test_what_wrk_says_is_read_from_its_last_line():
    line = '{"requests": 600, "seconds": 2.0, "failed": 1, "p50": 3.0, "p95": 5.5, "p99": 9.0}'
    assert rate_of(f"Running 2s test\n  600 requests\n\n{line}\n") == Rate(300.0, 3.0, 5.5, 9.0, 1, CONNECTIONS)
