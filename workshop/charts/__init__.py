"""Where the marks of a chart stand: plain numbers, which the templates turn into SVG."""

from workshop.charts.axis import along
from workshop.charts.columns import Column, columns
from workshop.charts.radar import Radar, Spoke, radar
from workshop.charts.stack import Piece, stack

__all__ = ["Column", "Piece", "Radar", "Spoke", "along", "columns", "radar", "stack"]
