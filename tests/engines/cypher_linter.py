"""Neo4j's own parser and semantic analysis of Cypher, offline, as npm has it.

What npm fetches (100 MB, once) stays outside the checkout, beside what Maven fetches.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

OURS = Path(__file__).with_name("linter")
FILES = ("package.json", "package-lock.json", "lint.cjs")


def missing():
    """Return why it cannot be run here; None if it can."""
    for program in ("node", "npm"):
        if shutil.which(program) is None:
            return f"no {program} here: Neo4j's parser cannot be fetched and run"
    return None


@cache
def fetch():
    """Return the folder with the parser, which npm fetches at the first time.

    Raises:
        RuntimeError: npm cannot; what it said is the message.
    """
    home = Path(os.environ.get("KG_ENGINES") or Path.home() / ".cache/ai-industry-kg/engines")
    name = hashlib.sha256(b"".join((OURS / file).read_bytes() for file in FILES)).hexdigest()[:12]
    folder = home / f"linter-{name}"
    if not folder.exists():
        home.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a fetching that was killed is begun anew.
        with tempfile.TemporaryDirectory(dir=home) as workshop:
            part = Path(workshop) / "linter"
            shutil.copytree(OURS, part)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=part, capture_output=True, text=True, check=False)
            if done.returncode:
                raise RuntimeError(f"npm could not fetch the parser: {done.stderr[-600:]}")
            part.rename(folder)
    return folder


def lint(statements, **parameters):
    """Return what the parser has against each statement."""
    asked = [{"query": each, "parameters": parameters} for each in statements]
    done = subprocess.run(
        ["node", "lint.cjs"],
        cwd=fetch(),
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)
