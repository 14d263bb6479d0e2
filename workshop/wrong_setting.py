"""What is raised where a setting of the environment cannot be used."""


class WrongSetting(ValueError):
    """Says in a sentence which setting of the environment is wrong, and what to set instead."""
