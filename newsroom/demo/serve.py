"""The site and its worker as two processes beside the command, until somebody presses Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from django.conf import settings

STARTING = 30  # seconds the site may take to answer
STOPPING = 15  # seconds a process may take to finish what it does
LAST_WORDS = 15  # lines of the log that are shown when a process ends by itself


def is_free(host, port):
    """Whether nothing listens at the address yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def address(host, port):
    """Return the site's address."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class House:
    """The web server and the worker, which write to one log. A context manager: leaving it stops both."""

    def __init__(self, host, port):
        self.url = address(host, port)
        self.log = settings.DATA_DIR / "demo.log"
        bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        # Feeds, canonical addresses and the check of a form's origin must name the address that is served.
        self.environment = os.environ | {"SITE_URL": self.url, "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        self.commands = {
            "the site": [
                sys.executable, "-m", "gunicorn", "newsroom.wsgi", "--bind", bind, "--worker-class", "gthread",
                "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning",
            ],
            "the worker": [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"],
        }  # fmt: skip
        self.processes = {}

    def __enter__(self):
        with open(self.log, "w") as log:
            for name, command in self.commands.items():
                # A session of its own: Ctrl-C reaches the command alone, which then stops both in order.
                self.processes[name] = subprocess.Popen(  # noqa: S603  our own commands
                    command,
                    cwd=settings.BASE_DIR,
                    env=self.environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        return self

    def __exit__(self, *error):
        for process in self.processes.values():
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes.values():
            try:
                process.wait(STOPPING)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def dead(self):
        """Return the name of a process that has ended, else an empty string."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), "")

    def last_words(self):
        """Return the end of the log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-LAST_WORDS:])

    def wait_until_it_answers(self):
        """Return whether the front page answers within STARTING seconds and both processes live."""
        end = time.monotonic() + STARTING
        while time.monotonic() < end and not self.dead():
            try:
                with urllib.request.urlopen(self.url, timeout=5) as answer:  # noqa: S310  our own http address
                    return answer.status == 200
            except urllib.error.HTTPError:
                return False
            except OSError:
                time.sleep(0.2)
        return False

    def wait_until_one_ends(self):
        """Block while both processes live; return the name of the one that ended."""
        while not (name := self.dead()):
            time.sleep(0.5)
        return name
