import pytest

from kg.language import annotate, quantities
from kg.model import Document

B, M = 10**9, 10**6


def found(text, language="ar"):
    doc = annotate(Document("1", text, language, "", "-"))
    return [(q.span.of(text), q.kind, q.value, q.upper, q.currency) for q in quantities(doc)]


MONEY = [
    ("15 مليار دولار", 15 * B, None, "USD"),
    ("ملياري دولار", 2 * B, None, "USD"),
    ("مليارا دولار", 2 * B, None, "USD"),
    ("مليار دولار", B, None, "USD"),
    ("نصف مليار دولار", B // 2, None, "USD"),
    ("ربع مليون دولار", M // 4, None, "USD"),
    ("مليار ونصف المليار دولار", 15 * B // 10, None, "USD"),
    ("مليار ونصف مليار يورو", 15 * B // 10, None, "EUR"),
    ("1.25 تريليون دولار", 1250 * B, None, "USD"),
    ("7ر2 مليار دولار", 27 * B // 10, None, "USD"),
    ("10 ملايين دولار", 10 * M, None, "USD"),
    ("1,2 مليون دولار", 12 * M // 10, None, "USD"),
    ("40,000 دولار", 40_000, None, "USD"),
    ("1.500.000 دولار", 1_500_000, None, "USD"),
    ("٣ مليارات دولار", 3 * B, None, "USD"),
    ("٣٫٥ ملايين ريال", 35 * M // 10, None, "SAR"),
    ("ثلاثة مليارات دولار", 3 * B, None, "USD"),
    ("خمسة عشر مليون دولار", 15 * M, None, "USD"),
    ("خمسة وعشرين مليون دولار", 25 * M, None, "USD"),
    ("مئة مليون دولار", 100 * M, None, "USD"),
    ("مئة وخمسين مليون دولار", 150 * M, None, "USD"),
    ("مئتي ألف دولار", 200_000, None, "USD"),
    ("ثلاثمئة وأربعين ألف دولار", 340_000, None, "USD"),
    ("مليار و500 مليون دولار", 15 * B // 10, None, "USD"),
    ("3.7مليار دولار", 37 * B // 10, None, "USD"),
    ("220 ملياراً من الدولارات", 220 * B, None, "USD"),
    ("5 مليارات من الدولارات", 5 * B, None, "USD"),
    ("$15 مليون", 15 * M, None, "USD"),
    ("5 ملايين $", 5 * M, None, "USD"),
    ("9 مليارات درهم إماراتي", 9 * B, None, "AED"),
    ("9 مليارات درهم", 9 * B, None, "AED"),
    ("9 ملايين درهم مغربي", 9 * M, None, "MAD"),
    ("9 ملايين ريال سعودي", 9 * M, None, "SAR"),
    ("9 ملايين ريال قطري", 9 * M, None, "QAR"),
    ("9 ملايين ريال عماني", 9 * M, None, "OMR"),
    ("9 ملايين دينار", 9 * M, None, "KWD"),
    ("45 مليون دينار جزائري", 45 * M, None, "DZD"),
    ("45 مليون دينار أردني", 45 * M, None, "JOD"),
    ("3 ملايين جنيه إسترليني", 3 * M, None, "GBP"),
    ("3 ملايين جنيه", 3 * M, None, "GBP"),
    ("3 ملايين جنيه مصري", 3 * M, None, "EGP"),
    ("3 ملايين جنيهاً مصرياً", 3 * M, None, "EGP"),
    ("7 ملايين يوان", 7 * M, None, "CNY"),
    ("7 ملايين ين", 7 * M, None, "JPY"),
    ("7 ملايين وون", 7 * M, None, "KRW"),
    ("7 ملايين روبية", 7 * M, None, "INR"),
    ("7 ملايين دولار كندي", 7 * M, None, "CAD"),
    ("7 ملايين دولار أميركي", 7 * M, None, "USD"),
    ("7 ملايين ليرة تركية", 7 * M, None, "TRY"),
    ("12 مليون ر.س", 12 * M, None, "SAR"),
    ("10 و12 مليار دولار", 10 * B, 12 * B, "USD"),
    ("10-12 مليار دولار", 10 * B, 12 * B, "USD"),
    ("5 إلى 7 مليارات دولار", 5 * B, 7 * B, "USD"),
]


@pytest.mark.parametrize(("text", "value", "upper", "currency"), MONEY)
def test_arabic_money(text, value, upper, currency):
    before = "بين " if upper and "و" in text.split()[1] else "قيمتها نحو "
    assert found(f"{before}{text} بعد الصفقة.") == [(text, "money", value, upper, currency)]


ENGLISH = [
    ("$15 billion", 15 * B, None, "USD"),
    ("$1.3bn", 13 * B // 10, None, "USD"),
    ("US$5m", 5 * M, None, "USD"),
    ("$40k", 40_000, None, "USD"),
    ("€1.3 billion", 13 * B // 10, None, "EUR"),
    ("Rs 180 crore", 1800 * M, None, "INR"),
    ("£2 million", 2 * M, None, "GBP"),
    ("AED5m", 5 * M, None, "AED"),
    ("SAR100 million", 100 * M, None, "SAR"),
    ("Rs500", 500, None, "INR"),
    ("$1.5-billion", 15 * B // 10, None, "USD"),
    ("SR 3 million", 3 * M, None, "SAR"),
    ("AED 496 million", 496 * M, None, "AED"),
    ("5 million SAR", 5 * M, None, "SAR"),
    ("two billion dollars", 2 * B, None, "USD"),
    ("twenty-five million dollars", 25 * M, None, "USD"),
    ("two hundred and five thousand euros", 205_000, None, "EUR"),
    ("half a billion dollars", B // 2, None, "USD"),
    ("a billion dollars", B, None, "USD"),
    ("one and a half billion dollars", 15 * B // 10, None, "USD"),
    ("16.5 billion won", 165 * B // 10, None, "KRW"),
    ("100 million Saudi riyals", 100 * M, None, "SAR"),
    ("100 million UAE dirhams", 100 * M, None, "AED"),
    ("100 million Egyptian pounds", 100 * M, None, "EGP"),
    ("100 million South Korean won", 100 * M, None, "KRW"),
    ("100 million Hong Kong dollars", 100 * M, None, "HKD"),
    ("five million kronor", 5 * M, None, "SEK"),
    ("$5-7 billion", 5 * B, 7 * B, "USD"),
    ("$5bn-$7bn", 5 * B, 7 * B, "USD"),
    ("$5 to $7 billion", 5 * B, 7 * B, "USD"),
    ("$10bn and $12bn", 10 * B, 12 * B, "USD"),
    ("$800 million and $1 billion", 800 * M, B, "USD"),
]


@pytest.mark.parametrize(("text", "value", "upper", "currency"), ENGLISH)
def test_english_money(text, value, upper, currency):
    before = "between" if upper and " and " in text else "worth about"
    assert found(f"It is {before} {text} now.", "en") == [(text, "money", value, upper, currency)]


@pytest.mark.parametrize(
    ("text", "value", "upper"),
    [
        ("49%", 49, None),
        ("%76.8", 76.8, None),
        ("27 بالمئة", 27, None),
        ("27 بالمائة", 27, None),
        ("٢٢ في المئة", 22, None),
        ("44 %", 44, None),
        ("44٪", 44, None),
        ("خمسين في المائة", 50, None),
        ("5 إلى 7%", 5, 7),
        ("1ر5%", 5.1, None),
        ("5%-7%", 5, 7),
        ("%5 إلى %7", 5, 7),
        ("12 per cent", 12, None),
        ("12.5 percent", 12.5, None),
    ],
)
def test_percent(text, value, upper):
    assert found(f"نالت {text} منها") == [(text, "percent", value, upper, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("220 ملياراً", [("220 ملياراً", 220 * B, None)]),
        ("34 مليار معامل", [("34 مليار", 34 * B, None)]),
        ("41 مليار معلمة و600 وظيفة", [("41 مليار", 41 * B, None), ("600", 600, None)]),
        ("3 آلاف موظف", [("3 آلاف", 3000, None)]),
        ("5 إلى 7 ملايين مستخدم", [("5 إلى 7 ملايين", 5 * M, 7 * M)]),
        ("مئتا موظف في ميتا", [("مئتا", 200, None)]),
        ("ثلاثة مؤسسين وعدة مليارات", []),
        ("مليارات الدولارات", []),
        ("2000 موظف", [("2000", 2000, None)]),
        ("5.000 موظف", [("5.000", 5000, None)]),
        ("طراز GPT-5 وإصدار 3.1.4", []),
        (
            "a 70B model and a 7-billion-parameter one",
            [("70B", 70 * B, None), ("7-billion", 7 * B, None)],
        ),
        ("in the US 12 firms and C 9", [("12", 12, None), ("9", 9, None)]),
        ("walked 5m and bought 3M shares in May", []),
    ],
)
def test_numbers_are_no_money(text, expected):
    assert found(text) == [(words, "number", *rest, None) for words, *rest in expected]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025", "2025"),
        ("مارس 2025", "2025-03"),
        ("نيسان/أبريل 2025", "2025-04"),
        ("تشرين الأول / أكتوبر 2025", "2025-10"),
        ("مارس (آذار) 2025", "2025-03"),
        ("كانون الثاني 2025", "2025-01"),
        ("فيفري 2025", "2025-02"),
        ("غشت 2024", "2024-08"),
        ("12 يونيو 2025", "2025-06-12"),
        ("12 حزيران/يونيو 2025", "2025-06-12"),
        ("١٢ يونيو ٢٠٢٥", "2025-06-12"),
        ("الأول من يناير 2025", "2025-01-01"),
        ("مارس من عام 2025", "2025-03"),
        ("الربع الأول من 2027", "2027-Q1"),
        ("الربع الثالث من عام 2027", "2027-Q3"),
        ("March 2025", "2025-03"),
        ("Q1 2027", "2027-Q1"),
        ("fourth quarter of 2026", "2026-Q4"),
        ("12 March 2025", "2025-03-12"),
        ("March 12, 2025", "2025-03-12"),
        ("Sept. 3, 2024", "2024-09-03"),
        ("2025-03-12", "2025-03-12"),
        ("1st of May 2025", "2025-05-01"),
    ],
)
def test_dates(text, value):
    assert found(f"أطلقت في {text} منصة") == [(text, "date", value, None, None)]


@pytest.mark.parametrize(
    "text", ["في 12 يونيو", "on March 12 they met", "أمس الأربعاء", "it may grow", "30 فبراير 2025"]
)
def test_dates_without_year_or_sense_give_nothing(text):
    assert found(text) == []


def test_a_bare_currency_is_the_one_that_the_article_names():
    text = "40 مليون درهم لشركة. وقال إن 40 مليون درهم مغربي تكفي، أي 4 ملايين دولار كندي أو دولار"
    assert [q[4] for q in found(text)] == ["MAD", "MAD", "CAD"]
    assert [q[4] for q in found("paid 5 million pounds, or 5 million Egyptian pounds", "en")] == [
        "EGP",
        "EGP",
    ]
    both = "5 دنانير أردنية و6 دنانير كويتية و7 دنانير"
    assert [q[4] for q in found(both)] == ["JOD", "KWD", "KWD"]


def test_ranges_of_dates():
    assert found("من 12-14 مارس 2025")[0][1:4] == ("date", "2025-03-12", "2025-03-14")
    assert found("in March-April 2025", "en")[0][1:4] == ("date", "2025-03", "2025-04")
    assert found("by mid-2025", "en") == [("2025", "date", "2025", None, None)]
    assert found("May 12-14", "en") == []


def test_several_stand_side_by_side():
    assert found("1.82 مليار درهم (496 مليون دولار)") == [
        ("1.82 مليار درهم", "money", 1_820_000_000, None, "AED"),
        ("496 مليون دولار", "money", 496 * M, None, "USD"),
    ]
    assert [q[2] for q in found("صعد من 5 مليارات دولار إلى 7 مليارات دولار")] == [5 * B, 7 * B]
    assert [q[2] for q in found("rose from $5bn to $7bn in 2025", "en")] == [5 * B, 7 * B, "2025"]
    assert [q[2] for q in found("45 مليار دولار منها 12 مليار دولار ديون")] == [45 * B, 12 * B]
    assert [q[2] for q in found("في 2024 مليار دولار")] == ["2024", B]
    assert [q[2:4] for q in found("ما بين مليار وملياري دولار")] == [(B, 2 * B)]
    assert [q[2:4] for q in found("بين 2024 و2026")] == [("2024", "2026")]


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("ضخ الصندوق خمسة ملايين دينار في الشركة التونسية.", "ar", "TND"),
        ("قال البنك في القاهرة، مصر، إنه أنفق 40 مليون جنيه.", "ar", "EGP"),
        ("The Egyptian lender spent 40 million pounds.", "en", "EGP"),
        ("The lender spent 40 million pounds.", "en", "GBP"),
        ("The Egyptian lender spent 4 million pounds sterling, not 9 million pounds.", "en", "GBP"),
    ],
)
def test_a_currency_without_its_country_is_that_of_the_text(text, language, code):
    doc = annotate(Document("1", text, language, "", "-"))
    assert {q.currency for q in quantities(doc) if q.kind == "money"} == {code}
