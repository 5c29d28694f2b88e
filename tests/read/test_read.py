"""What a reader of files meets: folders, encodings, odd names."""

import io
import os
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import read
from kg.errors import KGError, LanguageError, ReadError
from kg.iri import digest

ENGLISH = "Corvid opens an office\n\nThe company said that it will open an office in Toronto.\n"
ARABIC = "لسان تفتتح مكتبًا\n\nقالت الشركة إنها ستفتتح مكتبًا في القاهرة خلال هذا العام.\n"


@pytest.fixture
def save(tmp_path):
    def put(name, content=ENGLISH):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return put


def only(source):
    (document,) = read.read(source)
    return document


def message(source):
    with pytest.raises(KGError) as caught:
        list(read.read(source))
    text = str(caught.value)
    assert text.startswith(source) and "\n" not in text
    return text


def test_a_file_becomes_a_document(save):
    path = save("a.txt", ARABIC)
    document = only(path)
    assert document.text == ARABIC
    assert document.title == "لسان تفتتح مكتبًا"
    assert (document.language, document.source) == ("ar", path)
    assert document.id == digest(ARABIC)


def test_the_id_depends_on_the_text_alone(save):
    assert only(save("a.txt")).id == only(save("b/c.md")).id != only(save("d.txt", ARABIC)).id


def test_front_matter_gives_date_address_and_title(save):
    lines = (
        'title: "Corvid grows"',
        "date: 2025-06-10T08:00",
        "link: https://e.org/1",
        "tags: [a]",
    )
    head = "\n".join(("---", *lines, "---", ""))
    document = only(save("a.md", head + "It will open an office in Toronto.\n"))
    assert document.text == "Corvid grows\n\nIt will open an office in Toronto.\n"
    assert (document.title, document.published) == ("Corvid grows", "2025-06-10")
    assert document.url == "https://e.org/1"


def test_front_matter_of_any_line_ends(save):
    text = f"---\ndate: 2025-06-10\n---\n{ENGLISH}".replace("\n", "\r\n")
    assert only(save("a.md", text)).published == "2025-06-10"


def test_front_matter_that_repeats_the_title_adds_none(save):
    document = only(save("a.md", f"---\ntitle: Corvid opens an office\n---\n{ENGLISH}"))
    assert document.text == ENGLISH


def test_the_id_does_not_depend_on_front_matter(save):
    assert only(save("a.txt", f"---\ndate: 2025-06-10\n---\n{ENGLISH}")).id == digest(ENGLISH)


@pytest.mark.parametrize("value", ["10/06/2025", "June 2025", "2025-13-01"])
def test_a_date_that_is_none_is_said_with_its_line(save, value):
    path = save("a.md", f"---\nurl: https://e.org\ndate: {value}\n---\n{ENGLISH}")
    assert message(path).startswith(f"{path}:3: ") and value in message(path)


@pytest.mark.parametrize("text", [f"---\n{ENGLISH}", f"{ENGLISH}---\ndate: x\n---\n", "---\n" * 3])
def test_a_rule_of_hyphens_is_no_front_matter(save, text):
    documents = list(read.read(save("a.md", text + ENGLISH)))
    assert documents[0].published is None and ENGLISH in documents[0].text


def test_a_byte_order_mark_is_dropped_and_line_ends_become_line_feeds(save):
    document = only(save("a.txt", b"\xef\xbb\xbf" + ENGLISH.replace("\n", "\r\n").encode()))
    assert document.text == ENGLISH


def test_text_becomes_nfc(save):
    decomposed = unicodedata.normalize("NFD", ARABIC)
    assert decomposed != ARABIC
    assert only(save("a.txt", decomposed)).text == ARABIC


def test_a_markdown_title_loses_its_mark_but_the_text_keeps_it(save):
    document = only(save("a.md", "\n# " + ENGLISH))
    assert document.title == "Corvid opens an office"
    assert document.text == "\n# " + ENGLISH


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ARABIC.encode())))
    assert only("-").source == "-"


