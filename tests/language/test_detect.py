import pytest

from kg.errors import LanguageError
from kg.language import detect, get, languages, pipeline
from kg.language.base import every

TEXTS = [
    ("أعلنت الشركة أنها جمعت تمويلاً من صندوق في دبي", "ar"),
    ("إطلاق نموذج جديد", "ar"),
    (
        "قالت OpenAI إن Sam Altman وGreg Brockman من San Francisco شاركا Satya Nadella في Build",
        "ar",
    ),
    ("The company said it raised money from a fund in Dubai", "en"),
    ("Startup Foo raises $5m", "en"),
    ("The firm, known as أوبن إيه آي in Arabic, is based in San Francisco", "en"),
]
OTHERS = [
    ("人工智能公司宣布了新的模型，并获得了投资。", "Cjk"),
    ("Компания объявила о новой модели", "Cyrillic"),
    ("La société a levé des fonds pour les modèles que les chercheurs ont créés", "French"),
    ("Das Unternehmen ist nicht mit der Firma und den Kunden verbunden", "German"),
    ("La empresa anunció que el modelo de la firma es más rápido", "Spanish"),
    ("De onderneming heeft een model en het is niet voor de markt", "Dutch"),
    ("این شرکت اعلام کرد که برای خرید این مدل از بازار است", "Persian"),
    ("یہ کمپنی پاکستان میں ہے اور اس نے ماڈل کا اعلان کیا", "Urdu"),
    ("12 34 --", "without letters"),
    ("", "without letters"),
]


@pytest.mark.parametrize(("text", "code"), TEXTS)
def test_detect(text, code):
    assert detect(text) == code


@pytest.mark.parametrize(("text", "seen"), OTHERS)
def test_other_languages_are_refused_by_name(text, seen):
    with pytest.raises(LanguageError) as caught:
        detect(text)
    message = str(caught.value)
    assert seen in message
    assert all(code in message for code in languages())
    assert "\n" not in message


@pytest.mark.parametrize("entry", [get, pipeline])
def test_unknown_code_lists_the_known_ones(entry):
    with pytest.raises(LanguageError, match="ar, en"):
        entry("xx")


@pytest.mark.parametrize("language", every(), ids=lambda language: language.code)
def test_every_language_is_complete(language):
    assert get(language.code) is language
    assert set(language.names) == set(languages())
    assert pipeline(language.code).lang == language.code
    needed = "stop abbreviation series number unit fraction currency ending tender percent month"
    assert {*needed.split(), "ordinal", "quarter", "dating"} <= set(language.words)
    assert language.affixes("x")[0].stem == "x"
