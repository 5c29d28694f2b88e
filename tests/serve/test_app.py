"""The application under any server of ASGI."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from conftest_serve import settings
from data_serve import quads

from kg.errors import GraphError
from kg.pipeline.serving import reading
from kg.serve import Settings
from kg.serve.app import application


def test_it_opens_its_graph_when_it_is_started(tmp_path: Path) -> None:
    path = tmp_path / "graph.nq"
    path.write_bytes(ox.serialize(quads(), format=ox.RdfFormat.N_QUADS) or b"")

    async def ask() -> httpx.Response:
        app = application(settings(path))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://localhost") as client,
        ):
            return await client.get("/sparql", params={"query": "ASK { entity:sahab ?p ?o }"})

    assert asyncio.run(ask()).json()["boolean"] is True


def test_a_graph_that_cannot_be_opened_is_told_of(tmp_path: Path) -> None:
    async def start() -> None:
        app = application(Settings(partial(reading, tmp_path / "none.nq")))
        async with app.router.lifespan_context(app):
            pass

    with pytest.raises(GraphError, match=r"none\.nq"):
        asyncio.run(start())
