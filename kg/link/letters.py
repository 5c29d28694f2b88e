"""A letter model: which Latin letters an Arabic letter stands for, by what stands around it.

Arabic spells consonants and long vowels. Each letter of a word takes a run of Latin letters,
consonants before vowels: س takes `S`, م `mi` and ث `th` in سمث, Smith. `ar.letters.tsv` has how
often a letter took each run, in contexts ever longer: the letter, the next one, the run before,
and the next but one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from kg.errors import LanguageError
from kg.ontology.paths import directory

LONGEST = 5
"""Latin letters that one Arabic letter may stand for."""
EDGE = "#"
"""Stands in a context for what is before the first letter and behind the last."""
EMPTY = "-"
BEAM = 4
_WAYS = 6  # runs tried for a letter
_TRUST = 2.0  # how often a run must be seen in a context to outweigh the shorter context
_UNSEEN = 9.0
_RUN = re.compile(r"[^aeiou]*[aeiouy]*")
_CONSONANTS = "bcdfghjklmnpqrstvwxz"
_VOWELS = {"\u064e": "a", "\u0650": "i", "\u064f": "u", "\u0652": ""}
_DOUBLED = "\u0651"
_SIGNS = {*_VOWELS, _DOUBLED}
_LONG = "اويى"
# Letters that foreign names are seldom spelt with, and how a word of Arabic origin is read.
_NATIVE = frozenset("عحصضظقذ")
_SOUNDS = {"ب": "b", "ف": "f", "ق": "q", "ك": "k", "ج": "j", "غ": "gh", "خ": "kh", "ش": "sh"}

# How consonants fall together in a skeleton; what is not listed is dropped.
_CLASSES = {
    each: sound
    for sound, group in {
        "B": "bpبپ", "F": "fvفڤ", "T": "tdتطثدذضظ", "S": "szسصزش", "K": "kcqgjكقغجخگ",
        "L": "lل", "M": "mم", "N": "nن", "R": "rر",
    }.items()
    for each in group
}  # fmt: skip
_CLUSTERS = (("تش|t?ch|s[ck]?h|c(?=[eiy])|[ts](?=i[ao])", "s"), ("ph", "f"), ("x|كس", "ks"))

Cost = Callable[[str, str], float | None]
"""Letter, run -> cost of the pair, or None if it cannot be."""
Way = tuple[float, tuple[int, ...]]
"""What an alignment costs so far, and where each run ends."""
Scored = list[tuple[float, str]]


def possible(run: str) -> bool:
    """Tell whether one letter can stand for `run`: consonants, then vowels.

    >>> possible("sta"), possible("ast")
    (True, False)
    """
    return len(run) <= LONGEST and bool(_RUN.fullmatch(run))


def align(
    arabic: str, latin: str, cost: Cost, *, limit: float = math.inf
) -> tuple[float, list[str]] | None:
    """Return the cheapest way to part `latin` into a run for each letter of `arabic`.

    Returns:
        The sum of the costs and the runs; None if there is no way that costs `limit` at most.

    Source:
        Monotone alignment by dynamic programming, as in Jiampojamarn et al. (2007), "Applying
        Many-to-Many Alignments and Hidden Markov Models to Letter-to-Phoneme Conversion".
    """
    best: dict[int, Way] = {0: (0.0, ())}
    for letter in arabic:
        after: dict[int, Way] = {}
        for start, (spent, ends) in best.items():
            for end in range(start, min(len(latin), start + LONGEST) + 1):
                price = cost(letter, latin[start:end])
                if price is None or spent + price > limit:
                    continue
                if end not in after or spent + price < after[end][0]:
                    after[end] = (spent + price, (*ends, end))
        best = after
    if len(latin) not in best:
        return None
    total, ends = best[len(latin)]
    return total, [latin[a:b] for a, b in zip((0, *ends), ends, strict=False)]


def skeleton(word: str) -> str:
    """Return the classes of the consonants of a word in either script.

    >>> skeleton("روبوتكس"), skeleton("robotics")
    ('RBTKS', 'RBTKS')
    """
    word = word.lower()
    for cluster, letter in _CLUSTERS:
        word = re.sub(cluster, letter, word)
    return re.sub(r"(.)\1+", r"\1", "".join(_CLASSES.get(letter, "") for letter in word))


def contexts(word: str, place: int, before: str) -> tuple[str, str, str, str]:
    """Return the contexts of a letter, the shortest first; `before` is the run before it.

    >>> contexts("سمث", 1, "s")
    ('م', 'مث', 'مث|s', 'مث|s|#')
    """
    letter = word[place]
    two = letter + (word[place + 1] if place + 1 < len(word) else EDGE)
    third = word[place + 2] if place + 2 < len(word) else EDGE
    return letter, two, f"{two}|{before}", f"{two}|{before}|{third}"


class Letters:
    """The counts of a table; a row is read when its context is first met."""

    def __init__(self, rows: Mapping[str, str]) -> None:
        self._rows = rows
        self._ways: dict[str, Scored] = {}
        self._costs: dict[str, dict[str, float]] = {}

    def letters(self, word: str) -> str:
        """Return the letters of a word that the table has, and its digits."""
        return "".join(char for char in word if char in self._rows or char.isdecimal())

    def counts(self, context: str) -> dict[str, int]:
        """Return how often each run was seen in a context."""
        cells = self._rows.get(context, "").split(" ")
        return {
            run.strip(EMPTY): int(count)
            for run, count in zip(cells[::2], cells[1::2], strict=False)
        }

    def ways(self, chain: tuple[str, ...]) -> Scored:
        """Return the likeliest runs, each with its log probability, the likeliest first.

        Source:
            Witten and Bell (1991), "The Zero-Frequency Problem": estimates of long contexts are
            mixed with those of shorter ones.
        """
        if chain[-1] not in self._ways:
            mixed: dict[str, float] = {}
            for context in chain:
                counts = self.counts(context)
                if not counts:
                    break
                seen = sum(counts.values())
                weight = seen / (seen + _TRUST * len(counts)) if mixed else 1.0
                mixed = {run: share * (1 - weight) for run, share in mixed.items()}
                for run, count in counts.items():
                    mixed[run] = mixed.get(run, 0.0) + weight * count / seen
            likely = sorted(mixed, key=lambda run: (-mixed[run], run))[:_WAYS]
            self._ways[chain[-1]] = [(math.log(mixed[run]), run) for run in likely]
        return self._ways[chain[-1]]

    def cost(self, letter: str, run: str) -> float | None:
        """Return the negative log probability of a run, whatever stands around the letter."""
        if letter.isascii():
            return 0.0 if letter == run else None
        if letter not in self._costs:
            counts = self.counts(letter)
            total = sum(counts.values())
            self._costs[letter] = {run: -math.log(count / total) for run, count in counts.items()}
        seen = self._costs[letter].get(run)
        if seen is not None:
            return seen
        return _UNSEEN + len(run) if possible(run) else None

    def spell(self, word: str, *, native: bool = False) -> str:
        """Return the likeliest spelling of a word, in small Latin letters.

        Args:
            word: Arabic letters and vowel signs; all else is left out.
            native: The word is known to be no foreign one.
        """
        letters, marks = self._parted(word)
        native = native or not _NATIVE.isdisjoint(letters)
        beam: list[tuple[float, str, str]] = [(0.0, "", EDGE)]
        for place in range(len(letters)):
            longer = [
                (score + more, text + run, run or EMPTY)
                for score, text, before in beam
                for more, run in self._fitting(
                    contexts(letters, place, before), marks, place, native
                )
            ]
            longer.sort(key=lambda way: (-way[0], way[1]))
            beam = longer[:BEAM]
        return beam[0][1]

    def _fitting(
        self, chain: tuple[str, ...], marks: list[str], place: int, native: bool
    ) -> Scored:
        """Return the runs that the word's origin and the signs on the letter allow."""
        ways = self.ways(chain)
        sound = _SOUNDS.get(chain[0], "") if native else ""
        if sound:
            ways = [way for way in ways if way[1].startswith(sound)] or [(0.0, sound)]
        return _marked(ways, marks[place], long=chain[1][1] in _LONG) if marks[place] else ways

    def _parted(self, word: str) -> tuple[str, list[str]]:
        """Part a word into its letters and the signs behind each."""
        letters, marks = "", list[str]()
        for char in word:
            if char in _SIGNS and marks:
                marks[-1] += char
            elif char in self._rows:
                letters += char
                marks.append("")
        return letters, marks


