"""A mail as it goes out: its text with the link, the same as HTML in the client's colours, its headers."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from markupsafe import Markup

from workshop.engagements.brand import Tones, brand_of
from workshop.links import token_of
from workshop.mail.layout import Line, Part, parts
from workshop.mail.settings import Smtp, mailable
from workshop.mail.store import Mail
from workshop.mail.writing import MARKER, in_one_line, with_token

BUTTONS = {
    "questionnaire": "Open the questionnaire",
    "interview": "Open your page",
    "session": "Open your page",
    "reminder": "Open your page",
    "quotes": "Look at your quotes",
    "password": "Choose a password",
}
"""What the button of each kind of mail says."""

PINE, MARKING = "#0F4C3A", "#F5B700"
"""The colours of mails that belong to no client."""

_LINK = re.compile(r"https?://\S*" + re.escape(MARKER) + r"(?:/[a-z]+)*")


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail is from, and how it looks: the firm, who gets the answers, the client's colours."""

    firm: str = ""
    reply_name: str = ""
    reply_address: str = ""
    brand: str = PINE
    accent: str = MARKING


def body_of(mail: Mail, key: str) -> str:
    """Return the text of a mail with its link, as it goes out; `key` is the installation's secret key."""
    return with_token(mail.body, token_of(mail.seed, key)) if mail.seed else mail.body


def link_of(mail: Mail, key: str) -> str:
    """Return the address that a mail's link leads to, or "" where it has none."""
    found = _LINK.search(mail.body)
    return with_token(found[0], token_of(mail.seed, key)) if found and mail.seed else ""


def message(mail: Mail, sender: Sender, server: Smtp, host: str, key: str, now: datetime) -> EmailMessage:
    """Return a mail as text and HTML; `host` is the app's own name, which is in the mail's number.

    Raises ValueError where an address cannot stand in a header.
    """
    body, link = body_of(mail, key), link_of(mail, key)
    made = EmailMessage(policy=SMTP)
    made["From"] = _mailbox(sender.firm or server.sender_name, server.sender)
    made["To"] = _mailbox(mail.name, mailable(mail.address))
    if sender.reply_address:
        made["Reply-To"] = _mailbox(sender.reply_name, mailable(sender.reply_address))
    made["Subject"] = in_one_line(mail.subject)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = _number(mail, host)
    made["Auto-Submitted"] = "auto-generated"
    # Not every server on the way takes eight bits, or lines as long as a paragraph.
    made.set_content(body, cte="quoted-printable")
    shown = as_html(in_one_line(mail.subject), parts(body, link), link, mail.kind, sender)
    made.add_alternative(shown, subtype="html", cte="quoted-printable")
    return made


def as_html(title: str, content: tuple[Part, ...], link: str, kind: str, sender: Sender) -> str:
    """Return a mail as a page that loads nothing: a bar in the client's colours, the text, and a button."""
    tones = brand_of(sender.brand, sender.accent).light
    inside = Markup("\n").join(_block(part, link, kind, tones) for part in content)
    page = Markup(
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        '<meta name="color-scheme" content="light"><title>{title}</title></head>\n'
        '<body style="margin:0;padding:0;background:#F3F5F1">\n'
        '<div style="max-width:600px;margin:0 auto;padding:24px 12px">\n'
        '<div style="background:#FFFFFF;border:1px solid #D7DCD5;border-top:8px solid {brand};'
        'border-radius:8px">\n'
        '<div style="width:96px;height:4px;margin:0 0 0 24px;background:{accent};font-size:0;line-height:0">'
        "&nbsp;</div>\n"
        '<div style="padding:20px 24px 24px;color:#16211D;overflow-wrap:break-word;'
        'font:16px/1.5 -apple-system,Roboto,Helvetica,Arial,sans-serif" dir="auto">\n'
        "{inside}\n</div>\n</div>\n</div>\n</body></html>\n"
    )
    return page.format(title=title, brand=tones.brand, accent=tones.accent, inside=inside)


def _block(part: Part, link: str, kind: str, tones: Tones) -> Markup:
    lines = [_line(line, tones) for line in part.lines]
    if part.alone:
        return _button(link, kind, tones) + Markup(
            '\n<p style="margin:0 0 20px;font-size:14px;line-height:1.4;word-break:break-all">{line}</p>'
        ).format(line=lines[0])
    if part.is_list:
        entries = Markup("").join(
            Markup('<li style="margin:0 0 4px">{line}</li>').format(line=line) for line in lines
        )
        block = Markup('<ul style="margin:0 0 16px;padding:0 0 0 20px">{entries}</ul>').format(
            entries=entries
        )
    else:
        block = Markup('<p style="margin:0 0 16px">{lines}</p>').format(lines=Markup("<br>").join(lines))
    return block + (Markup("\n") + _button(link, kind, tones) if part.holds_link else Markup(""))


def _button(link: str, kind: str, tones: Tones) -> Markup:
    # The border is the room around the words; some programs give a link no other.
    return Markup(
        '<p style="margin:20px 0 8px"><a href="{link}" style="display:inline-block;background:{fill};'
        "color:{ink};border:solid {fill};border-width:11px 20px;border-radius:8px;font-weight:600;"
        'text-decoration:none">{text}</a></p>'
    ).format(link=link, fill=tones.brand_fill, ink=tones.on_brand_fill, text=BUTTONS.get(kind, "Open"))


def _line(line: Line, tones: Tones) -> Markup:
    link = Markup('<a href="{to}" style="color:{ink}">{text}</a>')
    return Markup("").join(
        link.format(to=piece.leads_to, ink=tones.brand_text, text=piece.text)
        if piece.leads_to
        else piece.text
        for piece in line
    )


_SPECIAL = re.compile(r'[\\"<>()\[\]:;@,]')


def _mailbox(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    shown = in_one_line(name)
    # A name in other letters is written in code, where not every program keeps these signs together.
    plain = shown if shown.isascii() else " ".join(_SPECIAL.sub(" ", shown).split())
    return Address(plain[:120], local, domain)


def _number(mail: Mail, host: str) -> str:
    """Return the same number each time a mail is tried, so that one sent twice is seen to be the same."""
    digest = hashlib.sha256(f"{mail.id} {mail.made_at} {mail.address}".encode()).hexdigest()[:24]
    return f"<{digest}@{host}>"
