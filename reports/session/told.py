"""What is said of an item of the agenda."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is said of an item. `todo` is its one line in the table, `steps` how the group works."""

    todo: str = ""
    led: str = ""
    purpose: str = ""
    rests_on: str = ""
    steps: tuple[str, ...] = ()
    outcome: str = ""
    material: str = ""
