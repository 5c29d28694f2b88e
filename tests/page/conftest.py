import conftest_page
import pytest

from kg.model import KnowledgeGraph


@pytest.fixture(scope="session")
def graph() -> KnowledgeGraph:
    return conftest_page.sample()
