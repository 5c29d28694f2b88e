"""A relation of the ontology is known wherever a new one has to be written down."""

import json

import pytest

from kg.language import languages
from kg.ontology import cues, directory, load

RELATIONS = sorted(load().relations)


@pytest.mark.parametrize("language", languages())
def test_each_language_says_every_relation(language):
    tables = cues.load(language)
    assert {cue.relation for cue in tables.relations} == set(RELATIONS)
    weighed = {name for name in RELATIONS if not load().relations[name].literal}
    assert set(tables.triggers) >= weighed, "the trained model knows a relation by its triggers"


@pytest.mark.parametrize("relation", RELATIONS)
def test_json_ld_has_a_term_for_every_relation(relation):
    terms = json.loads((directory() / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    term = terms[relation]
    iri = term if isinstance(term, str) else term["@id"]
    assert iri == f"kg:{relation}"
