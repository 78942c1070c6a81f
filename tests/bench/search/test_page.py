from bench.search import api
from bench.search.aims import aims
from bench.search.compounds import Found, Splitter
from bench.search.engines import FTS, MEANING, WORDS
from bench.search.judged import Judged, Score
from bench.search.measured import Measured, Quality
from bench.search.page import markdown
from bench.search.sets import XQUAD
from bench.search.speed import Asked, Built, Speed
from bench.search.weights import Table


def scores(*found: tuple[str, str, float, str | None]) -> list[Score]:
    return [Score(Judged(lang, kind, "?", {1: 1}, split), ndcg) for lang, kind, ndcg, split in found]


def full() -> Measured:
    ours = scores(("de", "keyword", 0.9, "test"), ("en", "multilingual", 0.5, "test"), ("de", "keyword", 0.1, "dev"))
    theirs = scores(("de", "keyword", 0.4, "test"), ("en", "multilingual", 0.0, "test"), ("de", "keyword", 0.2, "dev"))
    paragraphs = scores(("de", "de", 0.98, None), ("vi", "vi", 0.7, None))
    asked = {
        "words": Asked(0.5, 9, 12, 0.5, 8, 100),
        "facets": Asked(1, 20, 30, 1, 15, 100),
        "fts_facets": Asked(20, 150, 300, 20, 140, 50),
    }
    return Measured(
        quality={
            "sample list": Quality("the sample list", {MEANING: ours, WORDS: ours, FTS: theirs}),
            XQUAD: Quality("paragraphs", {MEANING: paragraphs, WORDS: paragraphs, FTS: paragraphs}),
        },
        speed={100_000: Speed(True, 300, {"build": Built(40, 77, 600), "build_fts": Built(10, 70, 270)}, asked)},
        api={(api.OURS, api.FILTERED): api.Rate(350.0, 20.0, 50.0, 120.0, 0, 8)},
        choices=[Table("meaning", ["weight", "German"], [["0.6 (in use)", "0.700"]])],
        splitters=[(Splitter("as Fachwerk cuts", "MIT", lambda _: lambda _: ()), Found(80, 90, 3, 53, 200, 1.5, 300))],
        failed={"a step": "ValueError: no"},
    )  # fmt: skip


def test_aims_are_judged_by_the_questions_that_nothing_was_chosen_by():
    said = {aim.aim: (aim.found, aim.is_met) for aim in aims(full())}
    assert said == {
        "sample list, all questions: nDCG@10 0.75": ("0.700", False),
        "sample list, German keywords: nDCG@10 0.80": ("0.900", True),
        "sample list, other languages: nDCG@10 0.65": ("0.500", False),
        "sample list, German, words only: nDCG@10 0.65": ("0.900", True),
        "sample list, words only: ahead of FTS5": ("0.700 to 0.200", True),
        "XQuAD, German: nDCG@10 0.97": ("0.980", True),
        "XQuAD, Vietnamese: nDCG@10 0.78": ("0.700", False),
        "100,000 projects, by words: p50 1 ms": ("0.5 ms", True),
        "100,000 projects, by words: p95 10 ms": ("9.0 ms", True),
        "100,000 projects, by words with two facets: p95 25 ms": ("20.0 ms", True),
        "100,000 projects, with two facets: 10 times as fast as FTS5": ("p50 20.0 times, p95 7.5 times", False),
        "API, filtered search: 300 requests a second, p99 100 ms": ("350, p99 120 ms", False),
    }


def test_the_page_holds_a_table_of_each_part():
    page = markdown(full())
    assert "| keyword (1) | 0.900 | 0.900 | 0.400 |" in page
    assert (
        "| 100,000: Fachwerk, words, two facets | 1.00 ms | 20.00 ms | 30.00 ms | 1.00 ms | 15.00 ms | 100 MB |" in page
    )
    assert "| 100,000: Fachwerk | 40.0 s | 77 MB | 600 MB |" in page
    assert "| fachwerk serve, words, one region | 350 | 20.0 ms | 50.0 ms | 120.0 ms | 0 |" in page
    assert "| 0.6 (in use) | 0.700 |" in page
    assert "| as Fachwerk cuts | MIT | 80 of 90 | 3 of 53 | 200 µs | 1.50 s | 300 MB |" in page
    assert "- a step: ValueError: no" in page


def test_a_page_of_nothing_has_no_tables():
    assert "|" not in markdown(Measured())
