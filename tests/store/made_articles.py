"""Articles made by hand: who is named in them, and what they claim."""

from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

BY = Provenance("test", "test", "1")

NAMES = {
    "nawat": ("Company", ("Nawat Labs",), None),
    "nawat-ar": ("Company", ("نواة لابز",), None),
    "nawat-both": ("Company", ("Nawat Labs", "نواة لابز"), None),
    "nawat-lab": ("ResearchLab", ("Nawat Labs", "Nawat"), None),
    "nawat-product": ("Product", ("Nawat Labs",), None),
    "rimal": ("Company", ("Rimal Capital",), None),
    "rimal-known": ("InvestmentFirm", ("Rimal Capital", "ريمال"), "rimal-capital"),
    "rimal-alias": ("InvestmentFirm", ("ريمال",), "rimal-capital"),
    "sami": ("Person", ("Sami Nour",), None),
    "sami-short": ("Person", ("Nour",), None),
}
"""An observation of an actor: type, names, and the id of the known actor."""


def entity(key, document):
    kind, names, known = NAMES[key]
    mention = Mention(Span(0, 1), names[0], kind, known, BY)
    return Entity(
        id=known or digest(names[0], length=6),
        type=kind,
        name=names[0] if names[0].isascii() else "Transliterated",
        names=tuple(Name(text, "en" if text.isascii() else "ar") for text in names),
        mentions=((document, mention),) * (3 if key == "nawat-lab" else 1),
    )


def article(name, said, *, published=None, source=None, url=None):
    """Return an article: `said` is a sequence of (subject, relation, object, amount, modality).

    Of several observations with one id the first stands for all.
    """
    text = "\n".join([name, *(" ".join(map(str, each)) for each in said)])
    own = digest(text)
    document = Document(own, text, "en", name, source or f"{name}.txt", url, published)
    entities, claims = {}, {}
    for number, (subject, relation, other, amount, modality) in enumerate(said):
        ends = [entity(key, own) if key else None for key in (subject, other)]
        for end in filter(None, ends):
            entities.setdefault(end.id, end)
        ids = [end.id if end else None for end in ends]
        value = amount if other is None else None
        claim_id = digest(own, ids[0], relation, ids[1], value)
        claims[claim_id] = Claim(
            id=claim_id,
            subject=ids[0],
            relation=relation,
            object=ids[1],
            value=value,
            qualifiers=(Qualifier("amount", amount), Qualifier("currency", "USD"))
            if amount
            else (),
            modality=Modality(modality),
            attributed_to=ids[0] if number % 2 else None,
            evidence=(Evidence(own, Span(number, number + 3), Span(0, 1)),),
            confidence=0.5 + number / 20,
            provenance=BY,
        )
    return Extraction(document, tuple(entities.values()), tuple(claims.values()))


def simple(name="a", **more):
    """Return an article with one investment in it."""
    return article(name, [("rimal", "investsIn", "nawat", 10_000_000, "asserted")], **more)
