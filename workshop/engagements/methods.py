"""The methods that come with the program, as forms and pages name them; their packs are read once."""

from dataclasses import dataclass
from functools import cache

from questionnaires.loading import shipped_names, shipped_pack
from questionnaires.pack import MethodPack


@dataclass(frozen=True, slots=True)
class Method:
    """A method pack in short; `function` is what it assesses, as in "marketing operations"."""

    name: str
    title: str
    version: str
    function: str
    components: int
    capabilities: int


def shipped(name: str) -> MethodPack:
    """Return a pack that comes with the program."""
    return shipped_pack(name)


@cache
def method(name: str) -> Method:
    """Return a shipped method by the name of its pack."""
    pack = shipped(name)
    return Method(name, pack.title, pack.version, pack.function, len(pack.components), len(pack.capabilities))


def methods() -> tuple[Method, ...]:
    """Return every shipped method."""
    return tuple(map(method, shipped_names()))
