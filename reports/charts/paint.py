"""The colours that charts are painted in: those of the house, or a client's in the place of some of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_TONES: ContextVar[Mapping[str, str]] = ContextVar("tones")


@contextmanager
def painted_in(tones: Mapping[str, str]) -> Iterator[None]:
    """Let everything that is drawn meanwhile, in this thread, have colours replaced; given without #."""
    token = _TONES.set(tones)
    try:
        yield
    finally:
        _TONES.reset(token)


def painted(colour: str) -> str:
    """Return the colour that stands for one of the house, both as #RRGGBB; others stay what they are."""
    found = _TONES.get({}).get(colour.removeprefix("#").upper())
    return f"#{found}" if found else colour
