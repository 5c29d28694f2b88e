"""The files of the page: ours in `static/`, vis-network's out of the installed pyvis."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kg.errors import ExportError

STATIC = Path(__file__).parent / "static"
SCRIPTS = (
    "text.js",
    "say.js",
    "swatches.js",
    "state.js",
    "paths.js",
    "reader.js",
    "panel.js",
    "filters.js",
    "table.js",
    "look.js",
    "overview.js",
    "arrange.js",
    "strokes.js",
    "graph.js",
    "search.js",
    "takeaway.js",
    "keys.js",
    "main.js",
)


@cache
def words() -> dict[str, dict[str, Any]]:
    """Return the words of the page itself: language code -> key -> text."""
    return _table("words.json")


@cache
def style() -> dict[str, Any]:
    """Return colours, shapes and dashes of types and modalities.

    The colours are told apart by colour-blind readers; shapes and dashes say the same again.

    Source:
        Okabe and Ito (2008), "Color Universal Design", https://jfly.uni-koeln.de/color/
    """
    return _table("style.json")


@cache
def sheet() -> str:
    """Return the style sheet of the page."""
    return (STATIC / "page.css").read_text(encoding="utf-8")


@cache
def script() -> str:
    """Return vis-network and after it the page's own script, as the text of one element."""
    own = [(STATIC / name).read_text(encoding="utf-8") for name in SCRIPTS]
    return "\n".join([_vis(), '"use strict";', *own])


@cache
def source_hash(text: str) -> str:
    r"""Return the Content Security Policy's source expression for an inline script or style.

    Source:
        W3C, Content Security Policy Level 3, section 2.3.1, https://www.w3.org/TR/CSP3/

    Example:
        >>> source_hash("alert('Hello, world.');")
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    """
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _table(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((STATIC / name).read_text(encoding="utf-8"))
    return loaded


def _vis() -> str:
    """Return vis-network's script, its licence notice included, from where pyvis carries it."""
    spec = find_spec("pyvis")
    folders = (spec.submodule_search_locations or []) if spec else []
    found = [
        path
        for folder in folders
        for path in sorted(Path(folder, "templates", "lib").glob("vis-*/vis-network.min.js"))
    ]
    if not found:
        raise ExportError("page: pyvis carries no vis-network script; install 'pyvis>=0.3.2,<0.4'")
    # Read as text: a browser turns CR LF into LF before it takes the script's hash.
    return found[-1].read_text(encoding="utf-8")
