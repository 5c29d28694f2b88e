"""What a user writes for a parameter of a saved query -> the term that it is bound to.

The term is handed to the engine beside the query, so no value can become part of its text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from pathlib import PurePath

import pyoxigraph as ox

from kg import iri
from kg.errors import GraphError, QueryError
from kg.graph import terms as t
from kg.graph.explain import resolve
from kg.language import languages, lookup_key
from kg.model import Entity, KnowledgeGraph, Name
from kg.ontology import EntityType, Relation, load

Term = ox.NamedNode | ox.Literal

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
_MOST_STEPS = 16
"""Of a chain of retired ids: longer ones are circles."""


def bind(store: ox.Store, kind: str, value: str, name: str = "value") -> Term:
    """Return the term for a value.

    Args:
        store: The graph in which names are looked up.
        kind: One of `KINDS`.
        value: As the user writes it.
        name: Of the parameter, for messages.

    Raises:
        QueryError: The value is not of its kind.
        GraphError: The graph has no entity or article of that name, or several.

    Example:
        >>> bind(ox.Store(), "date", "2025-04").value
        '2025-04'
    """
    try:
        return KINDS[kind](store, value)
    except ValueError as error:
        raise QueryError(f"{name}: {error}") from error


def actor(store: ox.Store, name: str) -> ox.NamedNode:
    """Return the entity that `name` is an id or a name of, in any language and spelling.

    A retired id leads to the one that took its place.

    Raises:
        GraphError: None has it (near names are listed), or several have.

    Example:
        >>> meta = ox.Quad(t.term("entity:meta"), t.PREF_LABEL, t.text("Meta", "en"))
        >>> filled = ox.Store()
        >>> filled.add(meta)
        >>> actor(filled, "META").value
        'https://w3id.org/ai-industry-kg/entity/meta'
    """
    found = _by_id(store, name) or _by_exact_name(store, name)
    if found is None:
        # Only now walk all names, for other spellings and for what comes near.
        entities = tuple(_entities(store))
        found = t.node(iri.ENTITY, resolve(KnowledgeGraph((), entities, ()), name).id)
    return current(store, found)


def current(store: ox.Store, entity: ox.NamedNode) -> ox.NamedNode:
    """Return what has taken the place of an entity, or the entity."""
    for _ in range(_MOST_STEPS):
        quads = store.quads_for_pattern(entity, t.term("dcterms:isReplacedBy"), None)
        newer = next((q.object for q in quads if isinstance(q.object, ox.NamedNode)), None)
        if newer is None:
            break
        entity = newer
    return entity


def _by_id(store: ox.Store, name: str) -> ox.NamedNode | None:
    local = name.removeprefix(iri.ENTITY).removeprefix("entity:")
    if not local:
        return None
    try:
        node = t.node(iri.ENTITY, local)
    except ValueError:
        return None
    known = store.quads_for_pattern(node, None, None, ox.DefaultGraph())
    return None if next(known, None) is None else node


def _by_exact_name(store: ox.Store, name: str) -> ox.NamedNode | None:
    """Return the one entity with the name in exactly this spelling, without walking all names."""
    found = {
        quad.subject
        for language in languages()
        for predicate in (t.PREF_LABEL, t.ALT_LABEL)
        for quad in store.quads_for_pattern(
            None, predicate, ox.Literal(name, language=language), ox.DefaultGraph()
        )
        if isinstance(quad.subject, ox.NamedNode)
    }
    return found.pop() if len(found) == 1 else None


def _entities(store: ox.Store) -> Iterator[Entity]:
    """Yield the entities with their names and types, and nothing else of them."""
    names: dict[ox.NamedNode, list[Name]] = {}
    for predicate in (t.PREF_LABEL, t.ALT_LABEL):
        for quad in store.quads_for_pattern(None, predicate, None, ox.DefaultGraph()):
            node, label = quad.subject, quad.object
            if isinstance(node, ox.NamedNode) and isinstance(label, ox.Literal):
                names.setdefault(node, []).append(Name(label.value, label.language or ""))
    for node in sorted(names, key=str):
        types = store.quads_for_pattern(node, t.TYPE, None, ox.DefaultGraph())
        kind = min((t.compact(quad.object) for quad in types), default="").removeprefix("kg:")
        english = [name.text for name in names[node] if name.language == "en"]
        usual = (english or [names[node][0].text])[0]
        yield Entity(t.name_of(node, iri.ENTITY), kind, usual, tuple(names[node]))


def _article(store: ox.Store, value: str) -> ox.NamedNode:
    """Return the article by its id, address, file, file name or headline."""
    local = value.removeprefix(iri.ARTICLE).removeprefix("article:")
    titles: dict[str, str] = {}
    found = []
    articles = store.quads_for_pattern(None, t.TYPE, t.NEWS_ARTICLE, ox.DefaultGraph())
    for node in sorted((quad.subject for quad in articles), key=str):
        if not isinstance(node, ox.NamedNode):
            continue
        if t.name_of(node, iri.ARTICLE) == local:
            return node
        texts = dict(_article_names(store, node))
        titles[texts.get(t.HEADLINE, "")] = texts.get(t.SOURCE, "")
        if value in (*texts.values(), PurePath(texts.get(t.SOURCE, "")).name):
            found.append(node)
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(t.name_of(node, iri.ARTICLE) for node in found)
        raise GraphError(f"{value!r} names several articles; give an id: {choices}")
    near = get_close_matches(value, [*titles, *titles.values()], n=5, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "see `kg query GRAPH --name articles`"
    raise GraphError(f"no article is called {value!r}; {hint}")


def _article_names(store: ox.Store, node: ox.NamedNode) -> Iterator[tuple[ox.NamedNode, str]]:
    for predicate in (t.HEADLINE, t.SOURCE, t.URL):
        for quad in store.quads_for_pattern(node, predicate, None, ox.DefaultGraph()):
            if isinstance(quad.object, ox.Literal):
                yield predicate, quad.object.value


def _text(_: ox.Store, value: str) -> ox.Literal:
    return t.text(value)


def _number(_: ox.Store, value: str) -> ox.Literal:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"{value!r} is no number; write it as 15000000 or 1.5e7")
    return t.literal(int(number) if number.is_integer() else number)


def _date(_: ox.Store, value: str) -> ox.Literal:
    if not _DATE.fullmatch(value):
        raise ValueError(f"{value!r} is no date; write it as 2025, 2025-04 or 2025-04-30")
    # As text: it is compared, digit by digit, with dates of any precision.
    return t.text(value)


def _relation(_: ox.Store, value: str) -> ox.NamedNode:
    return _word(value, load().relations)


def _type(_: ox.Store, value: str) -> ox.NamedNode:
    return _word(value, load().types)


def _word(value: str, known: dict[str, Relation] | dict[str, EntityType]) -> ox.NamedNode:
    """Return the term of the ontology that `value` is the name or a label of."""
    key = lookup_key(value.removeprefix("kg:"))
    for name, word in known.items():
        if key in map(lookup_key, (name, *word.labels.values())):
            return ox.NamedNode(iri.ONTOLOGY + name)
    raise ValueError(f"there is no {value!r}; there are: {', '.join(known)}")


KINDS: dict[str, Callable[[ox.Store, str], Term]] = {
    "actor": actor,
    "article": _article,
    "date": _date,
    "number": _number,
    "relation": _relation,
    "text": _text,
    "type": _type,
}
"""Kind of a parameter -> what makes a term of the value."""
