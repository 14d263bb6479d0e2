"""Whether someone who is to be added is here already."""

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.people.cells import folded
from workshop.people.store import Person


@dataclass(frozen=True, slots=True)
class Likeness:
    """Someone who is here, and whether it is surely the same person."""

    person: Person
    is_the_same: bool

    @property
    def said(self) -> str:
        """Return what is alike, as a sentence."""
        name, email = self.person.name, self.person.email
        if self.is_the_same:
            return f"{name} is here already with this address. Change one of the two, or leave it as it is."
        told = f"{name} ({email})" if email else f"{name}, without an address,"
        return f"{told} is here already. Change this, or tick below that they are two people."


def alike(people: Iterable[Person], name: str, email: str, *, but: int = 0) -> Likeness | None:
    """Return who has the same address, or the same name where either of the two has no address.

    `but` is the number of a person who is passed over.
    """
    found = None
    for each in people:
        same_name = folded(each.name) == folded(name)
        same_address = bool(email) and folded(each.email) == folded(email)
        if each.id == but or not (same_address or (same_name and not (email and each.email))):
            continue
        if same_address and same_name:
            return Likeness(each, True)
        found = found or Likeness(each, False)
    return found
