"""One server in a process of its own, started, stopped and killed as a test wants it."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

STARTING = 60  # seconds a server may take to answer
PLACES = os.pathsep.join(["/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin", os.environ.get("PATH", "")])


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def program(name):
    """Return where a program lies. Fails where it is not installed: these tests are never skipped."""
    found = shutil.which(name, path=PLACES)
    assert found, f"{name} is not installed"
    return found


class Server:
    """A command that listens at `port`, where it has one. What it says is added to `log`."""

    def __init__(self, command, *, log, port=None, cwd=None, environment=None):
        self.command, self.log, self.port = [str(part) for part in command], Path(log), port
        self.cwd, self.environment = cwd, environment
        self.process = None

    def start(self):
        """Start it and wait until it answers."""
        self.begin()
        self.wait()

    def begin(self):
        """Start it, without waiting."""
        with open(self.log, "a") as words:
            self.process = subprocess.Popen(
                self.command, cwd=self.cwd, env=self.environment, stdout=words, stderr=words, start_new_session=True
            )

    def wait(self):
        """Wait until it answers."""
        end = time.monotonic() + STARTING
        while time.monotonic() < end and self.process.poll() is None:
            if self.port is None or answers(self.port):
                return
            time.sleep(0.05)
        raise AssertionError(f"{self.command[0]} does not start:\n{self.log.read_text()[-3000:]}")

    def kill(self):
        """End it and all that it began at once, as a power cut does."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


class PostgreSQL:
    """A server with a database cluster of its own, which a crash of the server does not harm."""

    def __init__(self, folder):
        versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
        assert versions, "PostgreSQL is not installed"
        self.bin, self.folder, self.port = versions[-1], folder / "postgres", free_port()
        self.folder.mkdir(mode=0o700)
        if os.getuid() == 0:  # it refuses to run as root
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-A", "trust", "-U", "postgres", "-D", self.folder)
        self.start()
        self._run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "postgres", "newsroom")

    @property
    def url(self):
        return f"postgres://postgres@127.0.0.1:{self.port}/newsroom"

    def start(self):
        listen = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-w", "-D", self.folder, "-l", self.folder / "log", "-o", listen, "start")

    def kill(self):
        """End it at once: connections break off, and the next start recovers from the log."""
        if answers(self.port):
            self._run("pg_ctl", "-D", self.folder, "-m", "immediate", "stop")

    def _run(self, command, *arguments):
        line = [str(part) for part in (self.bin / command, *arguments)]
        if os.getuid() == 0:
            line = ["runuser", "-u", "postgres", "--", *line]
        # Into a file: the server that pg_ctl starts would keep a pipe open.
        with open(self.folder.parent / "postgres.log", "a+") as said:
            done = subprocess.run(line, cwd="/", stdout=said, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
            said.seek(0)
            assert done.returncode == 0, said.read()[-2000:]
