"""What all tests share: the programs beside Python that some of them need."""

import os
import shutil
from collections.abc import Sequence

import pytest
from hypothesis import settings

# How long an example takes says nothing on a machine that does other things beside.
settings.register_profile("untimed", parent=settings.default, deadline=None)
settings.load_profile("untimed")

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBREOFFICE = ("soffice", "libreoffice")
PDF_TO_PICTURES = ("pdftoppm",)


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
