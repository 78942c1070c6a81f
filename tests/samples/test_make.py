import json
from pathlib import Path

import pytest

pytest.importorskip("reportlab")
pytest.importorskip("xlsxwriter")

from samples import make

SAMPLES = Path(make.__file__).parent


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    pytest.importorskip("iscc_tika")
    folder = tmp_path_factory.mktemp("samples")
    make.make(folder)
    return folder


@pytest.mark.parametrize("ending", [".pdf", ".txt", ".xlsx", ".truth.jsonl"])
def test_the_committed_samples_are_fresh(made, ending):
    name = make.NAME + ending
    assert (made / name).read_bytes() == (SAMPLES / name).read_bytes(), "run `python -m samples.make`"


def test_the_truth_has_a_row_for_every_entry_with_all_nine_fields():
    rows = [json.loads(line) for line in (SAMPLES / f"{make.NAME}.truth.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == len(make.load().rows) >= 45
    assert {tuple(row) for row in rows} == {make.FORM.fields}
    assert rows[10]["place"] is None
    assert rows[0]["begin"] == "2022-11-17"


def test_the_sample_holds_the_troubles_it_promises():
    rows = [make.truth(row) for row in make.load().rows]
    descriptions = [row["description"] for row in rows if row["description"]]
    assert any(row["begin"] is None for row in rows)
    assert any(row["begin"] and row["end"] < row["begin"] for row in rows)
    assert len(set(descriptions)) < len(descriptions)
    assert {"Arbeiten und Leben in der Pflege, Teil 4b", "Arbeiten und Leben in der Pflege, Teil 5"} <= {
        row["title"] for row in rows
    }
