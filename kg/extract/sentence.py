"""A sentence as a row of items, over which cue patterns run.

An item is a word (as look-up key, clitics cut off where the cue tables know the rest), a name, an
anaphor, a quantity or a mark. Quotation marks vanish: headings lose them anyway. The row is kept
both as items with spans and as one string, `Sentence.code`, in which each item is a blank and its
code: `C0` a name of the type with letter C, `~1` an anaphor, `$2` a sum of money.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from kg.extract.vocabulary import Lexicon, proclitics
from kg.language import clitics, lookup_key
from kg.model import Mention, Quantity, Span
from kg.ontology.cues import Anaphor

SIGNS = {"money": "$", "percent": "%", "date": "@", "number": "#"}
MARKS = {
    "،": ",",
    ",": ",",
    "؛": ";",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    "[": "(",
    "]": ")",
    "–": "-",
    "—": "-",
    "-": "-",
}


HYPHENS = ("-", "‐", "‑", "–")
INSERTED = frozenset({"Place", "Technology"})


class Argument(NamedTuple):
    """A name in a sentence, with the entity that it belongs to."""

    mention: Mention
    entity: str
    type: str


class Item(NamedTuple):
    """One step of a sentence: its code, where it stands, and what it is."""

    code: str
    span: Span
    content: Argument | Anaphor | Quantity | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """The items of one sentence.

    Attributes:
        index: Its place in the article, from 0.
        span: Where it stands.
        items: In text order.
        code: A blank and the code of each item.
        offsets: Where each item's blank stands in `code`.
    """

    index: int
    span: Span
    items: tuple[Item, ...]
    code: str
    offsets: tuple[int, ...]

    def items_in(self, start: int, end: int) -> tuple[Item, ...]:
        """Return the items whose codes lie in `code[start:end]`."""
        first = bisect_right(self.offsets, start - 1)
        return self.items[first : bisect_right(self.offsets, end - 1)]

    def position(self, start: int) -> int:
        """Return the number of the item at or after `code[start]`."""
        return bisect_right(self.offsets, start - 1)


class _Encoder:
    """Walks the tokens of one sentence and collects items."""

    def __init__(
        self,
        lexicon: Lexicon,
        letters: dict[str, str],
        arguments: Sequence[Argument],
        quantities: Sequence[Quantity],
    ) -> None:
        self.lexicon = lexicon
        self.letters = letters
        self.names = {a.mention.span.start: a for a in arguments}
        self.numbers = {q.span.start: q for q in quantities}
        self.starts = sorted({*self.names, *self.numbers})
        self.items: list[Item] = []

    def add(self, code: str, span: Span, content: Argument | Anaphor | Quantity | None) -> None:
        bracketed = f"[{code}{len(self.items)}]" if content is not None else code
        self.items.append(Item(bracketed, span, content))

    def encode(self, tokens: Sequence[Token]) -> list[Item]:
        at = 0
        while at < len(tokens):
            at = self.step(tokens, at)
        return self.items

    def step(self, tokens: Sequence[Token], at: int) -> int:
        token = tokens[at]
        start, end = token.idx, token.idx + len(token)
        following = bisect_left(self.starts, start)
        inside = self.starts[following] if following < len(self.starts) else end
        if inside < end:
            if inside > start:
                self.prefix(token.text[: inside - start], start)
            return self.known(tokens, at, inside)
        if token.is_space:
            return at + 1
        if mark := MARKS.get(token.text):
            self.add(mark, Span(start, end), None)
            return at + 1
        if not any(c.isalnum() for c in token.text):
            return at + 1
        return self.described(tokens, at) or self.word(tokens, at)

    def known(self, tokens: Sequence[Token], at: int, start: int) -> int:
        """Add a name or a quantity and return the first token behind it."""
        content = self.names.get(start) or self.numbers[start]
        if isinstance(content, Argument):
            span, code = content.mention.span, self.letters[content.type]
        else:
            span, code = content.span, SIGNS[content.kind]
        self.add(code, span, content)
        while at < len(tokens) and tokens[at].idx < span.end:
            at += 1
        if isinstance(content, Argument) and content.type not in INSERTED:
            self.compound(tokens[at - 1], span.end)
        return at

    def compound(self, token: Token, end: int) -> None:
        """Add the word that a hyphen joins to the name that ends at `end` (Kelp-backed)."""
        rest = token.text[end - token.idx :]
        if rest[:1] in HYPHENS and (word := lookup_key(rest, self.lexicon.language)):
            self.add(word, Span(end + 1, token.idx + len(token)), None)

    def prefix(self, text: str, start: int) -> None:
        if text[-1:] in HYPHENS:  # "ex-" is a word, no run of one-letter proclitics
            self.add(lookup_key(text, self.lexicon.language), Span(start, start + len(text)), None)
            return
        for offset, letter in enumerate(lookup_key(text, self.lexicon.language).replace(" ", "")):
            self.add(letter, Span(start + offset, start + offset + 1), None)

    def described(self, tokens: Sequence[Token], at: int) -> int | None:
        """Add a description or a pronoun, if one starts here, and return the token behind it."""
        for length in range(self.lexicon.longest, 0, -1):
            words = tokens[at : at + length]
            if len(words) < length:
                continue
            found = self.anaphor(words)
            if found is None or (
                found[0].kind == "description" and self.named(tokens, at + length)
            ):
                continue
            anaphor, lead = found
            start = words[0].idx + len(lead)
            self.prefix(lead, words[0].idx)
            end = words[-1].idx + len(words[-1])
            self.add("~", Span(start, end), anaphor)
            if anaphor.kind == "possessive":  # "its" reads as "it's": a pattern sees one form
                self.add("s", Span(end - 1, end), None)
            return at + length
        return None

    def anaphor(self, words: Sequence[Token]) -> tuple[Anaphor, str] | None:
        """Return the anaphor that `words` are, and the conjunction or preposition glued to it."""
        keys = [lookup_key(word.text, self.lexicon.language) for word in words]
        if exact := self.lexicon.descriptions.get(tuple(keys)):
            return exact, ""
        for prefix, stem, suffix in clitics(words[0].text, self.lexicon.language):
            if suffix or not prefix:
                continue
            lead = "".join(proclitics(prefix)) if prefix != "ال" else ""
            article = "ال" if prefix.endswith("ال") or prefix == "لل" else ""
            form = (article + lookup_key(stem, self.lexicon.language), *keys[1:])
            if found := self.lexicon.descriptions.get(form):
                return found, lead
        return None

    def named(self, tokens: Sequence[Token], at: int) -> bool:
        """Tell whether a name follows at once, so that the words before it only introduce it."""
        for token in tokens[at : at + 3]:
            if any(s in self.names for s in range(token.idx, token.idx + len(token))):
                return self.names_actor(token)
            if token.text.isalnum():
                return False
        return False

    def names_actor(self, token: Token) -> bool:
        starts = range(token.idx, token.idx + len(token))
        return any(self.names[s].type not in ("Place", "Person") for s in starts if s in self.names)

    def split_description(self, noun: str) -> Anaphor | None:
        """Return the anaphor that `noun` ends, with names between: the French audio company.

        An apposition (Kelp, the French company) stands for the name before it, and is none.
        """
        at = len(self.items) - 1
        while at >= 0 and self.inserted(self.items[at]):
            at -= 1
        if at in (-1, len(self.items) - 1) or (
            at > 1 and self.items[at - 1].code == "," and self.items[at - 2].content is not None
        ):
            return None
        return self.lexicon.descriptions.get((self.items[at].code, noun))

    def inserted(self, item: Item) -> bool:
        return isinstance(item.content, Argument) and item.content.type in INSERTED

    def word(self, tokens: Sequence[Token], at: int) -> int:
        token = tokens[at]
        prefixes, stem, suffix = self.lexicon.analyse(token.text)
        start, end = token.idx, token.idx + len(token)
        anaphor = self.split_description(stem)
        if anaphor and not self.named(tokens, at + 1):
            self.add("~", Span(start, end), anaphor)
            return at + 1
        for prefix in prefixes:
            self.add(prefix, Span(start, start + 1), None)
            start += 1
        cut = end - len(suffix)
        for part in stem.split():
            self.add(part, Span(start, cut if suffix else end), None)
        if suffix:
            self.add("~", Span(cut, end), self.lexicon.suffixes[suffix])
        return at + 1


def encode(
    index: int,
    sent: DocSpan,
    *,
    lexicon: Lexicon,
    letters: dict[str, str],
    arguments: Sequence[Argument],
    quantities: Sequence[Quantity],
) -> Sentence:
    """Turn a sentence into its items.

    Args:
        index: Its place in the article.
        sent: Tokens of one sentence.
        lexicon: The words that cues ask for.
        letters: One capital letter for each type of entity.
        arguments: The names in it, sorted, not overlapping.
        quantities: The quantities in it, sorted, not overlapping with the names.
    """
    items = _Encoder(lexicon, letters, arguments, quantities).encode(list(sent))
    offsets: list[int] = []
    at = 0
    for item in items:
        offsets.append(at)
        at += len(item.code) + 1
    code = "".join(f" {item.code}" for item in items)
    return Sentence(index, Span(sent.start_char, sent.end_char), tuple(items), code, tuple(offsets))
