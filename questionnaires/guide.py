"""The interview guide of a pack: what leaders are asked before anything is assessed."""

from typing import Annotated

from msgspec import Meta

from questionnaires.parts import Identifier, Line, Name, Part, Text

Minutes = Annotated[int, Meta(ge=1, le=30)]


class GuideQuestion(Part, frozen=True):
    """One question, as it is spoken and as it is put in writing, and what it informs."""

    id: Identifier
    text: Text
    written: Text
    minutes: Minutes
    probes: tuple[Line, ...] = ()
    listen_for: tuple[Line, ...] = ()
    core: bool = False
    capabilities: tuple[Identifier, ...] = ()
    jobs: tuple[Identifier, ...] = ()


class GuideSection(Part, frozen=True):
    """Questions about one matter."""

    id: Identifier
    title: Name
    purpose: Text
    questions: Annotated[tuple[GuideQuestion, ...], Meta(min_length=1)]
