"""Fifty texts that have broken pages before, and a graph that holds each in every place."""

from __future__ import annotations

from conftest_page import BY_HAND

from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Name,
    Qualifier,
    Span,
)

STRINGS = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</SCRIPT ><script>alert(1)</script>",
    "<!--<script>alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img src=x href onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi//xlink:href='data:x,<script>alert(1)</script>'>",
    "<iframe src=javascript:alert(1)>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=https://evil.example/>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>*{display:none}</style>",
    "</style><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "<form action=https://evil.example/><button>x",
    "<object data=javascript:alert(1)>",
    "<embed src=javascript:alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onclick='alert(1)' x='",
    "` onclick=`alert(1)`",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://evil.example/\"onload='alert(1)",
    "{{ 7 * 7 }}{% raw %}",
    "${alert(1)}",
    "'; alert(1); //",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#x3C;img src=x onerror=alert(1)&#x3E;",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "\u202eevil\u202c \u2066x",
    "line\u2028separator\u2029alert(1)",
    "😀\U0001f468\u200d\U0001f469 \ufffe\x00\x1b[31m",
)


def battery() -> KnowledgeGraph:
    """Return a graph of as many actors, claims and articles as there are strings."""
    documents, entities, claims = [], [], []
    for number, text in enumerate(STRINGS):
        body = f"{text}\n{text} is where {text} is."
        document = Document(digest(number), body, text, text, text, f"javascript:{text}", text)
        documents.append(document)
        links = (text, f"https://wikidata.example/{text}")
        names = (Name(text, "ar"), Name(f"href {text}", text))
        entities.append(Entity(f"e{number}{text}", text, text, names, links))
        start = len(text) + 1
        evidence = Evidence(document.id, Span(start, len(body)), Span(start, start + len(text)))
        other = STRINGS[(number + 1) % len(STRINGS)]
        claims.append(
            Claim(
                id=f"c{number}{text}",
                subject=f"e{number}{text}",
                relation="investsIn" if number % 2 else text,
                object=None if number % 5 == 0 else f"e{(number + 1) % len(STRINGS)}{other}",
                value=text if number % 5 == 0 else None,
                qualifiers=tuple(Qualifier(key, text) for key in ("currency", "round", text)),
                modality=list(Modality)[number % 6],
                attributed_to=None,
                evidence=(evidence,),
                confidence=0.5,
                provenance=BY_HAND,
            )
        )
    return KnowledgeGraph(tuple(documents), tuple(entities), tuple(claims))
