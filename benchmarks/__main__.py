"""Print how long a cold `kg build` takes beside the imports of its libraries, and words a second.

python -m benchmarks [--rounds 5] [--articles 100]

Cold: one article of 600 words, from command to files, in turn with the yardstick, so that a busy
machine slows both; the medians are compared. Warm: many articles in one process, one core, after
one article to warm up, up to the bytes of all files; with the process's peak memory.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import article

ROOT = Path(__file__).parent.parent
YARDSTICK = "import spacy, rdflib, pyvis; spacy.blank('ar')"
WORDS = 600
MOST_TIMES = 3.0
LEAST_WORDS_A_SECOND = 5_000
"""Of processor time, on one core: a busy machine is no slower by it."""


def main() -> int:
    """Measure, print, and return 1 if a figure misses its limit."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    ask.add_argument("--rounds", type=int, default=5, help="cold starts of each kind")
    ask.add_argument("--articles", type=int, default=100, help="articles of the warm run")
    args = ask.parse_args()
    ratio = max(cold(language, args.rounds) for language in ("ar", "en"))
    speed = warm(args.articles)
    return 0 if ratio <= MOST_TIMES and speed >= LEAST_WORDS_A_SECOND else 1


def cold(language: str, rounds: int) -> float:
    """Print and return how many times the yardstick a cold build takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(article(language, WORDS), encoding="utf-8")
        build = ["-m", "kg", "build", str(path), "-o", str(Path(folder, "out"))]
        commands = {"yardstick": ["-c", YARDSTICK], "kg build": build}
        times: dict[str, list[float]] = {name: [] for name in commands}
        for number in range(rounds + 1):
            for name, arguments in commands.items():
                seconds = _run(arguments)
                if number:  # the first of each fills the disk cache
                    times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    ratio = medians["kg build"] / medians["yardstick"]
    _say(
        f"cold, {language}: kg build {medians['kg build']:.2f} s, "
        f"yardstick {medians['yardstick']:.2f} s: {ratio:.2f} times (at most {MOST_TIMES})"
    )
    return ratio


def warm(articles: int) -> float:
    """Print and return how many words a second one process builds."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        paths, words = [], 0
        for number in range(articles):
            text = article(("ar", "en")[number % 2], WORDS, number)
            words += len(text.split())
            paths.append(Path(folder, f"{number:04}.txt"))
            paths[-1].write_text(text, encoding="utf-8")
        for path in paths[:2]:
            kg.build([path]).files()
        start = time.process_time()
        graph = kg.build(paths)
        read = time.process_time()
        files = graph.files()
        end = time.process_time()
    size = sum(map(len, files.values())) / 2**20
    unit = 2**20 if sys.platform == "darwin" else 2**10  # ru_maxrss: bytes there, KiB elsewhere
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit
    _say(
        f"warm: {articles} articles, {words:,} words, {len(graph.claims):,} claims: "
        f"{words / (end - start):,.0f} words a second (at least {LEAST_WORDS_A_SECOND:,}); "
        f"reading {read - start:.2f} s, writing {end - read:.2f} s; "
        f"{size:.1f} MiB of files, {peak:,.0f} MiB of memory at most"
    )
    return words / (end - start)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _run(arguments: list[str]) -> float:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
