"""The pages of documents as a word processor lays them out, against what the documents say of them."""

import subprocess
from functools import cache

import pytest

from reports.blueprint import blueprint
from tests.conftest import program
from tests.reports.dossiers import demo_file, opened
from tests.reports.test_documents import full


@cache
def whole_file() -> bytes:
    """Return the blueprint with everything in it, on Letter."""
    return blueprint(full(page="Letter"))


@pytest.fixture(scope="module")
def laid_out(libreoffice, tmp_path_factory) -> dict[str, list[str]]:
    """The text of each page of two documents as LibreOffice lays them out, by their names."""
    folder = tmp_path_factory.mktemp("pages")
    files = {"demo": demo_file(), "whole": whole_file()}
    paths = [folder / f"{name}.docx" for name in files]
    for path, file in zip(paths, files.values(), strict=True):
        path.write_bytes(file)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [libreoffice, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*convert, *map(str, paths)], check=True, capture_output=True, timeout=500)
    text = program("Poppler", ("pdftotext",))
    for path in paths:
        subprocess.run([text, "-layout", str(path.with_suffix(".pdf"))], check=True, timeout=500)
    return {each.stem: each.with_suffix(".txt").read_text("utf-8").split("\f")[:-1] for each in paths}


@pytest.fixture
def pages(laid_out) -> list[str]:
    """The text of each page of the demonstration."""
    return laid_out["demo"]


@pytest.mark.parametrize(("name", "least"), [("demo", 20), ("whole", 100)])
def test_contents_name_the_pages_on_which_things_are(laid_out, name, least):
    listed = [
        p.text
        for p in opened({"demo": demo_file, "whole": whole_file}[name]()).paragraphs
        if p.style.name.lower().startswith(("toc 1", "toc 2", "table of"))
    ]
    flat = [" ".join(page.split()) for page in laid_out[name]]
    titles = [line.rpartition("\t") for line in listed]
    found = {line: [" ".join(line[0].split())[:50] in page for page in flat] for line in titles}
    lists = {n for n, there in enumerate(zip(*found.values(), strict=True), start=1) if sum(there) > 8}
    wrong, right = [], 0
    for line, there in found.items():
        places = {n for n, is_there in enumerate(there, start=1) if is_there} - lists
        right += int(line[2]) in places
        # A figure whose finding is its title has no caption that could be found.
        wrong += [line] if places and int(line[2]) not in places else []
    assert wrong == []
    assert right > least


def test_the_summary_takes_one_page(pages):
    flat = [" ".join(page.split()) for page in pages]
    assert "1 Summary" in flat[2]
    assert "How sound this is" in flat[2]
    assert "2 Where we are" in flat[3]


def test_pages_are_counted_in_the_footer(pages):
    for number, page in enumerate(pages[1:], start=2):
        assert f"Page {number} of {len(pages)}" in " ".join(page.split())


def test_no_page_is_almost_empty(pages):
    for page in pages[1:]:
        assert len(page.split()) > 80
