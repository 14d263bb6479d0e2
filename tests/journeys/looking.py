"""What a browser is asked about a page: what is clipped, too small, without a ring, in someone's way."""

from collections.abc import Sequence
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
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
    const disc = at.matches("svg a") && at.querySelector("circle");
    if (disc) return parseFloat(getComputedStyle(disc).strokeWidth) >= 3;  // drawn around the disc itself
    return [at, at.closest(".engagement"), at.closest("label")].some(each => each && ringed(each));
}"""
"""Whether what has the focus, or what stands for it, wears the ring."""


WRONG = """async within => {
    const found = await axe.run(within ?? document, {resultTypes: ["violations"]});
    return found.violations.flatMap(({id, nodes}) => nodes.map(node => `${id}: ${node.html.slice(0, 120)}`));
}"""
"""What axe has against a page that holds it."""


def open_all(page: Page) -> None:
    """Open whatever is folded."""
    page.wait_for_load_state()
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")


def show(page: Page, width: int, scheme: Literal["dark", "light"]) -> None:
    """Show a page that is loaded as a screen of another width, or in other light, would."""
    page.set_viewport_size({"width": width, "height": 800})
    # Where nothing moves, a colour is at once what it becomes.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def faults(page: Page, within: str | None = None) -> list[str]:
    """Return what axe finds wrong with a page, or with what a selector names of it."""
    page.wait_for_load_state()
    if page.evaluate("typeof axe === 'undefined'"):  # a page keeps it until it leads elsewhere
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(WRONG, within)


Look = tuple[int, Literal["dark", "light"]]


def wrong(
    page: Page,
    looks: Sequence[Look],
    widths: Sequence[int] = (),
    directions: Sequence[str] = ("ltr",),
    within: str | None = None,
    twice: Sequence[int] | None = None,
) -> list[str]:
    """Return what stands in anyone's way on a page in these looks, and at these widths and directions.

    At a width it is what is clipped, too small, or clipped with text of twice the size; that at the widths of
    `twice` only, if it is given. The page is loaded once: to load it for each look would take most of the
    time. It is left as on a desk in the light.
    """
    found = []
    for width, scheme in looks:
        show(page, width, scheme)
        found += [f"{width} {scheme}: {each}" for each in faults(page, within)]
    for width in widths:
        show(page, width, "light")
        for direction in directions:
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            named = f"{width} {direction}"
            found += [f"{named}: clipped {each}" for each in page.evaluate(CLIPPED)]
            found += [f"{named}: small {each}" for each in page.evaluate(SMALL)]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{named}: scrolls sideways")
            if twice is not None and width not in twice:
                continue
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            found += [f"{named}: clipped at twice the size {each}" for each in page.evaluate(CLIPPED)]
            page.evaluate("document.documentElement.style.fontSize = ''")
    page.evaluate("document.documentElement.dir = 'ltr'")
    show(page, 1280, "light")
    return found
