"""The file of the model of pairs."""

import numpy as np
import pytest

from kg.errors import LanguageError
from kg.extract.pairs import model as models

ARRAYS = {
    "relations": np.array(["acquires", "sues"]),
    "features": np.array([3, 70], dtype=np.uint32),
    "weights": np.array([[1, 0, 0.5], [0, -2, 0]], dtype=np.float16),
    "shades": np.array([9], dtype=np.uint32),
    "colours": np.ones((1, 8), dtype=np.float16),
    "thresholds": np.array([0.5, 0.25], dtype=np.float32),
    "slope": np.array(1.0, dtype=np.float32),
    "offsets": np.array([0.0, 2.0], dtype=np.float32),
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(models, "MODELS", tmp_path)
    models.load.cache_clear()
    yield tmp_path
    models.load.cache_clear()


def test_what_is_written_is_read(folder):
    models.write(folder / "claims-xx.npz", ARRAYS)
    model = models.load("xx")
    assert model.pairs.total([3, 70, 70, 5]).tolist() == [1.0, -4.0, 0.5]
    assert model.thresholds == {"acquires": 0.5, "sues": 0.25}
    assert (model.name, model.columns) == ("claims-xx", {"acquires": 0, "sues": 1})


def test_totals_add_each_list_by_itself():
    table = models.from_arrays("m", ARRAYS).pairs
    assert table.totals([[3], [70, 3], [5]]).tolist() == [[1, 0, 0.5], [1, -2, 0.5], [0, 0, 0]]
    assert len(table.totals([])) == 0


def test_the_same_model_has_the_same_bytes(folder):
    models.write(folder / "one.npz", ARRAYS)
    models.write(folder / "two.npz", ARRAYS)
    assert (folder / "one.npz").read_bytes() == (folder / "two.npz").read_bytes()


def test_a_language_without_a_model_has_none(folder):
    assert models.load("xx") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x80\x04pickle"])
def test_a_broken_file_says_what_to_do(folder, content):
    (folder / "claims-xx.npz").write_bytes(content)
    with pytest.raises(LanguageError, match="install the package anew"):
        models.load("xx")


def test_a_file_that_lacks_an_array_is_no_model(folder):
    np.savez(folder / "claims-xx.npz", **{k: v for k, v in ARRAYS.items() if k != "weights"})
    with pytest.raises(LanguageError, match="claims-xx"):
        models.load("xx")


def test_confidence_grows_with_the_score_and_knows_the_relation():
    model = models.from_arrays("m", ARRAYS)
    assert model.confidence(0.0, "acquires") == pytest.approx(0.5)
    assert model.confidence(0.0, "sues") > model.confidence(-1.0, "sues") > 0.5
    assert 0 < model.confidence(-1e9, "sues") < model.confidence(1e9, "sues") < 1
