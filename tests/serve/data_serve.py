"""A small graph, with names that mean harm."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.terms import PREFIXES

PAYLOADS = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)",
    "{{ 7 * 7 }}",
)
_HEAD = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
_TRIG = """
entity:sahab a kg:Company ; skos:prefLabel "Sahab Compute"@en , "سحاب للحوسبة"@ar ;
    skos:altLabel "Sahab"@en ; owl:sameAs <http://www.wikidata.org/entity/Q1> .
entity:noor a kg:Company ; skos:prefLabel "Noor Robotics"@en , "نور للروبوتات"@ar .
entity:old dcterms:isReplacedBy entity:noor .
entity:loop dcterms:isReplacedBy entity:loop .
entity:stray dcterms:isReplacedBy <https://w3id.org/ai-industry-kg//evil.example/> .
claim:c1 a kg:Claim ; rdf:subject entity:sahab ; rdf:predicate kg:investsIn ;
    rdf:object entity:noor ; kg:modality kg:reported ; kg:confidence 0.9 ;
    kg:amount 15000000000 ; kg:currency "USD" ;
    kg:attributedTo entity:evil ; kg:evidence ev:c1-1 ; prov:wasDerivedFrom article:a1 .
ev:c1-1 a kg:Evidence ; schema:position 1 ; oa:hasSource article:a1 ; oa:hasSelector quote:q1 .
quote:q1 oa:exact "استثمرت سحاب للحوسبة 15 مليار دولار في نور للروبوتات."@ar .
article:a1 a schema:NewsArticle ; schema:headline "صفقة"@ar ; dcterms:source "a1.txt" ;
    schema:datePublished "2025-04-02"^^xsd:date ; schema:url "javascript:alert(1)"^^xsd:anyURI .
entity:evil a kg:Person ; owl:sameAs <javascript:alert(1)> ,
        <https://w3id.org/ai-industry-kg//evil.example/> ;
    skos:prefLabel HARM .
<https://w3id.org/ai-industry-kg/entity/%D8%AC%20%26%20x> skos:prefLabel "ج & x"@en .
GRAPH graph:reported { entity:sahab kg:investsIn entity:noor ; kg:partnersWith entity:noor }
GRAPH graph:asserted { entity:sahab kg:investsIn entity:noor }
"""


def quads() -> list[ox.Quad]:
    """Return the graph."""
    harm = " , ".join(str(ox.Literal(payload, language="en")) for payload in PAYLOADS)
    trig = _TRIG.replace("HARM", harm)
    return list(ox.parse(_HEAD + trig, format=ox.RdfFormat.TRIG))


def many(count: int) -> list[ox.Quad]:
    """Return that many triples."""
    predicate = ox.NamedNode("http://e/p")
    return [ox.Quad(ox.NamedNode(f"http://e/{n}"), predicate, ox.Literal(n)) for n in range(count)]
