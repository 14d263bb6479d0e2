"""What all tests share: the programs beside Python that some of them need."""

import gc
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes, or takes to be drawn, says nothing on a busy machine. A test that suppresses
# something itself no longer suppresses this: so the fixtures that examples share are in here too.
settings.register_profile(
    "untimed",
    parent=settings.default,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("untimed")

MEMORY = Path("/dev/shm")
"""Where Linux keeps files in memory: a write is as safe there as it can be, and does not wait for a disk."""
ENOUGH = 4 * 1024**3

if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBREOFFICE = ("soffice", "libreoffice")
PDF_TO_PICTURES = ("pdftoppm",)


def pytest_collection_finish() -> None:
    """Spare the collector what is there until the end: to look through all tests again takes long."""
    gc.collect()
    gc.freeze()


def program(what: str, names: Sequence[str]) -> str:
    """Return the path of the first of these programs that is there; without one, skip, or in CI fail."""
    found = next((path for path in map(shutil.which, names) if path), None)
    if found is None:
        missing = f"{what} is not installed on this machine (looked for {', '.join(names)})"
        if os.environ.get("CI", "").lower() in ("1", "true", "yes"):
            pytest.fail(missing, pytrace=False)
        pytest.skip(missing)
    return found


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium, for playwright's executable_path."""
    return program("Chromium", CHROMIUM)


@pytest.fixture(scope="session")
def libreoffice() -> str:
    """The path of LibreOffice, which converts documents; give each call a profile folder of its own."""
    return program("LibreOffice", LIBREOFFICE)


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """The path of poppler's pdftoppm, which makes pictures of pages."""
    return program("Poppler", PDF_TO_PICTURES)
