"""The one stylesheet: its parts, written in files of their own, joined when it is first asked for."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, request, url_for
from werkzeug import Response as Answer

from workshop.access import open_to_anyone

ENDPOINT = "stylesheet"
KEPT = "public, max-age=31536000, immutable"
"""For an address that changes with its content."""


@dataclass(frozen=True)
class Stylesheet:
    """The parts of a stylesheet, in the order they build on each other."""

    files: Sequence[Path]

    @cached_property
    def content(self) -> bytes:
        """Return the parts as one."""
        return b"\n".join(file.read_bytes() for file in self.files)

    @cached_property
    def fingerprint(self) -> str:
        """Return what changes when the content does."""
        return hashlib.sha256(self.content).hexdigest()[:12]


def serve_stylesheet(app: Flask, parts: Sequence[str]) -> None:
    """Serve the app's stylesheet at one address, which templates get from `stylesheet()`."""
    sheet = Stylesheet([Path(app.static_folder or "") / "style" / f"{part}.css" for part in parts])

    @open_to_anyone
    def stylesheet() -> Answer:
        answer = Response(sheet.content, mimetype="text/css")
        answer.set_etag(sheet.fingerprint)
        # A page from before an update asks for a sheet that is gone: it gets today's, and does not keep it.
        kept = request.args.get("v") == sheet.fingerprint
        answer.headers["Cache-Control"] = KEPT if kept else "no-cache"
        return answer.make_conditional(request)

    app.add_url_rule("/style.css", ENDPOINT, stylesheet)
    app.jinja_env.globals.update(stylesheet=lambda: url_for(ENDPOINT, v=sheet.fingerprint))
