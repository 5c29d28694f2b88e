r"""The language in which cue rows are written, compiled to regular expressions.

A pattern runs over the *items* of a sentence (see `kg.extract.sentence`): words as look-up keys
without clitics, names and anaphors as slots, quantities. Its terms, separated by blanks:

| term | matches |
| --- | --- |
| `word` | that word; `a\|b` one of several, `a_b` two words in a row |
| `word*` `[يت]رأس` | any ending, any of the letters |
| `{name}` | a word list of `CODE.words.tsv` |
| `S` `O` `A` | subject, object, source: a name or an anaphor of a type that the relation takes |
| `S+` `O+` | a list of them: "A, B and C" |
| `S?` | the subject if it stands there; else it is looked for in what went before |
| `$` `%` `@` `#` | a sum of money, a percentage, a date, a number |
| `V` | the rest of the phrase, up to 6 items, as a literal |
| `.` `..` `...` | up to 1, 3, 10 items; `.` and `..` cross neither a comma nor a name |
| `,` `(` `)` `:` `-` `~` | that mark; `~` any anaphor |
| `,,` | an aside between commas or in brackets, or nothing |
| `^` | no item: the start of the sentence, or of what follows a mark |
| `T` | in modality patterns: the words that carry the claim |
| `key:term` | the same, kept as the qualifier `key` |
| `<key` … `>` | all terms between, kept as the qualifier `key`; as `value` it is the literal |
| `term?` | the same, or nothing |

A subject or object that a pattern does not have at all is looked for in what went before; where a
slot comes twice, the first counts.

Source:
    Multi-level surface patterns over typed slots, as in Chiticariu et al., "SystemT: An Algebraic
    Approach to Declarative Information Extraction", ACL 2010.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

from kg.errors import OntologyError

GAPS = {
    ".": r"(?: (?!\[[A-Z])[^ ,;]+)?",
    "..": r"(?: (?!\[[A-Z])[^ ,;]+){0,3}?",
    "...": r"(?: [^ ;]+){0,10}?",
    ",,": r"(?: ,(?: [^ ,;]+){1,12}? ,| \((?: [^ ()]+){1,8}? \))?",
    "^": r"(?:^|(?<= [,:;(-]))",
}
QUANTITIES = {"$": r" \[\$\d+\]", "%": r" \[%\d+\]", "@": r" \[@\d+\]", "#": r" \[#\d+\]"}
MARKS = {"~": r" \[~\d+\]", ",": " ,", "(": r" \(", ")": r" \)", ":": " :", "-": " -", "T": " T"}
ANY_SLOT = r"\[[A-Z]\d+\]"
PHRASE = r"(?: [^ ,;.:()]+){1,6}"
_CLASS = re.compile(r"\[([^\]]+)\]")
_GROUP = re.compile(r"^([a-z_]+):(.+)$")

Key = Callable[[str], str]


@dataclass(frozen=True)
class Pattern:
    """A pattern, compiled when a text first needs it: few of the rows meet in one article.

    Attributes:
        text: As it stands in its table.
        source: The regular expression that it stands for.
        needles: Of each obligatory word its forms, cut to what is literal: a sentence that lacks
            all forms of one of them cannot match, which costs far less to see than the regex.
    """

    text: str
    source: str
    needles: tuple[tuple[str, ...], ...]

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Over `Sentence.code`; groups are slots, qualifier keys, and `trigger`, the first word.

        Raises:
            OntologyError: The pattern is malformed.
        """
        try:
            return re.compile(self.source)
        except re.error as error:
            raise OntologyError(f"pattern {self.text!r}: {error}") from error

    def may_match(self, code: str) -> bool:
        """Tell cheaply whether `code` holds a form of each obligatory word."""
        words = _words(code)
        for whole, parts in self._sought:
            if whole.isdisjoint(words) and not any(part in f"{code} " for part in parts):
                return False
        return True

    @cached_property
    def _sought(self) -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
        """The needles, single words apart from what must be looked for in the code itself."""
        return tuple(
            (
                frozenset(form.strip() for form in forms if _is_word(form)),
                tuple(form for form in forms if not _is_word(form)),
            )
            for forms in self.needles
        )


@lru_cache(maxsize=512)
def _words(code: str) -> frozenset[str]:
    return frozenset(code.split(" "))


def _is_word(needle: str) -> bool:
    """Tell whether a needle is one whole word, blanks around it."""
    return needle.endswith(" ") and " " not in needle.strip()


