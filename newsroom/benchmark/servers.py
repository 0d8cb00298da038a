"""A web server in processes of its own, and those who ask it."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

STARTING = 60  # seconds a server may take to answer
AS_DEPLOYED = {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "MALLOC_ARENA_MAX": "2"}  # deploy/newsroom-web.service


def command(server, application, port, workers):
    """Return the command line of granian or gunicorn for a WSGI application."""
    if server == "granian":
        return [
            str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--port", str(port),
            "--workers", str(workers), "--blocking-threads", "4",
            "--backpressure", "128", "--no-ws", "--log-level", "warning", application,
        ]  # fmt: skip
    return [
        sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread",
        "--workers", str(workers), "--threads", "4", "--no-control-socket", "--log-level", "warning",
        "--keep-alive", "60",
    ]  # fmt: skip


@contextmanager
def serving(server, application, *, workers=1, log, **environment):
    """Serve a WSGI application at a free port; gives (port, process). Raises RuntimeError where it does not start."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with open(log, "a") as words:
        process = subprocess.Popen(  # noqa: S603  our own commands
            command(server, application, port, workers),
            cwd=settings.BASE_DIR,
            env=os.environ | AS_DEPLOYED | environment,
            stdout=words,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(port, process, log)
        yield port, process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(port, process, log):
    end = time.monotonic() + STARTING
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"The server does not start; {log} says why.")


@contextmanager
def asking(port, requests, *, seconds, connections):
    """Ask a server meanwhile; gives a function that waits for the end and returns what load.run found."""
    process = subprocess.Popen(
        [sys.executable, "-m", "newsroom.benchmark.load"],
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    wanted = {"port": port, "seconds": seconds, "connections": connections, "requests": requests}
    process.stdin.write(json.dumps(wanted))
    process.stdin.close()

    def found():
        words = process.stdout.read()
        if process.wait():
            raise RuntimeError("The asking broke off.")
        return json.loads(words)

    try:
        yield found
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()
        process.stdout.close()


def asked(port, requests, *, seconds, connections):
    """Ask a server for so long and return what load.run found."""
    with asking(port, requests, seconds=seconds, connections=connections) as found:
        return found()


def memory(process):
    """Return the megabytes that a server's processes hold of their own and share fairly (PSS)."""
    rolled = [Path(f"/proc/{number}/smaps_rollup").read_text() for number in _family(process)]
    return sum(int(text.split("Pss:")[1].split()[0]) for text in rolled) / 1000


def worked(process):
    """Return the seconds of the processor that a server's processes have taken (proc(5), utime and stime)."""
    facts = [Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split() for number in _family(process)]
    return sum(int(fact[11]) + int(fact[12]) for fact in facts) / os.sysconf("SC_CLK_TCK")


def _family(process):
    """Return the numbers of a process and of all those it began."""
    numbers = [process.pid]
    for number in numbers:
        for thread in Path(f"/proc/{number}/task").iterdir():
            numbers += [int(child) for child in (thread / "children").read_text().split()]
    return numbers
