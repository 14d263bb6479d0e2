"""Take the README's pictures again: `python -m tests.journeys.pictures`, in the environment of the tests."""

import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.conftest import CHROMIUM, LIBREOFFICE, PDF_TO_PICTURES, program
from tests.journeys.browsing import served
from workshop.commands import main as run_command
from workshop.commands.serving import prepared_app
from workshop.demo.furnishing import CONSULTANT, furnished

PDF_TO_TEXT = ("pdftotext",)
PICTURES = Path(__file__).resolve().parents[2] / ".pictures"
PAGES = {
    "overview": "",
    "results": "/results",
    "alignment": "/alignment",
    "findings": "/findings",
    "groups": "/comparison",
    "roadmap": "/roadmap",
}
"""The pages that README shows, by the names of their pictures."""
DRAWN = {"blueprint": "How sound this is", "horizons": "Arrow = rests on"}
"""What stands on the pages of the blueprint that README shows, by the names of their pictures."""
CONTENTS = "Contents"
"""What stands on the pages before, which name it too."""


def take() -> None:
    """Make the demonstration afresh and take pictures of its pages and of its blueprint's summary."""
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
        for name, inside in PAGES.items():
            page.goto(f"{address}/engagements/1{inside}")
            page.screenshot(path=PICTURES / f"{name}.png")
        _while_talking(page, f"{address}/engagements/1/interviews/1")
        browser.close()


def _while_talking(page: Page, address: str) -> None:
    """Take a picture of an interview that is under way again, at its first notes."""
    page.goto(address)
    page.get_by_role("button", name="Reopen the interview").click()
    page.get_by_text("The interview is under way again.").wait_for()
    page.evaluate("scrollTo({ top: document.getElementById('note-G4').getBoundingClientRect().top - 412 })")
    page.screenshot(path=PICTURES / "interview.png")


def _document(blueprint: Path, folder: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    office = program("LibreOffice", LIBREOFFICE)
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(blueprint)]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = str(folder / "blueprint.pdf")
    read = [program("Poppler", PDF_TO_TEXT), pdf, "-"]
    pages = subprocess.run(read, check=True, capture_output=True, text=True).stdout.split("\f")
    for name, said in DRAWN.items():
        there = (
            number for number, text in enumerate(pages, start=1) if said in text and CONTENTS not in text
        )
        page, target = str(next(there)), str(PICTURES / name)
        draw = [
            program("Poppler", PDF_TO_PICTURES),
            "-r",
            "90",
            "-png",
            "-singlefile",
            "-f",
            page,
            "-l",
            page,
        ]
        subprocess.run([*draw, pdf, target], check=True, capture_output=True)


if __name__ == "__main__":
    take()
