import json

import pytest

from kg.errors import QueryError
from kg.graph import as_csv, as_json, as_table, query, store


@pytest.fixture(scope="module")
def asked(quads):
    filled = store(quads)
    return lambda sparql: query(filled, sparql)


def test_a_beginner_needs_no_prefixes(asked):
    result = asked("SELECT ?who ?what { ?who kg:investsIn ?what }")
    assert result.columns == ("who", "what")
    assert as_table(result) == [["entity:nakhla", "entity:labna"]]


def test_facts_and_denials_by_graph(asked):
    assert as_table(asked("SELECT ?s { GRAPH graph:asserted { ?s kg:investsIn ?o } }"))
    assert as_table(asked("SELECT ?s { ?s kg:acquires ?o }")) == []
    denied = "SELECT ?s { GRAPH graph:denied { ?s kg:acquires entity:labna } }"
    assert as_table(asked(denied)) == [["entity:nakhla"]]


def test_names_in_arabic(asked):
    find = 'SELECT ?e { ?e skos:altLabel "شركة نخلة"@ar }'
    assert as_table(asked(find)) == [["entity:nakhla"]]


def test_ask_and_construct(asked):
    assert as_table(asked("ASK { entity:nakhla a kg:Company }")) == [["true"]]
    made = asked("CONSTRUCT { ?o kg:hasInvestor ?s } WHERE { ?s kg:investsIn ?o }")
    assert made.columns == ("subject", "predicate", "object")
    assert as_table(made) == [["entity:labna", "kg:hasInvestor", "entity:nakhla"]]


def test_rows_are_sorted_unless_the_query_orders_them(asked):
    names = [row[0] for row in as_table(asked("SELECT ?e { ?e skos:prefLabel ?n }"))]
    assert names == sorted(names)
    find = 'SELECT ?n { ?e skos:prefLabel ?n FILTER(LANG(?n) = "en") } ORDER BY DESC(?n)'
    assert as_table(asked(find))[0] == ["Nakhla"]


def test_sparql_json(asked):
    find = "SELECT ?e ?n ?x { ?e a kg:Person ; skos:prefLabel ?n FILTER(LANG(?n) = 'ar') }"
    answer = json.loads(as_json(asked(find)))
    assert answer["head"]["vars"] == ["e", "n", "x"]
    assert answer["results"]["bindings"] == [
        {
            "e": {
                "type": "uri",
                "value": "https://w3id.org/ai-industry-kg/entity/lina-haddad",
            },
            "n": {"type": "literal", "value": "لينا حداد", "xml:lang": "ar"},
        }
    ]
    typed = json.loads(as_json(asked("SELECT (0 AS ?n) (false AS ?b) {}")))
    assert typed["results"]["bindings"][0]["n"]["datatype"].endswith("#integer")
    assert typed["results"]["bindings"][0]["b"]["value"] == "false"
    assert json.loads(as_json(asked("ASK { ?s kg:sues ?o }"))) == {"head": {}, "boolean": False}


def test_sparql_csv_keeps_values_and_quotes_them(asked):
    text = as_csv(asked('SELECT ("=1+1, \\"x\\"" AS ?v) (1 AS ?n) ?none {}'))
    assert text == 'v,n,none\r\n"=1+1, ""x""",1,\r\n'


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT * {\n ?x ?y }", r"^line 2, column \d+: cannot be parsed: "),
        ("", "^line 1, column 1: "),
        ("SELECT * { foo:a ?p ?o }", "the prefix foo: is not declared"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE is refused: queries only read"),
        ("SELECT (<urn:f>(1) AS ?x) {}", "cannot be evaluated"),
    ],
)
def test_a_faulty_query_is_named_in_one_line(asked, sparql, message):
    with pytest.raises(QueryError, match=message) as caught:
        asked(sparql)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { ?a ?b ?c .service silent <http://127.0.0.1:9/>{ ?s ?p ?o } }",
        'SELECT * { # "\n SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } # "\n }',
        "SELECT * { ?s <urn:#> ?o . SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022" . SERVICE <http://127.0.0.1:9/> { ?s ?p "\\u0022" } }',
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <http://127.0.0.1:9/> } FILTER(1<2)SERVICE?x#>\n{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_no_query_leaves_the_graph(asked, sparql):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        asked(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/>" }',
        "SELECT * { ?s ?p ?service } # SERVICE",
        "SELECT * { ?s kg:service <http://example.org/service> }",
        "SELECT * { ?s ?p '''a \" SERVICE ''' }",
    ],
)
def test_the_word_service_may_stand_in_texts_and_names(asked, sparql):
    assert asked(sparql).kind == "select"
