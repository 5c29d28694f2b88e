"""The type of a new name: what all its mentions say, unless a table knows better."""

import numpy as np
import pytest

from kg.errors import LanguageError
from kg.extract import kinds
from kg.language import annotate
from kg.model import Document, Entity, Mention, Provenance, Span

TEXT = "Orion is here\n\nThe firm launched its assistant Orion. Users ask Orion in Arabic."
BY = Provenance("test", "hand", "0")


def entity(kind, known=None):
    starts = [n for n in range(len(TEXT)) if TEXT.startswith("Orion", n)]
    mentions = [Mention(Span(s, s + 5), "Orion", kind, known, BY) for s in starts]
    return Entity("orion", kind, "Orion", (), (), tuple(("x", one) for one in mentions))


@pytest.fixture
def settle(monkeypatch):
    """Settle types by a model whose only weights are those of `weights`."""

    def of(one, weights):
        from zlib import crc32

        keys = sorted(weights, key=lambda word: crc32(word.encode()))
        model = kinds.Model(
            ("Company", "Product"),
            np.array([crc32(key.encode()) for key in keys], dtype=np.uint32),
            np.array([weights[key] for key in keys], dtype=np.float32),
        )
        monkeypatch.setattr(kinds, "load", lambda language: model)
        document = Document("x", TEXT, "en", "Orion is here", "-")
        return kinds.settled(annotate(document), document, [one])[0]

    return of


def test_words_around_any_mention_speak_for_all(settle):
    found = settle(entity("Company"), {"left 1 assistant": (0, 9)})
    assert found.type == "Product"
    assert {mention.type for _, mention in found.mentions} == {"Product"}


def test_the_recognisers_word_counts_where_nothing_speaks_against_it(settle):
    assert settle(entity("Company"), {"left 1 elsewhere": (0, 9)}).type == "Company"
    assert settle(entity("Product"), {"left 1 elsewhere": (9, 0)}).type == "Product"


def test_what_a_table_knows_keeps_its_type(settle):
    known = entity("Company", known="orion")
    assert settle(known, {"left 1 assistant": (0, 9)}) == known


def test_a_language_without_a_model_keeps_what_was_found(monkeypatch):
    monkeypatch.setattr(kinds, "load", lambda language: None)
    document = Document("x", TEXT, "en", "", "-")
    assert kinds.settled(annotate(document), document, [entity("Company")]) == (entity("Company"),)


def test_a_broken_file_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "MODELS", tmp_path)
    (tmp_path / "types-xx.npz").write_bytes(b"no archive")
    with pytest.raises(LanguageError, match="install the package anew"):
        kinds.load("xx")
