"""Who publishes a register: the operator's file is understood, or refused by name."""

from pathlib import Path

import pytest

from fachwerk.errors import BrokenKnowledge
from fachwerk.portal.imprint import Operator, operator, operator_of

WHOLE = """
name: Amt für Beispiele
address: |
  Musterweg 1
  01067 Dresden
mail: foerderung@example.org
phone: "+49 351 000"
represented_by: Erika Musterfrau
privacy:
  de: Wir speichern nichts.
  en: We store nothing.
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "operator.yml"
    path.write_text(text, "utf-8")
    return path


def test_an_operator_is_read(tmp_path: Path) -> None:
    found = operator_of(written(tmp_path, WHOLE))
    assert found == Operator(
        "Amt für Beispiele",
        "Musterweg 1\n01067 Dresden",
        "foerderung@example.org",
        "+49 351 000",
        "Erika Musterfrau",
        privacy={"de": "Wir speichern nichts.", "en": "We store nothing."},
    )
    assert operator(None) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "does not say 'name'"),
        ("name: A\naddress: B\n", "does not say 'mail'"),
        ("name: A\naddress: B\nmail: C\n", "'mail' is 'C', which is no address of one mailbox"),
        ("name: A\naddress: B\nmail: a@b.org?bcc=c@d.org\n", "which is no address of one mailbox"),
        ("name: A\naddress: 1\nmail: a@b\n", "'address' must be a text"),
        ("name: A\naddress: B\nmail: a@b\nfax: 1\n", "has a key 'fax'; there are: name, address, mail"),
        ("name: A\naddress: B\nmail: a@b\nprivacy: all\n", "'privacy' must be said in de and en"),
        ("name: A\naddress: B\nmail: a@b\nprivacy: {de: ja}\n", "'privacy' must be said in de and en"),
        ("name: A\naddress: B\nmail: a@b\nprivacy: {de: ja, en: ''}\n", "'privacy.en' must be a text"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BrokenKnowledge) as caught:
        operator_of(path)
    assert sentence in str(caught.value)
    assert str(path) in str(caught.value)
