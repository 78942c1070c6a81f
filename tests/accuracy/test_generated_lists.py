"""The reader's acceptance: lists with known truth, in every form that this machine's tools can make."""

import pytest

pytest.importorskip("reportlab")

from bench.accuracy import cases
from bench.lists.configurations import quick
from bench.lists.write import write_list
from bench.score import score
from fachwerk.errors import FachwerkError
from fachwerk.pipeline import Source, read_list
from fachwerk.records import ReadOptions

# Share of whole rows that must come out exactly, blanks counted, over all lists of a form; and surplus rows at most.
WHOLE_ROWS = {"layout": 0.90}
SURPLUS = 0.01


@pytest.fixture(scope="module")
def lists(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lists")
    for configuration in quick():
        list(write_list(configuration, folder))
    return folder


def read(file):
    try:
        return [reading.fields for reading in read_list(Source(file.name, file), ReadOptions()).readings()]
    except FachwerkError:
        return []


@pytest.mark.parametrize("form", WHOLE_ROWS)
def test_whole_rows_come_out_as_they_were_typed(lists, form):
    made = [case for case in cases(lists) if case.form == form]
    if not made:
        pytest.skip(f"no tool here makes {form}")
    results = {case.name: score(case.truth, read(case.file), case.fields) for case in made}
    rows = sum(result.rows for result in results.values())
    exact = sum(result.exact_rows for result in results.values())
    surplus = sum(result.surplus for result in results.values())
    said = "\n".join(f"{name}: {result}" for name, result in results.items())
    assert exact >= WHOLE_ROWS[form] * rows, said
    assert surplus <= SURPLUS * rows, said
