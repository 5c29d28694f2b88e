"""A graph by hand that is hard on engines: hostile names, Arabic, parallel claims, values."""

from kg.iri import digest
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    KnowledgeGraph,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

HOSTILE = "'}) DETACH DELETE n //"
QUOTED = 'He said "no"; \\ `x` =1+1, {a: $b}\u061b'
FOUND = Provenance("hand", "row,1", "0.1")
ARTICLES = {
    "news/ar.txt": (
        "ar",
        "2025-03-01",
        (
            "استثمرت نخلة 150 مليون دولار في لبنة.",
            f"وقال {HOSTILE} إن نخلة تقود الجولة، مع «فاصلة، منقوطة؛ وعلامة \\ و'».",
            "ونفت نخلة أنها ستستحوذ على لبنة.",
            "وتواجه لبنة نزيفا في الكفاءات.",
            "تقود نور لبنة.",
        ),
    ),
    'news/"en", 2.txt': (
        "en",
        "2025-04-02",
        (
            "Nakhla put $160 million into Labna,\n\tpeople said.",
            f"{HOSTILE} invests in Labna.",
            "Labna raised a round of $400 million.",
            f"Labna acquired {QUOTED}.",
            "Labna hired Nour from Nakhla.",
        ),
    ),
    "news/undated.txt": (
        "en",
        None,
        (
            f"{QUOTED} invests €2.5 million in {HOSTILE} Robotics.",
            f"{HOSTILE} Robotics raised a round of 10.5 million euros.",
        ),
    ),
}
ENTITIES = {
    "nakhla": ("InvestmentFirm", "Nakhla", (("نخلة", "ar"), ("Nakhla", "en"))),
    "labna": ("Company", "Labna", (("لبنة", "ar"), ("مختبر لبنة", "ar"), ("Labna", "en"))),
    "nour": ("Person", "Nour", (("نور", "ar"),)),
    "bobby": ("Person", HOSTILE, ((HOSTILE, "en"),)),
    "quoted": ("Company", QUOTED, ((QUOTED, "en"), ("قال; \x0b", "ar"))),
    "robotics": ("Company", f"{HOSTILE} Robotics", ((f"{HOSTILE} Robotics", "en"),)),
    "alone": ("Technology", "=HYPERLINK(1)", (("=HYPERLINK(1)", "en"),)),
}
# Article, sentence, subject, relation, object, modality, value, details, who says so.
CLAIMS = (
    (0, 0, "nakhla", "investsIn", "labna", "asserted", None, {"amount": 150_000_000}, None),
    (0, 1, "nakhla", "investsIn", "labna", "reported", None, {"round": "أ"}, "bobby"),
    (0, 2, "nakhla", "acquires", "labna", "denied", None, {}, "nakhla"),
    (0, 3, "labna", "faces", None, "asserted", "نزيفا في الكفاءات", {}, None),
    (0, 4, "nour", "leads", "labna", "asserted", None, {"role": 'المديرة; "x"'}, None),
    (1, 0, "nakhla", "investsIn", "labna", "reported", None, {"amount": 160_000_000}, None),
    (1, 1, "bobby", "investsIn", "labna", "planned", None, {"stake_percent": 2.5}, None),
    (1, 2, "labna", "raisesFunding", None, "asserted", 400_000_000, {"currency": "USD"}, None),
    (1, 3, "labna", "acquires", "quoted", "asserted", None, {"date": "2025-04"}, None),
    (1, 4, "labna", "hires", "nour", "asserted", None, {"from": "nakhla"}, "bobby"),
    (2, 0, "quoted", "investsIn", "robotics", "possible", None, {"amount": 2_500_000}, None),
    (2, 1, "robotics", "raisesFunding", None, "possible", 10_500_000, {"currency": "EUR"}, None),
)


def sample(without=None):
    """Return the graph; `without` leaves the claims of that article, and it, out."""
    articles = [_article(source, *rest) for source, rest in ARTICLES.items()]
    kept = [at for at in range(len(articles)) if at != without]
    claims = tuple(_claim(articles[row[0]], row) for row in CLAIMS if row[0] in kept)
    used = {
        own
        for claim in claims
        for own in (claim.subject, claim.object, claim.attributed_to, claim.qualifier("from"))
    }
    entities = tuple(
        _entity(own, *rest, articles[0])
        for own, rest in ENTITIES.items()
        if own in used or (without is None)
    )
    return KnowledgeGraph(tuple(articles[at] for at in kept), entities, claims)


def _article(source, language, published, sentences):
    text = "\n".join(sentences)
    return Document(digest(text), text, language, sentences[0], source, None, published)


def _entity(own, type_, name, names, article):
    at = article.text.find(names[0][0])
    mention = Mention(Span(at, at + len(names[0][0])), names[0][0], type_, None, FOUND)
    return Entity(
        own,
        type_,
        name,
        tuple(Name(*each) for each in names),
        ("http://www.wikidata.org/entity/Q42",) if own == "nakhla" else (),
        ((article.id, mention),) if at >= 0 else (),
    )


def _claim(article, row):
    _, number, subject, relation, target, modality, value, details, said_by = row
    sentence = ARTICLES[article.source][2][number]
    start = article.text.index(sentence)
    found = (Evidence(article.id, Span(start, start + len(sentence))),)
    return Claim(
        digest(article.id, number, subject, relation, target, value),
        subject,
        relation,
        target,
        value,
        tuple(sorted(Qualifier(*item) for item in details.items())),
        Modality(modality),
        said_by,
        found,
        0.75,
        FOUND,
    )
