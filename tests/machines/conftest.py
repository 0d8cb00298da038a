"""The house of these tests: started once, and whole again before each."""

import shutil
import tempfile
from pathlib import Path

import pytest

from tests.machines.house import House


@pytest.fixture(scope="session")
def house():
    # Not pytest's own folder, into which the user of PostgreSQL may not look.
    folder = Path(tempfile.mkdtemp(prefix="newsroom-machines-"))
    folder.chmod(0o755)
    try:
        with House(folder) as house:
            yield house
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def stories(house):
    """Live stories as [{pk, path, headline}]."""
    return house.fill("stories", 12)
