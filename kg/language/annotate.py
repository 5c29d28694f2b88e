"""Document -> spaCy Doc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.language.base import get
from kg.language.sentences import starts
from kg.language.tokens import split

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.model import Document


def annotate(document: Document) -> Doc:
    """Cut an article into tokens and sentences.

    The Doc's text is the document's, and `token.idx` counts its code points.

    Raises:
        LanguageError: the document's language is not supported.

    Example:
        >>> from kg.model import Document
        >>> doc = annotate(Document("1", "قالت «ميتا» إنها دفعت 3.7مليار.", "ar", "", "-"))
        >>> [token.text for token in doc]
        ['قالت', '«', 'ميتا', '»', 'إنها', 'دفعت', '3.7', 'مليار', '.']
    """
    vocab = get(document.language).nlp().vocab
    from spacy.tokens import Doc  # after `nlp`, which says why spaCy is imported late

    words, spaces = split(document.text)
    if not words:  # spaCy would take the empty list for none given
        return Doc(vocab)
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts(words, spaces))
