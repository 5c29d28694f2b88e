import time

import pytest

from kg.language import annotate, quantities, sentences
from kg.model import Document

SIZE = 30_000
TEXTS = [
    "a+" * SIZE,
    "ا" * SIZE,
    "1." * SIZE,
    "1,000" * SIZE,
    "مليار و" * SIZE,
    "between one and two and " * (SIZE // 10),
    "https://" * SIZE,
    ". " * SIZE,
    "\n" * SIZE,
    "($" * SIZE,
    "a-" * SIZE,
    "«" * SIZE,
    "12 March " * (SIZE // 5),
    "و" * SIZE,
]


@pytest.mark.parametrize("text", TEXTS, ids=[text[:8] for text in TEXTS])
def test_time_grows_with_the_length_only(text):
    began = time.process_time()
    doc = annotate(Document("1", text, "en", "", "-"))
    assert len(list(sentences(doc))) <= len(doc)
    quantities(doc)
    # A second is ten times what it takes; quadratic time would be minutes.
    assert time.process_time() - began < 3
    assert doc.text == text
