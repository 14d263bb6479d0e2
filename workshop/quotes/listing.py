"""Which quotes a page lists, by what was chosen above them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from questionnaires.quoting import Shown, Withheld
from workshop.quotes.showing import Gate
from workshop.quotes.store import Passage
from workshop.quotes.wording import APPROVALS


@dataclass(frozen=True, slots=True)
class Judged:
    """A passage, and what the gate says of it."""

    passage: Passage
    quote: Shown | Withheld

    @property
    def shown(self) -> Shown | None:
        """Return the quote as it may be shown, or None."""
        return self.quote if isinstance(self.quote, Shown) else None

    @property
    def reason(self) -> str:
        """Return why it may not be shown; "" where it may."""
        if isinstance(self.quote, Shown):
            return ""
        return "The speaker wants other words." if self.wants_other_words else self.quote.said

    @property
    def wants_other_words(self) -> bool:
        """Return whether the speaker asks for a change that was not made yet."""
        asked = self.passage.asked
        return bool(asked and asked.remark) and self.passage.approval == "asked"

    @property
    def answer(self) -> str:
        """Return what the speaker says of it, in a few words."""
        return "Wants a change" if self.wants_other_words else APPROVALS[self.passage.approval]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to; "" for all."""

    consent: str = ""
    theme: str = ""
    interview: str = ""
    approval: str = ""

    @classmethod
    def asked_for(cls, args: Mapping[str, str]) -> "Chosen":
        """Return what an address asks for."""
        return cls(*(args.get(name, "")[:40] for name in ("consent", "theme", "interview", "approval")))

    @property
    def any(self) -> bool:
        """Return whether the list is narrowed at all."""
        return self != Chosen()

    def address(self, page: int) -> dict[str, str | int]:
        """Return what the address of one page of the list asks for."""
        return {name: value for name, value in asdict(self).items() if value} | {"page": page}

    def fits(self, passage: Passage) -> bool:
        """Return whether a passage belongs in the list."""
        themes = {str(each) for each in passage.themes} or {"none"}
        return (
            self.consent in ("", passage.allowed)
            and (not self.theme or self.theme in themes)
            and self.interview in ("", str(passage.interview_id))
            and self.approval in ("", passage.approval)
        )


def judged(gate: Gate, passages: Sequence[Passage]) -> list[Judged]:
    """Return passages with what the gate says of each."""
    return [Judged(each, gate.judged(each)) for each in passages]
