"""Sentences as items: what each word becomes, and where it stands."""

import pytest


def codes(article) -> list[str]:
    return [sentence.code for sentence in article.sentences]


def test_clitics_are_cut_where_the_tables_know_the_rest(read_article):
    article = read_article("وقال رئيسها إن [Company نواة] تنمو.", "ar")
    assert codes(article) == [" و قال رييس [~3] ان [A5] تنمو"]


def test_quotation_marks_vanish_and_quantities_are_items(read_article):
    article = read_article("جمعت «[Company نواة]» نحو 15 مليار دولار (49%).", "ar")
    (code,) = codes(article)
    assert "«" not in code
    assert "[$" in code and "[%" in code


def test_a_description_before_its_name_only_introduces_it(read_article):
    assert "[~" not in codes(read_article("قالت الشركة «[Company نواة]» كلمة.", "ar"))[0]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "[Company Kelpworks] said its chief executive bought 12% of [Company Tarn] in 2024.",
            "en",
        ),
        ("وقالت الشركة إن مديرها المالي لدى [Company نواة] باع 12% منها في 2024.", "ar"),
        ("Their [Product Dray] runs on its own [Product H9]; the start-up's rival left.", "en"),
    ],
)
def test_every_item_stands_somewhere_in_its_sentence(read_article, text, language):
    for sentence in read_article(text, language).sentences:
        for item in sentence.items:
            assert item.span.start < item.span.end
            assert sentence.span.covers(item.span)


def test_items_are_found_again_by_their_place_in_the_code(read_article):
    (sentence,) = read_article("[Company Kelpworks] bought [Company Tarn] in May.", "en").sentences
    at = sentence.code.index(" bought")
    (item,) = sentence.items_in(at, at + len(" bought"))
    assert item.code == "bought"
    assert sentence.items[sentence.position(at)] is item
