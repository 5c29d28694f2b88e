"""Lists of objects -> JSON, piece by piece, one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

Json = Any
"""What `json.dumps` takes."""


def listed(head: str, lists: Mapping[str, Iterable[Json]], tail: str) -> Iterator[str]:
    """Yield `head`, then each list under its name, then `tail`.

    Example:
        >>> print("".join(listed("{", {"a": [1, "ميتا"], "b": []}, "}")))
        {"a": [
        1,
        "ميتا"
        ], "b": [
        ]}
    """
    yield head
    for number, (name, items) in enumerate(lists.items()):
        yield f'{", " if number else ""}"{name}": ['
        for at, item in enumerate(items):
            yield f"{',' if at else ''}\n{json.dumps(item, ensure_ascii=False)}"
        yield "\n]"
    yield tail
