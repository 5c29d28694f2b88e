"""Print how fast the page is built, opened and moved, beside pyvis's own page on the same graph.

python -m benchmarks.page [--nodes 300 5000 20000] [--pyvis 300] [--seconds 60]

Needs Playwright and a Chromium of the system; no network. First picture: from the address being
opened until the drawing holds a picture that stands. Frames a second: the median while the drawing
is moved a few pixels each frame, as it opens ("pan") and with as many of its communities open as
the page lets be ("open"). Pages that have no picture after `--seconds` are given up.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import kg.ontology
from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Modality,
    Name,
    Provenance,
    Span,
)
from kg.page import render

CLAIMS_PER_NODE = 1.6
NEIGHBOURHOOD = 120
"""Actors that are mostly in the news together, so that there are communities to be found."""
CLAIMS_PER_ARTICLE = 20
FRAMES = """() => new Promise((done) => {
  const times = [], at = network.getViewPosition(), step = 6 / network.getScale();
  let before = performance.now(); const start = before;
  const frame = (now) => {
    times.push(now - before); before = now;
    network.moveTo({ position: { x: at.x + step * times.length, y: at.y } });
    if (times.length < 60 && now - start < 5000) requestAnimationFrame(frame);
    else done(times.slice(3));
  };
  requestAnimationFrame(frame); })"""
PAINTED = """() => { const c = document.querySelector('#mynetwork canvas');
  if (!c || !c.width) return false;
  const bar = document.querySelector('#loadingBar');
  if (bar && getComputedStyle(bar).display !== 'none' && bar.style.opacity !== '0') return false;
  const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
  let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n > 400; }"""


def graph(size: int, seed: int = 1) -> KnowledgeGraph:
    """Return a graph of `size` actors with made names, in communities, a few hubs among them."""
    chance = random.Random(seed)
    ontology = kg.ontology.load()
    types = list(ontology.types)
    entities = tuple(_entity(number, types[number % len(types)]) for number in range(size))
    relations = [name for name, relation in ontology.relations.items() if not relation.literal]
    count = int(CLAIMS_PER_NODE * size)
    ends = [_ends(chance, size) for _ in range(count)]
    documents, claims = [], []
    for first in range(0, count, CLAIMS_PER_ARTICLE):
        part = ends[first : first + CLAIMS_PER_ARTICLE]
        lines = [f"{entities[a].name} and {entities[b].name}." for a, b in part]
        day = f"{2023 + first * 3 // count}-{1 + first % 12:02}-{1 + first % 28:02}"
        text = "\n".join(lines)
        document = Document(digest(first), text, "en", lines[0], f"{first}.txt", None, day)
        documents.append(document)
        at = 0
        for (a, b), line in zip(part, lines, strict=True):
            relation, modality = chance.choice(relations), chance.choice(list(Modality))
            evidence = Evidence(document.id, Span(at, at + len(line)))
            made = (digest(len(claims), seed), entities[a].id, relation, entities[b].id, None, ())
            claims.append(
                Claim(*made, modality, None, (evidence,), 0.8, Provenance("made", "made", "1"))
            )
            at += len(line) + 1
    return KnowledgeGraph(tuple(documents), entities, tuple(claims))


def _entity(number: int, kind: str) -> Entity:
    names = (Name(f"شركة رقم {number}", "ar"),)
    return Entity(f"actor-{number}", kind, f"Actor {number}", names)


def _ends(chance: random.Random, size: int) -> tuple[int, int]:
    """Return two actors, mostly of one neighbourhood, those first in it more often."""
    home = chance.randrange(0, size, NEIGHBOURHOOD)
    room = min(NEIGHBOURHOOD, size - home)
    near = [home + int(room * chance.random() ** 2) for _ in range(2)]
    return (near[0], near[1] if chance.random() < 0.9 else chance.randrange(size))


def stock(known: KnowledgeGraph) -> str:
    """Return pyvis's own page of the graph, as its documentation has one make it."""
    from pyvis.network import Network

    network = Network(directed=True, cdn_resources="in_line", height="800px")
    numbers = {entity.id: number for number, entity in enumerate(known.entities)}
    network.add_nodes(list(numbers.values()), label=[entity.name for entity in known.entities])
    for claim in known.claims:
        network.add_edge(numbers[claim.subject], numbers[str(claim.object)], label=claim.relation)
    return str(network.generate_html())


def opened(browser: Any, html: str, seconds: float) -> tuple[float | None, list[float]]:
    """Return the seconds to the first picture, if there is one, and frames a second of pans."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "page.html")
        path.write_text(html, encoding="utf-8", newline="\n")
        context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
        page = context.new_page()
        page.set_default_timeout(seconds * 1000)
        start = time.perf_counter()
        page.goto(path.as_uri(), wait_until="commit")
        while not page.evaluate(PAINTED):
            if time.perf_counter() - start > seconds:
                context.close()
                return None, []
            time.sleep(0.02)
        first = time.perf_counter() - start
        page.wait_for_timeout(300)
        frames = [pan(page)]
        if page.evaluate("typeof openGroup === 'function'"):
            page.evaluate("page.communities && [6, 5, 4, 3, 2, 1, 0].forEach(openGroup)")
            page.wait_for_timeout(600)
            frames.append(pan(page))
        context.close()
    return first, frames


def pan(page: Any) -> float:
    """Move the drawing a little each frame, and return the median of frames a second."""
    return 1000 / statistics.median(page.evaluate(FRAMES))


def main() -> int:
    """Measure and print; return 1 if there is no browser."""
    ask = argparse.ArgumentParser(prog="python -m benchmarks.page", description=__doc__)
    ask.add_argument("--nodes", type=int, nargs="+", default=[300, 5000, 20000])
    ask.add_argument(
        "--pyvis", type=int, nargs="*", default=[300], help="sizes for pyvis's own page"
    )
    ask.add_argument("--seconds", type=float, default=60)
    args = ask.parse_args()
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    if browser_path is None:
        return 1
    from playwright.sync_api import sync_playwright

    _say("page   nodes  claims  build s     MB  first picture s  pan/s  open/s")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        for size in args.nodes:
            known = graph(size)
            makers = {"kg": lambda known: render(known, kg.ontology.load(), title="Made")}
            if size in args.pyvis:
                makers["pyvis"] = stock
            for name, make in makers.items():
                start = time.perf_counter()
                html = make(known)
                built = time.perf_counter() - start
                first, frames = opened(browser, html, args.seconds)
                shown = "none" if first is None else f"{first:.2f}"
                moved = "".join(f"{each:7.0f}" for each in frames)
                size_mb = len(html.encode()) / 1e6
                counts = f"{size:6} {len(known.claims):7}"
                _say(f"{name:5} {counts} {built:8.1f} {size_mb:6.1f} {shown:>16}{moved}")
        browser.close()
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
