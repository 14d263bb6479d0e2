"""Take the README's pictures again: `python -m tests.journeys.pictures`, in the environment of the tests."""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import CHROMIUM, LIBREOFFICE, PDF_TO_PICTURES, program
from tests.journeys.browsing import served
from workshop.commands import main as run_command
from workshop.commands.serving import prepared_app
from workshop.demo.furnishing import CONSULTANT, furnished

PICTURES = Path(__file__).resolve().parents[2] / ".pictures"
SUMMARY_PAGE = 3
"""The page of the blueprint that README shows: the summary."""


def take() -> None:
    """Make the demonstration afresh and take pictures of its overview, its results and its summary."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if run_command(["demo", "--no-serve", "--data", str(folder)]):
            raise SystemExit("the demonstration could not be made")
        _pages(folder)
        _document(folder / "demo" / "blueprint.docx", folder)


def _pages(folder: Path) -> None:
    app = prepared_app(folder)
    _, password, _ = furnished(app, datetime.now(UTC))
    with served(app) as address, sync_playwright() as play:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
        browser = play.chromium.launch(executable_path=program("Chromium", CHROMIUM), args=arguments)
        page = browser.new_page(viewport={"width": 1280, "height": 1100})
        page.goto(address)
        page.get_by_label("Mail address").fill(CONSULTANT[1])
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in").click()
        for name, inside in (("overview", ""), ("results", "/results")):
            page.goto(f"{address}/engagements/1{inside}")
            page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


def _document(blueprint: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    office = program("LibreOffice", LIBREOFFICE)
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(blueprint)]
    subprocess.run(convert, check=True, capture_output=True)
    page = str(SUMMARY_PAGE)
    draw = [program("Poppler", PDF_TO_PICTURES), "-r", "90", "-png", "-singlefile", "-f", page, "-l", page]
    target = str(PICTURES / "blueprint")
    subprocess.run([*draw, str(folder / "blueprint.pdf"), target], check=True, capture_output=True)


if __name__ == "__main__":
    take()
