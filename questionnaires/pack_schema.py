"""The JSON Schema of the pack format, for editors; made from the types that packs are checked against."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import msgspec

from questionnaires.charter import Charter
from questionnaires.guide import GuideSection
from questionnaires.initiative import Initiative
from questionnaires.pack import Component, MethodPack, Priority
from questionnaires.parts import LEVELS
from questionnaires.worksheet import Worksheet

DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that editors know best."""
PARTS: Mapping[str, Any] = MappingProxyType(
    {
        "pack": MethodPack,
        "component": Component,
        "priorities": tuple[Priority, ...],
        "guide": tuple[GuideSection, ...],
        "charter": Charter,
        "worksheets": tuple[Worksheet, ...],
        "initiatives": tuple[Initiative, ...],
    }
)
"""What a file of a pack can hold: the whole, or one of the parts that get a file of their own."""

FILE_NAME = {"type": "string", "pattern": r"\.ya?ml$", "description": "The file that holds this part."}
TRUTH = [True, False, "yes", "no"]
ANY_TEXT = ["string", "number", "boolean"]
"""What a loader that takes every value for its text lets stand unquoted: `unit: 70`, `name: no`."""


def pack_schema(part: str = "pack") -> dict[str, Any]:
    """Return the schema of pack.yaml, or of a file that holds one part; KeyError where PARTS has no such."""
    (schema,), definitions = msgspec.json.schema_components(
        [PARTS[part]], ref_template="#/definitions/{name}"
    )
    adjusted = {name: _adjusted(each) for name, each in definitions.items()}
    levels = adjusted["Capability"]["properties"]["levels"] if "Capability" in adjusted else {}
    levels |= {"required": [str(level) for level in LEVELS], "propertyNames": {"pattern": "^[1-5]$"}}
    title = {"$schema": DIALECT, "title": "Method pack" if part == "pack" else f"Method pack: {part}"}
    return title | _adjusted(schema, whole=True) | {"definitions": adjusted}


def _adjusted(schema: dict[str, Any], whole: bool = False) -> dict[str, Any]:
    """Return a schema as loading has it: a part may be the name of its file, and a text may lack quotes."""
    schema = {key: _inner(key, value) for key, value in schema.items()}
    if schema.get("type") == "string" and "pattern" not in schema:
        return schema | {"type": ANY_TEXT if schema.get("minLength") else [*ANY_TEXT, "null"]}
    if schema.get("type") == "boolean":
        return {key: value for key, value in schema.items() if key != "type"} | {"enum": TRUTH}
    if whole or not ("$ref" in schema or schema.get("type") == "array"):
        return schema
    # What describes the place stays outside, where editors look for it.
    said = {"default": schema.pop("default")} if "default" in schema else {}
    return {"anyOf": [schema, FILE_NAME], **said}


def _inner(key: str, value: Any) -> Any:
    match key:
        case "properties":
            return {name: _adjusted(each) for name, each in value.items()}
        case "anyOf":
            return [_adjusted(each) for each in value]
        case "default" if isinstance(value, tuple):
            return list(value)  # as JSON has it
        case "items" | "additionalProperties" if isinstance(value, dict):
            return _adjusted(value)
    return value
