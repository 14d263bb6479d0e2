"""Elements of WordprocessingML, made quickly."""

from collections.abc import Mapping
from functools import cache
from typing import cast

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser
from docx.oxml.xmlchemy import BaseOxmlElement

TWIPS_PER_MM = 1440 / 25.4
EMU_PER_MM = 36_000
POINTS_PER_MM = 72 / 25.4


@cache
def _qualified(name: str) -> str:
    return qn(name)


def node(
    name: str, attributes: Mapping[str, str] | None = None, *children: BaseOxmlElement
) -> BaseOxmlElement:
    """Return an element; names and attribute names carry their usual prefix, such as w:val."""
    element = cast(BaseOxmlElement, oxml_parser.makeelement(_qualified(name), nsmap=_namespaces(name)))
    for key, value in (attributes or {}).items():
        element.set(_qualified(key) if ":" in key else key, value)
    element.extend(children)
    return element


@cache
def _namespaces(name: str) -> dict[str, str]:
    prefix = name.split(":", 1)[0]
    return {prefix: nsmap[prefix]}


def valued(name: str, value: str | int) -> BaseOxmlElement:
    """Return an element whose one attribute is w:val."""
    return node(name, {"w:val": str(value)})


def twips(millimetres: float) -> str:
    """Return millimetres as twentieths of a point, as attributes hold them."""
    return str(round(millimetres * TWIPS_PER_MM))


def emu(millimetres: float) -> str:
    """Return millimetres as English metric units, as drawings hold them."""
    return str(round(millimetres * EMU_PER_MM))
