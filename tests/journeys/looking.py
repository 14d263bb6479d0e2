"""What a browser is asked about a page: what is clipped, too small, without a ring, in someone's way."""

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

CLIPPED = """() => [...document.querySelectorAll("main *, header *")].filter(each => {
    const box = each.getBoundingClientRect();
    const scrolls = each.closest(".scroll, .unseen, svg, .road-wide");
    return !scrolls && box.width && (box.right > innerWidth + 1 || box.left < -1);
}).map(each => each.outerHTML.slice(0, 120))"""
"""What reaches beyond the sides of the page."""

SMALL = """() => [...document.querySelectorAll("main *, header *, nav *")].filter(each => {
    const own = [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || each.closest(".unseen") || !each.getClientRects().length) return false;
    const drawn = each.closest("svg[viewBox]");
    const scale = drawn ? drawn.getBoundingClientRect().width / drawn.viewBox.baseVal.width : 1;
    return parseFloat(getComputedStyle(each).fontSize) * scale < 12.95;
}).map(each => each.outerHTML.slice(0, 120))"""
"""What is written smaller than 13 pixels."""

RINGED = """() => {
    const ringed = each => {
        const style = getComputedStyle(each);
        return style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 3;
    };
    const at = document.activeElement;
    return [at, at.closest(".engagement"), at.closest("label")].some(each => each && ringed(each));
}"""
"""Whether what has the focus, or what stands for it, wears the ring."""


def open_all(page: Page) -> None:
    """Open whatever is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def show(page: Page, width: int, scheme: Literal["dark", "light"]) -> None:
    """Show a page that is loaded as a screen of another width, or in other light, would."""
    page.set_viewport_size({"width": width, "height": 800})
    # Where nothing moves, a colour is at once what it becomes.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def faults(page: Page, within: str | None = None) -> list[str]:
    """Return what axe finds wrong with a page, or with what a selector names of it."""
    violations = Axe().run(page, context=within).response["violations"]
    return [f"{each['id']}: {node['html'][:120]}" for each in violations for node in each["nodes"]]
