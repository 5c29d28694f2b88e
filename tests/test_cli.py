"""The command line as a user meets it; mostly over a hand-made extraction."""

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import cli, pipeline, terminal
from kg.cli.console import print_table
from kg.errors import KGError
from kg.export._columns import width
from kg.model import (
    Claim,
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

ROOT = Path(__file__).parent.parent
TEXT = "Lumen may invest in Corvid\n\nThe fund said that it may invest in the company.\n"
ARABIC = "لومن قد تستثمر في كورفيد\n\nقالت الشركة إنها قد تستثمر في كورفيد هذا العام.\n"
FILES = ["graph.html", "graph.ttl", "graph.nq", "graph.jsonld", "claims.jsonl"]
NAMES = {"en": ("Lumen", "Corvid"), "ar": ("لومن", "كورفيد")}


def fake_extract(document):
    """Find Lumen and Corvid, and let the first sentence say that one may invest in the other."""
    by = Provenance("test", "fake", "1")
    entities = []
    for name, text in zip(NAMES["en"], NAMES[document.language], strict=True):
        start = document.text.index(text)
        mention = Mention(Span(start, start + len(text)), text, "Company", None, by)
        names = (Name(text, document.language),)
        place = (document.id, mention)
        entities.append(Entity(name.lower(), "Company", name, names, mentions=(place,)))
    claim = Claim(
        id=f"c{document.id}",
        subject="lumen",
        relation="investsIn",
        object="corvid",
        value=None,
        qualifiers=(Qualifier("amount", 15_000_000), Qualifier("currency", "USD")),
        modality=Modality.POSSIBLE,
        attributed_to=None,
        evidence=(Evidence(document.id, Span(0, document.text.index("\n"))),),
        confidence=0.9,
        provenance=by,
    )
    return Extraction(document, tuple(entities), (claim,))


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run kg in an empty folder; return its exit code, standard output and error."""
    monkeypatch.setattr(pipeline.articles, "extract", fake_extract)
    monkeypatch.chdir(tmp_path)

    def call(*arguments, stdin=b""):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as caught:
            cli.main([str(argument) for argument in arguments])
        return caught.value.code, *capsys.readouterr()

    return call


def save(name, content=TEXT):
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def is_one_line(error):
    return re.fullmatch(r"kg: [^\n]+\n", error) is not None


def test_build_writes_everything_and_shows_the_claims(run):
    code, out, err = run("build", save("news/meta.txt"))
    assert (code, err) == (0, "")
    assert sorted(p.name for p in Path("output/meta").iterdir()) == sorted(FILES)
    head, row, *rest = out.splitlines()
    assert head.split() == ["who", "relation", "whom", "amount", "share", "modality", "said", "by"]
    assert re.split(" {2,}", row) == ["Lumen", "investsIn", "Corvid", "15,000,000 USD", "possible"]
    assert rest == ["", *(str(Path("output/meta", name)) for name in FILES)]


def test_build_goes_where_it_is_told(run):
    code, _, _ = run("build", save("a.txt"), save("b.txt", ARABIC), "-o", "x/y")
    assert code == 0
    lines = Path("x/y/claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"]["id"] for line in lines] == ["a", "b"]


def test_building_again_gives_the_same_bytes(run):
    save("a/a.txt"), save("a/b.txt", ARABIC)
    run("build", "a", "-o", "one")
    run("build", "a", "-o", "two")
    run("build", "a", "-o", "two")
    for name in FILES:
        assert Path("one", name).read_bytes() == Path("two", name).read_bytes()


def test_standard_input_and_folders(run):
    save("news/a.txt"), save("news/deep/b.md", ARABIC)
    assert run("build", "-", stdin=ARABIC.encode())[0] == 0
    assert run("build", "news")[0] == 0
    assert sorted(path.name for path in Path("output").iterdir()) == ["news", "stdin"]


def test_the_same_text_twice_is_one_article_of_the_graph(run):
    code, out, _ = run("build", save("a.txt"), save("b.txt"))
    assert code == 0 and out.count("investsIn") == 1


def test_extract_prints_a_line_an_article_in_their_order(run):
    paths = [save("b.txt"), save("a.txt", ARABIC)]
    code, out, _ = run("extract", *paths)
    articles = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [article["document"]["id"] for article in articles] == ["b", "a"]
    assert not Path("output").exists()
    code, nothing, _ = run("extract", *paths, "-o", "claims.jsonl")
    assert (code, nothing) == (0, "")
    assert Path("claims.jsonl").read_text(encoding="utf-8") == out


def test_extract_as_a_table(run):
    _, out, _ = run("extract", save("a.txt"), save("b.txt", ARABIC), "--format", "table")
    assert out.count("modality") == 1 and out.count("investsIn") == 2


def test_a_failed_extract_leaves_the_old_file(run):
    save("claims.jsonl", "old")
    assert run("extract", "none.txt", "-o", "claims.jsonl")[0] == 2
    assert Path("claims.jsonl").read_text() == "old"
    assert [path.name for path in Path().iterdir()] == ["claims.jsonl"]


def test_query_and_explain_what_was_built(run):
    run("build", save("a.txt"), "-o", "out")
    select = "SELECT ?who ?whom { ?who kg:investsIn ?whom }"
    code, out, _ = run("query", "out", select)
    assert code == 0 and out.splitlines()[1].split() == ["entity:lumen", "entity:corvid"]
    assert run("query", "out", "--file", save("q.rq", select))[1] == out
    _, as_json, _ = run("query", "out/graph.ttl", select, "--format", "json")
    (binding,) = json.loads(as_json)["results"]["bindings"]
    assert binding["who"]["value"].endswith("/entity/lumen")
    assert run("query", "out/graph.jsonld", select, "--format", "csv")[1].startswith("who,whom")
    code, out, _ = run("explain", "out", "Corvid", "lumen")
    assert code == 0
    assert out.splitlines() == [
        "Lumen investsIn Corvid (possible, amount 15000000, currency USD)",
        "    Lumen may invest in Corvid",
        "    a.txt, characters 0-26",
    ]


def test_explaining_what_nothing_is_said_of_says_so(run):
    run("build", save("a.txt"), "-o", "out")
    code, out, error = run("explain", "out", "Corvid", "corvid")
    assert (code, out) == (2, "")
    assert is_one_line(error) and "no claim joins 'Corvid' and 'corvid'" in error


def test_check_tells_a_sound_graph_from_a_broken_one(run):
    run("build", save("a.txt"), "-o", "out")
    assert run("check", "out") == (0, "conforms\n", "")
    rdf = Path("out/graph.ttl").read_text(encoding="utf-8")
    save("broken.ttl", re.sub(r"kg:modality kg:possible\s*;", "", rdf))
    code, out, _ = run("check", "broken.ttl")
    *findings, verdict = out.splitlines()
    assert (code, verdict) == (1, "does not conform")
    assert any("kg:modality" in finding for finding in findings)


@pytest.fixture
def gold(run):
    """An article in a folder with its gold file, which says all that is found in it, and more."""
    save("news/a.txt", TEXT.replace("\n\n", " | <b>now</b>\n\n", 1))
    names = ("Lumen", "Corvid")
    claim = {
        "subject": "Lumen",
        "relation": "investsIn",
        "object": "Corvid",
        "qualifiers": {"amount": 15_000_000},
        "modality": "asserted",
        "evidence": "Lumen may invest in Corvid",
    }
    row = {
        "id": "a",
        "entities": [{"text": name, "type": "Company", "canonical": name} for name in names],
        "claims": [claim, {**claim, "relation": "acquires", "evidence": "It | bought <it>."}],
    }
    return save("news/gold.jsonl", json.dumps(row) + "\n")


def test_evaluate_scores_a_folder_that_holds_the_gold_file_too(run, gold):
    code, out, err = run("evaluate", gold, "news", "--by", "relation")
    assert (code, err) == (0, "")
    lines = [re.split(" {2,}", line) for line in out.splitlines()]
    assert ["claims", "P 1.000", "R 0.500", "F1 0.667", "(1 of 2 gold, 1 found)"] in lines
    assert [
        "relation:acquires",
        "P 0.000",
        "R 0.000",
        "F1 0.000",
        "(0 of 1 gold, 0 found)",
    ] in lines
    assert ["modality accuracy", "0.000", "(0 of 1)"] in lines
    assert "relation:" not in run("evaluate", gold, "news", "--by", "modality")[1]


def test_evaluate_reports_each_error_and_nothing_in_it_is_markup(run, gold):
    code, _, _ = run("evaluate", gold, "news", "--report", "errors.md")
    report = Path("errors.md").read_text(encoding="utf-8")
    assert code == 0
    assert r"| missed | Lumen — acquires → Corvid | It \| bought \<it\>. |" in report
    assert "| possible, not asserted | Lumen — investsIn → Corvid |" in report
    assert "<b>" not in report and r"\<b\>now" in report


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        ("{}", ":1: no gold article (KeyError('entities'))"),
        ('\n{"id": "a"', ":2: no gold article"),
        ('{"id": "a", "entities": [], "claims": [{"subject": "x"}]}', ":1: no gold article"),
        ("é".encode("latin-1"), "not UTF-8 at byte 0"),
    ],
)
def test_a_gold_file_that_is_none_is_said_before_the_work(run, monkeypatch, content, message):
    monkeypatch.setattr(
        pipeline.articles, "extract", lambda document: pytest.fail("worked in vain")
    )
    path = "gold.jsonl" if content is None else save("gold.jsonl", content)
    code, out, err = run("evaluate", path, save("a.txt"))
    assert (code, out) == (2, "") and is_one_line(err)
    assert err.startswith(f"kg: {path}") and message in err


def test_a_report_that_cannot_be_written_is_said_before_the_work(run, gold, monkeypatch):
    monkeypatch.setattr(
        pipeline.articles, "extract", lambda document: pytest.fail("worked in vain")
    )
    code, _, err = run("evaluate", gold, "news", "--report", "news/a.txt/errors.md")
    assert code == 2 and is_one_line(err)


def doubtful_extract(document):
    """Find a second claim that is hardly sure: that Corvid's field is a technology."""
    sure = fake_extract(document)
    corvid = sure.entities[1]
    field = replace(corvid, id="speech", name="Speech", type="Technology")
    claim = replace(
        sure.claims[0],
        id="doubtful",
        subject="corvid",
        relation="specializesIn",
        object="speech",
        qualifiers=(),
        confidence=0.4,
    )
    return Extraction(document, (*sure.entities, field), (*sure.claims, claim))


@pytest.mark.parametrize(
    ("least", "claims", "entities"),
    [
        ("0", ["investsIn", "specializesIn"], ["Lumen", "Corvid", "Speech"]),
        ("0.4", ["investsIn", "specializesIn"], ["Lumen", "Corvid", "Speech"]),
        ("0.5", ["investsIn"], ["Lumen", "Corvid"]),
        ("1", [], ["Lumen", "Corvid"]),
    ],
)
def test_doubtful_claims_can_be_left_out_and_a_field_goes_with_its_last_claim(
    run, monkeypatch, least, claims, entities
):
    monkeypatch.setattr(pipeline.articles, "extract", doubtful_extract)
    _, out, _ = run("extract", save("a.txt"), "--min-confidence", least)
    row = json.loads(out)
    assert [claim["relation"] for claim in row["claims"]] == claims
    assert [entity["name"] for entity in row["entities"]] == entities
    run("build", "a.txt", "--min-confidence", least, "-o", "out")
    assert {claim.relation for claim in kg.load("out").claims} == set(claims)


@pytest.mark.parametrize("least", ["-0.1", "1.5", "much"])
def test_a_confidence_lies_between_0_and_1(run, least):
    code, _, err = run("extract", save("a.txt"), "--min-confidence", least)
    assert code == 2 and is_one_line(err) and "--min-confidence" in err


@pytest.mark.parametrize("what", ["relations", "types", "languages", "formats"])
def test_list(run, what):
    code, out, err = run("list", what)
    assert (code, err) == (0, "") and len(out.splitlines()) > 2


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b" \n", "empty"),
        ("wide.txt", ARABIC.encode("utf-16"), "iconv -f UTF-16"),
        ("old.txt", ARABIC.encode("cp1256"), "at byte 0, perhaps cp1256"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0", "binary"),
        ("paper.pdf", b"%PDF-1.7", "kg reads .txt, .md"),
        ("folder/x.png", b"", "no such file"),
        (
            "french.txt",
            "La société a dit que les travaux de la ville sont dans les temps.",
            "ar, en",
        ),
    ],
)
def test_one_bad_article_does_not_stop_the_others(run, name, content, message):
    bad = "none.txt" if message == "no such file" else save(name, content)
    code, out, err = run("build", bad, save("good.txt"), "-o", "out")
    first, summary = err.splitlines()
    assert code == 1
    assert first.startswith(f"kg: {bad}: ") and message in first
    assert summary == "kg: built 1 of 2 articles; 1 failed"
    assert "investsIn" in out and Path("out/graph.nq").exists()
    code, out, err = run("build", bad, "-o", "none")
    assert (code, out) == (2, "") and message in err
    assert not Path("none").exists()


