"""Reading the text of a request before a parser does."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import sparql

PIECES = st.sampled_from(
    [
        *(
            "SERVICE",
            "LOAD",
            "FROM",
            "NAMED",
            "WHERE",
            "DELETE",
            "INSERT",
            "USING",
            "WITH",
            "SELECT",
        ),
        *(
            "{",
            "}",
            "(",
            ")",
            "[",
            "]",
            "<",
            ">",
            '"',
            "'",
            '"""',
            "'''",
            "\\",
            "#",
            "\n",
            " ",
            ":",
        ),
        *("?x", "@en", "a:b", "<http://e/x>", "\\u0053", "1", "ج", ".", ";"),
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_any_text_can_be_read(text: str) -> None:
    sparql.refusal(text)
    sparql.graphs(text)
    try:
        sparql.with_using(text, "USING <http://g>")
    except ValueError:
        assert "using" in text.lower() or "with" in text.lower()


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_what_is_not_refused_reaches_for_nothing(text: str) -> None:
    """No update that the parser takes loads, unless the reading has found it to."""
    wrapped = f"INSERT DATA {{}} ; {text} <http://127.0.0.1:1/x>"
    if sparql.refusal(wrapped) is None:
        try:
            ox.Store().update(wrapped)
        except SyntaxError:
            return
        except OSError as error:
            raise AssertionError(wrapped) from error


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE" }',
        "SELECT * { ?s ?p '''LOAD \" SERVICE''' } # SERVICE",
        "SELECT ?service { ?service <http://e/load> ?load }",
        "PREFIX e: <http://e/> SELECT * { ?s e:service ?o ; e:load 1 }",
    ],
)
def test_words_in_strings_names_and_comments_are_let_pass(text: str) -> None:
    assert sparql.refusal(text) is None


@pytest.mark.parametrize("depth", [200, 300, 100_000])
@pytest.mark.parametrize("brackets", ["()", "{}", "[]"])
def test_what_is_nested_too_deeply_is_refused(depth: int, brackets: str) -> None:
    refused = sparql.refusal("ASK " + brackets[0] * depth + brackets[1] * depth)
    assert (refused is not None) == (depth > sparql.DEEPEST)
    assert sparql.refusal("ASK " + brackets * depth) is None


@pytest.mark.parametrize(
    ("update", "rewritten"),
    [
        ("CLEAR ALL", "CLEAR ALL"),
        (
            "INSERT { ?s ?p 1 } WHERE { { SELECT ?s WHERE { ?s ?p 2 } } }",
            "INSERT { ?s ?p 1 } USING <g:> WHERE { { SELECT ?s WHERE { ?s ?p 2 } } }",
        ),
        (
            "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } where { ?s ?p 1 }; "
            "DELETE # so\nWHERE { ?s ?p 3 }",
            "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } USING <g:> where { ?s ?p 1 }; "
            "DELETE # so\n{ ?s ?p 3 } USING <g:> WHERE { ?s ?p 3 }",
        ),
        ('INSERT DATA { <s:> <p:> "WHERE" }', 'INSERT DATA { <s:> <p:> "WHERE" }'),
    ],
)
def test_graphs_given_beside_an_update_are_written_into_it(update: str, rewritten: str) -> None:
    assert sparql.with_using(update, "USING <g:>") == rewritten