def _marked(ways: Scored, mark: str, *, long: bool) -> Scored:
    """Apply the signs on a letter; before a long vowel a vowel sign says nothing new."""
    for sign in mark:
        if sign == _DOUBLED:
            ways = [(score, _doubled(run)) for score, run in ways]
        elif not long:
            vowel = _VOWELS[sign]
            fitting = [way for way in ways if way[1].lstrip(_CONSONANTS) == vowel]
            ways = fitting or [(score, run.rstrip("aeiouy") + vowel) for score, run in ways[:1]]
    return ways


def _doubled(run: str) -> str:
    once = len(run) == len(run.lstrip(_CONSONANTS)) + 1
    return run[0] + run if once else run


@cache
def load() -> Letters:
    """Return the model of Arabic, read once.

    Raises:
        LanguageError: the table is missing.

    Example:
        >>> load().spell("ماران")
        'maran'
    """
    return Letters(dict(rows("ar.letters")))


def rows(name: str) -> Iterator[tuple[str, str]]:
    """Yield the rows of a table of two columns under `ontologies/transliteration/`."""
    path = directory() / "transliteration" / f"{name}.tsv"
    if not path.is_file():
        raise LanguageError(f"{path}: missing; make it by python -m kg.train.spelling")
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = "\t".join(lines).split("\t")
    return zip(cells[::2], cells[1::2], strict=True)
