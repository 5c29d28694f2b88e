"""The known actors: the tables as they are shipped, and how they are looked up."""

import re
from itertools import pairwise

import pytest
from babel import Locale

from kg.errors import OntologyError
from kg.language import lookup_key
from kg.ontology import directory
from kg.ontology import load as load_ontology
from kg.ontology.names import load
from kg.ontology.rows import Rows, read

TABLES = sorted((directory() / "names").glob("*.tsv"))
COUNTRIES = tuple("AE BH CN DE EG FR GB IN JP KR KW OM QA SA US".split())  # noqa: SIM905
ARABIC = re.compile(r"[\u0600-\u06ff]")


@pytest.fixture(scope="module")
def table():
    return load(lookup_key)


@pytest.fixture(params=TABLES, ids=lambda path: path.stem)
def rows(request):
    return list(zip(*read(request.param), strict=True))


def ids(names):
    return [name.actor.id for name in names]


# The tables


def test_rows_are_sorted_and_none_stands_twice(rows):
    order = [(r[0], ("pref", "alt", "short", "adjective").index(r[4]), r[3] != "en") for r in rows]
    assert order == sorted(order)
    names = [(r[0], r[2], r[3], r[4] == "adjective") for r in rows]
    assert len(set(names)) == len(names)


def test_an_actor_has_one_usual_name_a_language_the_english_one_first(rows):
    for before, row in pairwise([("",) * 7, *rows]):
        if row[0] != before[0]:
            assert row[3:5] == ("en", "pref"), row
            assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row[0]), row
    usual = [(r[0], r[3]) for r in rows if r[4] == "pref"]
    assert len(set(usual)) == len(usual)


def test_language_is_the_one_of_the_letters(rows):
    assert [r for r in rows if (r[3] == "ar") != bool(ARABIC.search(r[2]))] == []
    assert [r for r in rows if r[3] == "ar" and re.search("[A-Za-z]", r[2])] == []
    assert [r for r in rows if r[2] != r[2].strip() or "  " in r[2]] == []


def test_wikidata_items_are_well_formed_and_of_one_actor(table):
    items = [item for actor in table for item in actor.same_as]
    assert all(re.fullmatch(r"http://www\.wikidata\.org/entity/Q[1-9]\d*", item) for item in items)
    assert len(set(items)) == len(items)


def test_types_are_classes_of_the_ontology(table):
    assert {actor.type for actor in table} <= set(load_ontology().types)


def test_all_but_models_have_an_arabic_name(table):
    languages = {actor.id: {name.language for name in actor.names} for actor in table}
    assert [a.id for a in table if a.type != "AIModel" and languages[a.id] != {"en", "ar"}] == []
    assert sum(each == {"en", "ar"} for each in languages.values()) >= 2000


def test_a_name_of_several_actors_is_marked_with_all_but_the_most_usual(table):
    shared = table.shared()
    unmarked = {key: [n for n in names if "shared" not in n.flags] for key, names in shared.items()}
    assert {key: ids(names) for key, names in unmarked.items() if len(names) != 1} == {}
    marked = {(n.actor.id, n.text) for names in shared.values() for n in names}
    for path in TABLES:
        rows = read(path)
        for identifier, name, flags in zip(rows.id, rows.name, rows.flags, strict=True):
            assert "shared" not in flags or (identifier, name) in marked, (identifier, name)


def test_every_name_finds_its_actor(table, rows):
    names = [(r[0], r[2]) for r in rows if r[4] != "adjective"]
    assert [(i, name) for i, name in names if i not in ids(table.match(name))] == []
    adjectives = [(r[0], r[2]) for r in rows if r[4] == "adjective"]
    assert [(i, name) for i, name in adjectives if table.nationality(name).id != i] == []


# Looking up


@pytest.mark.parametrize(
    ("surface", "actor"),
    [
        ("OpenAI", "openai"),
        ("أوبن إيه آي", "openai"),
        ("أوبن ايه.آي", "openai"),
        ("أوبن إي آي", "openai"),
        ("أوبن آي", "openai"),
        ("إكس إيه.آي", "xai"),
        ("أكس أي آي", "xai"),
        ("شات جي.بي.تي", "chatgpt"),
        ("غوغل", "google"),
        ("جوجل", "google"),
        ("قوقل", "google"),
        ("ديبسيك", "deepseek"),
        ("نفيديا", "nvidia"),
        ("بلومبرج", "bloomberg"),
        ("مارك زوكربيرج", "mark-zuckerberg"),
        ("إم.جي.إكس", "mgx"),
        ("عبدالله السواحة", "abdullah-alswaha"),
        ("الولايات المتحدة", "united-states"),
    ],
)
def test_spellings_of_the_news_find_the_actor(table, surface, actor):
    assert ids(table.match(surface))[0] == actor


