"""The pages of an engagement, and what a page leads to."""

from html.parser import HTMLParser


class Links(HTMLParser):
    """Collects where a page leads, and whatever is forbidden on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.forbidden += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        # A module of our own comes from a file; nothing else may run.
        if tag == "style" or (tag == "script" and not (dict(attrs).get("src") or "").startswith("/static/")):
            self.forbidden.append(tag)
        if tag in ("a", "link"):
            self.found.add(dict(attrs).get("href") or "")


def links(page: str) -> Links:
    parser = Links()
    parser.feed(page)
    return parser


def pages(number: int) -> list[str]:
    home = f"/engagements/{number}"
    return [
        "/",
        "/engagements/new",
        home,
        f"{home}/assessment",
        f"{home}/results",
        f"{home}/people",
        f"{home}/mail",
        f"{home}/history",
        f"{home}/capabilities",
        f"{home}/capabilities?sort=gap&direction=up",
        f"{home}/capabilities/C3",
        f"{home}/capabilities/C3?question=wanted",
        "/nowhere",
    ]
