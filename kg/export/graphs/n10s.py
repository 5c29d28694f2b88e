"""Turtle for neosemantics (n10s), Neo4j's own reader of RDF, and the script that configures it.

With n10s's defaults a property has one value and no language; the script asks for arrays and tags.

Source:
    neosemantics user guide, https://neo4j.com/labs/neosemantics/5.14/import/
"""

from __future__ import annotations

from collections.abc import Iterable

from kg import iri
from kg.errors import ExportError
from kg.export._property_graph import PropertyGraph

GRAPH, SCRIPT = "graph.ttl", "import.cypher"
FILES = (GRAPH, SCRIPT)

_SCRIPT = f"""\
// Run by cypher-shell in an empty database that has the plugin n10s; $file is where {GRAPH} is:
//   cypher-shell --param "file => 'file:///path/to/{GRAPH}'" --file {SCRIPT}
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({{
  handleVocabUris: 'SHORTEN', handleMultival: 'ARRAY', keepLangTag: true,
  keepCustomDataTypes: true, handleRDFTypes: 'LABELS'
}});
CALL n10s.nsprefixes.add('kg', '{iri.ONTOLOGY}');
CALL n10s.nsprefixes.add('entity', '{iri.ENTITY}');
CALL n10s.nsprefixes.add('claim', '{iri.CLAIM}');
CALL n10s.rdf.import.fetch($file, 'Turtle');
"""


def encode(graph: PropertyGraph) -> dict[str, Iterable[bytes]]:
    """Return the graph as Turtle, and the script.

    Raises:
        ExportError: The graph has no RDF beside it.
    """
    if graph.turtle is None:
        raise ExportError("n10s: the graph has no RDF; give it as `turtle`")
    return {GRAPH: graph.turtle(), SCRIPT: [_SCRIPT.encode()]}
