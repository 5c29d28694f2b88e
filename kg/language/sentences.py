"""Tokens -> sentences: at line ends, and at the marks that close a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from kg.language.base import every

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

_STOPS = frozenset((".", "!", "?", "؟", "…", "۔", "。", "！", "？"))
_CLOSING = frozenset("\"'”’»)]}")


@cache
def _forms(kind: str) -> dict[str, str]:
    return {form: value for each in every() for form, value in each.words[kind].items()}


def _opens_sentence(word: str) -> bool:
    """Tell whether a word after an abbreviation begins a sentence: "Inc. The"."""
    return word[0].isupper() and word.lower() in _forms("stop")


def _is_initial(words: list[str], at: int) -> bool:
    """Tell whether the dot at `at` belongs to an initial ("J. Doe"), not to "Series A."."""
    before = words[at - 2] if at > 1 else ""
    return len(words[at - 1]) == 1 and words[at - 1].isupper() and before not in _forms("series")


def _is_list_number(words: list[str], at: int) -> bool:
    return words[at - 1].isdigit() and (at == 1 or "\n" in words[at - 2])


def _ends_at_dot(words: list[str], spaces: list[bool], at: int) -> bool:
    before, after = words[at - 1], words[at + 1]
    if after.isspace() or after in _CLOSING:
        return True
    if _is_initial(words, at) or _is_list_number(words, at):
        return False
    return spaces[at] or (len(before) > 2 and before.isalpha() and after[0].isalpha())


def _ends(words: list[str], spaces: list[bool], at: int) -> bool:
    """Tell whether the word at `at`, which is not the last one, closes a sentence."""
    word, after = words[at], words[at + 1]
    if word in _STOPS or word.startswith(".."):
        if after.islower() and after.isascii():
            return False
        return word != "." or at == 0 or _ends_at_dot(words, spaces, at)
    kind = _forms("abbreviation").get(word, "" if word[-1] != "." else "company")
    return kind == "company" and _opens_sentence(after)


def starts(words: list[str], spaces: list[bool]) -> list[bool | int | None]:
    r"""Tell of every word whether it begins a sentence; white space only at the very start does.

    Example:
        >>> words = ["Done", ".", "\n\n", "Next"]
        >>> starts(words, [False] * 4)
        [True, False, False, True]
    """
    result: list[bool | int | None] = [False] * len(words)
    result[:1] = [True]
    closing = seen = False
    last = len(words) - 1
    for at, word in enumerate(words):
        if word.isspace():
            closing = closing or (seen and "\n" in word)
            continue
        if closing and not (word in _CLOSING and _touches(words, spaces, at)):
            result[at], closing = True, False
        seen = True
        if at < last and (word in _STOPS or word[-1] == "."):
            closing = closing or _ends(words, spaces, at)
    return result


def _touches(words: list[str], spaces: list[bool], at: int) -> bool:
    """Tell whether no blank stands before the word at `at`."""
    return not spaces[at - 1] and not words[at - 1].isspace()


def sentences(doc: Doc) -> Iterator[Span]:
    r"""Yield the sentences that hold a letter, without the white space around them.

    Example:
        >>> import spacy
        >>> from spacy.tokens import Doc
        >>> words = ["One", ".", "\n", "***", "\n", "Two"]
        >>> doc = Doc(spacy.blank("en").vocab, words, [False] * 6, sent_starts=[1, 0, 0, 1, 0, 1])
        >>> [sent.text for sent in sentences(doc)]
        ['One.', 'Two']
    """
    for sent in doc.sents:
        start, end = sent.start, sent.end
        while start < end and doc[start].is_space:
            start += 1
        while start < end and doc[end - 1].is_space:
            end -= 1
        if any(char.isalpha() for char in doc[start:end].text):
            yield doc[start:end]
