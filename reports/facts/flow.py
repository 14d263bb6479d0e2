"""The way of figures: from the data that they are made of, through the measure, to whom they reach."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """A measure on its way: what it is made of, and how and to whom it is delivered; empty where unknown."""

    name: str
    tier: str
    in_use: bool
    sources: tuple[str, ...] = ()
    delivery: str = ""
    audience: str = ""

    @property
    def end(self) -> str:
        """Return where it arrives: Report, leadership team; empty where it reaches nobody."""
        if not self.delivery:
            return ""
        return f"{self.delivery}: {self.audience}" if self.audience else self.delivery


@dataclass(frozen=True, slots=True)
class Flow:
    """Measures in their order, those of the first tier first."""

    steps: tuple[Step, ...]

    @property
    def without_data(self) -> tuple[Step, ...]:
        """Return those of which nobody wrote what they are made of."""
        return tuple(each for each in self.steps if not each.sources)

    @property
    def without_end(self) -> tuple[Step, ...]:
        """Return those that reach nobody, or of which nobody wrote whom."""
        return tuple(each for each in self.steps if not each.end)
