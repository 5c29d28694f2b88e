"""Kill a writer again and again, and see what is in its store.

python tests/store/killing.py 200
"""

import multiprocessing
import random
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from made_articles import article

from kg import link, pipeline
from kg.store import Store

LONGEST = 0.25


def made(number, version=0):
    """Return an article whose actors it shares with its neighbours."""
    said = [
        ("rimal", "investsIn", "nawat-both", 10_000_000 * (number % 5 + 1), "asserted"),
        ("sami", "leads", ("nawat", "nawat-ar", "nawat-lab")[number % 3], 0, "asserted"),
        ("nawat", "raisesFunding", None, 1_000_000 * (version + 1), "reported"),
    ]
    return article(f"n{number}", said, published=f"2025-01-{number % 28 + 1:02}")


def write(folder, log, first):
    """Add, change and remove articles until killed.

    Before each change it writes down which articles come and go (`+ID -ID`), after it `done`.
    """
    with Path(log).open("w", buffering=1) as said, Store(folder) as store:
        for number in count(first):
            said.write(f"+{made(number).document.id}\n")
            store.add([made(number)])
            said.write("done\n")
            if number % 3 == 1:
                said.write(f"-{made(number).document.id} +{made(number, 1).document.id}\n")
                store.add([made(number, 1)])
                said.write("done\n")
            if number % 3 == 2:
                said.write(f"-{made(number - 1, 1).document.id}\n")
                store.remove(made(number - 1).document.source)
                said.write("done\n")


def rounds(folder, kills, longest=LONGEST, seed=1):
    """Kill a writer `kills` times at random moments; return how many changes it acknowledged.

    After each kill the store must open and hold what was acknowledged, with the one change that
    was under way or without it, and be what is derived at once of the articles it holds.
    """
    chance = random.Random(seed)
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload(["killing"])
    log = folder.with_suffix(".log")
    done = 0
    there = frozenset()
    for number in range(kills):
        log.unlink(missing_ok=True)
        writer = processes.Process(target=write, args=(str(folder), str(log), number * 3_000))
        writer.start()
        # One in eight dies while it opens the store, the others at work.
        wait_for(log, opened=number % 8 > 0)
        time.sleep(chance.uniform(0, longest))
        writer.kill()
        writer.join()
        there, acknowledged = judged(folder, log.read_text().splitlines(), there)
        done += acknowledged
    return done


def wait_for(log, opened):
    deadline = time.monotonic() + 30
    while not log.exists() or (opened and not log.stat().st_size):
        assert time.monotonic() < deadline, "the writer does not start"
        time.sleep(0.001)


def judged(folder, lines, there):
    """Return the articles that are in now, and how many changes had been acknowledged."""
    expected = [there]
    for line in lines:
        expected = expected[-1:] if line == "done" else [*expected, changed(expected[-1], line)]
    found = check(folder)
    assert found in expected, "an acknowledged article is lost, or another one is in"
    return found, lines.count("done")


def changed(there, line):
    """Return the articles that are in after what a writer announced in `line`."""
    signed = line.split()
    come = {each[1:] for each in signed if each[0] == "+"}
    return there - {each[1:] for each in signed if each[0] == "-"} | come


def check(folder):
    """See that the store holds whole articles only, and return their ids."""
    with Store(folder) as store:
        united = link.resolve(store.extractions())
        at_once = pipeline.Graph(united.graph, replaced=united.replaced).quads
        assert sorted(map(str, store.graph)) == sorted(map(str, at_once)), "articles in part"
        return frozenset(source.id for source in store.sources())


if __name__ == "__main__":
    kills, longest = int(sys.argv[1]), float((sys.argv[2:] or [LONGEST])[0])
    with tempfile.TemporaryDirectory() as place:
        total = rounds(Path(place, "news"), kills, longest)
    sys.stdout.write(f"{kills} kills, {total} changes acknowledged, none lost\n")
