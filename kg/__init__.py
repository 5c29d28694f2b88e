"""Read articles about the AI industry into a knowledge graph of claims, each with its evidence.

import kg

graph = kg.build(["samples/ar.txt"])
for row in graph.rows:
    print(*row, sep=" | ")
graph.write("output/sample")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.errors import KGError

if TYPE_CHECKING:
    from kg.pipeline import Graph, build, extractions, load

__all__ = ["Graph", "KGError", "__version__", "build", "extractions", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Import the pipeline when it is first asked for (PEP 562), so that importing kg is cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from kg import pipeline

    return getattr(pipeline, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
