"""Make the word tables `kg/models/words-CODE.tsv` from public lexicons and lists of names.

    python -m kg.train.words --public DIR

The folder holds `camel_morph` (CC BY 4.0), `netranslit_wd_arabic` (CC0), `ar_wikicats` (MIT) and
`ud_english_ewt` (CC BY-SA 4.0, English only).
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterator
from pathlib import Path

from kg.extract.recogniser.lexicon import MODELS, fold, stem

Row = tuple[str, str]
"""A word, folded, and one letter of its class."""

SHORTEST = 3
_ENTRY = {"noun": "n", "verb": "v", "adj": "j", "noun_prop": "p"}
_TAGS = {"NOUN": "n", "VERB": "v", "ADJ": "j"}
_NO_WORDS = {"PROPN", "PUNCT", "NUM", "SYM", "X"}
# Buckwalter transliteration, letters only: the tables give stems in it.
_BUCKWALTER: dict[int, int | None] = {
    **dict.fromkeys(map(ord, "aiuoFKN~`_^#+-")),
    **str.maketrans(
        "'|>&<}AbptvjHxd*rzs$SDTZEgfqklmnhwYy{",
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيا",
    ),
}


def arabic(public: Path) -> Iterator[Row]:
    """Yield the Arabic words of the lexicons, places, and foreign names as Arabic spells them."""
    morphology = public / "camel_morph"
    for entry in _table(morphology / "Roots.csv"):
        yield fold(entry["Arabic Lemma"].strip()), _ENTRY.get(entry["pos"], "o")
    for entry in _table(morphology / "MSA-Noun-Prop-LEX.csv"):
        word = fold(entry["LEMMA"].translate(_BUCKWALTER))
        yield word, "p"
        for feature, kind in (("rat:r", "R"), ("rat:i", "I")):
            if feature in entry["FEAT"]:
                yield word, kind
    for name, kind in (("Adj-LEX", "j"), ("Verb-LEX-PV", "v"), ("Verb-LEX-IV", "i")):
        for entry in _table(morphology / f"MSA-{name}.csv"):
            yield fold(entry["FORM"].translate(_BUCKWALTER)), kind
    yield from ((stem(fold(word)), kind) for word, kind in _places(public, arabic=True))
    yield from ((fold(spelt.replace(" ", "")), "f") for _, spelt in _transliterations(public))


def english(public: Path) -> Iterator[Row]:
    """Yield the English words of a treebank that are no names, the places, and foreign names."""
    for path in sorted((public / "ud_english_ewt").glob("*.conllu")):
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) != 10 or cells[3] in _NO_WORDS:
                continue
            if cells[1].isalpha() and cells[1].islower():
                yield cells[1], _TAGS.get(cells[3], "o")
    yield from ((word.lower(), kind) for word, kind in _places(public, arabic=False))
    yield from ((name.lower(), "f") for name, _ in _transliterations(public))


def write(rows: Iterator[Row], path: Path) -> None:
    """Write a word table: one class a row, classes and words in code point order."""
    kinds: dict[str, set[str]] = {}
    for word, kind in rows:
        if len(word) >= SHORTEST and " " not in word:
            kinds.setdefault(word, set()).add(kind)
    classes: dict[str, list[str]] = {}
    for word in sorted(kinds):
        classes.setdefault("".join(sorted(kinds[word])), []).append(word)
    lines = [f"{kind}\t{' '.join(classes[kind])}\n" for kind in sorted(classes)]
    path.write_text("".join(lines), encoding="utf-8")


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _places(public: Path, *, arabic: bool) -> Iterator[Row]:
    folder = public / "ar_wikicats"
    nations = json.loads((folder / "nationalities_data.json").read_text(encoding="utf-8"))
    for people, forms in nations.items():
        if arabic:
            yield from (
                (form, "L" if key == "ar" else "N") for key, form in forms.items() if key != "en"
            )
        else:
            yield from ((people, "N"), (forms["en"], "L"))
    cities = json.loads((folder / "cities_full.json").read_text(encoding="utf-8"))
    for in_english, in_arabic in cities.items():
        city = in_arabic.replace("،", ",") if arabic else in_english
        yield city.split(",")[0].split("(")[0].strip(), "L"


def _transliterations(public: Path) -> Iterator[tuple[str, str]]:
    path = public / "netranslit_wd_arabic" / "wd_arabic_80"
    for line in path.read_text(encoding="utf-8").splitlines():
        name, spelt, _ = line.split("\t")
        yield name, spelt


def main() -> None:
    """Write the tables of both languages."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--public", type=Path, required=True, help="folder of the public data sets")
    ask.add_argument("--output", type=Path, default=MODELS, help="folder to write to")
    args = ask.parse_args()
    for code, rows in (("ar", arabic), ("en", english)):
        write(rows(args.public), args.output / f"words-{code}.tsv")


if __name__ == "__main__":
    main()