class Index:
    """Patterns by a word that each asks for, so that a sentence is tried on few of them.

    >>> rows = [Pattern("", "", ((" buys ", " acqui"),)), Pattern("", "", ())]
    >>> index = Index(rows)
    >>> index.candidates(["he", "acquires"]), index.candidates(["he"])
    ([0, 1], [1])
    """

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self.free = [n for n, pattern in enumerate(patterns) if not pattern.needles]
        self.whole: dict[str, list[int]] = {}
        self.open: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            for form in min(pattern.needles, key=len, default=()):
                first, *_ = form.strip().split(" ")
                is_open = not form.endswith(" ") and " " not in form.strip()
                (self.open if is_open else self.whole).setdefault(first, []).append(number)
        self.lengths = sorted({len(start) for start in self.open})

    def candidates(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of the patterns that `words` may match, in their order."""
        found = set(self.free)
        for word in set(words):
            found.update(self.whole.get(word, ()))
            for length in self.lengths:
                found.update(self.open.get(word[:length], ()))
        return sorted(found)


def forms_of(term: str, key: Key) -> Iterator[str]:
    """Yield the normalised forms of a word term; `*` and blanks between words are kept.

    >>> list(forms_of("[يت]رأس*|رئيس_تنفيذي", lambda text: text))
    ['يرأس*', 'ترأس*', 'رئيس تنفيذي']
    """
    for alternative in term.split("|"):
        pieces = _CLASS.split(alternative)
        choices = [list(p) if i % 2 else [p] for i, p in enumerate(pieces)]
        for choice in product(*choices):
            words = "".join(choice).split("_")
            yield " ".join(_normalised(word, key) for word in words)


def _normalised(word: str, key: Key) -> str:
    star = "*" if word.endswith("*") else ""
    return key(word.removesuffix("*")) + star


def _needle(form: str) -> str:
    """Return what a code with this form holds for sure.

    >>> _needle("set up"), _needle("acqui* all")
    (' set up ', ' acqui')
    """
    literal, star, _ = form.partition("*")
    return f" {literal}" if star else f" {literal} "


def _word(form: str) -> str:
    parts = (
        re.escape(w.removesuffix("*")) + ("[^ ]*" if w.endswith("*") else "") for w in form.split()
    )
    return " " + " ".join(parts)


class _Compiler:
    """Turns the terms of one pattern into a regular expression."""

    def __init__(self, slots: Mapping[str, str], words: Mapping[str, str], key: Key) -> None:
        self.slots = slots
        self.words = words
        self.key = key
        self.needles: list[tuple[str, ...]] = []
        self.taken: set[str] = set()

    def expand(self, term: str) -> str:
        """Replace the `{name}` parts of a term by the word lists they name."""
        while match := re.search(r"\{(\w+)\}", term):
            if match[1] not in self.words:
                raise OntologyError(f"pattern term {term!r}: no word list named {match[1]!r}")
            term = term.replace(match[0], self.words[match[1]])
        return term

    def slot(self, name: str, suffix: str, *, owns: bool) -> str:
        """Return the regex of a slot; one that owns what follows ("A's B") only where asked."""
        kind = self.slots[name]
        owner = "" if owns else self.slots.get("owner", "")
        lead = f"(?:{self.slots['lead']})*?" if self.slots.get("lead") else ""
        tail = self.slots.get("tail", "")
        one = f"{lead} {kind}{owner}{tail}"
        if name in self.taken:
            return f"(?:{one})" + ("?" if suffix == "?" else "")
        self.taken.add(name)
        if suffix == "+":
            sep = self.slots["sep"]
            return f"(?P<{name}>{one}(?:{sep}{one}){{0,7}})"
        return f"(?P<{name}>{one})" + ("?" if suffix == "?" else "")

    def term(self, term: str, following: str = "") -> str:
        if term == ">":
            return ")"
        if term.startswith("<"):
            return f"(?P<{term[1:]}>"
        bare = term.rstrip("?+")
        suffix = term[len(bare) :]
        if bare in GAPS:
            return GAPS[bare]
        if bare in self.slots:
            return self.slot(bare, suffix, owns=following.startswith("'s"))
        if match := _GROUP.match(bare):
            inner = self.term(match[2])
            return f"(?P<{match[1]}>{inner})" + suffix
        if bare == "V":
            return f"(?P<V>{PHRASE}){suffix}"
        fixed = QUANTITIES.get(bare) or MARKS.get(bare)
        if fixed:
            return f"(?:{fixed}){suffix}"
        return self.words_of(bare, suffix)

    def words_of(self, bare: str, suffix: str) -> str:
        forms = tuple(forms_of(self.expand(bare), self.key))
        # The longest first, so that "chief executive officer" is not cut to "chief executive".
        regex = "|".join(_word(form) for form in sorted(forms, key=len, reverse=True))
        if suffix:
            return f"(?:{regex}){suffix}"
        self.needles.append(tuple(_needle(form) for form in forms))
        return f"(?P<trigger>{regex})" if len(self.needles) == 1 else f"(?:{regex})"


def compile_pattern(
    pattern: str, *, slots: Mapping[str, str], words: Mapping[str, str], key: Key
) -> Pattern:
    r"""Compile a pattern of a cue table.

    Args:
        pattern: Terms as in the table above.
        slots: Regular expression of one slot by its name (`S`, `O`, `A`), and of what may stand
            before (`lead`), after (`tail`) and between (`sep`) slots, and of what no name may
            have behind it where the pattern does not ask for it (`owner`).
        words: The word lists that `{name}` calls.
        key: The look-up key of a word.

    Raises:
        OntologyError: A word list is not known.

    Example:
        >>> slots = {"S": r"\[C\d+\]", "O": r"\[C\d+\]"}
        >>> p = compile_pattern("S buys|bought O", slots=slots, words={}, key=str)
        >>> p.regex.search(" [C0] bought [C2] .")["O"]
        ' [C2]'
    """
    compiler = _Compiler(slots, words, key)
    terms = pattern.split()
    source = "".join(
        compiler.term(term, following)
        for term, following in zip(terms, [*terms[1:], ""], strict=True)
    )
    return Pattern(pattern, source + "(?= |$)", tuple(compiler.needles))


def lexicon(patterns: Iterator[str], words: Mapping[str, str], key: Key) -> frozenset[str]:
    """Return every word form that some pattern asks for; `*` marks an open ending."""
    compiler = _Compiler({}, words, key)
    forms: set[str] = set()
    for pattern in patterns:
        for term in pattern.split():
            bare = term.rstrip("?+")
            if match := _GROUP.match(bare):
                bare = match[2]
            if (
                any(c.isalpha() for c in bare)
                and bare[0] != "<"
                and bare not in {"S", "O", "A", "V", "T"}
            ):
                forms.update(w for f in forms_of(compiler.expand(bare), key) for w in f.split())
    return frozenset(forms)
