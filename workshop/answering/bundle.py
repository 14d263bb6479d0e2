"""The stylesheet and the script of the pages of a questionnaire, and their pages themselves: sent compressed.

They are opened on phones, in places with poor reception: what every page shares weighs as little as it can.
Compressing a page gives nothing away by its length: no page holds a secret of anyone but its reader.
"""

import gzip
import re
import zlib
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from flask import Flask, Response, request, url_for
from werkzeug import Response as Answer
from werkzeug.http import parse_accept_header

from workshop.access import open_to_anyone
from workshop.languages import words_of
from workshop.stylesheet import KEPT, Stylesheet

PARTS = ("tokens", "ground", "parts", "forms", "levels", "answer")
"""The parts of the stylesheet, in the order they build on each other."""
MODULES = (
    "answer-words", "early", "notices",
    "answer-outbox", "answer-sending", "answer-form", "answer-folding", "answer",
)  # fmt: skip
"""The modules of the script, likewise."""
STYLE, SCRIPT = "answer_stylesheet", "answer_script"
_COMMENT = re.compile(rb"/\*.*?\*/\s*", re.DOTALL)
_IMPORT = re.compile(rb"^import .*;\n|^export ", re.MULTILINE)
_SMALL = 1_500
"""Bytes that need no compressing."""


class _Bundle(Stylesheet):
    """Files sent as one, without their comments."""

    @cached_property
    def content(self) -> bytes:
        """Return the files as one; what one imports of another stands above it."""
        return _IMPORT.sub(b"", _COMMENT.sub(b"", super().content))

    @cached_property
    def packed(self) -> bytes:
        """Return the same, compressed."""
        return gzip.compress(self.content, mtime=0)


def serve_bundle(app: Flask) -> None:
    """Serve the stylesheet and the script, whose addresses are answer_css() and answer_js()."""
    static = Path(app.static_folder or "")
    style = _Bundle([static / "style" / f"{part}.css" for part in PARTS])
    texts = [static / "script" / f"{module}.js" for module in MODULES]
    script = _Bundle(texts)
    app.add_url_rule("/answer.css", STYLE, open_to_anyone(_serving(style, "text/css")))
    app.add_url_rule("/answer.js", SCRIPT, open_to_anyone(_serving(script, "text/javascript")))
    app.jinja_env.globals.update(
        answer_css=lambda: url_for(STYLE, v=style.fingerprint),
        answer_words=lambda: words_of(texts),
        answer_js=lambda: url_for(SCRIPT, v=script.fingerprint),
    )


def serve_packed(app: Flask, address: str, files: Sequence[Path], mimetype: str) -> Callable[[], str]:
    """Serve files as one at an address, compressed; return what gives the address that may be kept."""
    bundle, endpoint = _Bundle(files), address.strip("/").replace(".", "_")
    app.add_url_rule(address, endpoint, open_to_anyone(_serving(bundle, mimetype)))
    return lambda: url_for(endpoint, v=bundle.fingerprint)


def _serving(bundle: _Bundle, mimetype: str) -> Callable[[], Answer]:
    def serve() -> Answer:
        answer = Response(bundle.content, mimetype=mimetype)
        if takes_gzip(request.headers.get("Accept-Encoding", "")):
            answer = Response(bundle.packed, mimetype=mimetype, headers={"Content-Encoding": "gzip"})
        answer.headers["Vary"] = "Accept-Encoding"
        kept = request.args.get("v") == bundle.fingerprint
        answer.headers["Cache-Control"] = KEPT if kept else "no-cache"
        return answer

    return serve


@lru_cache(64)
def takes_gzip(header: str) -> bool:
    """Return whether a browser takes what is compressed so, by its Accept-Encoding."""
    return parse_accept_header(header).quality("gzip") > 0


def compress(response: Response) -> Response:
    """Send a page compressed to whoever takes it so."""
    if "Content-Encoding" in response.headers or response.mimetype != "text/html":
        return response
    if not takes_gzip(request.headers.get("Accept-Encoding", "")):
        return response
    page = response.get_data()
    if len(page) >= _SMALL:
        # A page is made for one reader, at once: the fastest way is the best.
        packer = zlib.compressobj(level=1, wbits=31)
        response.set_data(packer.compress(page) + packer.flush())
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    return response
