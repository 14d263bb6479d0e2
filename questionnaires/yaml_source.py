"""YAML read safely and with its lines: bytes to nodes, without aliases, tags, or anything that grows."""

import yaml

MAX_BYTES = 2_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000
MAX_SCALAR = 20_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class UnreadableYaml(Exception):
    """A file cannot be read as a pack file: `line` (0 where unknown), `problem` and `remedy`."""

    def __init__(self, line: int, problem: str, remedy: str) -> None:
        """Say where, what is wrong, and what to do."""
        super().__init__(problem)
        self.line, self.problem, self.remedy = line, problem, remedy


def compose(data: bytes) -> yaml.Node:
    """Return the root node of a YAML file; UnreadableYaml where it is broken, too large or too deep."""
    if len(data) > MAX_BYTES:
        raise UnreadableYaml(0, f"the file has {len(data):,} bytes", f"keep a file under {MAX_BYTES:,} bytes")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableYaml(line, "the text is not UTF-8", "save the file as UTF-8") from None
    try:
        _inspect(text)
        root: yaml.Node | None = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = " ".join(part for part in (error.context, error.problem) if part)
        raise UnreadableYaml(
            mark.line + 1 if mark else 0, problem, "correct the YAML at or above this line"
        ) from None
    except yaml.YAMLError as error:
        raise UnreadableYaml(
            0, str(error).splitlines()[0], "remove the character that YAML does not allow"
        ) from None
    if root is None:
        raise UnreadableYaml(1, "the file is empty", "write what it is to hold, or remove it")
    return root


def _inspect(text: str) -> None:
    """Look at the events one by one first: composing recurses, and deep nesting would crash it."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableYaml(
                line, "anchors and aliases are not allowed", "write the text out in each place"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and len(event.value) > MAX_SCALAR:
            length = f"{len(event.value):,}"
            raise UnreadableYaml(line, f"a text has {length} characters", f"keep a text under {MAX_SCALAR:,}")
        nodes += isinstance(event, yaml.NodeEvent)
        if depth > MAX_DEPTH:
            raise UnreadableYaml(
                line, f"nested more than {MAX_DEPTH} deep", "follow the structure of a shipped pack"
            )
        if nodes > MAX_NODES:
            raise UnreadableYaml(line, f"more than {MAX_NODES:,} entries", "split the pack")
