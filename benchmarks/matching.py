"""Print how well actors are matched across the articles of the corpus.

python -m benchmarks.matching [--articles 600]

Two observed entities of two articles are one actor if the annotations give them one canonical
name; spellings of one known actor (`Mistral`, `Mistral AI`) count as one name. Every pair of
entities of different articles is judged: precision is the share of joined pairs that are one
actor, recall the share of pairs of one actor that are joined. Entities that no annotation fits are
left out. The models have read the corpus, so that names are found better than in a fresh text;
the matching itself has learnt nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kg import evaluate, link, pipeline
from kg.errors import KGError
from kg.evaluate.align import align
from kg.language import lookup_key
from kg.model import Entity
from kg.ontology import names

CORPUS = Path(__file__).parent.parent / "corpus"
LEAST_PRECISION = 0.98


class Seen(NamedTuple):
    """An observed entity and the actor that the annotations say it is."""

    entity: Entity
    article: str
    actor: str


def main() -> int:
    """Measure, print, and return 1 if precision misses its limit."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    ask.add_argument("--articles", type=int, default=600, help="how many, in file order")
    seen = tuple(observe(ask.parse_args().articles))
    precision = report("all actors", seen)
    new = [one for one in seen if not any(m.known for _, m in one.entity.mentions)]
    report("actors that the name tables lack", new)
    return 0 if precision >= LEAST_PRECISION else 1


def observe(size: int) -> Iterable[Seen]:
    """Yield the entities of the articles that an annotation fits."""
    for gold in list(evaluate.read(CORPUS / "gold.jsonl"))[:size]:
        for found in pipeline.extractions(CORPUS / "articles" / f"{gold.id}.txt"):
            if isinstance(found, KGError):
                raise found
            named = align(gold.entities, found.entities)
            for entity in found.entities:
                if entity.id in named:
                    yield Seen(entity, gold.id, actor(named[entity.id]))


def actor(canonical: str) -> str:
    """Return one name for the spellings of a known actor."""
    known = names.load(lookup_key).lookup(lookup_key(canonical))
    return known[0].id if known else lookup_key(canonical)


def report(label: str, seen: list[Seen] | tuple[Seen, ...]) -> float:
    """Print precision and recall, and return precision."""
    groups = link.groups([one.entity for one in seen])
    home = {number: group for group, members in enumerate(groups) for number in members}
    joined = pairs((one.article, home[number]) for number, one in enumerate(seen))
    wanted = pairs((one.article, one.actor) for one in seen)
    right = pairs((one.article, (home[n], one.actor)) for n, one in enumerate(seen))
    precision, recall = right / joined, right / wanted
    sys.stdout.write(
        f"{label}: {len(seen):,} observed, {wanted:,} pairs across articles: "
        f"precision {precision:.4f}, recall {recall:.4f}\n"
    )
    return precision


def pairs(placed: Iterable[tuple[str, object]]) -> int:
    """Return how many pairs of one group stand in two articles.

    >>> pairs([("a", 1), ("b", 1), ("b", 1), ("c", 2)])
    2
    """
    each = Counter(placed)
    groups: Counter[object] = Counter()
    within = 0
    for (_, group), count in each.items():
        groups[group] += count
        within += count * (count - 1) // 2
    return sum(count * (count - 1) // 2 for count in groups.values()) - within


if __name__ == "__main__":
    sys.exit(main())
