r"""Values -> literals of Cypher, in a script where parameters cannot be.

Nothing of a text can end its literal: quotes and backslashes are escaped, line ends and controls
written as escapes, so that a row stays on its line.

Source:
    Neo4j Cypher Manual, Values and types, String literals.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.export._elements import Plain

_ESCAPES = {
    "\\": r"\\",
    "'": r"\'",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\b": r"\b",
    "\f": r"\f",
}
_ESCAPED = re.compile("[\\\\'\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_SPLIT = re.compile(r"(?<=\\)(?=[uU])")


def literal(value: Plain) -> str:
    r"""Return a value as a literal, or of a text perhaps the sum of two.

    Example:
        >>> print(literal(["'}) DETACH DELETE n //", 'ميتا\n']), literal(0.5))
        ['\'}) DETACH DELETE n //', 'ميتا\n'] 0.5
    """
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return f"[{', '.join(map(string, value))}]"
    return repr(value)


def string(text: str) -> str:
    r"""Return a text as a literal.

    Some readers of Cypher turn a Unicode escape into its character before anything else is read,
    and so would the last of two backslashes and a `u`: a literal ends between the two.

    Example:
        >>> print(string("C:\\user"), string("a\u2028b"))
        'C:\\' + 'user' 'a\u2028b'
    """
    escaped = _ESCAPED.sub(_escape, text)
    if "\\\\" in escaped and _SPLIT.search(text):
        return " + ".join(f"'{_ESCAPED.sub(_escape, part)}'" for part in _SPLIT.split(text))
    return f"'{escaped}'"


def mapping(properties: Mapping[str, Plain]) -> str:
    """Return properties as a map.

    >>> mapping({"id": "meta", "end": 3})
    "{id: 'meta', `end`: 3}"
    """
    pairs = (f"{_key(name)}: {literal(value)}" for name, value in properties.items())
    return f"{{{', '.join(pairs)}}}"


def _key(name: str) -> str:
    return f"`{name}`" if name == "end" else name  # a word of the language


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"
