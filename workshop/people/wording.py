"""What is said of a list of people: on its button, once it is added, and in history."""

from workshop.people.preview import Preview


def button(preview: Preview) -> str:
    """Return what adding the list would do, as its button says it; nothing where it would do nothing."""
    added, further = len(preview.newcomers), len(preview.further)
    if added and further:
        return f"Add {_people(added)}, and give {further:,} a further role"
    if added:
        return f"Add {_people(added)}"
    return f"Give {_people(further)} a further role" if further else ""


def done(preview: Preview) -> str:
    """Return what adding the list did, as one sentence."""
    added, further = len(preview.newcomers), len(preview.further)
    roles = f"{_people(further)} {_have(further)} a further role" if further else ""
    if not added:
        return f"{roles}."
    return f"{_people(added)} {_are(added)} added{f', and {roles}' if roles else ''}."


def deed(preview: Preview, source: str) -> str:
    """Return what adding the list did, as history tells it."""
    added, further = len(preview.newcomers), len(preview.further)
    parts = [f"added {_people(added)}"] if added else []
    parts += [f"gave {_people(further)} a further role"] if further else []
    return f"{' and '.join(parts)} from {source}"


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number:,} people"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
