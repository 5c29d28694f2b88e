"""The map of the project, in one sentence.

*read* an article into a `Document`, *annotate* it into sentences, *find mentions*, *link* them to
`Entity`s, *find claims* with their evidence and modality, *merge* what several articles say,
*build* RDF of it, *render* the page, and *query*, *explain*, *check* or *write* the graph.

The only package that joins the rooms.
"""

from kg.evaluate import report
from kg.export import COLUMNS, align, save
from kg.export import encode as encode_claims
from kg.graph import as_csv as answer_csv
from kg.graph import as_json as answer_json
from kg.graph import as_table as answer_table
from kg.pipeline.articles import confident, evaluate, extract, extractions, rows, sources
from kg.pipeline.asking import ask, evidence, named, parameters, questions
from kg.pipeline.forms import PROFILES, infer, write
from kg.pipeline.graph import Graph, build, combine, load
from kg.pipeline.places import formats, output_file, output_folder

__all__ = [
    "COLUMNS",
    "PROFILES",
    "Graph",
    "align",
    "answer_csv",
    "answer_json",
    "answer_table",
    "ask",
    "build",
    "combine",
    "confident",
    "encode_claims",
    "evaluate",
    "evidence",
    "extract",
    "extractions",
    "formats",
    "infer",
    "load",
    "named",
    "output_file",
    "output_folder",
    "parameters",
    "questions",
    "report",
    "rows",
    "save",
    "sources",
    "write",
]
