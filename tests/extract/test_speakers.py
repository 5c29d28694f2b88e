"""On whose word a claim stands: the cues of sources, in the orders that news has them."""

import pytest


@pytest.fixture
def cited(read_article):
    def of(example, language):
        article = read_article(example, language)
        return {one.entity for sentence in article.sentences for one in article.cited(sentence)}

    return of


@pytest.mark.parametrize(
    ("example", "source"),
    [
        ("حسبما ذكرت صحيفة [MediaOutlet المنار]، ستشتري [Company ألفا] منافستها.", "المنار"),
        ("ستشتري [Company ألفا] منافستها، على ما قال [Person سامي نور].", "سامي نور"),
        ("وفق رسالة بعث بها [Person سامي نور]، رحل المدير.", "سامي نور"),
        ("كشفت صحيفة [MediaOutlet المنار] أن [Company ألفا] في ضائقة.", "المنار"),
        ("وجاء ذلك في مذكرة اطلعت عليها [MediaOutlet المنار].", "المنار"),
    ],
)
def test_arabic_sources(cited, example, source):
    assert source in cited(example, "ar")


@pytest.mark.parametrize(
    ("example", "source"),
    [
        ("[Company Alder] will buy a rival, [Person Mona Adel] confirmed.", "Mona Adel"),
        (
            "According to the newspaper [MediaOutlet Harbour Post], the chief is out.",
            "Harbour Post",
        ),
        ("A memo seen by [MediaOutlet Harbour Post] names the price.", "Harbour Post"),
        ("[Person Mona Adel], who runs the fund, disclosed that it had sold.", "Mona Adel"),
    ],
)
def test_english_sources(cited, example, source):
    assert source in cited(example, "en")
