"""Each cue row says its relation in the example that stands beside it."""

from __future__ import annotations

import pytest

from kg.ontology import cues

ROWS = [(code, cue) for code in ("ar", "en") for cue in cues.load(code).relations]


@pytest.mark.parametrize(("code", "cue"), ROWS, ids=[cue.id for _, cue in ROWS])
def test_row_matches_its_example(code, cue, read_example):
    found = [one for one in read_example(cue.example, code) if one.by == ("cues", cue.id)]
    assert found, f"{cue.id} {cue.pattern!r} finds nothing in {cue.example!r}"
    assert {one.relation for one in found} == {cue.relation}


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_row_is_written_twice(code):
    patterns = [(cue.relation, cue.pattern) for cue in cues.load(code).relations]
    assert len(patterns) == len(set(patterns))
