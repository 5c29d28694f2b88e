"""Which names of an article are one actor."""

import pytest

from kg.language import lookup_key
from kg.link.clusters import Surface, cluster


def surface(text: str, kind: str = "Company", known: str | None = None) -> Surface:
    return Surface(lookup_key(text), text, kind, known)


def groups(*surfaces: Surface, aliases=()) -> list[list[str]]:
    return [[surfaces[n].text for n in group] for group in cluster(surfaces, aliases)]


@pytest.mark.parametrize(
    ("full", "short", "kind"),
    [
        ("سامي نور", "نور", "Person"),
        ("Jane van Doe", "Doe", "Person"),
        ("نواة لابز", "نواة", "Company"),
        ("Northern Data Works", "Northern", "Company"),
        ("Technology Transfer Office", "TTO", "GovernmentBody"),
    ],
)
def test_short_forms_belong_to_the_full_name(full, short, kind):
    assert len(groups(surface(full, kind), surface(short, kind))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (surface("سامي نور", "Person"), surface("سامي", "Person")),  # a first name is no surname
        (surface("نور", "Person"), surface("نور كابيتال", "InvestmentFirm")),
        (surface("Qalam 2", "AIModel"), surface("Qalam", "AIModel")),  # versions are things apart
        (surface("New York", "Place"), surface("York", "Place")),
    ],
)
def test_what_stays_apart(one, other):
    assert len(groups(one, other)) == 2


def test_two_known_actors_are_never_one():
    assert len(groups(surface("Meta", known="meta"), surface("Meta AI", known="meta-ai"))) == 2


def test_spellings_of_a_known_actor_are_one():
    assert len(groups(surface("غوغل", known="google"), surface("Google", known="google"))) == 1


def test_brackets_equate():
    both = surface("مكتب البحوث"), surface("OBR")
    assert len(groups(*both, aliases=[(0, 1)])) == 1


def test_a_surname_of_two_people_goes_to_the_one_named_before():
    people = [surface("سامي نور", "Person"), surface("منى نور", "Person"), surface("نور", "Person")]
    assert groups(*people) == [["سامي نور"], ["منى نور", "نور"]]
