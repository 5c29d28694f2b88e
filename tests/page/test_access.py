"""The page for everybody: by keyboard, by ear, on a telephone, in another browser, and large."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import conftest_browser as browsing
import conftest_page as made
import pytest

import kg.ontology
from kg.model import KnowledgeGraph
from kg.page import render

pytestmark = browsing.needs_chromium

STEPS = ("select(null)", "select({entity: 0}, true)", "read(0, [0])", "show('table')")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    yield from browsing.chromium()


def page_of(graph: KnowledgeGraph, **options: Any) -> str:
    return render(graph, kg.ontology.load(), title="Actors", **{"language": "en", **options})


def axe() -> str:
    """Return the text of axe-core, from where npm has put it for this checkout or for all."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        pytest.skip("node is not installed, of which axe-core is asked")
    everywhere = subprocess.run(["npm", "root", "-g"], capture_output=True, text=True, check=True)
    find = "require.resolve('axe-core/axe.min.js', {paths: [process.cwd(), process.argv[1]]})"
    run = subprocess.run(
        ["node", "-p", find, everywhere.stdout.strip()], capture_output=True, text=True, check=False
    )
    if run.returncode:
        pytest.skip("axe-core is not installed: npm install --no-save axe-core")
    return Path(run.stdout.strip()).read_text(encoding="utf-8")


