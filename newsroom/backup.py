"""Backups: a folder with a generation for each time, and below them each photo's file once, named by its content.

    PATH/2026-11-24T120000Z/   manifest.json, files.jsonl.gz, one .jsonl.gz for each table, and SHA256SUMS over them all
    PATH/files/ab/ab12…        what the photos' storages hold; a generation names what belongs to it

A generation appears whole or not at all. It is made from one state of the database while the newsroom works, of SQLite
and PostgreSQL alike, and goes back into either. Left out is what would make a stolen backup worse than it is: the key
of the networks' marks, without which no mark tells an address; sessions; and the secret key, unless asked for.
"""

import gzip
import hashlib
import json
import os
import shutil
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connections
from django.db.migrations.exceptions import IrreversibleError
from django.db.migrations.executor import MigrationExecutor

from newsroom import pages, rows
from newsroom.rows import Refused
from photos.models import FormerFile, Photo, Rendition

FORMAT = 1
LEFT_OUT = rows.OF_ONE_DATABASE | {"comments.networkkey", "sessions.session"}
SUMS, MANIFEST, FILES, SECRET = "SHA256SUMS", "manifest.json", "files.jsonl.gz", "secret.key"
CHUNK = 1024 * 1024
TELL_EVERY = 5.0  # seconds


def make(folder, *, with_secret=False, keep=0, tell=lambda line: None):
    """Add a generation to a folder; return its path and the names of files that are not where their photo says.

    With `keep`, that many newest generations stay. Files that the one before holds are not copied again: a photo's file
    never changes under its name.
    """
    if waiting := rows.unapplied("default"):
        raise Refused(f"Run `manage.py migrate` first: {', '.join(waiting)}.")
    folder = Path(folder)
    (folder / "files").mkdir(mode=0o700, parents=True, exist_ok=True)
    known = _known(folder)
    name = datetime.now(UTC).strftime("%Y-%m-%dT%H%M%SZ")
    part = folder / f".{name}-{uuid.uuid4().hex[:8]}.part"
    part.mkdir(mode=0o700)
    try:
        with rows.snapshot() as using:
            manifest = {
                "format": FORMAT,
                "made_at": datetime.now(UTC).isoformat(),
                "site": settings.SITE_URL,
                "migrations": rows.migrations(using),
                "tables": {model._meta.label_lower: _dump(model, using, part, tell) for model in _kept(apps)},
            }
            files = sorted(_named_files(using))
        manifest["missing"] = _copy_files(files, known, folder, part, tell)
        if with_secret:
            _write(part / SECRET, settings.SECRET_KEY.encode())
        _write(part / MANIFEST, json.dumps(manifest, indent=1).encode())
        sums = "".join(f"{_sha256(file)}  {file.name}\n" for file in sorted(part.iterdir()))
        _write(part / SUMS, sums.encode())
        generation = folder / name
        part.rename(generation)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    if keep:
        _forget(folder, keep, tell)
    return generation, manifest["missing"]


def _kept(of):
    return rows.tables(of, LEFT_OUT)


def _dump(model, using, part, tell):
    number, columns = 0, rows.columns(model)
    with gzip.open(part / f"{model._meta.label_lower}.jsonl.gz", "wb", compresslevel=4) as out:
        for line in rows.lines(model, columns, using):
            number += out.write(line) > 0
    if number:
        tell(f"{model._meta.label}: {number}")
    return {"rows": number, "columns": columns}


def _named_files(using):
    """Yield (storage, name) of every file that the photos' rows say is there."""
    for name in Photo.objects.using(using).values_list("original", flat=True).iterator(chunk_size=rows.BATCH):
        yield "originals", name
    former = FormerFile.objects.using(using).filter(destroyed_at=None)
    for name in former.values_list("original", flat=True).iterator(chunk_size=rows.BATCH):
        yield "originals", name
    for rendition in Rendition.objects.using(using).filter(gone_at=None).iterator(chunk_size=rows.BATCH):
        yield "renditions", rendition.path


