"""A browser for the page's tests: Chromium of the system, the network off."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
needs_chromium = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this system")

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def chromium() -> Iterator[Any]:
    """Yield the browser, and close it."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield browser
        browser.close()


class Opened:
    """A page in the browser, with everything that it asked for or complained about."""

    def __init__(self, browser: Any, path: Path, html: str, **options: Any) -> None:
        path.write_text(html, encoding="utf-8", newline="\n")
        self.context = browser.new_context(
            offline=True, viewport={"width": 1280, "height": 800}, **options
        )
        self.page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.alerts: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dismiss)
        self.page.goto(path.as_uri())

    def _dismiss(self, dialog: Any) -> None:
        self.alerts.append(dialog.message)
        dialog.dismiss()

    def click(self, x: float, y: float) -> None:
        """Click on a point of the drawing, given in its own coordinates."""
        spot = self.page.evaluate(
            "([x, y]) => { const p = network.canvasToDOM({x, y});"
            "const box = byId('mynetwork').getBoundingClientRect();"
            "return [p.x + box.left, p.y + box.top]; }",
            [x, y],
        )
        self.page.mouse.move(*spot)
        self.page.wait_for_timeout(250)  # vis-network's own delay before a hover
        self.page.mouse.click(*spot)
        self.page.wait_for_timeout(60)

    def text(self, selector: str) -> str:
        return str(self.page.inner_text(selector))
