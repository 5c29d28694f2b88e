"""Ten questions, each in Cypher and in SPARQL, and their answers made comparable.

The Cypher is the same for Neo4j and for the embedded engine.
"""

from urllib.parse import unquote

import pyoxigraph as ox
from sample_engines import HOSTILE


def text(value):
    """Return a text as a literal that Cypher and SPARQL read alike."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"


CLAIM = "?c rdf:subject ?a ; rdf:predicate ?p ; rdf:object ?b ; kg:modality ?m"

QUESTIONS = {
    "who invests, and how much": (
        "MATCH (a)-[r:INVESTS_IN]->(b:Company {name_ar: 'لبنة'}) "
        "RETURN a.id, r.amount, r.round, r.stake_percent, r.modality",
        "SELECT ?a ?n ?r ?s ?m { ?c rdf:subject ?a ; rdf:predicate kg:investsIn ; rdf:object ?b ;"
        " kg:modality ?m . ?b skos:prefLabel 'لبنة'@ar OPTIONAL { ?c kg:amount ?n }"
        " OPTIONAL { ?c kg:round ?r } OPTIONAL { ?c kg:stakePercent ?s } }",
    ),
    "what a hostile name invests in": (
        f"MATCH (a:Person {{name_en: {text(HOSTILE)}}})-[r:INVESTS_IN]->(b) RETURN a.name_en, b.id",
        f"SELECT ?n ?b {{ ?a skos:prefLabel ?n . FILTER(STR(?n) = {text(HOSTILE)}) "
        "?c rdf:subject ?a ; rdf:predicate kg:investsIn ; rdf:object ?b }",
    ),
    "who leads, in the words of the text": (
        "MATCH (a:Person)-[r:LEADS]->(b:Company) RETURN a.name_ar, r.role, b.name_ar",
        "SELECT ?x ?o ?y { ?c rdf:subject ?a ; rdf:predicate kg:leads ; rdf:object ?b ; kg:role ?o"
        " . ?a skos:prefLabel ?x . ?b skos:prefLabel ?y"
        " FILTER(LANG(?x) = 'ar' && LANG(?y) = 'ar') }",
    ),
    "what is denied, and by whom": (
        "MATCH (a)-[r]->(b) WHERE r.modality = 'denied' RETURN a.id, r.relation, b.id, "
        "r.attributed_to",
        f"SELECT ?a ?p ?b ?s {{ {CLAIM} ; kg:attributedTo ?s FILTER(?m = kg:denied) }}",
    ),
    "how many claims between two": (
        "MATCH (a)-[r:INVESTS_IN]->(b) RETURN a.id, b.id, count(r)",
        "SELECT ?a ?b (COUNT(?c) AS ?n) { ?c rdf:subject ?a ; rdf:predicate kg:investsIn ; "
        "rdf:object ?b } GROUP BY ?a ?b",
    ),
    "what rests on the word of a hostile name": (
        f"MATCH (s {{name: {text(HOSTILE)}}}), (a)-[r]->(b) WHERE r.attributed_to = s.id "
        "RETURN r.claim, r.attributed_to_name, r.from_id",
        f"SELECT ?c ?n ?f {{ ?c kg:attributedTo ?s . ?s skos:prefLabel ?n "
        f"FILTER(STR(?n) = {text(HOSTILE)}) OPTIONAL {{ ?c kg:from ?f }} }}",
    ),
    "who leads what is invested in by whom": (
        "MATCH (p:Person)-[:LEADS]->(c:Company)<-[:INVESTS_IN]-(f) RETURN DISTINCT p.id, f.id",
        "SELECT DISTINCT ?p ?f { ?p kg:leads ?c . ?f kg:investsIn ?c }",
    ),
    "sums raised in each currency": (
        "MATCH ()-[r:RAISES_FUNDING]->(v:Value) RETURN r.currency, sum(v.amount)",
        "SELECT ?k (SUM(?v) AS ?n) { ?c rdf:predicate kg:raisesFunding ; kg:currency ?k ; "
        "rdf:object ?v } GROUP BY ?k",
    ),
    "which quotes have a word, and where": (
        "MATCH (a)-[r]->(b) WHERE r.quote CONTAINS 'مليون' OR r.quote CONTAINS '\\\\' "
        "RETURN r.quote, r.start, r.`end`, r.language, r.source",
        "SELECT ?q ?s ?e ?l ?f { ?c kg:evidence ?v . ?v oa:hasSource ?d ; oa:hasSelector ?t, ?i . "
        "?t oa:exact ?q . ?i oa:start ?s ; oa:end ?e . ?d schema:inLanguage ?l ; "
        "dcterms:source ?f FILTER(CONTAINS(?q, 'مليون') || CONTAINS(?q, '\\\\')) }",
    ),
    "deals with their targets and parties": (
        "MATCH (d:Deal)-[:TARGET]->(t), (d)-[:PARTY]->(p) RETURN d.kind, d.status, t.name_en, p.id",
        "SELECT ?k ?m ?n ?p { ?d a kg:Deal ; kg:dealKind ?k ; kg:status ?m ; kg:target ?t ; "
        "kg:party ?p . ?t skos:prefLabel ?n FILTER(LANG(?n) = 'en') }",
    ),
}

assert len(QUESTIONS) == 10


def comparable(rows):
    """Return rows in an order of their own, numbers as numbers of one kind."""
    return sorted((tuple(map(_plain, row)) for row in rows), key=repr)


def _plain(value):
    if isinstance(value, ox.NamedNode):
        return unquote(value.value.rpartition("#" if "#" in value.value else "/")[2])
    if isinstance(value, ox.Literal):
        number = value.datatype.value.rpartition("#")[2] in ("integer", "decimal", "double")
        return float(value.value) if number else value.value
    return float(value) if isinstance(value, int | float) else value


def expected(graph):
    """Return what SPARQL answers to each question."""
    return {name: comparable(graph.query(sparql).rows) for name, (_, sparql) in QUESTIONS.items()}
