"""One connection to the server that takes our mail, and in words why it did not."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage

from workshop.mail.settings import Smtp

PATIENCE_SECONDS = 30
"""How long each answer of the server may take."""
_LONGEST_ANSWER = 200
_FOR_GOOD = 500


class Undelivered(Exception):
    """Says why a mail was not taken; `for_good` where trying again is no use, `unreachable` for any mail."""

    def __init__(self, reason: str, *, for_good: bool = False, unreachable: bool = False) -> None:
        """Keep the reason, a sentence for the page."""
        super().__init__(reason)
        self.reason, self.for_good, self.unreachable = reason, for_good, unreachable


class Post:
    """A connection that is made with the first mail and kept for those that follow."""

    def __init__(self, server: Smtp, name: str) -> None:
        """Remember the server, and the host name that it is greeted with."""
        self._server, self._name = server, name
        self._open: smtplib.SMTP | None = None

    def send(self, mail: EmailMessage, address: str) -> None:
        """Hand a mail over for one address. Raises Undelivered."""
        connection = self._connection()
        try:
            connection.send_message(mail, self._server.sender, [address])
        except smtplib.SMTPRecipientsRefused as error:
            code, said = error.recipients[address]
            raise _refused("does not take mail for this address", code, said) from None
        except smtplib.SMTPSenderRefused as error:
            # The sender is a setting: once it is mended, the mail can go.
            said = _answer(error.smtp_code, error.smtp_error)
            raise Undelivered(f"The server does not take mail from {self._server.sender}: {said}") from None
        except smtplib.SMTPDataError as error:
            raise _refused("does not take this mail", error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError:
            reason = "The server takes no address with letters such as these before the @."
            raise Undelivered(reason, for_good=True) from None
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Undelivered(f"The connection broke off ({_why(error)}).") from None

    def close(self) -> None:
        """End the connection, if there is one."""
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()

    def _connection(self) -> smtplib.SMTP:
        if self._open is not None:
            with suppress(smtplib.SMTPException, OSError):
                if self._open.noop()[0] == 250:
                    return self._open
            self.close()
        self._open = self._connected()
        return self._open

    def _connected(self) -> smtplib.SMTP:
        server = self._server
        place = f"{server.host}, port {server.port},"
        try:
            return self._greeted()
        except ssl.SSLError as error:
            reason = f"{place} cannot be trusted ({(error.reason or 'no reason given').lower()})."
        except smtplib.SMTPAuthenticationError as error:
            reason = f"{place} refuses the user or password: {_answer(error.smtp_code, error.smtp_error)}"
        except smtplib.SMTPNotSupportedError as error:
            missing = "encryption (STARTTLS)" if "STARTTLS" in str(error) else "a way to sign in"
            reason = f"{place} does not offer {missing}."
        except smtplib.SMTPResponseException as error:
            reason = f"{place} does not take our mail: {_answer(error.smtp_code, error.smtp_error)}"
        except (smtplib.SMTPException, OSError) as error:
            reason = f"{place} cannot be reached ({_why(error)})."
        raise Undelivered(reason, unreachable=True)

    def _greeted(self) -> smtplib.SMTP:
        """Return a connection that is encrypted and signed in as the settings say."""
        server, context = self._server, ssl.create_default_context()
        place = (server.host, server.port, self._name)
        if server.encryption == "from the start":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(*place, timeout=PATIENCE_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(*place, timeout=PATIENCE_SECONDS)
        try:
            connection.ehlo_or_helo_if_needed()
            if server.encryption == "required" or (
                server.encryption == "if offered" and connection.has_extn("starttls")
            ):
                connection.starttls(context=context)
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _refused(what: str, code: int, said: bytes | str) -> Undelivered:
    return Undelivered(f"The server {what}: {_answer(code, said)}", for_good=code >= _FOR_GOOD)


def _answer(code: int, said: bytes | str) -> str:
    """Return a server's answer in one line that a page can show."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    shown = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    return f"{code} {shown}"[:_LONGEST_ANSWER]


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return "the server hung up"
    return (getattr(error, "strerror", None) or type(error).__name__).lower()
