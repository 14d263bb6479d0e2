"""Complex fields with their results filled in, since not every program works them out; bookmarks."""

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.word.elements import node
from reports.word.runs import Run, run_element, run_with


def field(instruction: str, result: str, style: str = "") -> list[BaseOxmlElement]:
    """Return the runs of a field that shows a result until it is worked out anew."""
    return [*field_begin(instruction, style), run_element(Run(result, style)), field_end(style)]


def field_begin(instruction: str, style: str = "") -> list[BaseOxmlElement]:
    """Return the runs before a field's result."""
    code = node("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    return [_mark("begin", style), run_with(code, style), _mark("separate", style)]


def field_end(style: str = "") -> BaseOxmlElement:
    """Return the run after a field's result."""
    return _mark("end", style)


def _mark(kind: str, style: str) -> BaseOxmlElement:
    return run_with(node("w:fldChar", {"w:fldCharType": kind}), style)


def bookmarked(name: str, number: int, content: list[BaseOxmlElement]) -> list[BaseOxmlElement]:
    """Return the content between the marks of a bookmark; numbers are unique in a document."""
    start = node("w:bookmarkStart", {"w:id": str(number), "w:name": name})
    return [start, *content, node("w:bookmarkEnd", {"w:id": str(number)})]
