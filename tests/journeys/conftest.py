"""The browser that all journeys share, and its pages."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.journeys.looking import FLAGS
from tests.workshop.compiled import made_once

__all__ = ["made_once"]

PATIENCE = 120_000
"""Milliseconds after which something will not come any more, on a machine that does much else beside."""
expect.set_options(timeout=PATIENCE)
UNHURRIED = f"""{{
    const [wait, limit] = [window.setTimeout, AbortSignal.timeout.bind(AbortSignal)];
    const long = ms => ms === 6000 || ms === 15000 ? {PATIENCE} : ms;
    window.setTimeout = (deed, ms, ...more) => wait(deed, long(ms), ...more);
    AbortSignal.timeout = ms => limit(long(ms));
}}"""
"""How long pages wait for a save before they let people go on, or ask again: as long as the tests do."""


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS, timeout=PATIENCE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(browser, "new_context", unhurried(browser.new_context))
        yield browser
    for end in (browser.close, playwright.stop):
        with unless_it_hangs():
            end()


@contextmanager
def unless_it_hangs() -> Iterator[None]:
    """Leave a block that takes over a minute: a browser that all tests are done with ends with them."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(60)
    try:
        with suppress(TimeoutError):
            yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def unhurried(new_context: Callable[..., BrowserContext]) -> Callable[..., BrowserContext]:
    """Let all pages that are visited wait with patience. Nothing moves, so that a colour is what it is."""

    def made(**options: Any) -> BrowserContext:
        context = new_context(**{"reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(UNHURRIED)
        return context

    return made


@contextmanager
def without_complaint(page: Page) -> Iterator[Page]:
    """Fail if a script of the page fails or is refused within the block."""
    said: list[str] = []

    def failed(error: Error) -> None:
        said.append(str(error))

    def told(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            said.append(message.text)

    page.on("pageerror", failed)
    page.on("console", told)
    yield page
    page.remove_listener("pageerror", failed)
    page.remove_listener("console", told)
    assert said == []


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A fresh page; its parameter is (width, colour scheme). A script that fails or is refused fails it."""
    width, scheme = getattr(request, "param", (1280, "light"))
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    try:
        with without_complaint(context.new_page()) as page:
            yield page
    finally:
        context.close()


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[Page]:
    """A page for a whole module: a browser takes as long to begin with a page as to look at it."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()
