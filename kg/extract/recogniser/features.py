"""What the recogniser sees of a word: itself, its neighbours, its other places in the article.

A feature is a short string. A name that stands bare in one sentence is often quoted, introduced
("شركة ...") or capitalised in another; those other places are features too.

Source:
    Krishnan, V., Manning, C. D.: An Effective Two-Stage Model for Exploiting Non-Local Dependencies
    in Named Entity Recognition. ACL 2006. Ratinov, L., Roth, D.: Design Challenges and
    Misconceptions in Named Entity Recognition. CoNLL 2009.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.recogniser.known import matches
from kg.extract.recogniser.look import Word, look
from kg.language import lookup_key
from kg.ontology import names

if TYPE_CHECKING:
    from spacy.tokens import Doc

OPENING, CLOSING = frozenset('"“«„‘'), frozenset('"”»“’')
LONGEST_QUOTATION = 7
LONGEST_CLAUSE = 8
BUSINESS = frozenset(("company", "investor", "model", "product"))
BUSINESS_SHARES = (0.02, 0.04)


class View(NamedTuple):
    """An article as columns of equal length, one row a word."""

    words: list[str]
    seen: list[Word]
    starts: list[bool]
    known: list[str]
    quotations: list[tuple[int, int] | None]
    runs: list[tuple[int, int] | None]
    elsewhere: dict[str, tuple[str, ...]]
    places: dict[str, list[int]]
    title: int
    field: str


def featurise(doc: Doc, *, language: str) -> list[list[str]]:
    """Return the features of every token of an article, (n tokens, ~60 features).

    Example:
        >>> from kg.language import annotate
        >>> from kg.model import Document
        >>> text = "Acme Robotics hired her."
        >>> rows = featurise(annotate(Document("1", text, "en", text, "-")), language="en")
        >>> [feature for feature in rows[0] if feature.startswith("h=")]
        ['h=Aaa']
    """
    view = _view(doc, language)
    return [list(_row(view, at)) for at in range(len(view.words))]


def _view(doc: Doc, language: str) -> View:
    words = [token.text for token in doc]
    seen = [look(word, language) for word in words]
    quotations = list(_quotations(words))
    title = next((at for at, word in enumerate(words) if "\n" in word), 0)
    starts = [bool(token.is_sent_start) for token in doc]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(seen):
        if word.key:
            places.setdefault(word.key, []).append(at)
    bare = View(words, seen, starts, [], quotations, [], {}, places, title, _field(seen))
    return bare._replace(
        known=_known(words, language),
        runs=list(_runs(seen, words)),
        elsewhere={key: tuple(_elsewhere(bare, at)) for key, at in places.items()},
    )


def _field(seen: Sequence[Word]) -> str:
    """Return how much an article is about companies and their products: 0, 1 or 2."""
    telling = sum(not BUSINESS.isdisjoint(word.cues) for word in seen)
    share = telling / (sum(bool(word.key) for word in seen) or 1)
    return str(sum(share >= least for least in BUSINESS_SHARES))


def _known(words: Sequence[str], language: str) -> list[str]:
    """Return for each word its place in a known name and the actor's type, or nothing."""
    table = names.load(lookup_key)
    known = ["nationality" if table.nationality(word) else "" for word in words]
    for start, end, _, name in matches(words, table, language=language):
        sure = "" if not {"weak", "shared"} & set(name.flags) else "?"
        known[start:end] = [f"I{sure}{name.actor.type}"] * (end - start)
        known[start] = f"B{sure}{name.actor.type}"
    return known


def _quotations(words: Sequence[str]) -> Iterator[tuple[int, int] | None]:
    """Yield for each word the short quotation in which it stands: first and last + 1, or None."""
    at = 0
    while at < len(words):
        end = _closing(words, at) if words[at] in OPENING else 0
        yield None
        for _ in range(at + 1, end):
            yield at + 1, end
        at = max(end, at + 1)


def _closing(words: Sequence[str], at: int) -> int:
    """Return where the quotation that opens at `at` closes, 0 if it is none or a long one."""
    for end in range(at + 1, min(at + 2 + LONGEST_QUOTATION, len(words))):
        if words[end] in CLOSING:
            return end
        if "\n" in words[end]:
            break
    return 0


