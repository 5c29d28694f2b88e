"""Make the tables of `ontologies/transliteration/` that put Arabic names into English.

    python -m kg.train.spelling --public DIR --corpus DIR [--measure]

The folder DIR of public sets holds `netranslit_wd_arabic` (CC0) and `google_ar2en` (Apache-2.0);
the corpus is the project's own. With `--leave-out`, the tables are made without one fifth of the
Arabic articles, whose names can then measure them. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import NamedTuple

from kg.language import lookup_key
from kg.link.letters import EDGE, EMPTY, Cost, Letters, align, contexts, possible, skeleton
from kg.link.spelling import plain
from kg.ontology import rows
from kg.ontology.paths import directory
from kg.train.corpus import FOLDS

Pairs = Counter[tuple[str, str]]
"""Arabic word, plain Latin word -> how often."""


class Named(NamedTuple):
    """An entity of the corpus: its type, its name, and its English name."""

    type: str
    arabic: str
    english: str


# What each letter may sound like, to begin with; the pairs teach the rest.
SOUNDS = {
    "ا": "a e i o u", "أ": "a o u e", "إ": "i e a", "آ": "a", "ب": "b p", "ت": "t",
    "ث": "th t s", "ج": "j g dj", "ح": "h", "خ": "kh ch x h j", "د": "d", "ذ": "dh th z d",
    "ر": "r", "ز": "z s", "س": "s c z ss", "ش": "sh ch s sch c", "ص": "s", "ض": "d dh",
    "ط": "t", "ظ": "z dh", "ع": "a e i o u", "غ": "g gh", "ف": "f v ph ff", "ق": "q k g c",
    "ك": "k c ck ch q cc x", "ل": "l ll", "م": "m", "ن": "n", "ه": "h a", "و": "o u w v ou",
    "ي": "i y e j ee", "ى": "a y i", "ة": "a h at", "ء": "a", "ئ": "i e a y", "ؤ": "u o w",
    "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g",
}  # fmt: skip
SILENT = "اعءهيوةئ"
ROUNDS = 3
WORST = 2.6  # mean cost of a letter at which a pair is taken for none
OWN = 8  # pairs of other sets that one of the project outweighs
SEEN = (1, 4, 4, 7)  # by length of context: how often it must be met to be kept
SURE = 2  # bearers of a name that make a row worth its place
NEAR = 0.67  # how like its spelling by letters a rarer name may be to need no row
_VOWELS = "aeiouy"
_WORD = re.compile(r"\b[a-z]{4,}\b")
_ARABIC = re.compile(r"[\u0621-\u064a\u064b-\u0652پچڤگ]+")


def public_pairs(public: Path) -> Pairs:
    """Return the pairs of the public sets."""
    pairs = Pairs()
    for part in ("wd_arabic_80", "wd_arabic_20"):
        for line in _lines(public / "netranslit_wd_arabic" / part):
            name, spelt, count = line.split("\t")
            pairs[_letters(spelt.replace(" ", "")), plain(name)] += int(count)
    for line in _lines(public / "google_ar2en" / "ar2en.txt"):
        spelt, _, name = line.partition("\t")
        pairs[_letters(spelt), plain(name)] += 1
    return Pairs({pair: count for pair, count in pairs.items() if all(pair)})


def table_names() -> Iterator[tuple[str, str]]:
    """Yield the Arabic names of the name tables, each with the English one of its actor."""
    for path in sorted((directory() / "names").glob("*.tsv")):
        table = rows.read(path)
        english = ""
        for row, name in enumerate(table.name):
            if table.type[row]:
                english = name
            if table.language[row] == "ar" and table.status[row] in ("pref", "alt"):
                yield name, english


def words(names: Iterable[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Return the words of names that have as many words in both languages, pair by pair.

    >>> dict(words([("سامي الخليلي", "Sami Al-Khalili"), ("نور", "Noor AI")]))
    {('سامي', 'Sami'): 1, ('خليلي', 'Khalili'): 1}
    """
    found = Counter[tuple[str, str]]()
    for arabic, english in names:
        left, right = arabic.split(), re.sub(r"\b([Aa]l|[Ee]l) ", r"\1-", english).split()
        if len(left) != len(right):
            continue
        for spelt, name in zip(left, right, strict=True):
            if spelt.startswith("ال") and name.lower().startswith(("al-", "el-")):
                spelt, name = spelt[2:], name[3:]
            if _ARABIC.fullmatch(spelt) and len(name) > 1 and name.isalpha() and spelt:
                found[spelt, name] += 1
    return found


