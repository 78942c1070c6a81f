"""The same settings on Spark, in this process: `make test-spark` installs what it takes."""

from collections.abc import Iterator
from itertools import islice
from random import Random
from typing import Any

import pytest

from bench.register.listings import plans
from bench.register.spellings import spelling
from fachwerk.link.bodies import bodies_of, gather, mentions_of
from fachwerk.link.entries import entries_of
from fachwerk.link.volume import duckdb_engine, pairs_of, spark_engine, splink_jar
from tests.link.made_up import listing
from tests.link.test_volume import KNOWN

EVERYTHING = -1_000.0


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("splink", reason="the extra [volume] is not installed")
    sql = pytest.importorskip("pyspark.sql", reason="pyspark is not installed")
    kept = {
        "spark.jars": splink_jar(),
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "4",
        "spark.sql.warehouse.dir": str(tmp_path_factory.mktemp("warehouse")),
        "spark.ui.enabled": "false",
    }
    session = sql.SparkSession.builder.master("local[2]").config(map=kept).getOrCreate()
    yield session
    session.stop()


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # Spark's own
def test_spark_finds_the_same_pairs_with_the_same_scores_as_duckdb(session: Any) -> None:
    mentions = mentions_of(bodies_of(gather(entries_of(_listings(2_000))).printings, []))
    on_duckdb = pairs_of(mentions, EVERYTHING, duckdb_engine())
    assert len(on_duckdb) > len(mentions) / 2
    assert pairs_of(mentions, EVERYTHING, spark_engine(session)) == on_duckdb


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
def test_spark_compares_persons_as_duckdb_does(session: Any) -> None:
    on_duckdb = pairs_of(KNOWN, EVERYTHING, duckdb_engine())
    assert len(on_duckdb) > len(KNOWN)
    assert pairs_of(KNOWN, EVERYTHING, spark_engine(session)) == on_duckdb


def _listings(rows: int) -> Iterator[Any]:
    random = Random(3)
    for row, plan in enumerate(islice(plans(random), rows), 1):
        sponsor, _ = spelling(plan.body, random)
        yield listing(row, sponsor, plan.title, region=plan.town.region, place=plan.town.name)
