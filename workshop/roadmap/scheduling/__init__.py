"""Schedules: the instant draft, the job that improves on it, and what is offered where it came too late."""
