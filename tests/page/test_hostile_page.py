"""Nothing out of an article is ever markup or script, whatever it says and wherever it stands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import conftest_browser as browsing
import pytest
from conftest_hostile import STRINGS, battery

import kg.ontology
from kg.page import render

ACTIVE = (
    "img, iframe, object, embed, base, link, form, video, math,"
    " [onmouseover], [onload], [onerror], [onclick]"
)


@cache
def plain_page() -> str:
    return render(battery(), kg.ontology.load(), title="plain")


def test_there_are_fifty_and_none_twice() -> None:
    assert len(set(STRINGS)) == len(STRINGS) == 50


@pytest.mark.parametrize("text", STRINGS)
def test_as_title_and_data_it_opens_no_tag(text: str) -> None:
    plain = plain_page()
    html = render(battery(), kg.ontology.load(), title=text)
    tags = re.compile(r"<[a-zA-Z/!]")
    assert len(tags.findall(html)) == len(tags.findall(plain))


@browsing.needs_chromium
def test_no_script_runs_and_the_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    for browser in browsing.chromium():
        html = render(battery(), kg.ontology.load(), title=STRINGS[0])
        opened = browsing.Opened(browser, tmp_path / "page.html", html)
        for number, text in enumerate(STRINGS):
            opened.page.evaluate("(id) => select({ entity: id }, true)", number)
            assert opened.page.evaluate("document.querySelector('#panel h2').textContent") == text
            opened.page.evaluate(
                "(id) => { const edge = data.edges[id]; selectEdge(edge.id);"
                " const at = { clientX: 9, clientY: 9 }; edgeTip(at, edge); nodeTip(at, id); }",
                number,
            )
            opened.page.evaluate("(id) => read(id, [id])", number)
            shown = opened.page.evaluate("document.querySelector('.reader').textContent")
            assert f"is where {text} is." in shown.replace("\u2068", "")
            opened.page.evaluate("state.read = null")
        opened.page.evaluate("show('table')")
        shown = opened.page.evaluate("byId('table-view').textContent")
        assert [text for text in STRINGS if text not in shown] == []
        opened.page.evaluate("asSvg()")
        opened.page.evaluate("document.body.dispatchEvent(new MouseEvent('mouseover'))")
        opened.page.wait_for_timeout(150)
        assert opened.page.locator(ACTIVE).count() == 0
        assert opened.page.locator("script").count() == 2
        links = "[...document.querySelectorAll('a')].map((a) => a.protocol)"
        protocols = opened.page.evaluate(links)
        assert set(protocols) <= {"https:", "http:", "file:"}
        assert (opened.alerts, opened.complaints, len(opened.requests)) == ([], [], 1)
        opened.context.close()
