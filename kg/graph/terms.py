"""The words of RDF that the graph is written in, and values as literals and back."""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from urllib.parse import quote, unquote

import pyoxigraph as ox

from kg import iri
from kg.model import Value

Subject = ox.NamedNode | ox.BlankNode | ox.Triple
Object = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

PREFIXES = {
    "kg": iri.ONTOLOGY,
    "entity": iri.ENTITY,
    "claim": iri.CLAIM,
    "ev": iri.EVIDENCE,
    "article": iri.ARTICLE,
    "run": iri.RUN,
    "graph": iri.GRAPH,
    "quote": f"{iri.BASE}quote/",
    "span": f"{iri.BASE}span/",
    "fact": f"{iri.BASE}fact/",
    "deal": f"{iri.BASE}deal/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wd": "http://www.wikidata.org/entity/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Prefixes of every file written, and declared for every query.

None is a term of context.jsonld, or JSON-LD would take the one for the other.
"""


def term(name: str) -> ox.NamedNode:
    """Return the node of a prefixed name.

    Example:
        >>> term("kg:Claim").value
        'https://w3id.org/ai-industry-kg/ontology#Claim'
    """
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


TYPE = term("rdf:type")
LABEL, PREF_LABEL, ALT_LABEL = term("rdfs:label"), term("skos:prefLabel"), term("skos:altLabel")
SAME_AS = term("owl:sameAs")

NEWS_ARTICLE = term("schema:NewsArticle")
HEADLINE, LANGUAGE = term("schema:headline"), term("schema:inLanguage")
BODY, URL, PUBLISHED = term("schema:articleBody"), term("schema:url"), term("schema:datePublished")
SOURCE = term("dcterms:source")

CLAIM_TYPES = (term("kg:Claim"), term("prov:Entity"), term("rdf:Statement"))
SUBJECT, PREDICATE, OBJECT = term("rdf:subject"), term("rdf:predicate"), term("rdf:object")
MODALITY, ATTRIBUTED_TO = term("kg:modality"), term("kg:attributedTo")
CONFIDENCE, RULE, EVIDENCE = term("kg:confidence"), term("kg:rule"), term("kg:evidence")
DERIVED_FROM, GENERATED_BY = term("prov:wasDerivedFrom"), term("prov:wasGeneratedBy")

EVIDENCE_TYPES = (term("kg:Evidence"), term("oa:SpecificResource"))
POSITION, HAS_SOURCE = term("schema:position"), term("oa:hasSource")
SELECTOR, QUOTE, EXACT = term("oa:hasSelector"), term("oa:TextQuoteSelector"), term("oa:exact")
INTERVAL, START, END = term("oa:TextPositionSelector"), term("oa:start"), term("oa:end")
PARTS = {
    "subject": term("kg:subjectSelector"),
    "object": term("kg:objectSelector"),
    "trigger": term("kg:triggerSelector"),
}

FACT, SUPPORTS, SUPPORT = term("kg:Fact"), term("kg:supports"), term("kg:support")
FACT_SUBJECT, FACT_RELATION = term("kg:factSubject"), term("kg:factRelation")
FACT_OBJECT, STATUS = term("kg:factObject"), term("kg:status")
FIRST_SEEN, LAST_SEEN = term("kg:firstSeen"), term("kg:lastSeen")
COMBINED_CONFIDENCE = term("kg:combinedConfidence")
DEAL, PART_OF_DEAL, DEAL_KIND = term("kg:Deal"), term("kg:partOfDeal"), term("kg:dealKind")
TARGET, PARTY = term("kg:target"), term("kg:party")
ROUND, DEAL_DATE = term("kg:round"), term("kg:dealDate")
REPLACED_BY = term("dcterms:isReplacedBy")

ACTIVITY, SOFTWARE_VERSION = term("prov:Activity"), term("schema:softwareVersion")
EXTRACTOR, EXTRACTOR_VERSION = term("kg:extractor"), term("kg:extractorVersion")

STRING, INTEGER, DECIMAL = term("xsd:string"), term("xsd:integer"), term("xsd:decimal")
ANY_URI = term("xsd:anyURI")
_DATES = (
    (re.compile(r"\d{4}", re.ASCII), term("xsd:gYear"), "-01-01"),
    (re.compile(r"\d{4}-\d{2}", re.ASCII), term("xsd:gYearMonth"), "-01"),
    (re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII), term("xsd:date"), ""),
)
_PLAIN = re.compile(r"[\w.~-]+", re.ASCII)
DATE_KEYS = frozenset({"date", "since", "until"})
ENTITY_KEYS = frozenset({"from"})
"""Qualifiers whose value is the id of an entity."""


def node(base: str, name: str) -> ox.NamedNode:
    """Return the IRI of a thing with that id, odd characters percent-encoded.

    Raises:
        ValueError: The name is empty or no Unicode text.

    Example:
        >>> node("https://example.org/", 'a "b"/ج').value
        'https://example.org/a%20%22b%22%2F%D8%AC'
    """
    if not name:
        raise ValueError("its id is empty")
    encoded = name if _PLAIN.fullmatch(name) else quote(name, safe="")
    # Readers resolve "." and ".." as steps in a path.
    return ox.NamedNode(base + (encoded.replace(".", "%2E") if not name.strip(".") else encoded))


def name_of(node: Object | Subject, base: str) -> str:
    """Return the id that `node` was made of.

    Example:
        >>> name_of(node("https://example.org/", "a/b"), "https://example.org/")
        'a/b'
    """
    return unquote(node.value.removeprefix(base)) if isinstance(node, ox.NamedNode) else ""


def literal(value: Value) -> ox.Literal:
    """Return a value as xsd:integer, xsd:decimal (in canonical form) or xsd:string.

    Raises:
        ValueError: A number that is not finite, or text with half a surrogate pair.

    Example:
        >>> literal(49.50)
        <Literal value=49.5 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#decimal>>
    """
    if isinstance(value, str):
        return text(value)
    if isinstance(value, int):
        return ox.Literal(str(int(value)), datatype=INTEGER)
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that can be written")
    # Stores rewrite 1.50 and 1.0 as 1.5 and 1; writing that form makes every copy alike.
    digits = format(Decimal(repr(value)), "f")
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return ox.Literal("0" if value == 0 else digits, datatype=DECIMAL)


def text(value: str, language: str | None = None) -> ox.Literal:
    """Return a text as a literal, tagged with its language if given.

    Raises:
        ValueError: Half a surrogate pair in it, or a language tag that is not BCP 47.
    """
    value.encode()
    try:
        return ox.Literal(value, language=language)
    except ValueError as error:
        raise ValueError(f"the language tag {language!r} is not BCP 47") from error


def dated(value: Value) -> ox.Literal:
    """Return an ISO 8601 date typed to its precision; any other value as `literal` does.

    Example:
        >>> dated("2025-04").datatype.value.rpartition("#")[2], dated("2027-Q1").datatype == STRING
        ('gYearMonth', True)
    """
    for pattern, datatype, rest in _DATES:
        if isinstance(value, str) and pattern.fullmatch(value) and _is_date(value + rest):
            return ox.Literal(value, datatype=datatype)
    return literal(value)


def value_of(node: Object) -> Value:
    """Return the plain value of a literal, the inverse of `literal` and `dated`.

    Example:
        >>> value_of(literal(7)), value_of(literal(0.5)), value_of(dated("2025"))
        (7, 0.5, '2025')
    """
    if not isinstance(node, ox.Literal):
        raise ValueError(f"{node} is not a literal")
    if node.datatype == INTEGER:
        return int(node.value)
    return float(node.value) if node.datatype == DECIMAL else node.value


def name(node: ox.NamedNode | ox.BlankNode) -> str:
    """Return an IRI, or a blank node as `_:label`."""
    return node.value if isinstance(node, ox.NamedNode) else str(node)


def compact(node: Object | Subject) -> str:
    """Return a term for the eye: prefixed names for IRIs, bare text for literals.

    Example:
        >>> compact(term("kg:investsIn")), compact(literal("x"))
        ('kg:investsIn', 'x')
    """
    if isinstance(node, ox.NamedNode):
        return shorten(node.value)
    return node.value if isinstance(node, ox.Literal) else str(node)


def shorten(iri: str) -> str:
    """Return an IRI as a prefixed name where one of `PREFIXES` fits, else whole.

    Example:
        >>> shorten("https://w3id.org/ai-industry-kg/entity/meta"), shorten("urn:x")
        ('entity:meta', 'urn:x')
    """
    for cut in (iri.find("#") + 1, iri.rfind("/", 0, iri.find("#")) + 1, iri.rfind("/") + 1):
        prefix = _BY_IRI.get(iri[:cut])
        if prefix and not iri.startswith("//", cut):
            return f"{prefix}:{iri[cut:]}"
    return iri


def one_line(message: object, longest: int = 200) -> str:
    r"""Return a parser's message fit for one line of a terminal: it may quote hostile input.

    Example:
        >>> one_line("bad\n  \x1b[31m input")
        'bad ?[31m input'
    """
    words = " ".join(str(message).split())
    clean = "".join(letter if letter.isprintable() else "?" for letter in words)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


_BY_IRI = {value: key for key, value in PREFIXES.items()}


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
