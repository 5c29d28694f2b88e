"""Fixtures of this folder; what tests import of it stands in `conftest_serve`."""

from conftest_serve import serve, writable

__all__ = ["serve", "writable"]