def test_axe_finds_no_serious_violation(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    checker = axe()
    opened = browsing.Opened(browser, tmp_path / "page.html", page_of(graph), bypass_csp=True)
    opened.page.evaluate(checker)
    found = []
    for language in ("en", "ar"):
        for theme in ("light", "dark"):
            opened.page.evaluate(
                "([l, t]) => { [state.language, state.theme] = [l, t]; translate(); }",
                [language, theme],
            )
            for step in STEPS:
                opened.page.evaluate(step)
                result = opened.page.evaluate("axe.run({ resultTypes: ['violations'] })")
                found += [
                    (language, theme, step, violation["id"])
                    for violation in result["violations"]
                    if violation["impact"] in ("serious", "critical")
                ]
                opened.page.evaluate("state.read = null; show('graph')")
    assert found == []
    opened.context.close()


def test_the_keyboard_alone_walks_reads_and_comes_back(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    opened = browsing.Opened(browser, tmp_path / "page.html", page_of(graph))
    opened.page.focus("#mynetwork")
    opened.page.keyboard.press("ArrowRight")
    assert opened.text("#panel h2") == "Sahab Compute"
    opened.page.keyboard.press("ArrowDown")
    below = opened.text("#panel h2")
    assert below != "Sahab Compute"
    assert opened.text("#live").startswith(below)
    opened.page.keyboard.press("Enter")
    assert opened.page.evaluate("document.activeElement.id") == "panel"
    opened.page.keyboard.press("Escape")
    assert opened.page.evaluate("state.choice") is None
    opened.context.close()


def test_every_control_is_reached_by_tab_and_seen_in_focus(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    opened = browsing.Opened(browser, tmp_path / "page.html", page_of(graph))
    controls = "document.querySelectorAll('button:not(:disabled), input, summary, a[href]')"
    shown = f"[...{controls}].filter((one) => one.checkVisibility()).length"
    reached = set()
    for _ in range(opened.page.evaluate(shown) + 12):
        opened.page.keyboard.press("Tab")
        spot = (
            f"[[...{controls}].indexOf(document.activeElement),"
            " getComputedStyle(document.activeElement.closest('label') || document.activeElement)"
            ".outlineStyle + getComputedStyle(document.activeElement).boxShadow]"
        )
        place, outline = opened.page.evaluate(spot)
        reached.add(place)
        assert place < 0 or outline != "nonenone"
    assert len(reached - {-1}) >= opened.page.evaluate(shown)
    opened.context.close()


def test_a_telephone_shows_it_without_scrolling_sideways(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    for language in ("en", "ar"):
        html = page_of(graph, language=language)
        opened = browsing.Opened(browser, tmp_path / "page.html", html, reduced_motion="reduce")
        opened.page.set_viewport_size({"width": 360, "height": 740})
        opened.page.evaluate("select({ entity: 0 })")
        assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
        assert opened.page.evaluate("moved(350)") is False
        opened.context.close()


def test_a_large_graph_opens_as_communities_and_shows_more_on_demand(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    many = made.repeated(graph, 150)
    opened = browsing.Opened(browser, tmp_path / "page.html", page_of(many))
    assert opened.page.evaluate("page.communities.length") > 1
    assert opened.page.evaluate("nodes.length") <= 100
    opened.page.evaluate("openGroup(0)")
    opened.page.evaluate("openGroup(1)")
    assert 100 < opened.page.evaluate("nodes.length") <= 1000
    opened.page.evaluate("select({ entity: 2400 - 1 })")
    assert opened.page.evaluate("drawn.has(2399)")
    address = opened.page.evaluate("location.hash")
    opened.page.evaluate("closeGroups()")
    assert opened.page.evaluate("drawn.size") == 0
    opened.page.evaluate("(hash) => { location.hash = hash; }", address)
    opened.page.wait_for_timeout(300)
    assert opened.page.evaluate("drawn.has(2399)")
    opened.page.fill("#search", "rafiq")
    opened.page.press("#search", "Enter")
    assert opened.text("#panel h2") == "Rafiq"
    opened.page.evaluate("focusOn(state.choice.entity, 1)")
    assert opened.page.evaluate("drawn.size") == 2
    opened.page.click("#views button:has-text('Table')")
    opened.page.evaluate("showAll()")
    assert opened.page.locator("tbody tr").count() == 500
    assert opened.complaints == []
    opened.context.close()


def test_an_edge_of_a_crowded_view_is_chosen_by_a_click_and_drawn_by_itself_from_near(
    browser: Any, tmp_path: Path, graph: KnowledgeGraph
) -> None:
    crowd = made.repeated(graph, 40)
    opened = browsing.Opened(browser, tmp_path / "page.html", page_of(crowd))
    assert opened.page.evaluate("[edges.length, batched.length]") == [0, 800]
    assert "Arrange" not in opened.text("#buttons")  # physics would find no springs
    between = "((edge) => [edge.from, edge.to].map((id) => network.getPosition(id)))(batched[9])"
    a, b = opened.page.evaluate(between)
    chosen = opened.page.evaluate("page.claims[batched[9].claims[0]].id")
    opened.click((a["x"] + b["x"]) / 2, (a["y"] + b["y"]) / 2)
    assert chosen in opened.page.evaluate("state.choice.claims.map((c) => page.claims[c].id)")
    assert opened.page.evaluate("edges.length") == 1
    opened.page.evaluate("select(null)")
    opened.page.evaluate(
        "([x, y]) => network.moveTo({ position: { x, y }, scale: 1 })", [a["x"], a["y"]]
    )
    opened.page.evaluate("rescale()")
    opened.page.wait_for_timeout(300)
    assert 0 < opened.page.evaluate("edges.get().filter((e) => !e.hidden).length") < 500
    assert opened.page.evaluate("asSvg()").count("<line ") == opened.page.evaluate("batched.length")
    opened.context.close()


def test_firefox_draws_it_too(tmp_path: Path, graph: KnowledgeGraph) -> None:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.skip("no Firefox on this system")
    (tmp_path / "page.html").write_text(page_of(graph), encoding="utf-8", newline="\n")
    picture = tmp_path / "picture.png"
    profile = tmp_path / "profile"
    profile.mkdir()
    command = [firefox, "--headless", "--no-remote", "--profile", str(profile)]
    shot = ["--window-size", "1200,800", "--screenshot", str(picture)]
    address = (tmp_path / "page.html").as_uri() + "#node=" + graph.entities[0].id
    subprocess.run([*command, *shot, address], check=True, capture_output=True, timeout=120)
    # A page without its drawing has no more to it than a few words: some kilobytes.
    assert picture.stat().st_size > 60_000
