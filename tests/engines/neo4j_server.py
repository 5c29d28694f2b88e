"""A real Neo4j community server for tests: fetched by Maven, started on loopback, stopped.

    python tests/engines/neo4j_server.py FOLDER     # starts one there and says its address

What Maven fetches (about 130 MB, once) stays outside the checkout, in the folder that the variable
KG_ENGINES names, else in ~/.cache/ai-industry-kg/engines.
"""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

POM = Path(__file__).with_name("pom.xml")
COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies"
USER = "neo4j"
PASSWORD = "only-on-loopback"
DATABASE = "neo4j"

OPENED = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
JAVA = (
    "java",
    "-Xmx1g",
    "-XX:+UseSerialGC",
    "-Djol.skipHotspotSAAttach=true",
    *(f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED),
)
SHORT_LIVED = "-XX:TieredStopAtLevel=1"
"""Compiles fast rather than well: a tool that runs for a second is done in half the time."""


class Server(NamedTuple):
    """A running server."""

    uri: str
    home: Path
    log: Path
    pid: int


def missing():
    """Return why no server can be run here; None if one can."""
    for program in ("java", "mvn"):
        if shutil.which(program) is None:
            return f"no {program} here: no Neo4j can be fetched and run"
    return None


@cache
def fetch():
    """Return the folder of the jars, which Maven fetches at the first time.

    Raises:
        RuntimeError: Maven cannot; what it said is the message.
    """
    home = Path(os.environ.get("KG_ENGINES") or Path.home() / ".cache/ai-industry-kg/engines")
    name = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    jars = home / f"neo4j-{name}"
    if not jars.exists():
        home.mkdir(parents=True, exist_ok=True)
        # Whole or not at all: a fetching that was killed is begun anew.
        with tempfile.TemporaryDirectory(dir=home) as workshop:
            part = Path(workshop) / "jars"
            options = ["-DincludeScope=runtime", "-Dmdep.prependGroupId=true"]
            command = [
                "mvn",
                "-B",
                "-q",
                "-f",
                str(POM),
                COPY,
                *options,
                f"-DoutputDirectory={part}",
            ]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode or not part.exists():
                raise RuntimeError(f"Maven could not fetch Neo4j: {done.stdout[-600:]}")
            part.rename(jars)
    return jars


def run(main, *arguments, home, stdin=None):
    """Run a tool of Neo4j's and return what it printed.

    Raises:
        RuntimeError: It failed; its words are the message.
    """
    command = [*JAVA, SHORT_LIVED, "-cp", f"{fetch()}/*", main, *map(str, arguments)]
    env = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        command, env=env, cwd=home, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{main} {arguments}: {done.stdout}{done.stderr}")
    return done.stdout


def admin(home, *arguments):
    """Run `neo4j-admin` for the server of `home`, which is not running."""
    return run("org.neo4j.cli.AdminTool", *arguments, home=home)


def shell(server, script):
    """Run a script by `cypher-shell`; one statement that fails ends it."""
    who = ("-a", server.uri, "-u", USER, "-p", PASSWORD, "--format", "plain")
    return run("org.neo4j.shell.Main", *who, home=server.home, stdin=script)


def prepare(home, port):
    """Make the folder of a server that listens on loopback only and asks for a password."""
    (home / "conf").mkdir(parents=True)
    settings = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.memory.pagecache.size": "128m",
        "dbms.usage_report.enabled": "false",
        "db.tx_log.rotation.retention_policy": "false",
    }
    lines = "".join(f"{key}={value}\n" for key, value in settings.items())
    (home / "conf" / "neo4j.conf").write_text(lines, encoding="utf-8")
    admin(home, "dbms", "set-initial-password", PASSWORD)


def free_port():
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(home, port):
    """Run the server of a prepared folder for as long as the block lasts."""
    log = home / "console.log"
    command = [*JAVA, "-cp", f"{fetch()}/*", "org.neo4j.server.CommunityEntryPoint"]
    options = [f"--home-dir={home}", f"--config-dir={home / 'conf'}", "--console-mode"]
    with log.open("wb") as console:
        process = subprocess.Popen([*command, *options], stdout=console, stderr=console)
    try:
        _wait(process, port, log)
        yield Server(f"bolt://127.0.0.1:{port}", home, log, process.pid)
    finally:
        process.kill()  # the folder is thrown away; a clean end would take ten seconds
        process.wait()


def _wait(process, port, log, seconds=180):
    """Wait until the server answers on its port."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        if "Started." in log.read_text(encoding="utf-8", errors="replace"):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"Neo4j did not start: {log.read_text(encoding='utf-8')[-2000:]}")


@contextmanager
def fresh(folder):
    """Run a server on a fresh folder for as long as the block lasts."""
    port = free_port()
    prepare(folder, port)
    with serving(folder, port) as server:
        yield server


def main():
    """Run one until it is interrupted."""
    if reason := missing():
        sys.exit(reason)
    with fresh(Path(sys.argv[1]).resolve()) as server:
        sys.stdout.write(f"{server.uri} user {USER} password {PASSWORD} (Ctrl-C stops)\n")
        sys.stdout.flush()
        signal.sigwait({signal.SIGINT, signal.SIGTERM})


if __name__ == "__main__":
    main()
