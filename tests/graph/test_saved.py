"""Every saved query on a graph of three articles; parameters that try to be more than values."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError, OntologyError, QueryError
from kg.fusion import deals, facts
from kg.graph import as_table, ask, build, inferred, named, saved_queries, store
from kg.graph import terms as t
from kg.graph.binding import KINDS, actor, bind
from kg.graph.derived import describe, replaced
from kg.graph.saved import parse
from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)
from kg.ontology import load

ENTITIES = (
    ("sahab", "Company", "Sahab", "سحاب"),
    ("ghaym", "Company", "Ghaym", "غيم"),
    ("nadaa", "ResearchLab", "Nadaa", "ندى"),
    ("wadi-fund", "InvestmentFirm", "Wadi Fund", "صندوق وادي"),
    ("rima", "Person", "Rima Saleh", "ريما صالح"),
    ("omar", "Person", "Omar Naji", "عمر ناجي"),
    ("matar-1", "AIModel", "Matar 1", "مطر 1"),
    ("qatra", "Product", "Qatra", "قطرة"),
    ("vision", "Technology", "computer vision", "الرؤية الحاسوبية"),
    ("port", "Place", "Port City", "مدينة الميناء"),
    ("council", "GovernmentBody", "Data Council", "مجلس البيانات"),
    ("herald", "MediaOutlet", "The Herald", "البشير"),
)
USD = {"currency": "USD"}
ARTICLES = {
    ("a.txt", "2025-01-10"): (
        ("wadi-fund", "investsIn", "sahab", "possible", "herald", USD | {"amount": 10_000_000}),
        ("sahab", "subsidiaryOf", "ghaym", "asserted", None, {}),
        ("nadaa", "subsidiaryOf", "sahab", "asserted", None, {}),
        ("nadaa", "develops", "matar-1", "asserted", None, {"date": "2024"}),
        ("rima", "leads", "sahab", "ended", None, {"role": "chief executive"}),
        ("omar", "founded", "sahab", "asserted", None, {"date": "2019"}),
        ("sahab", "basedIn", "port", "asserted", None, {}),
        ("sahab", "valuedAt", 2_000_000_000, "asserted", None, USD | {"amount": 2_000_000_000}),
        ("sahab", "acquires", "qatra", "reported", "herald", USD | {"amount": 5_000_000}),
    ),
    ("b.txt", "2025-02-20"): (
        ("wadi-fund", "investsIn", "sahab", "asserted", None, USD | {"amount": 12_500_000}),
        ("sahab", "raisesFunding", 12_500_000, "asserted", None, USD | {"amount": 12_500_000}),
        ("ghaym", "hires", "rima", "asserted", None, {"from": "sahab", "role": "adviser"}),
        ("rima", "leaves", "sahab", "asserted", None, {}),
        ("omar", "leads", "sahab", "asserted", None, {"role": "chief executive"}),
        ("sahab", "competesWith", "nadaa", "asserted", None, {}),
        ("ghaym", "partnersWith", "sahab", "planned", None, {"about": "chips"}),
        ("ghaym", "supplies", "sahab", "asserted", None, {"what": "computing power"}),
        ("qatra", "uses", "matar-1", "asserted", None, {}),
        ("sahab", "specializesIn", "vision", "asserted", None, {}),
    ),
    ("c.txt", None): (
        ("wadi-fund", "investsIn", "sahab", "denied", "omar", {}),
        ("sahab", "acquires", "qatra", "denied", None, {}),
        ("ghaym", "sues", "nadaa", "asserted", None, {"about": "data"}),
        ("council", "regulates", "ghaym", "planned", None, {"what": "a fine"}),
        ("sahab", "faces", "a lack of power", "asserted", None, {}),
        ("sahab", "releases", "qatra", "asserted", None, {}),
    ),
}


def said(article, number):
    return f"Sentence {number} of {article} says so."


def made() -> KnowledgeGraph:
    documents, claims = [], []
    for (source, day), rows in ARTICLES.items():
        lines = [f"Headline of {source}", *(said(source, i) for i in range(len(rows)))]
        text = "\n".join(lines)
        article = Document(digest(text), text, "en", lines[0], source, published=day)
        documents.append(article)
        for number, (subject, relation, target, modality, by, details) in enumerate(rows):
            start = text.index(lines[number + 1])
            literal = load().relations[relation].literal
            claims.append(
                Claim(
                    id=digest(article.id, subject, relation, target),
                    subject=subject,
                    relation=relation,
                    object=None if literal else target,
                    value=target if literal else None,
                    qualifiers=tuple(sorted(Qualifier(*item) for item in details.items())),
                    modality=Modality(modality),
                    attributed_to=by,
                    evidence=(Evidence(article.id, Span(start, start + len(lines[number + 1]))),),
                    confidence=0.9,
                    provenance=Provenance("rules", "row.1", "0.1"),
                )
            )
    entities = (Entity(i, kind, en, (Name(ar, "ar"),)) for i, kind, en, ar in ENTITIES)
    return KnowledgeGraph(tuple(documents), tuple(entities), tuple(claims))


@pytest.fixture(scope="module")
def graph() -> ox.Store:
    knowledge = made()
    derived = describe(
        facts(knowledge.claims, knowledge.documents), deals(knowledge.claims, knowledge.documents)
    )
    retired = replaced({"old-sahab": "sahab"})
    quads = build(knowledge, load())
    return store([*quads, *derived, *retired, *inferred(quads)])


A, B, C = "Headline of a.txt", "Headline of b.txt", "Headline of c.txt"
FUND = ("Wadi Fund", "invests in", "Sahab")
ANSWERS = {
    "investors-of": (
        "actor=سحاب",
        "investor amount modality said_by article",
        [
            ("Wadi Fund", "", "denied", "Omar Naji", C),
            ("Wadi Fund", "10000000", "possible", "The Herald", A),
            ("Wadi Fund", "12500000", "asserted", "", B),
        ],
    ),
    "portfolio-of": (
        "actor=Sahab",
        "relation target amount modality",
        [("acquires", "Qatra", "", "denied"), ("acquires", "Qatra", "5000000", "reported")],
    ),
    "leaders-of": (
        "actor=sahab",
        "leader role modality",
        [
            ("Omar Naji", "chief executive", "asserted"),
            ("Rima Saleh", "chief executive", "ended"),
        ],
    ),
    "founders-of": ("actor=SAHAB", "founder date", [("Omar Naji", "2019")]),
    "competitors-of": ("actor=nadaa", "competitor", [("Sahab",)]),
    "partners-of": ("actor=Sahab", "partner about modality", [("Ghaym", "chips", "planned")]),
    "suppliers-of": ("actor=Sahab", "supplier what", [("Ghaym", "computing power")]),
    "customers-of": ("actor=Ghaym", "customer what", [("Sahab", "computing power")]),
    "products-of": ("actor=Sahab", "relation product", [("releases", "Qatra")]),
    "makers-of": ("actor=Matar 1", "relation maker", [("develops", "Nadaa")]),
    "models-of": ("actor=Ghaym", "model maker date", [("Matar 1", "Nadaa", "2024")]),
    "users-of": ("actor=Matar 1", "user", [("Qatra",)]),
    "specialists-in": ("actor=computer vision", "organisation", [("Sahab",)]),
    "based-in": ("actor=Port City", "organisation", [("Sahab",)]),
    "problems-of": ("actor=Sahab", "problem", [("a lack of power",)]),
    "lawsuits-of": ("actor=Ghaym", "sued about", [("Nadaa", "data")]),
    "suits-against": ("actor=Nadaa", "plaintiff about", [("Ghaym", "data")]),
    "regulators-of": (
        "actor=Ghaym",
        "regulator what modality",
        [("Data Council", "a fine", "planned")],
    ),
    "subsidiaries-of": (
        "actor=Ghaym",
        "subsidiary parent",
        [("Nadaa", "Sahab"), ("Sahab", "Ghaym")],
    ),
    "holdings-of": ("actor=Wadi Fund", "holding", [("Nadaa",), ("Qatra",), ("Sahab",)]),
    "valuations-of": ("actor=Sahab", "value currency", [("2000000000", "USD")]),
    "large-sums": (
        "at_least=10000000",
        "subject relation amount",
        [
            ("Sahab", "is valued at", "2000000000"),
            ("Wadi Fund", "invests in", "12500000"),
            ("Sahab", "raises funding", "12500000"),
            ("Wadi Fund", "invests in", "10000000"),
        ],
    ),
    "who-moved": (
        "actor=Sahab",
        "move person came_from",
        [("leaves", "Rima Saleh", "")],
    ),
    "timeline-of": (
        "actor=Rima Saleh",
        "published subject relation object modality",
        [
            ("2025-01-10", "Rima Saleh", "leads", "Sahab", "ended"),
            ("2025-02-20", "Ghaym", "hires", "Rima Saleh", "asserted"),
            ("2025-02-20", "Rima Saleh", "leaves", "Sahab", "asserted"),
        ],
    ),
    "sources-of": (
        "actor=Wadi Fund; object=Sahab; relation=investsIn",
        "quote modality article start",
        [
            (said("c.txt", 0), "denied", C, "18"),
            (said("a.txt", 0), "possible", A, "18"),
            (said("b.txt", 0), "asserted", B, "18"),
        ],
    ),
    "claims-by-source": (
        "actor=The Herald",
        "subject relation object",
        [FUND, ("Sahab", "acquires", "Qatra")],
    ),
    "claims-in": (
        "article=c.txt",
        "subject relation object",
        [
            FUND,
            ("Sahab", "acquires", "Qatra"),
            ("Ghaym", "sues", "Nadaa"),
            ("Data Council", "regulates", "Ghaym"),
            ("Sahab", "faces", "a lack of power"),
            ("Sahab", "releases", "Qatra"),
        ],
    ),
    "articles": ("", "article claims", [(B, "10"), (A, "9"), (C, "6")]),
    "articles-about": ("actor=Nadaa", "article claims", [(A, "2"), (C, "1"), (B, "1")]),
    "actors-by-type": (
        "type=person",
        "entity facts",
        [("Omar Naji", "2"), ("Rima Saleh", "2")],
    ),
    "types": (
        "",
        "type entities",
        [
            ("company", "2"),
            ("person", "2"),
            *((kind, "1") for kind in ("AI model", "government body", "investment firm")),
            *((kind, "1") for kind in ("media outlet", "place", "product", "research lab")),
            ("technology", "1"),
        ],
    ),
    "between": (
        "actor=Wadi Fund; other=Nadaa",
        "first through second",
        [("invests in", "Sahab", "competes with"), ("invests in", "Sahab", "is a subsidiary of")],
    ),
    "most-connected": (
        "",
        "entity as_subject as_object facts",
        [
            ("Sahab", "8", "9", "17"),
            ("Ghaym", "4", "2", "6"),
            ("Nadaa", "3", "1", "4"),
            ("Qatra", "1", "2", "3"),
            ("Rima Saleh", "2", "1", "3"),
            ("Matar 1", "0", "2", "2"),
            ("Omar Naji", "2", "0", "2"),
            ("Data Council", "1", "0", "1"),
            ("Port City", "0", "1", "1"),
            ("computer vision", "0", "1", "1"),
            ("Wadi Fund", "1", "0", "1"),
        ],
    ),
    "inferred": (
        "actor=Nadaa; relation=subsidiaryOf",
        "object rule",
        [("Ghaym", saved_queries("rules")["part-of"].question["en"])],
    ),
    "words": ("text=SENTENCE 0 OF A", "subject relation object", [FUND]),
    "best-supported": (
        "",
        "actor relation object articles status",
        [
            ("Wadi Fund", "invests in", "Sahab", "3", "asserted"),
            ("Sahab", "acquires", "Qatra", "2", "reported"),
        ],
    ),
    "disputed": (
        "relation=يستثمر في",
        "actor object denials statements",
        [("Wadi Fund", "Sahab", "1", "2")],
    ),
    "rumours": ("", "actor relation object status", [("Sahab", "acquires", "Qatra", "reported")]),
    "denied": ("", "actor relation object status", [("Rima Saleh", "leads", "Sahab", "ended")]),
    "plans": (
        "actor=Ghaym",
        "relation object articles last_seen",
        [("partners with", "Sahab", "1", "2025-02-20")],
    ),
    "deals-of": (
        "actor=Wadi Fund",
        "kind target party status",
        [("funding round", "Sahab", "Wadi Fund", "asserted")],
    ),
    "amounts-of": (
        "actor=Sahab; party=Wadi Fund",
        "amount currency modality said_by article",
        [
            ("10000000", "USD", "possible", "The Herald", A),
            ("12500000", "USD", "asserted", "", B),
        ],
    ),
    "differing-amounts": (
        "",
        "target party lowest highest",
        [("Sahab", "Wadi Fund", "10000000", "12500000")],
    ),
    "funding-totals": ("", "year currency rounds total", [("2025", "USD", "1", "12500000")]),
}


def values(text):
    return dict(pair.split("=") for pair in text.split("; ") if pair)


def rows(graph, name, given, columns, language="en"):
    answer = named(graph, ask(graph, name, values(given)), language)
    chosen = [answer.columns.index(column) for column in columns.split()]
    return [tuple(row[i] for i in chosen) for row in as_table(answer)]


def test_every_saved_query_is_tried_here():
    assert set(ANSWERS) == set(saved_queries())
    assert len(ANSWERS) >= 20


@pytest.mark.parametrize("name", saved_queries())
def test_the_answer(graph, name):
    given, columns, expected = ANSWERS[name]
    found = rows(graph, name, given, columns)
    assert found == expected


@pytest.mark.parametrize("name", saved_queries())
def test_what_is_written_about_a_query_is_whole(name):
    saved = saved_queries()[name]
    assert saved.question["en"].endswith("?")
    assert saved.question["ar"].endswith("؟")
    assert saved.returns
    selected = saved.sparql[saved.sparql.index("SELECT") : saved.sparql.index("{")].split()
    for parameter in saved.parameters:
        assert f"?{parameter.name}" in selected, "what is not selected cannot be bound"
        assert parameter.kind in KINDS
        # An unbound variable makes a comparison fail; only a pattern takes it for anything.
        assert not (parameter.optional and parameter.kind in ("date", "number", "text"))


def test_names_come_in_the_language_asked(graph):
    assert rows(graph, "founders-of", "actor=Sahab", "founder modality article", "ar") == [
        ("عمر ناجي", "مؤكد", A)
    ]


def test_columns_that_were_given_are_left_out(graph):
    assert ask(graph, "sources-of", {"actor": "Ghaym"}).columns[:2] == ("object", "relation")
    given = {"actor": "Ghaym", "relation": "kg:sues"}
    assert ask(graph, "sources-of", given).columns[:2] == ("object", "quote")


def test_dates_are_compared_whatever_their_precision(graph):
    since = "actor=Sahab; since=2025-02; until=2025-12"
    found = rows(graph, "timeline-of", since, "published")
    assert {day for (day,) in found} == {"", "2025-02-20"}


@pytest.mark.parametrize("name", ["wadi-fund", "entity:wadi-fund", "WADI FUND", "صندوق وادى"])
def test_an_actor_is_found_by_any_name(graph, name):
    assert actor(graph, name) == t.term("entity:wadi-fund")


def test_a_retired_id_leads_to_the_one_in_its_place(graph):
    assert actor(graph, "old-sahab") == t.term("entity:sahab")


@pytest.mark.parametrize("value", ["b.txt", B, "article:ID", "ID"])
def test_an_article_is_found_by_id_file_or_headline(graph, value):
    article = made().documents[1].id
    found = ask(graph, "claims-in", {"article": value.replace("ID", article)})
    assert len(found.rows) == len(ARTICLES["b.txt", "2025-02-20"])


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("investors", {}, "no saved query 'investors'; there are: actors-by-type, "),
        ("investors-of", {}, "needs the parameter 'actor'; it takes actor=ACTOR$"),
        ("investors-of", {"who": "x"}, "no parameter 'who'; it takes actor=ACTOR$"),
        ("types", {"who": "x"}, "no parameter 'who'; it takes none$"),
        ("large-sums", {"at_least": "lots"}, "at_least: 'lots' is no number"),
        ("large-sums", {"at_least": "nan"}, "at_least: 'nan' is no number"),
        ("timeline-of", {"actor": "sahab", "since": "May"}, "since: 'May' is no date"),
        ("rumours", {"relation": "marries"}, "there is no 'marries'; there are: investsIn, "),
        ("actors-by-type", {"type": "Ghost"}, "there is no 'Ghost'; there are: Company, "),
    ],
)
def test_a_wrong_name_or_value_is_named(graph, name, given, message):
    with pytest.raises(QueryError, match=message):
        ask(graph, name, given)


def test_unknown_actors_and_articles_list_near_ones(graph):
    with pytest.raises(GraphError, match=r"no entity is named 'Sahap'; did you mean Sahab\?"):
        ask(graph, "investors-of", {"actor": "Sahap"})
    with pytest.raises(GraphError, match=r"no article is called 'd\.txt'; did you mean .*a\.txt"):
        ask(graph, "claims-in", {"article": "d.txt"})


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.sampled_from(
            (
                'x" . ?s ?p ?o . FILTER("" = "',
                "x'} UNION { ?a ?b ?c } #",
                "<http://x/> } INSERT DATA { <a> <b> <c> } #",
                '\\u0022 } SERVICE <http://127.0.0.1:9/> { ?s ?p "\\u0022',
                "?subject",
                '"@en',
                "\n}\n",
            )
        ),
        st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    )
)
def test_a_hostile_value_is_a_value(graph, value):
    """As text it finds sentences that hold it, letter by letter; as anything else, nothing."""
    size = len(graph)
    quotes = [said(source, n) for (source, _), r in ARTICLES.items() for n in range(len(r))]
    holding = [quote for quote in quotes if value.lower() in quote.lower()]
    assert len(ask(graph, "words", {"text": value}).rows) == len(holding)
    assert ask(graph, "large-sums", {"currency": value, "at_least": "0"}).rows == ()
    for kind in ("date", "number", "relation", "type"):
        try:
            term = bind(graph, kind, value)
        except QueryError:
            continue
        assert isinstance(term, (ox.Literal, ox.NamedNode))
    for kind in ("actor", "article"):
        with pytest.raises(GraphError):
            bind(graph, kind, value)
    assert len(graph) == size


def test_a_value_that_is_no_unicode_is_refused(graph):
    with pytest.raises((QueryError, GraphError)):
        ask(graph, "words", {"text": "half \ud800"})
    with pytest.raises((QueryError, GraphError)):
        ask(graph, "investors-of", {"actor": "half \ud800"})


@pytest.mark.parametrize(
    ("head", "message"),
    [
        ("# en: What?\n# ar: ما؟\nSELECT", r"x\.rq: the head lacks returns"),
        ("# en: What?\n# why not\n", r"x\.rq:2: neither en:, ar:, returns: nor param: why not"),
        ("# param a (thing): what\n", r"x\.rq:1: no kind 'thing'; known: actor, "),
    ],
)
def test_a_head_that_says_too_little_is_named(head, message):
    with pytest.raises(OntologyError, match=message):
        parse("x", head, "x.rq")
