"""The session's cookie, for those who have one: whoever comes by a link of their own needs none."""

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin


class WhereBrought(SecureCookieSessionInterface):
    """Makes nothing ready to read or write a cookie until there is one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie holds, or an empty session."""
        if "HTTP_COOKIE" not in request.environ or self.get_cookie_name(app) not in request.cookies:
            return self.session_class()
        return super().open_session(app, request)

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Send the cookie if there is anything to say about it."""
        if session.accessed or session.modified or session:
            super().save_session(app, session, response)