def aligned(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Return the runs of the pairs that sound alike; the others are no spellings of one name."""
    pairs = sorted(pairs)
    cost: Cost = _sounded
    for _ in range(ROUNDS):
        found: dict[tuple[str, str], list[str]] = {}
        seen: dict[str, Counter[str]] = {}
        for spelt, name in pairs:
            way = align(spelt, name, cost, limit=WORST * len(spelt) + 2)
            if way is None:
                continue
            found[spelt, name] = way[1]
            for letter, run in zip(spelt, way[1], strict=True):
                seen.setdefault(letter, Counter())[run] += 1
        cost = cache(Letters({letter: _cells(runs) for letter, runs in seen.items()}).cost)
    return found


@cache
def _sounded(letter: str, run: str) -> float | None:
    """Return what a pair costs before anything is learnt: vowels are cheap, odd letters dear."""
    if not possible(run):
        return None
    if not run:
        return 1.5 if letter in SILENT else 4.0
    rest = [run[len(sound) :] for sound in SOUNDS[letter].split() if run.startswith(sound)]
    return min([0.3 + _extra(each, 0.5) for each in rest] or [4.0 + _extra(run, 1.0)])


def _extra(letters_: str, vowel: float) -> float:
    return sum(vowel if letter in _VOWELS else 2.5 for letter in letters_)


def letter_rows(runs: Mapping[tuple[str, str], list[str]]) -> dict[str, str]:
    """Return the rows of the letter table: context -> runs and how often each was seen."""
    seen: dict[str, Counter[str]] = {}
    lengths: dict[str, int] = {}
    for (spelt, _), parts in sorted(runs.items()):
        before = EDGE
        for place, run in enumerate(parts):
            for length, context in enumerate(contexts(spelt, place, before)):
                seen.setdefault(context, Counter())[run] += 1
                lengths[context] = length
            before = run or EMPTY
    return {
        context: _cells(seen[context])
        for context in sorted(seen)
        if seen[context].total() >= SEEN[lengths[context]]
    }


def _cells(runs: Mapping[str, int]) -> str:
    """Write runs and counts, the most frequent first; rare ones are left out."""
    least = 2 if sum(runs.values()) >= 20 else 1
    kept = sorted((-count, run) for run, count in runs.items() if count >= least)
    return " ".join(f"{run or EMPTY} {-count}" for count, run in kept)


def word_rows(public: Pairs, own: Counter[tuple[str, str]], model: Letters) -> dict[str, str]:
    """Return the usual spellings that the letter model does not give by itself."""
    votes: dict[str, Counter[str]] = {}
    written: dict[str, Counter[str]] = {}
    spellings: dict[str, set[str]] = {}
    weighted = [(pair, count) for pair, count in sorted(public.items())]
    for (spelt, name), count in sorted(own.items()):
        written.setdefault(plain(name), Counter())[name] += count
        weighted.append(((spelt, plain(name)), OWN * count))
    for (spelt, name), count in weighted:
        key = lookup_key(spelt)
        votes.setdefault(key, Counter())[name] += count
        spellings.setdefault(key, set()).add(spelt)
    found = {}
    for key in sorted(votes):
        best = min(votes[key], key=lambda name: (-votes[key][name], name))
        shown = max(written.get(best, {best.capitalize(): 1}).items(), key=lambda each: each[1])[0]
        shown = shown[:1].upper() + shown[1:]
        by_model = {model.spell(spelt).capitalize() for spelt in spellings[key]}
        near = votes[key][best] < SURE and all(_ratio(each, shown) >= NEAR for each in by_model)
        if by_model != {shown} and not near:
            found[key] = shown
    return found


def english_rows(corpus: Path) -> dict[str, str]:
    """Return the words of the English articles and of English names: skeleton -> words.

    Foreign firms and products are often named by English words.
    """
    vocabulary = {word for _, name in table_names() for word in _WORD.findall(name.lower())}
    for path in sorted((corpus / "articles").glob("en_*.txt")):
        vocabulary.update(_WORD.findall(path.read_text(encoding="utf-8").lower()))
    found: dict[str, list[str]] = {}
    for word in sorted(vocabulary):
        found.setdefault(skeleton(word), []).append(word)
    return {key: " ".join(found[key]) for key in sorted(found) if len(key) > 1}


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _letters(text: str) -> str:
    return "".join(char for char in text if char in SOUNDS)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def corpus_names(corpus: Path, *, held_out: bool | None = None) -> Iterator[Named]:
    """Yield the entities of the Arabic articles: of all, of one fold, or of the others."""
    for line in _lines(corpus / "gold.jsonl"):
        row = json.loads(line)
        if not row["id"].startswith("ar_"):
            continue
        if held_out is not None and held_out != _held_out(row["id"]):
            continue
        for entity in row["entities"]:
            if _ARABIC.search(entity["text"]) and not re.search("[A-Za-z]", entity["text"]):
                yield Named(entity["type"], entity["text"], entity["canonical"])


def _held_out(identifier: str) -> bool:
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % FOLDS == 0


def make(public: Path, names: Iterable[tuple[str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the rows of the word table and of the letter table."""
    pairs = public_pairs(public)
    own = words([*table_names(), *names])
    spoken = {(_letters(spelt), plain(name)) for spelt, name in own}
    runs = aligned({*pairs, *(pair for pair in spoken if all(pair))})
    by_letter = letter_rows(runs)
    kept = Pairs({pair: count for pair, count in pairs.items() if pair in runs})
    mine = Counter({p: n for p, n in own.items() if (_letters(p[0]), plain(p[1])) in runs})
    return word_rows(kept, mine, Letters(by_letter)), by_letter


def write(table: Mapping[str, str], path: Path) -> None:
    """Write a table of two columns."""
    lines = [f"{key}\t{value}\n" for key, value in table.items()]
    path.write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Write the three tables."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--public", type=Path, required=True, help="folder of the public data sets")
    ask.add_argument("--corpus", type=Path, required=True, help="folder of the annotated articles")
    ask.add_argument("--output", type=Path, default=directory() / "transliteration")
    ask.add_argument("--leave-out", action="store_true", help="one fifth of the corpus")
    args = ask.parse_args()
    names = corpus_names(args.corpus, held_out=False if args.leave_out else None)
    by_word, by_letter = make(args.public, ((each.arabic, each.english) for each in names))
    write(by_word, args.output / "ar.words.tsv")
    write(english_rows(args.corpus), args.output / "ar.english.tsv")
    write(by_letter, args.output / "ar.letters.tsv")


if __name__ == "__main__":
    main()