def test_a_folder_gives_its_articles_sorted_and_hidden_files_are_passed_over(save, tmp_path):
    for name in ("b.txt", "a/z.md", "a.TXT", ".git/x.txt", "a/.x.txt", "c.png", "ب.txt"):
        save(name)
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [Path(path).relative_to(tmp_path).as_posix() for path in read.find(str(tmp_path))]
    assert found == ["a/z.md", "a.TXT", "b.txt", "ب.txt"]


def test_a_folder_without_articles(save, tmp_path):
    save("c.png")
    with pytest.raises(ReadError, match=r"no article in this folder; kg reads \.txt, \.md"):
        read.find(str(tmp_path))


def test_a_missing_file(tmp_path):
    assert "no such file" in message(str(tmp_path / "none.txt"))


@pytest.mark.parametrize("content", ["", " \n\t\r\n", "\ufeff", "…\n—\n\u200f"])
def test_an_article_without_a_word_is_empty(save, content):
    assert "empty" in message(save("a.txt", content))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
def test_utf_16_is_named_with_the_way_out(save, encoding, text):
    text = message(save("a.txt", text.encode(encoding)))
    assert "byte 0" in text and "iconv -f UTF-16" in text


@pytest.mark.parametrize(("text", "encoding"), [("لسان تفتتح", "cp1256"), ("Café été", "cp1252")])
def test_an_old_encoding_is_named_with_the_first_wrong_byte(save, text, encoding):
    data = b"AI: " + text.encode(encoding) * 9
    with pytest.raises(UnicodeDecodeError) as caught:
        data.decode()
    text = message(save("a.txt", data))
    assert f"byte {caught.value.start}," in text and f"iconv -f {encoding} -t UTF-8" in text


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(1, 256)) * 4, b"text\0text"]
)
def test_a_binary_file(save, data):
    assert "a binary file" in message(save("a.txt", data))


def test_a_kind_that_is_not_read(save):
    assert "kg reads .txt, .md" in message(save("a.pdf", b"%PDF-1.7"))


def test_a_file_without_a_suffix_is_text(save):
    assert only(save("article")).language == "en"


def test_too_long(save):
    assert "split it" in message(save("a.txt", "word " * 200_001))


def test_a_language_that_is_not_supported(save):
    french = "Une entreprise ouvre un bureau et elle a dit que les travaux seront dans la ville."
    with pytest.raises(LanguageError, match=r"a\.txt: .*supported: ar, en"):
        list(read.read(save("a.txt", french)))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(save):
    path = save("a.txt")
    Path(path).chmod(0)
    assert "cannot be read" in message(path)


@pytest.mark.skipif(sys.platform == "darwin", reason="its file names are Unicode")
def test_a_file_name_that_is_no_unicode_gives_a_source_that_can_be_written(tmp_path):
    path = os.fsdecode(os.fsencode(tmp_path / "a") + b"\xff.txt")
    Path(path).write_text(ENGLISH)
    assert only(path).source.endswith("a\ufffd.txt")


def test_every_kind_keeps_the_contract():
    for name, kind in read.kinds().items():
        assert name.isidentifier()
        assert kind.SUFFIXES and all(s.startswith(".") and s == s.lower() for s in kind.SUFFIXES)


@given(st.text(max_size=80).filter(lambda text: "\0" not in text))
def test_any_text_is_read_or_refused_in_one_line(text):
    data = text.encode("utf-8", "surrogatepass")
    try:
        (article,) = read.kinds()["text"].parse(data, "a.txt")
    except ReadError as error:
        assert "\n" not in str(error)
    else:
        assert article.text == text.removeprefix("\ufeff")


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_in_one_line(data):
    try:
        (article,) = read.kinds()["text"].parse(data, "a.txt")
    except ReadError as error:
        assert str(error).startswith("a.txt: ") and "\n" not in str(error)
    else:
        assert article.text.encode() == data.removeprefix(b"\xef\xbb\xbf")
