"""The answer to a query -> rows for the eye, SPARQL JSON, SPARQL CSV."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph as ox

from kg.graph import terms as t
from kg.graph.query import Result

Cell = t.Object | bool | None


def as_table(result: Result) -> list[list[str]]:
    """Return the rows as text, without the columns' names: short IRIs, bare literals.

    Example:
        >>> as_table(Result("select", ("who",), ((t.term("entity:meta"),), (None,))))
        [['entity:meta'], ['']]
    """
    return [[_short(cell) for cell in row] for row in result.rows]


def as_json(result: Result) -> str:
    r"""Return the answer as SPARQL JSON; the triples of CONSTRUCT as three columns.

    Source:
        SPARQL 1.1 Query Results JSON Format, https://www.w3.org/TR/sparql11-results-json/

    Example:
        >>> as_json(Result("ask", ("answer",), ((True,),)))
        '{"head": {}, "boolean": true}\n'
    """
    answer: dict[str, object]
    if result.kind == "ask":
        answer = {"head": {}, "boolean": result.rows[0][0]}
    else:
        bindings = [
            {
                name: _json(cell)
                for name, cell in zip(result.columns, row, strict=True)
                if cell is not None
            }
            for row in result.rows
        ]
        answer = {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False) + "\n"


def as_csv(result: Result) -> str:
    r"""Return the answer as SPARQL CSV: a header, full IRIs, bare literals, lines ended by CR LF.

    Values stay as they are, as the standard has it: one that starts with `=`, `+`, `-` or `@` is
    a formula to a spreadsheet, so import the columns of foreign articles as text.

    Source:
        SPARQL 1.1 Query Results CSV, https://www.w3.org/TR/sparql11-results-csv-tsv/

    Example:
        >>> as_csv(Result("select", ("n",), ((t.literal("a, b"),),)))
        'n\r\n"a, b"\r\n'
    """
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows([_plain(cell) for cell in row] for row in result.rows)
    return output.getvalue()


def _short(cell: Cell) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else t.compact(cell)


def _plain(cell: Cell) -> str:
    return cell.value if isinstance(cell, ox.NamedNode) else _short(cell)


def _json(cell: Cell) -> dict[str, str]:
    if isinstance(cell, ox.NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, ox.BlankNode):
        return {"type": "bnode", "value": cell.value}
    if not isinstance(cell, ox.Literal):
        return {"type": "literal", "value": str(cell)}
    found = {"type": "literal", "value": cell.value}
    if cell.language:
        return found | {"xml:lang": cell.language}
    return found if cell.datatype == t.STRING else found | {"datatype": cell.datatype.value}
