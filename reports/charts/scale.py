"""The axis of levels, from 1 to 5, never cut."""

from dataclasses import dataclass

from questionnaires.pack import LEVELS, MethodPack
from reports.charts.house import GREY, Sheet, wrapped
from reports.charts.ink import width_of


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the levels lie on a sheet: level 1 at `left`, level 5 at `left + width`, in millimetres."""

    left: float
    width: float

    def at(self, level: float) -> float:
        """Return the place of a level."""
        return self.left + self.width * (level - 1) / 4

    def draw(self, sheet: Sheet, pack: MethodPack, top: float, bottom: float) -> None:
        """Draw a rule for each level and its name above; two lines where the names would touch."""
        room = self.width / 4 - 1.5
        names = {level: f"{level} {pack.level_name(level)}" for level in LEVELS}
        one_line = all(width_of(name, 8) <= room for name in names.values())
        for level in LEVELS:
            sheet.line([self.at(level)] * 2, [top, bottom])
            if one_line:
                sheet.text(self.at(level), top - 2.4, names[level], 8, color=GREY, align="center")
                continue
            sheet.text(self.at(level), top - 5.4, str(level), 8, color=GREY, align="center")
            word = wrapped(pack.level_name(level), 7.5, room, most=1)[0]
            sheet.text(self.at(level), top - 2.2, word, 7.5, color=GREY, align="center")
