"""The catalogue as such: codes, sentences, and what a clean list gets."""

import re
import string

from fachwerk.check import CHECKS, Context, findings_of
from fachwerk.records import Severity


def test_codes_are_unique_and_kebab_case() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in codes)


def test_each_check_says_the_same_facts_in_both_languages() -> None:
    for check in CHECKS:
        english, german = ({name for _, name, *_ in string.Formatter().parse(said) if name} for said in check.says)
        assert {name.removesuffix("_de") for name in german} == english, check.code


def test_each_check_says_what_to_do_in_whole_sentences() -> None:
    for check in CHECKS:
        assert all(said.endswith(".") for said in (*check.says, *check.advice)), check.code
        assert isinstance(check.severity, Severity)


def test_an_empty_list_has_no_findings() -> None:
    assert list(findings_of([], Context())) == []