def _copy_files(files, known, folder, part, tell):
    """Copy what is not there yet and write the list of all; return the names that their storage does not hold."""
    missing, copied, told = [], 0, time.monotonic()
    with gzip.open(part / FILES, "wb") as out:
        for number, (storage, name) in enumerate(dict.fromkeys(files), 1):
            digest, size = known.get((storage, name), ("", 0))
            if not digest or not _is_whole(_place(folder, digest), size):
                try:
                    digest, size = _fetch(storage, name, folder)
                except FileNotFoundError:
                    missing.append(f"{storage}/{name}")
                    continue
                copied += 1
            out.write(json.dumps([storage, name, digest, size]).encode() + b"\n")
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                tell(f"Files: {number} of {len(files)}")
    tell(f"Files: {len(files) - len(missing)}, of which {copied} are new")
    return missing


def _fetch(storage, name, folder):
    """Copy one file out of its storage; return its SHA-256 and its size."""
    part = folder / "files" / f".{uuid.uuid4().hex}.part"
    digest, size = hashlib.sha256(), 0
    try:
        with storages[storage].open(name, "rb") as source, open(part, "xb", opener=_private) as out:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        place = _place(folder, digest.hexdigest())
        place.parent.mkdir(mode=0o700, exist_ok=True)
        part.rename(place)
    finally:
        part.unlink(missing_ok=True)
    return digest.hexdigest(), size


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _write(file, content):
    with open(file, "xb", opener=_private) as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def _place(folder, digest):
    return Path(folder) / "files" / digest[:2] / digest


def _is_whole(file, size):
    return file.exists() and file.stat().st_size == size


