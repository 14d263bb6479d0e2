"""Whether a Word document can be a template: it is a whole package without macros, and has what is needed."""

from workshop.documents.files import LARGEST, TAKEN, NoFile, kind_of

_NO_WORD = "This is no Word document. Save it as .docx and choose that."
_PACKAGES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Word documents begin, the old ones and the locked ones too, of which there is more to say."""


def faults_of(data: bytes) -> tuple[str, ...]:
    """Return what is wrong with a template, as sentences; empty where documents can be made with it."""
    if not data:
        return ("This file is empty. Choose a Word document.",)
    if len(data) > LARGEST:
        return (f"This file has more than {LARGEST // 2**20} MB. Remove pictures from it and try again.",)
    if not data.startswith(_PACKAGES):
        return (_NO_WORD,)
    try:
        if kind_of(data, "template.docx") != "docx":
            return (_NO_WORD,)
    except NoFile as fault:
        return (str(fault).replace(TAKEN, "Choose a .docx without macros."),)
    # python-docx takes a while to import, and hardly any page needs it.
    from reports.word.client_template import TemplateFaults, checked

    try:
        checked(data)
    except TemplateFaults as found:
        return tuple(found.faults)
    return ()


def left_out_of(data: bytes) -> tuple[str, ...]:
    """Return what of a template without faults stays out of documents, as sentences with their remedies."""
    # As above: python-docx takes a while to import.
    from reports.word.client_template import checked

    return checked(data).left_out
