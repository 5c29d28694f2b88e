"""The page of a graph, as the reader wants it."""

from __future__ import annotations

from kg import ontology, page
from kg.pipeline.graph import Graph


def show(
    given: Graph,
    *,
    title: str | None = None,
    language: str | None = None,
    theme: str | None = None,
    max_nodes: int | None = None,
    embed: bool = False,
) -> str:
    """Return the page of a graph: one HTML document that needs nothing but a browser.

    Args:
        given: The graph.
        title: Heading; by default the title of the first article.
        language: That the page opens in; by default that of most articles.
        theme: "light" or "dark"; by default what the reader's system prefers.
        max_nodes: At most so many actors, those about whom most is claimed.
        embed: Whether it is made for a frame in another page.

    Raises:
        ExportError: The page has no words in `language`.
    """
    knowledge = given.knowledge
    if max_nodes is not None:
        knowledge = page.most_important(knowledge, max_nodes)
    heading = given.title if title is None else title
    return page.render(
        knowledge, ontology.load(), title=heading, language=language, theme=theme, embed=embed
    )
