"""Values -> text that XML, or a reader who wants no arrays, can hold."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from kg.export._elements import Plain

SEVERAL = " | "
"""Between the elements of an array where the target has no arrays."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_LINE_ENDS = {"\r": "&#13;"}
_IN_ATTRIBUTES = {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;", '"': "&quot;"}


def plain_text(value: Plain) -> str:
    """Return a value as text, an array with its elements apart.

    Example:
        >>> plain_text(["Meta", "ميتا"]), plain_text(0.5)
        ('Meta | ميتا', '0.5')
    """
    return SEVERAL.join(value) if isinstance(value, list) else str(value)


def element_text(text: str) -> str:
    r"""Return a text as the content of an element.

    What XML cannot hold becomes a blank, so that offsets into a text still hold.

    Source:
        Extensible Markup Language 1.0, sections 2.2 and 2.11, https://www.w3.org/TR/xml/

    Example:
        >>> element_text("a\x00<b>\r\n")
        'a &lt;b&gt;&#13;\n'
    """
    return escape(_NOT_XML.sub(" ", text), _LINE_ENDS)


def attribute(text: str) -> str:
    r"""Return a text as the value of an attribute, in quotes.

    Example:
        >>> attribute('"\n')
        '"&quot;&#10;"'
    """
    return f'"{escape(_NOT_XML.sub(" ", text), _IN_ATTRIBUTES)}"'
