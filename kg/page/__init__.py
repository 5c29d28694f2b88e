"""Draw a knowledge graph as one HTML file that needs nothing but a browser.

KnowledgeGraph -> `view.page_data` (what can be read) and `drawing.draw` (what is drawn, placed by
`layout.place`) -> `network.Network` (pyvis, with a template of ours) -> HTML.
"""

from __future__ import annotations

from kg.model import KnowledgeGraph
from kg.ontology import Ontology
from kg.page import drawing, view
from kg.page.importance import most_important

__all__ = ["most_important", "render"]


def render(
    graph: KnowledgeGraph,
    ontology: Ontology,
    *,
    title: str,
    language: str | None = None,
    theme: str | None = None,
    embed: bool = False,
) -> str:
    """Return the page of `graph`: a complete HTML document, without one outside address.

    Pure, and the same bytes for the same input. Everything that comes from an article is carried as
    data and reaches the page as text only.

    Args:
        graph: What is drawn; entities and claims in the order in which they are listed.
        ontology: Gives types and relations their labels.
        title: Heading of the page, plain text.
        language: The language that the page opens in, by default that of most articles; the
            reader can switch.
        theme: "light" or "dark"; by default what the reader's system prefers.
        embed: Whether it is made for a frame in another page: without legend, the details beside.

    Raises:
        ExportError: The page has no words in `language`, or pyvis has lost its script.

    Example:
        >>> import kg.ontology
        >>> page = render(KnowledgeGraph((), (), ()), kg.ontology.load(), title="a < b")
        >>> page[:15], "<title>a &lt; b</title>" in page
        ('<!doctype html>', True)
    """
    data = view.page_data(graph, ontology, language=language or view.usual_language(graph))
    drawn = drawing.draw(graph, ontology)
    data |= {"communities": drawn.groups, "theme": theme, "embed": embed}
    # pyvis loads IPython and networkx: only who asks for a page shall wait for them.
    from kg.page.network import Network

    network = Network(title, data)
    for node in drawn.nodes:
        network.add_node(node.id, label=node.label, shape=node.shape, **node.options)
    for edge in drawn.edges:
        network.add_edge(edge.source, edge.target, **edge.options)
    return str(network.generate_html())
