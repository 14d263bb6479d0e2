"""Names of initiatives, components and roles as they stand in sentences and rows."""

from collections.abc import Sequence

from questionnaires.pack import MethodPack
from reports.facts.saying import brief
from reports.wording import counted, listed, raised, set_apart, spelled_out


def quoted(title: str) -> str:
    """Return a title that somebody typed as it stands in a sentence."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{set_apart(brief(title))}\N{RIGHT DOUBLE QUOTATION MARK}"


def named(titles: Sequence[str], most: int = 2) -> str:
    """Return titles in a sentence, the last ones as a number."""
    more = len(titles) - most
    those = [quoted(each) for each in titles]
    return listed(those if more <= 1 else [*those[:most], counted(more, "other")])


def several(names: Sequence[str], noun: str, most: int = 3) -> str:
    """Return names in a sentence, the last ones as a number: analyst, trainer and two other roles."""
    more = len(names) - most
    return listed(list(names) if more <= 0 else [*names[:most], spelled_out(more, f"other {noun}")])


def component_name(pack: MethodPack, component: str) -> str:
    """Return the short name of a component by its id; the id where the pack does not know it."""
    return next((each.short_name for each in pack.components if each.id == component), component)


def role_name(role: str) -> str:
    """Return a role as it is read: operations_lead is Operations lead."""
    return raised(" ".join(role.replace("_", " ").split()))