def test_common_words_need_capital_letters(table):
    assert ids(table.match("Meta")) == ids(table.match("META")) == ["meta"]
    assert table.match("meta") == ()
    assert table.match("us") == ()
    assert ids(table.match("nvidia")) == ["nvidia"]


@pytest.mark.parametrize("word", ["ترجمة", "بيانات", "علم", "Figure", "Character"])
def test_common_words_are_marked_weak(table, word):
    assert all("weak" in name.flags for name in table.match(word)) and table.match(word)


def test_a_company_comes_before_its_namesakes(table):
    assert [actor.type for actor in table.lookup(lookup_key("DeepSeek"))] == ["Company", "AIModel"]
    assert ids(table.match("عمان")) == ["oman", "amman"]


@pytest.mark.parametrize("form", ["صيني", "صينية", "الصيني", "الصينية", "Chinese"])
def test_nationalities_name_their_country(table, form):
    assert table.nationality(form).id == "china"
    assert table.match(form) == ()


@pytest.mark.parametrize("form", ["الأميركية", "أمريكي", "American", "U.S.", "US"])
def test_nationality_of_the_united_states(table, form):
    assert table.nationality(form).id == "united-states"
    assert table.nationality("us") is None


@pytest.mark.parametrize(
    "code",
    ["AE", "BH", "CN", "DE", "EG", "FR", "GB", "IN", "JP", "KR", "KW", "OM", "QA", "SA", "US"],
)
def test_countries_bear_their_cldr_names(table, code):
    english, arabic = (Locale(language).territories[code] for language in ("en", "ar"))
    assert ids(table.match(english)) == ids(table.match(arabic))[:1] != []


def test_ids_lead_back_to_the_actor(table):
    assert len(list(table)) == len(table)
    assert table.by_id("scale-ai").name == "Scale AI"
    assert table.by_id("nobody") is None


# Tables of one's own


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ":1: columns must be"),
        ("id\tname\n", ":1: columns must be"),
        ("HEADER\na\tCompany\tA\ten\tpref\t\n", ":2: a row has 7 columns"),
        ("HEADER\na\tCompany\tA\ten\tbest\t\t\n", ":2: unknown status 'best'"),
        ("HEADER\na\tCompany\tA\ten\tpref\tloud\t\n", ":2: unknown flag in 'loud'"),
        ("HEADER\na\t\tA\ten\tpref\t\t\n", ":2: the first row of 'a' needs a type"),
        ("HEADER\n" + "a\tCompany\tA\ten\tpref\t\t\n" * 2, ":3: 'a' has a type already"),
    ],
)
def test_a_malformed_table_is_refused_with_its_line(tmp_path, text, problem):
    path = tmp_path / "own.tsv"
    path.write_text(text.replace("HEADER", "\t".join(Rows._fields)), encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(f"{path}{problem}")):
        load(lookup_key, tmp_path)


def test_no_table_at_all_is_refused(tmp_path):
    with pytest.raises(OntologyError, match="no table of names"):
        load(lookup_key, tmp_path)


@pytest.fixture
def own(tmp_path):
    rows = [
        Rows._fields,
        ("acme-ai", "Company", "Acme AI", "en", "pref", "", "Q1"),
        ("acme-ai", "", "أكمي إيه آي", "ar", "pref", "", ""),
        ("al-ghurair", "Company", "Al Ghurair", "en", "pref", "", ""),
        ("al-ghurair", "", "الغرير", "ar", "pref", "", ""),
        ("go-green", "Company", "Go Green", "en", "pref", "case", ""),
        ("go-green", "", "غو غرين", "ar", "pref", "", ""),
    ]
    text = "".join("\t".join(row) + "\n" for row in rows)
    (tmp_path / "own.tsv").write_text(text, encoding="utf-8")
    return load(lookup_key, tmp_path)


def test_a_row_is_all_that_an_actor_needs(own):
    actor = own.by_id("acme-ai")
    assert ids(own.match("ACME ai")) == ids(own.match("اكمي اي.آي")) == ["acme-ai"]
    assert actor.same_as == ("http://www.wikidata.org/entity/Q1",)
    assert [tuple(name) for name in actor.names] == [("Acme AI", "en"), ("أكمي إيه آي", "ar")]


def test_only_a_foreign_g_has_a_second_spelling(own):
    assert ids(own.match("جو جرين")) == ["go-green"]
    assert own.match("الغرير") and not own.match("الجرير")


def test_a_scan_knows_how_far_to_look(own):
    assert own.longest == 3
    assert own.reach == {"acme": 2, "اكمي": 3, "al": 2, "الغرير": 1, "go": 2, "غو": 2, "جو": 2}