def _runs(seen: Sequence[Word], words: Sequence[str]) -> Iterator[tuple[int, int] | None]:
    """Yield for each word the run of words that may be names in which it stands, or None."""
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and (seen[end].may_name or (end > at and words[end] in "-'’.&")):
            end += 1
        while end > at and not seen[end - 1].may_name:
            end -= 1
        for _ in range(at, end):
            yield at, end
        if end == at:
            yield None
        at = max(end, at + 1)


def _elsewhere(view: View, places: Sequence[int]) -> Iterator[str]:
    """Yield what an article tells of a word in all the places where it has it."""
    count = len(places)
    yield f"n={count if count < 3 else '3' if count < 5 else '5'}"
    if count > 12:
        return
    quotations = [(at, view.quotations[at]) for at in places]
    if any(quotation for _, quotation in quotations):
        first = any(quotation and quotation[0] == at for at, quotation in quotations)
        yield f"quoted={first}"
    if places[0] < view.title:
        yield "titled"
    shapes = {view.seen[at].shape[:1] for at in places if not view.starts[at]}
    yield f"case={'a' in shapes}{'A' in shapes}"
    if len({view.words[at] for at in places}) > 1:
        yield "varied"


def _row(view: View, at: int) -> Iterator[str]:
    word = view.seen[at]
    yield from word.own
    if view.starts[at]:
        yield "^"
    if at < view.title:
        yield "title"
    yield from _in_field(view, at)
    yield from _neighbours(view, at)
    yield from _around_quotation(view, at)
    yield from _around_run(view, at)
    yield from _cue_before(view, at)
    if word.key:
        yield from view.elsewhere[word.key]
        yield from _other_contexts(view, at, word.key)


def _in_field(view: View, at: int) -> Iterator[str]:
    """Yield what newswire names differently from the technology press."""
    field, word = f"d{view.field}", view.seen[at]
    yield field
    yield f"{field}{word.shape}"
    yield f"{field}x={word.kind}"
    yield f"{field}{view.known[at]}"
    if view.quotations[at]:
        yield f"{field}q"


def _neighbours(view: View, at: int) -> Iterator[str]:
    for offset in (-2, -1, 0, 1, 2):
        other = at + offset
        if not 0 <= other < len(view.words):
            yield f"{offset}$"
            continue
        if abs(offset) == 2:
            yield from [f"{offset}{feature}" for feature in view.seen[other].far]
            continue
        if view.known[other]:
            yield f"{offset}known={view.known[other]}"
        if offset:
            yield from [f"{offset}{feature}" for feature in view.seen[other].near]
            yield f"{offset}h={view.seen[other].shape}|{view.seen[at].shape}"


def _around_quotation(view: View, at: int) -> Iterator[str]:
    quotation = view.quotations[at]
    if not quotation:
        return
    start, end = quotation
    yield f"q={'B' if at == start else 'I'}{min(end - start, 5)}"
    yield from _beside(view, "q<", start - 2)
    yield from _beside(view, "q>", end + 1)


def _around_run(view: View, at: int) -> Iterator[str]:
    run = view.runs[at]
    if not run:
        return
    start, end = run
    yield f"r={min(end - start, 4)}"
    while start > 0 and not view.seen[start - 1].key and "\n" not in view.words[start - 1]:
        start -= 1
    while end < len(view.words) and not view.seen[end].key and "\n" not in view.words[end]:
        end += 1
    yield from _beside(view, "r<", start - 1)
    yield from _beside(view, "r>", end)


def _beside(view: View, side: str, at: int) -> Iterator[str]:
    """Yield the word at `at`, if there is one, and what it tells."""
    if 0 <= at < len(view.words):
        yield f"{side}{view.seen[at].key}"
        yield from [f"{side}c={cue}" for cue in view.seen[at].cues]


def _cue_before(view: View, at: int) -> Iterator[str]:
    """Yield what the nearest cue before a word, in its clause, tells."""
    for before in range(at - 1, max(at - 1 - LONGEST_CLAUSE, -1), -1):
        word = view.words[before]
        if word in ".؛" or "\n" in word:
            return
        if view.seen[before].cues:
            yield from [f"<c={cue}" for cue in view.seen[before].cues]
            return


def _other_contexts(view: View, at: int, key: str) -> Iterator[str]:
    """Yield the neighbours that a rare word has in its other places."""
    places = view.places[key]
    if not 1 < len(places) <= 8:
        return
    contexts = {
        f"o{offset}{view.seen[other + offset].key}"
        for other in places
        if other != at
        for offset in (-1, 1)
        if 0 <= other + offset < len(view.words)
    }
    yield from sorted(contexts)
