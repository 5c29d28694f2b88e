"""What is written of claims, and that it is written whole or not at all."""

import json
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from kg import export
from kg.errors import ExportError
from kg.export._columns import width
from kg.model import (
    Claim,
    Document,
    Entity,
    Evidence,
    Extraction,
    KnowledgeGraph,
    Mention,
    Modality,
    Name,
    Provenance,
    Qualifier,
    Span,
)

BY = Provenance("test", "rule", "1")
TEXT = "لومن قد تستثمر 15 مليار دولار في كورفيد، وفق جريدة المرفأ."
DOCUMENT = Document("d1", TEXT, "ar", TEXT, "news/a.b.txt")


def mention(text, kind, known=None):
    start = TEXT.index(text)
    return Mention(Span(start, start + len(text)), text, kind, known, BY)


def entity(name, kind, text, document="d1"):
    names = (Name(text, "ar"),)
    return Entity(name.lower(), kind, name, names, mentions=((document, mention(text, kind)),))


LUMEN = entity("Lumen", "InvestmentFirm", "لومن")
CORVID = entity("Corvid", "Company", "كورفيد")
GAZETTE = entity("The Gazette", "MediaOutlet", "جريدة المرفأ")


def claim(relation="investsIn", target="corvid", value=None, document="d1", **qualifiers):
    start = TEXT.index("تستثمر")
    return Claim(
        id="c1",
        subject="lumen",
        relation=relation,
        object=target,
        value=value,
        qualifiers=tuple(Qualifier(*item) for item in sorted(qualifiers.items())),
        modality=Modality.POSSIBLE,
        attributed_to="the gazette",
        evidence=(
            Evidence(document, Span(0, len(TEXT)), trigger=Span(start, start + 6)),
            Evidence(document, Span(0, 14)),
        ),
        confidence=0.9,
        provenance=BY,
    )


def extraction(*claims):
    return Extraction(DOCUMENT, (LUMEN, CORVID, GAZETTE), claims)


def row_of(*args, **qualifiers):
    (row,) = export.rows(extraction(claim(*args, **qualifiers)))
    return row


def test_a_line_holds_what_a_scorer_reads():
    given = claim(amount=15_000_000_000, currency="USD", stake_percent=49)
    (line,) = export.encode("jsonl", [extraction(given)])
    assert line.endswith("}\n") and line.count("\n") == 1
    article = json.loads(line)
    assert article["document"]["id"] == "a.b"
    found = article["claims"][0]
    assert (found["subject"], found["relation"], found["object"]) == (
        "Lumen",
        "investsIn",
        "Corvid",
    )
    assert found["qualifiers"] == {
        "amount": 15_000_000_000,
        "currency": "USD",
        "stake_percent": 49,
    }
    assert (found["modality"], found["attributed_to"]) == ("possible", "The Gazette")
    assert found["confidence"] == 0.9
    assert {entity["name"]: entity["type"] for entity in article["entities"]} == {
        "Lumen": "InvestmentFirm",
        "Corvid": "Company",
        "The Gazette": "MediaOutlet",
    }


def test_every_span_in_a_line_is_the_text_at_its_offsets():
    (line,) = export.encode("jsonl", [extraction(claim())])
    article = json.loads(line)
    for found in article["entities"]:
        for place in found["mentions"]:
            assert TEXT[place["start"] : place["end"]] == place["text"]
    evidence, further = article["claims"][0]["evidence"], article["claims"][0]["further_evidence"]
    for quote in (evidence, *further):
        assert TEXT[quote["start"] : quote["end"]] == quote["quote"]
    assert TEXT[evidence["trigger"]["start"] : evidence["trigger"]["end"]] == "تستثمر"
    assert evidence["subject"] is None


def test_a_literal_is_the_object_itself_and_an_entity_in_a_qualifier_goes_by_its_name():
    funding = claim("raisesFunding", None, 5_000_000, **{"from": "corvid"})
    (line,) = export.encode("jsonl", [extraction(funding)])
    found = json.loads(line)["claims"][0]
    assert (found["object"], found["object_iri"]) == (5_000_000, None)
    assert found["qualifiers"]["from"] == "Corvid"


def test_standard_input_has_no_file_name_so_its_id_is_the_hash():
    document = Document("d1", TEXT, "ar", TEXT, "-")
    (line,) = export.encode("jsonl", [Extraction(document, (), ())])
    assert json.loads(line)["document"]["id"] == "d1"


def test_an_unknown_format_is_refused_at_once_with_the_known_ones():
    with pytest.raises(ExportError, match="no format 'pdf'; available: jsonl, table"):
        export.encode("pdf", [])


@pytest.mark.parametrize("name", export.formats())
def test_every_format_gives_text_for_no_and_for_two_articles(name):
    assert "Lumen" not in "".join(export.encode(name, []))
    text = "".join(export.encode(name, [extraction(claim()), extraction(claim())]))
    assert text.count("Lumen") >= 2 and text.endswith("\n")
    assert export.formats()[name].SUFFIX.startswith(".")


def test_a_row_is_readable():
    row = row_of(amount=15_000_000_000, currency="USD", stake_percent=49.0)
    assert row == (
        "Lumen",
        "investsIn",
        "Corvid",
        "15,000,000,000 USD",
        "49 %",
        "possible",
        "The Gazette",
    )