def _sha256(file):
    with open(file, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _known(folder):
    """Return {(storage, name): (SHA-256, size)} of the newest generation."""
    found = generations(folder)
    return {(storage, name): (digest, size) for storage, name, digest, size in _listed(found[-1])} if found else {}


def _listed(generation):
    with gzip.open(generation / FILES, "rt") as lines:
        for line in lines:
            yield json.loads(line)


def generations(folder):
    """Return the complete generations in a folder, the oldest first."""
    return sorted(path.parent for path in Path(folder).glob(f"[0-9]*/{SUMS}"))


def _forget(folder, keep, tell):
    """Delete all generations but the newest, then the files that none of these names."""
    found = generations(folder)
    for generation in found[:-keep]:
        shutil.rmtree(generation)
        tell(f"{generation.name} is deleted")
    named = {digest for generation in found[-keep:] for _storage, _name, digest, _size in _listed(generation)}
    for file in (folder / "files").glob("??/*"):
        if file.name not in named:
            file.unlink()


# Back again ---------------------------------------------------------------------------------------------------


def verify(generation, *, tell=lambda line: None):
    """Read a whole generation and return its manifest. Raises Refused where anything is damaged, missing or too new."""
    manifest = _read_manifest(generation)
    told = time.monotonic()
    for storage, name, digest, _size in _listed(generation):
        file = _place(generation.parent, digest)
        if not file.exists() or _sha256(file) != digest:
            raise Refused(
                f"The backup is damaged: {file} is not what it was, the file of {storage}/{name}. Use another "
                "generation, or put that file back from a copy of the backup."
            )
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            tell(f"Verified up to {storage}/{name}")
    return manifest


def _read_manifest(generation):
    try:
        sums = [line.split("  ", 1) for line in (generation / SUMS).read_text().splitlines()]
        damaged = [name for digest, name in sums if _sha256(generation / name) != digest]
        manifest = json.loads((generation / MANIFEST).read_bytes())
    except (OSError, ValueError) as error:
        raise Refused(f"The backup {generation} is damaged: {error}. Use another generation.") from error
    named = {name for _digest, name in sums}
    wanted = {MANIFEST, FILES, *(f"{label}.jsonl.gz" for label in manifest.get("tables", {}))}
    if damaged := damaged or sorted(wanted - named):
        raise Refused(f"The backup {generation} is damaged: {', '.join(damaged)}. Use another generation.")
    if manifest["format"] > FORMAT:
        raise Refused("This backup was made by a newer version of the newsroom. Update this one, then restore.")
    return manifest


def restore(folder, *, name="", replace=False, tell=lambda line: None):
    """Put a generation, the newest unless named, into this newsroom's database and storages; return its manifest.

    Everything is verified before anything is touched. The files come first, and those already there are passed over, so
    that an interrupted restore goes on; then the database, in one transaction. Raises Refused in words.
    """
    generation = chosen(folder, name)
    if not replace and not rows.is_empty(apps, "default"):
        raise Refused(
            "This newsroom is not empty. Restore into an empty database; or, to lose everything that is in this "
            "one, say --replace."
        )
    tell(f"Verifying {generation}")
    manifest = verify(generation, tell=tell)
    old_apps = _migrate_to(manifest["migrations"])
    _put_files(generation, tell)

    def source(model):
        about = manifest["tables"].get(model._meta.label_lower)
        return about and (about["columns"], _table(generation / f"{model._meta.label_lower}.jsonl.gz"))

    rows.replace_all(old_apps, source, "default", tell=tell)
    call_command("migrate", verbosity=0, interactive=False)
    pages.purge(pages.SITE)  # what machines keep is of the newsroom that was here before
    cache.clear()
    if (generation / SECRET).exists():
        _put_secret((generation / SECRET).read_text())
        tell(f"The secret key lies in {settings.DATA_DIR / SECRET}; it counts where SECRET_KEY is unset.")
    return manifest


def chosen(folder, name=""):
    """Return the newest generation of a folder, or the one named. Raises Refused where there is none."""
    found = generations(folder)
    if name:
        found = [generation for generation in found if generation.name == name]
    if not found:
        raise Refused(f"{folder} holds no complete backup{f' named {name}' if name else ''}.")
    return found[-1]


def _migrate_to(migrated):
    """Bring the tables to the version of the backup, and return the models of that version.

    A backup of an older version comes back as it was made; the migrations after it then do what they do in an update.
    """
    connection = connections["default"]
    executor = MigrationExecutor(connection)
    graph, wanted = executor.loader.graph, {tuple(one) for one in migrated}
    if unknown := sorted(wanted - set(graph.nodes) - _replaced(executor)):
        raise Refused(
            f"This backup was made by a newer version of the newsroom: it knows {unknown[0][0]}.{unknown[0][1]}. "
            "Update this one, then restore."
        )
    known = wanted & set(graph.nodes)
    targets = [
        node
        for node in known
        if not any(child in known and child[0] == node[0] for child in graph.node_map[node].children)
    ]
    # An app that the backup does not know yet has no tables in it.
    targets += [(app, None) for app in {app for app, _name in graph.nodes} - {app for app, _name in known}]
    try:
        executor.migrate(targets)
    except IrreversibleError as error:
        raise Refused(
            f"This backup is older than the database's tables, and they cannot be taken back: {error} "
            "Restore into a database in which `migrate` has not run."
        ) from error
    return executor.loader.project_state([node for node in targets if node[1]]).apps


def _replaced(executor):
    return {old for migration in executor.loader.replacements.values() for old in migration.replaces}


def _put_files(generation, tell):
    told = time.monotonic()
    for number, (storage, name, digest, size) in enumerate(_listed(generation), 1):
        if storages[storage].exists(name):
            if storages[storage].size(name) == size:
                continue  # its name tells its content; the size, that it was written to the end
            storages[storage].delete(name)
        with open(_place(generation.parent, digest), "rb") as file:
            storages[storage].save(name, File(file))
        if time.monotonic() - told > TELL_EVERY:
            told = time.monotonic()
            tell(f"Files: {number}")


def _table(file):
    with gzip.open(file) as lines:
        yield from lines


def _put_secret(secret):
    part = settings.DATA_DIR / f".{SECRET}.part"
    part.unlink(missing_ok=True)
    _write(part, secret.encode())
    part.rename(settings.DATA_DIR / SECRET)
