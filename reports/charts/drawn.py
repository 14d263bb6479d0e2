"""Drawings that are rendered once for a document, however often its pages are laid out before they fit."""

from collections.abc import Callable, Hashable, Iterator, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from reports.charts.ink import Drawing


@dataclass(frozen=True, slots=True)
class Rendering:
    """A picture as a file, its width in millimetres, and the drawing that it was made of."""

    png: bytes
    width: float
    drawing: Drawing


Rendered = MutableMapping[Hashable, Rendering]
_HELD: ContextVar[Rendered | None] = ContextVar("rendered", default=None)


@contextmanager
def rendered_once() -> Iterator[Rendered]:
    """Keep what is rendered meanwhile, in this thread, and let the same drawing be the same file.

    Within another such block it keeps what that one keeps.
    """
    held: Rendered | None = _HELD.get()
    if held is not None:
        yield held
        return
    made: Rendered = {}
    token = _HELD.set(made)
    try:
        yield made
    finally:
        _HELD.reset(token)


def rendered(drawing: Drawing, width: float, ground: Hashable, render: Callable[[], bytes]) -> bytes:
    """Return a drawing as a file; one that differs in nothing from an earlier one is not rendered again."""
    held = _HELD.get()
    if held is None:
        return render()
    sign = (width, ground, drawing.sign)
    if sign not in held:
        held[sign] = Rendering(render(), width, drawing)
    return held[sign].png
