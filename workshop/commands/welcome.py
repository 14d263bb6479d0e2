"""What the server says when it starts: where it is, who can reach it, and what is still to be set."""

from collections.abc import Mapping

LOOPBACK = ("127.0.0.1", "::1")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - recognised, not bound to

UNPROTECTED = (
    "Passwords and answers cross the network unprotected: put a proxy with HTTPS before it, then set "
    "ROADCREW_ADDRESS to its https:// address and ROADCREW_TRUSTED_PROXY to where it runs."
)
UNTOLD = "Set ROADCREW_TRUSTED_PROXY to the address of the proxy before it, else all seem to come from there."


def welcome(host: str, address: str, port: int, settings: Mapping[str, object]) -> str:
    """Return what to open in a browser, who else can, and what that lacks, by the app's settings."""
    public = str(settings["ADDRESS"])
    secure = public.startswith("https://")
    outside = f", for everyone else at {public}" if public else ""
    sentences = [f"Roadcrew is {_place(host, address, port)}{outside} (Ctrl-C ends it)."]
    if address not in LOOPBACK and not secure:
        sentences.append(UNPROTECTED)
    elif secure and not settings["TRUSTED_PROXIES"]:
        sentences.append(UNTOLD)
    return " ".join(sentences)


def _place(host: str, address: str, port: int) -> str:
    if address in EVERYWHERE:
        return f"on port {port} of this machine"
    shown = f"[{host}]" if ":" in host else host
    return f"at http://{shown}:{port}"
