"""What people type into a cell, tidied; and what is wrong with a name, an address or a title."""

import re
import unicodedata

LONGEST_NAME, LONGEST_TITLE, LONGEST_GROUP, LONGEST_EMAIL = 120, 120, 80, 254

# Marks that no one sees: soft hyphens, blanks without width, and what turns the direction of text.
_UNSEEN = dict.fromkeys(
    (
        *(0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
)
_JOINERS = "\u200c\u200d"
_MARKED_AS_TEXT = re.compile(r"\A'(?=[=+@\uff1d\uff0b\uff20\u2212\uff0d-])")
_NAMED_ADDRESS = re.compile(r"\"?([^<>\"]*)\"?\s?<\s?([^<>]*?)\s?>")
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_LABEL = re.compile(r"[^\W_](?:[^\W_]|-)*")
_USUAL = re.compile(
    rf"{_LOCAL.pattern}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?\.)+"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
)
"""What nearly every mail address is, found in one look."""
_AT = re.compile(r"\s*[(\[{<]\s*at\s*[)\]}>]\s*|\s+at\s+|\s*@\s*", re.IGNORECASE)


def cleaned(text: str) -> str:
    """Return a text with single blanks and none around it, without marks that no one sees.

    The apostrophe that keeps a spreadsheet from computing a text is taken off again.
    """
    text = unicodedata.normalize("NFC", text.translate(_UNSEEN))
    return _MARKED_AS_TEXT.sub("", " ".join(text.split()).strip(f"{_JOINERS} "))


def folded(text: str) -> str:
    """Return a tidied text as it is compared: whoever writes it in capitals means the same."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.casefold())


def address_and_name(text: str) -> tuple[str, str]:
    """Return the address and the name of `Name <name@place>`; of an address alone the name is empty."""
    text = cleaned(text)
    found = _NAMED_ADDRESS.fullmatch(text)
    address, name = (found[2], found[1]) if found else (text, "")
    address = address.translate(dict.fromkeys(map(ord, _JOINERS)))
    return re.sub(r"\Amailto:\s?", "", address, flags=re.IGNORECASE), cleaned(name)


def fault_of_name(name: str) -> str:
    """Return what is wrong with a cleaned name, or nothing."""
    if not name:
        return "The name is missing."
    if "@" in name and not fault_of_email(name):
        return "This is a mail address. Write the name here."
    if len(name) > LONGEST_NAME:
        return f"Shorten the name to {LONGEST_NAME} characters or fewer."
    if not is_readable(name):
        return "Use a name that can be read: letters or digits, and no control characters."
    return ""


def fault_of_title(title: str) -> str:
    """Return what is wrong with a cleaned job title, or nothing; it may be empty."""
    if len(title) > LONGEST_TITLE:
        return f"Shorten the title to {LONGEST_TITLE} characters or fewer."
    if title and not is_readable(title):
        return "Use a title that can be read: letters or digits, and no control characters."
    return ""


def fault_of_email(email: str) -> str:
    """Return what is wrong with a mail address, or nothing; it may be empty."""
    if not email or (len(email) <= LONGEST_EMAIL and _USUAL.fullmatch(email)):
        return ""
    local, at, place = email.rpartition("@")
    labels = place.split(".")
    if not at or not local or "@" in local or not all(map(_is_label, labels)):
        return "Not a mail address. Write it as name@place."
    if len(email) > LONGEST_EMAIL:
        return f"Shorten the address to {LONGEST_EMAIL} characters or fewer."
    if not _LOCAL.fullmatch(local):
        return "Mail cannot be sent to this address. Write what stands before the @ in plain letters."
    if len(labels) < 2:
        return f"The ending after {place} is missing. Write it as name@place.com."
    return ""


def meant_email(typed: str) -> str:
    """Return the mail address that someone probably meant, or nothing."""
    if len(typed) > LONGEST_EMAIL:
        return ""
    meant = _AT.sub("@", typed.strip(" .,;:<>()[]\"'")).replace(",", ".").replace(" ", "")
    return meant if meant and meant != typed and not fault_of_email(meant) else ""


def is_readable(text: str) -> bool:
    """Return whether a page or a document can print a text, and there is something to read in it."""
    bare = text if text.isascii() else text.translate(dict.fromkeys(map(ord, _JOINERS)))
    return bare.isprintable() and (bare[:1].isalnum() or any(letter.isalnum() for letter in bare))


def _is_label(label: str) -> bool:
    return len(label) <= 63 and bool(_LABEL.fullmatch(label)) and not label.endswith("-")
