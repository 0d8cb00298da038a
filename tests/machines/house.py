"""The newsroom on several machines, from the files of deploy/: its units, its nginx site and its environment."""

import json
import os
import re
import shlex
import shutil
import ssl
import subprocess
import sys
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.machines.servers import PostgreSQL, Server, free_port, program

ROOT = Path(__file__).parent.parent.parent
DEPLOY = ROOT / "deploy"
BIN = Path(sys.executable).parent
HOST = "news.example.org"
BOTH = (0, 1)
BUCKET = "newsroom"


class House:
    """Two machines (a web server and a worker each), what they share, and nginx: before both, and before each."""

    def __init__(self, folder):
        self.folder = folder
        self._made = ExitStack()

    def __enter__(self):
        with ExitStack() as made:
            self.postgres = PostgreSQL(self.folder)
            made.callback(self.postgres.kill)
            self.redis = self._server("redis", [program("redis-server"), "--save", "", "--port"])
            self.storage = self._server("storage", [BIN / "moto_server", "-H", "127.0.0.1", "-p"])
            _start(made, self.redis, self.storage)
            self.make_bucket()
            self._prepare()
            self.webs = [self._web(number) for number in BOTH]
            self.workers = [self._worker(number) for number in BOTH]
            self._make_certificate()
            # One before both, as readers meet it, and one before each, to say which of the two is asked.
            proxies = {ask: self._nginx(ask) for ask in (BOTH, (0,), (1,))}
            self.ports = {ask: proxy.port for ask, proxy in proxies.items()}
            _start(made, *self.webs, *self.workers, *proxies.values())
            self._made = made.pop_all()
        return self

    def __exit__(self, *error):
        return self._made.__exit__(*error)

    # What the machines share ------------------------------------------------------------------------------------

    def environment(self, machine=0):
        """Return the environment of a machine: deploy/many-machines.env with the addresses of here."""
        lines = (DEPLOY / "many-machines.env").read_text().splitlines()
        example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        ours = {
            "SECRET_KEY": "only for these tests, and as long as a key in service has to be",
            "DATA_DIR": str(self.folder / f"machine-{machine}"),
            "DATABASE_URL": self.postgres.url,
            "CACHE_URL": f"redis://127.0.0.1:{self.redis.port}/0",
            "S3_BUCKET": BUCKET,
            "S3_ENDPOINT_URL": f"http://127.0.0.1:{self.storage.port}",
            "S3_ACCESS_KEY_ID": "newsroom",
            "S3_SECRET_ACCESS_KEY": "secret",
            "EMAIL_URL": "consolemail://",
            "TRUSTED_PROXY_HOPS": "2",  # readers come through a balancer, so that each has a network
            "COMMENT_CAPTCHA": "off",
            "COMMENT_CAPTCHA_MIN_SECONDS": "0",
        }
        home = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return home | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"} | example | ours

    def manage(self, *arguments):
        """Run manage.py as the first machine does, by deploy/newsroom; as ourselves, though, and from here."""
        settings, script = self.folder / "newsroom.env", (DEPLOY / "newsroom").read_text()
        for here, there in (
            (". /etc/newsroom.env", f". {settings}"),
            ("cd /srv/newsroom", f"cd {ROOT}"),
            ("runuser -u newsroom -- .venv/bin/python", sys.executable),
        ):
            assert here in script, f"deploy/newsroom has no {here!r}"
            script = script.replace(here, there)
        return self._said("sh", "-c", script, "newsroom", *arguments)

    def fill(self, what, *arguments):
        """Have tests/machines/fill.py make something in the newsroom; return what it made."""
        given = [str(argument) for argument in arguments]
        return json.loads(self._said(sys.executable, "-m", "tests.machines.fill", what, *given))

    def _said(self, *command):
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def rows(self, question, *values):
        """Ask the database, or have it do what ends in RETURNING."""
        import psycopg  # needs requirements-scale.txt, which a plain pytest does without

        with psycopg.connect(self.postgres.url) as connection:
            return connection.execute(question, values).fetchall()

    @contextmanager
    def locking(self, table):
        """Keep everybody from reading and writing a table, as a migration does that takes long."""
        import psycopg

        with psycopg.connect(self.postgres.url) as connection:
            connection.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            yield

    def make_bucket(self):
        address = f"http://127.0.0.1:{self.storage.port}/{BUCKET}"
        urllib.request.urlopen(urllib.request.Request(address, method="PUT")).close()

    def _prepare(self):
        for machine in BOTH:
            Path(self.environment(machine)["DATA_DIR"]).mkdir(mode=0o711)
        values = [f"{name}={shlex.quote(value)}\n" for name, value in self.environment().items()]
        (self.folder / "newsroom.env").write_text("".join(values))
        with ThreadPoolExecutor() as at_once:
            static = at_once.submit(self.manage, "collectstatic", "--no-input", "-v0")
            self.manage("migrate", "--no-input", "-v0")
            self.manage("roles")
            static.result()
        shutil.copytree(self.folder / "machine-0/static", self.folder / "machine-1/static", copy_function=os.link)

    # The servers ------------------------------------------------------------------------------------------------

    def _server(self, name, command):
        port = free_port()
        return Server([*command, port], log=self.folder / f"{name}.log", port=port)

    def _web(self, machine):
        port = free_port()
        command = [str(port) if part == "8000" else part for part in _command("newsroom-web.service")]
        return self._newsroom("web", machine, command, port)

    def _worker(self, machine):
        return self._newsroom("worker", machine, _command("newsroom-worker.service"))

    def _newsroom(self, name, machine, command, port=None):
        log = self.folder / f"{name}-{machine}.log"
        return Server(command, log=log, port=port, cwd=ROOT, environment=self.environment(machine))

    def _make_certificate(self):
        files = ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"]
        how = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", f"/CN={HOST}"]
        subprocess.run([program("openssl"), "req", *how, *files], check=True, capture_output=True)
        self.trust = ssl.create_default_context(cafile=str(self.folder / "fullchain.pem"))
        self.trust.check_hostname = False  # the tests connect to 127.0.0.1

    def _nginx(self, machines):
        """Return an nginx with the site of deploy/ before some machines; at its port it speaks TLS."""
        name = "nginx-" + "".join(map(str, machines))
        folder = self.folder / name
        folder.mkdir()
        port = free_port()
        temporary = "".join(
            f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        file = folder / "nginx.conf"
        file.write_text(
            # Started by root it reads the static files as nobody, as on Debian it does as www-data.
            f"daemon off; user nobody nogroup; pid {folder}/pid; error_log stderr; events {{}}\n"
            f"http {{ access_log off; default_type application/octet-stream;\n"
            f"{temporary}{self._site(machines, port)} }}"
        )
        return Server([program("nginx"), "-c", file], log=self.folder / f"{name}.log", port=port)

    def _site(self, machines, port):
        site = (DEPLOY / "nginx.conf").read_text()
        line = re.search(r"^    server 127\.0\.0\.1:8000 .*;$", site, re.MULTILINE)[0]
        servers = "\n".join(line.replace("8000", str(self.webs[machine].port)) for machine in machines)
        data = self.environment(machines[0])["DATA_DIR"]
        for here, there in (
            (line, servers),
            ("    listen [::]:80;\n", ""),
            ("listen 80;", f"listen 127.0.0.1:{free_port()};"),
            ("    listen [::]:443 ssl http2;\n", ""),
            ("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;"),
            (f"/etc/letsencrypt/live/{HOST}", str(self.folder)),
            ("/var/lib/newsroom/", f"{data}/"),
            ("/srv/newsroom/", f"{ROOT}/"),
        ):
            assert here in site, f"deploy/nginx.conf has no {here!r}"
            site = site.replace(here, there)
        return site


def _command(unit):
    """Return the command that a unit of deploy/ starts, with the Python of here."""
    line = re.search(r"^ExecStart=((?:.*\\\n)*.*)$", (DEPLOY / unit).read_text(), re.MULTILINE)[1]
    return shlex.split(line.replace("\\\n", " ").replace("/srv/newsroom/.venv/bin", str(BIN)))


def _start(made, *servers):
    """Start servers side by side, and have them end with the house."""
    for server in servers:
        made.callback(server.kill)
        server.begin()
    for server in servers:
        server.wait()


def until(holds, *, seconds=30, every=0.1):
    """Wait until something holds, and return what it gave. Fails where it does not within so many seconds."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, f"not within {seconds} s: {holds}"
        time.sleep(every)
    return found
