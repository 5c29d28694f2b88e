"""Which form an answer has: the media types that there are, and what a client accepts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox


class Form(NamedTuple):
    """A form that an answer can have.

    Attributes:
        media: Its media type.
        writer: What pyoxigraph calls it.
        aliases: Media types that older clients ask for it by.
    """

    media: str
    writer: ox.QueryResultsFormat | ox.RdfFormat
    aliases: tuple[str, ...] = ()

    @property
    def content_type(self) -> str:
        """The header's value; forms of text say their encoding."""
        return f"{self.media}; charset=utf-8" if self.media.startswith("text/") else self.media


RESULTS = (
    Form(
        "application/sparql-results+json",
        ox.QueryResultsFormat.JSON,
        ("application/json", "text/json"),
    ),
    Form(
        "application/sparql-results+xml",
        ox.QueryResultsFormat.XML,
        ("application/xml", "text/xml"),
    ),
    Form("text/csv", ox.QueryResultsFormat.CSV),
    Form("text/tab-separated-values", ox.QueryResultsFormat.TSV),
)
"""Of SELECT and ASK; the first where the client does not mind."""

GRAPHS = (
    Form("text/turtle", ox.RdfFormat.TURTLE, ("application/x-turtle", "application/turtle")),
    Form("application/n-triples", ox.RdfFormat.N_TRIPLES, ("text/plain",)),
    Form("application/rdf+xml", ox.RdfFormat.RDF_XML, ("application/xml", "text/xml")),
    Form("application/ld+json", ox.RdfFormat.JSON_LD, ("application/json",)),
    Form("application/trig", ox.RdfFormat.TRIG),
    Form("application/n-quads", ox.RdfFormat.N_QUADS),
)
"""Of CONSTRUCT, DESCRIBE, and of graphs that come and go."""

HTML = "text/html"


@lru_cache(maxsize=256)
def choose(accept: str, offers: Sequence[Form]) -> Form | None:
    """Return the form that a client likes best, the first one of equals; None if it likes none.

    Args:
        accept: The header Accept; "" takes anything.
        offers: A tuple, in the order of our own liking.

    Source:
        RFC 9110, HTTP Semantics, section 12.5.1, https://www.rfc-editor.org/rfc/rfc9110

    Example:
        >>> choose("text/csv;q=0.5, application/*", RESULTS).media
        'application/sparql-results+json'
        >>> choose("image/png", RESULTS) is None
        True
    """
    ranges = _ranges(accept)
    best, most = None, 0.0
    for form in offers:
        # A range such as text/* means the types that there are, not names they once had.
        quality = max(_quality(form.media, ranges), *(ranges.get(a, 0.0) for a in form.aliases), 0)
        if quality > most:
            best, most = form, quality
    return best


@lru_cache(maxsize=256)
def prefers_html(accept: str) -> bool:
    """Tell whether a client names HTML, and likes no form of data better: a browser.

    Example:
        >>> prefers_html("text/html,application/xml;q=0.9,*/*;q=0.8"), prefers_html("*/*")
        (True, False)
    """
    ranges = _ranges(accept)
    html = ranges.get(HTML, 0.0)
    data = [form.media for form in (*RESULTS, *GRAPHS)]
    return html > 0 and html >= max(ranges.get(media, 0.0) for media in data)


def of_media(media: str) -> Form | None:
    """Return the form of a graph that a client sends by its media type.

    Example:
        >>> of_media("text/turtle; charset=UTF-8").writer
        <RdfFormat Turtle>
    """
    name = media.partition(";")[0].strip().lower()
    return next((form for form in GRAPHS if name in (form.media, *form.aliases)), None)


def _ranges(accept: str) -> dict[str, float]:
    """Return media range -> quality."""
    found: dict[str, float] = {}
    for part in (accept or "*/*").lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip() == "q":
                quality = _number(value)
        if name:
            found[name] = max(quality, found.get(name, 0.0))
    return found


def _quality(media: str, ranges: dict[str, float]) -> float:
    """Return how well a client likes a media type; its most exact word on it holds."""
    for name in (media, media.partition("/")[0] + "/*", "*/*"):
        if name in ranges:
            return ranges[name]
    return 0.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if 0 <= number <= 1 else 0.0
