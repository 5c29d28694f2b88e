"""Articles to measure with, made of the samples: the same on every machine and in every run."""

from __future__ import annotations

from itertools import count
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples"


def article(language: str, words: int, number: int = 0) -> str:
    """Return an article of about `words` words, different for every `number`.

    The first line of a sample stays the title; the lines below it follow in a turn that depends on
    `number`, and their figures are raised by it, so that no two articles say the same.

    Args:
        language: "ar" or "en".
        words: At least that many, and less than a line more.
        number: From 0.
    """
    title, *lines = (SAMPLES / f"{language}.txt").read_text(encoding="utf-8").split("\n")
    lines = [line for line in lines if line.strip()]
    made = [_raised(title, number), ""]
    length = len(title.split())
    for turn in count(number):
        if length >= words:
            return "\n".join(made) + "\n"
        line = _raised(lines[turn % len(lines)], turn)
        made.append(line)
        length += len(line.split())
    raise AssertionError("count() ends")


def _raised(line: str, number: int) -> str:
    """Raise each whole number of up to three digits that stands alone in `line`."""
    words = (
        str(int(word) + number) if word.isascii() and word.isdigit() and len(word) < 4 else word
        for word in line.split(" ")
    )
    return " ".join(words)
