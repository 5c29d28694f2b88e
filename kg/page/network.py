"""pyvis, with a template of ours instead of its own.

Its own page asks two outside servers for Bootstrap, prints its heading twice and unescaped, and
puts every hover text into the page as HTML as soon as one of them contains "href"; see
https://github.com/WestHealth/pyvis/issues/229 and /190. The public hooks that are used here:
`templateEnv`, `path`, `node_ids`, `options`, `add_node`, `add_edge` and `generate_html`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyvis.network
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from kg.page import assets

OPTIONS: dict[str, Any] = {
    "physics": {
        "enabled": False,
        "solver": "forceAtlas2Based",
        "forceAtlas2Based": {
            "gravitationalConstant": -90,
            "springLength": 150,
            "avoidOverlap": 0.6,
        },
        "stabilization": {"enabled": False},
    },
    "interaction": {"hover": True, "tooltipDelay": 150, "hideEdgesOnDrag": False},
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 3,
        "scaling": {"label": {"drawThreshold": 7}},
    },
    "edges": {
        "selectionWidth": 1,
        "hoverWidth": 0.6,
        "arrowStrikethrough": False,
        "scaling": {"label": {"drawThreshold": 7}},
    },
}
"""What vis-network shall do; physics waits for the reader, because the places are computed."""


class Network(pyvis.network.Network):  # type: ignore[misc]  # pyvis has no types
    """A pyvis network whose `generate_html` gives one offline page with nothing to execute in it.

    Args:
        title: Heading of the page.
        page: What `kg.page.view.page_data` returned.
    """

    def __init__(self, title: str, page: dict[str, Any]) -> None:
        # Undirected networks drop the second edge between two nodes.
        super().__init__(directed=True, heading=title, cdn_resources="in_line")
        self.options = OPTIONS
        self.node_ids = _Ids()
        self.path = "template.html"
        self.template_dir = str(assets.STATIC)
        self.templateEnv = _environment(self.template_dir)
        self.templateEnv.globals["page"] = page

    def write_html(self, name: str, *_: object, **__: object) -> None:
        """Write the page to the file `name`, in UTF-8 whatever the locale says."""
        Path(name).write_text(self.generate_html(), encoding="utf-8", newline="\n")

    def show(self, name: str, *_: object, **__: object) -> None:
        """Do what `write_html` does: this network has no notebook view."""
        self.write_html(name)


class _Ids(list[int]):
    """The list of node ids that pyvis keeps, with a look-up that does not walk it."""

    def __init__(self) -> None:
        super().__init__()
        self._known: set[object] = set()

    def append(self, node: int) -> None:
        super().append(node)
        self._known.add(node)

    def __contains__(self, node: object) -> bool:
        return node in self._known


def _environment(folder: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["json_block"] = json_block
    sheet, script = assets.sheet(), assets.script()
    environment.globals.update(
        sheet=Markup(sheet),  # our own file
        script=Markup(script),
        sheet_hash=Markup(assets.source_hash(sheet)),
        script_hash=Markup(assets.source_hash(script)),
    )
    return environment


def json_block(data: object) -> Markup:
    r"""Return JSON that can stand in a script element: no "<", ">", "&", U+2028 or U+2029 in it.

    Other letters stay as they are; written as \uXXXX, Arabic would take three times the room.

    Source:
        HTML Standard, section 4.12.1.3, https://html.spec.whatwg.org/multipage/scripting.html

    Example:
        >>> print(json_block(["</script>", "ميتا"]))
        ["\u003c/script\u003e","ميتا"]
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)