def test_a_folder_without_articles(run):
    Path("empty").mkdir()
    code, _, err = run("build", "empty")
    assert code == 2 and err.startswith("kg: empty: no article in this folder")


def test_what_cannot_be_written_is_said_before_the_work(run, monkeypatch):
    monkeypatch.setattr(
        pipeline.articles, "extract", lambda document: pytest.fail("worked in vain")
    )
    code, _, err = run("build", save("a.txt"), "-o", "a.txt")
    assert code == 2 and is_one_line(err) and "a.txt" in err
    code, _, err = run("extract", save("a.txt"), "-o", "a.txt/x")
    assert code == 2 and is_one_line(err)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["built", "a.txt"],
        ["build", "--outptu", "x"],
        ["extract", "good.txt", "--format", "pdf"],
        ["query", "out"],
        ["query", "out", "SELECT", "--file", "q.rq"],
        ["query", "out", "SELECT ?x {"],
        ["query", "out", "SELECT ?x { ?x foo:bar ?y }"],
        ["query", "out", "--file", "none.rq"],
        ["query", "out", "--file", "wide.rq"],
        ["query", "none", "ASK {}"],
        ["query", "broken.ttl", "ASK {}"],
        ["explain", "out", "Nobody At All"],
        ["list", "nothing"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_said_in_one_line(run, arguments):
    run("build", save("good.txt"), "-o", "out")
    save("broken.ttl", "<a> <b> \n ."), save("wide.rq", "ASK {}".encode("utf-16"))
    code, out, err = run(*arguments)
    assert (code, out) == (2, "") and is_one_line(err)


def test_hostile_names_and_texts_cannot_drive_the_terminal(run):
    code, _, err = run("build", "a\x1b[31m\nkg: all fine\u202e.txt")
    assert code == 2 and is_one_line(err) and err.isascii()
    assert "a\\x1b[31m\\nkg: all fine\\u202e.txt" in err


def test_a_terminal_gets_a_wrapped_table_with_every_word_and_no_markup(run, monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    print_table(["who", "whom"], [["[b]ميتا[/b]", "شركة " * 20], ["\x1b[2J", ""]])
    out = capsys.readouterr().out
    assert "\x1b[2J" not in out
    assert "[b]ميتا[/b]" in out and out.count("شركة") == 20 and "\\x1b[2J" in out
    assert max(map(width, out.splitlines())) <= 40


@pytest.mark.parametrize("columns", [30, 60, 80, 200])
def test_a_terminal_of_any_width_shows_every_column(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    head = ["who", "relation", "whom", "amount", "share", "modality", "said by"]
    row = [
        "Lumen Peak",
        "raisesFunding",
        "كورفيد",
        "15,000,000,000 USD",
        "49 %",
        "possible",
        "ليلى",
    ]
    shown = terminal.table(head, [row])
    assert max(map(width, shown.splitlines())) <= columns
    letters = "".join(sorted("".join([*head, *row]).replace(" ", "")))
    assert "".join(sorted(re.sub(r"[\s─\u200e]", "", shown))) == letters


def test_python_api(run):
    graph = kg.build([save("a.txt"), "none.txt"])
    assert [claim.relation for claim in graph.claims] == ["investsIn"]
    assert [entity.name for entity in graph.entities] == ["Lumen", "Corvid"]
    assert [str(error) for error in graph.failures] == ["none.txt: no such file; check the path"]
    paths = graph.write("out")
    assert [path.name for path in paths] == FILES
    again = kg.load("out")
    assert [claim.id for claim in again.claims] == [claim.id for claim in graph.claims]
    assert again.query("ASK { ?x kg:investsIn ?y }").rows == ((True,),)
    assert len(again.explain("Lumen")) == 1
    with pytest.raises(KGError, match=r"none\.txt"):
        kg.build("none.txt")
    assert kg.build(Path("a.txt")).claims == graph.claims
    with pytest.raises(AttributeError):
        kg.nothing  # noqa: B018


def test_graphs_load_the_same_from_every_file(run):
    graph = kg.build([save("a.txt"), save("b.txt", ARABIC)])
    graph.write("out")
    loaded = [kg.load(f"out/graph.{form}").claims for form in ("nq", "ttl", "jsonld")]
    assert loaded[0] == loaded[1] == loaded[2]


def kg_process(*arguments, **options):
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, **options
    )


def test_two_processes_with_other_hash_seeds_give_the_same_bytes(tmp_path):
    written = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        process = kg_process(
            "build", "samples", "-o", folder, cwd=ROOT, env={"PYTHONHASHSEED": seed}
        )
        out, err = process.communicate()
        assert process.returncode == 0, err.decode()
        written.append([(folder / name).read_bytes() for name in FILES])
        assert out.decode().count(" asserted") >= 2
    assert written[0] == written[1]


def test_help_does_not_wait_for_the_heavy_libraries():
    script = "import sys, kg.cli; print({'spacy', 'rdflib', 'pyvis', 'rich'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "set()\n"


def writing_end(pipe, process):
    """Open a pipe as soon as the process reads it, so that it is known to be at work."""
    while process.poll() is None:
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.02)
    pytest.fail(process.stderr.read().decode())


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_key_press_ends_it_quietly(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    process = kg_process("build", "pipe", cwd=tmp_path)
    pipe = writing_end(tmp_path / "pipe", process)
    for _ in range(30):  # a press that falls into a callback of the interpreter is lost
        process.send_signal(signal.SIGINT)
        try:
            _, err = process.communicate(timeout=2)
            break
        except subprocess.TimeoutExpired:
            continue
    os.close(pipe)
    assert process.returncode == 130 and b"Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]


@pytest.mark.skipif(os.name != "posix", reason="pipes")
def test_a_reader_that_goes_away_ends_it_quietly():
    process = kg_process("list", "relations")
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    assert process.wait() == 1
    process.stderr.close()


def test_other_locales_get_utf_8(tmp_path):
    save(tmp_path / "a.txt", ARABIC)
    environment = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    process = kg_process("list", "languages", env=environment)
    out, _ = process.communicate()
    assert process.returncode == 0 and "العربية" in out.decode("utf-8")
