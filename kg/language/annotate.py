"""Document -> spaCy Doc."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from kg.language.base import get
from kg.language.sentences import starts
from kg.language.tokens import split

if TYPE_CHECKING:
    import spacy
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from kg.model import Document


def _tokenize(vocab: Vocab, text: str) -> Doc:
    from spacy.tokens import Doc  # late, as in `pipeline`

    words, spaces = split(text)
    if not words:  # spaCy would take the empty list for none given
        return Doc(vocab)
    return Doc(vocab, words=words, spaces=spaces, sent_starts=starts(words, spaces))


@cache
def pipeline(code: str) -> spacy.language.Language:
    """Return the blank spaCy pipeline of a language, with our tokens and sentences; made once.

    Raises:
        LanguageError: the language is not supported.
    """
    get(code)
    import spacy  # half a second, which a look-up key need not wait for

    nlp = spacy.blank(code)
    nlp.tokenizer = partial(_tokenize, nlp.vocab)
    return nlp


def annotate(document: Document) -> Doc:
    """Cut an article into tokens and sentences.

    The Doc's text is the document's, and `token.idx` counts its code points.

    Raises:
        LanguageError: the document's language is not supported.

    Example:
        >>> from kg.model import Document
        >>> text = "قالت «ميتا» إنها دفعت 3.7مليار."
        >>> [token.text for token in annotate(Document("1", text, "ar", "", "-"))]
        ['قالت', '«', 'ميتا', '»', 'إنها', 'دفعت', '3.7', 'مليار', '.']
    """
    return pipeline(document.language).make_doc(document.text)