def test_a_range_shows_both_ends_and_a_sum_is_not_shown_twice():
    assert row_of(amount=2, amount_max=3.5, currency="SAR").amount == "2–3.5 SAR"
    row = row_of("valuedAt", None, 7_000, currency="USD")
    assert (row.whom, row.amount) == ("", "7,000 USD")
    assert row_of("raisesFunding", None, None, currency="USD").amount == ""
    assert row_of("faces", None, "خسائر كبيرة").whom == "خسائر كبيرة"


def test_columns_line_up_under_arabic_with_vowel_signs():
    given = extraction(claim("faces", None, "خَسَائِرُ"), claim("faces", None, "ديون"))
    head, *lines = "".join(export.encode("table", [given])).splitlines()
    at = head.index("modality")
    for line in lines:
        before, _, _ = line.partition("possible")
        assert width(before) == at


def test_a_hostile_value_stays_in_its_row():
    given = extraction(claim("faces", None, "a\nb\x1b[2J\u202ec\x9b"))
    head, row = "".join(export.encode("table", [given])).splitlines()
    assert "a b [2J c " in row and head.index("modality") == row.index("possible")


def test_a_graph_is_split_into_its_articles():
    other = Document("d2", TEXT, "ar", TEXT, "b.txt")
    both = Entity(
        "lumen",
        "InvestmentFirm",
        "Lumen",
        LUMEN.names,
        mentions=(*LUMEN.mentions, ("d2", mention("لومن", "InvestmentFirm"))),
    )
    unseen = Entity("unseen", "Place", "Unseen", ())
    graph = KnowledgeGraph(
        (DOCUMENT, other), (both, CORVID, GAZETTE, unseen), (claim(), claim(document="d2"))
    )
    first, second = export.split(graph)
    assert [e.id for e in first.entities] == ["lumen", "corvid", "the gazette"]
    # Named in the first article only, but the second makes a claim about them.
    assert [(e.id, len(e.mentions)) for e in second.entities] == [
        ("lumen", 1),
        ("corvid", 0),
        ("the gazette", 0),
    ]
    assert [len(part.claims) for part in (first, second)] == [1, 1]


FILES = {"graph.html": b"new page", "graph.ttl": b"new rdf"}


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def nothing_left_beside(folder):
    return [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_a_new_folder_is_made_with_its_parents(tmp_path):
    folder = tmp_path / "a" / "b"
    assert export.replace(folder, FILES) == (folder / "graph.html", folder / "graph.ttl")
    assert content(folder) == FILES
    assert nothing_left_beside(folder)


def test_a_new_folder_has_the_rights_that_the_user_asks_for(tmp_path):
    umask = os.umask(0o027)
    try:
        export.replace(tmp_path / "out", FILES)
    finally:
        os.umask(umask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o750


@pytest.mark.parametrize("others", [{}, {"notes.txt": b"mine", "a/b": b"mine"}])
def test_old_files_of_ours_are_replaced_and_all_others_stay(tmp_path, others):
    folder = tmp_path / "out"
    for name, data in {"graph.html": b"old page", **others}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    export.replace(folder, FILES)
    for name, data in {**FILES, **others}.items():
        assert (folder / name).read_bytes() == data
    assert nothing_left_beside(folder)


def test_the_folder_one_stands_in_is_kept(tmp_path, monkeypatch):
    export.replace(tmp_path, {"graph.html": b"old page"})
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    export.replace(Path(), FILES)
    assert content(tmp_path) == FILES and tmp_path.stat().st_ino == before


def test_a_link_to_a_folder_stays_a_link(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "real")
    (tmp_path / "real").mkdir()
    export.replace(tmp_path / "link", FILES)
    assert (tmp_path / "link").is_symlink() and content(tmp_path / "real") == FILES


def test_a_place_that_cannot_be_written_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "below", Path("/dev/null/x")):
        with pytest.raises(ExportError) as caught:
            export.replace(folder, FILES)
        assert str(folder) in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_what_fails_half_way_leaves_the_old_files(tmp_path, monkeypatch, failing):
    folder = tmp_path / "out"
    export.replace(folder, {"graph.html": b"old page"})
    rename, calls = Path.rename, []

    def broken(*args):
        calls.append(args)
        if failing == "rename" and len(calls) != 2:
            return rename(*args)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "rename")), broken)
    with pytest.raises(ExportError, match="No space left"):
        export.replace(folder, FILES)
    assert content(folder) == {"graph.html": b"old page"}
    assert nothing_left_beside(folder)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("old", [{}, {"graph.html": b"old page", "graph.ttl": b"old rdf"}])
def test_a_killed_writing_leaves_the_old_files_or_none(tmp_path, old):
    folder = tmp_path / "out"
    if old:
        export.replace(folder, old)
    script = """
        import os, signal, sys
        from pathlib import Path
        from kg import export

        calls = []

        def fsync(handle):
            calls.append(handle)
            if len(calls) == 2:
                os.kill(os.getpid(), signal.SIGKILL)

        os.fsync = fsync
        export.replace(Path(sys.argv[1]), {"graph.html": b"new page", "graph.ttl": b"new rdf"})
    """
    command = [sys.executable, "-c", textwrap.dedent(script), str(folder)]
    assert subprocess.run(command).returncode == -signal.SIGKILL
    assert (content(folder) if folder.exists() else {}) == old
