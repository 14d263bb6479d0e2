"""The pages of interviews: their plan, and each of them while people talk."""

from workshop.interviews.capture import routes as capture
from workshop.interviews.planning import calendars, editing, removing, times
from workshop.interviews.planning import routes as planning
from workshop.interviews.room import bp

__all__ = ["bp", "calendars", "capture", "editing", "planning", "removing", "times"]
