"""The demonstration engagement: a fictitious client, and its answers as a spreadsheet like any other.

Tarnfield Controls makes control valves and flow meters for other companies; it does not exist. The answers
are stored, not made on the way, so that every demonstration shows the same figures; `generate` made them.
"""

from importlib.resources import files

FILE_NAME = "answers.xlsx"
PEOPLE_NAME = "people.csv"


def client_name() -> str:
    """Return the name of the fictitious client."""
    return "Tarnfield Controls"


def consultancy_name() -> str:
    """Return the name of the fictitious consultancy that runs the engagement."""
    return "Fenwick Hale Advisory"


def pack_name() -> str:
    """Return the name of the shipped method pack that the answers belong to."""
    return "marketing_operations"


def answers() -> bytes:
    """Return the spreadsheet of answers, an XLSX workbook."""
    return (files(__name__) / FILE_NAME).read_bytes()


def people() -> bytes:
    """Return the spreadsheet of the client's people, a CSV file."""
    return (files(__name__) / PEOPLE_NAME).read_bytes()


def asked_people() -> bytes:
    """Return the people of a second client, who are being asked, as a CSV file."""
    return (files(__name__) / "asked_people.csv").read_bytes()
