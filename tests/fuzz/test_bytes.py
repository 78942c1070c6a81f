"""Any bytes are read or refused with one sentence: hypothesis looks for those that are neither."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fuzz import strategies
from tests.fuzz.whole import outcome

SAMPLES = strategies.ROOT / "tests" / "samples"
CRASHERS = sorted(path for path in (SAMPLES / "crashers").glob("*") if path.is_file())

# A machine that does other work besides is no fault; what takes really long is found by the clock in `outcome`.
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "150"))
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
# These take a while each, so that looking for the smallest one that breaks would take an hour.
seldom = settings(often, max_examples=max(EXAMPLES // 4, 1), phases=[Phase.explicit, Phase.reuse, Phase.generate])


@pytest.mark.parametrize("path", CRASHERS, ids=lambda path: path.stem)
def test_what_once_broke_a_reader_is_read_or_refused(path: Path) -> None:
    assert outcome(path.read_bytes())


@often
@given(st.binary(max_size=300))
def test_any_bytes(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.encoded(strategies.dump_text()))
def test_dumps_with_every_trouble(raw: bytes) -> None:
    assert outcome(raw)


@seldom
@given(strategies.encoded(strategies.shuffled_dump()))
def test_dumps_in_disorder(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.encoded(strategies.delimited_text()))
def test_csv_files_with_every_trouble(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.encoded(strategies.html_text()))
def test_web_pages_with_every_trouble(raw: bytes) -> None:
    assert outcome(raw)


WORKBOOK = strategies.workbook()
with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as archive:
    PARTS = [name for name in archive.namelist() if not name.startswith("docProps/")]


@often
@given(strategies.broken(WORKBOOK))
def test_broken_workbooks(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.rezipped(WORKBOOK, PARTS))
def test_workbooks_with_broken_parts(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.rezipped(strategies.open_document_sheet(), ["content.xml", "META-INF/manifest.xml"]))
def test_open_document_workbooks_with_broken_parts(raw: bytes) -> None:
    assert outcome(raw)


@often
@given(strategies.broken((SAMPLES / "hidden-row.xls").read_bytes()))
def test_broken_old_workbooks(raw: bytes) -> None:
    assert outcome(raw)


@seldom
@given(strategies.broken(strategies.pages()))
def test_broken_pdfs(raw: bytes) -> None:
    assert outcome(raw)
