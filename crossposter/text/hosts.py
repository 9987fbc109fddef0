"""Pure: real host of a web address, however the address looks."""

import unicodedata
from urllib.parse import urlsplit

import regex

from crossposter.text.messages import phrase

# Browsers read a backslash as a slash: https://url.spec.whatwg.org/#url-parsing
_AUTHORITY = regex.compile(
    r"https?:(?=[/\\]*+(?P<authority>[^\s/?#]{0,2000}+))", regex.IGNORECASE
)
_USER = regex.compile("[@＠﹫]|%40")
_ADDRESS = regex.compile(r"https?:[/\\]{2}(?P<host>[^\s/\\?#:<>\"]+)", regex.IGNORECASE)
# Without a scheme, only a host of mixed scripts or in Punycode is reported.
_BARE = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}@./-])(?P<host>(?:[\p{L}\p{M}\p{N}-]+\.)+[a-z]{2,})"
    r"(?![\p{L}\p{M}\p{N}@])",
    regex.IGNORECASE,
)
_ENDS = ".,;:!)]}'’”»…"
_CODED = "xn--"


def with_user(text: str) -> list[str]:
    """Host-like parts of *text* that begin with a user: "a.go.id@b.example"."""
    found = (match["authority"] for match in _AUTHORITY.finditer(text))
    return list(dict.fromkeys(each for each in found if _USER.search(each)))


def masked(text: str) -> dict[str, str]:
    """Hosts in *text* that may be taken for others, each with its real characters."""
    found = [match["host"].rstrip(_ENDS) for match in _ADDRESS.finditer(text)]
    bare = (match["host"] for match in _BARE.finditer(text))
    found += [host for host in bare if _CODED in host.lower() or _is_mixed(host)]
    told = ((host, _why_masked(host)) for host in dict.fromkeys(found))
    return {host: why for host, why in told if why is not None}


def is_web(address: str) -> bool:
    """True for an address of a host on the web, with a host name in its usual form."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and "." in host.strip(".")
        and not regex.search(r"[\\%<>\"^`{|}]", parts.netloc)
        and not regex.search(r"\s", address)
        and (host.isascii() or _coded(host) is not None)
    )


def _why_masked(host: str) -> str | None:
    if not host.isascii():
        coded, others = _coded(host), ", ".join(sorted(_scripts(host) - {"Latin"}))
        letters = (
            phrase("letters of another script ({scripts})", scripts=others)
            if others
            else phrase("other letters")
        )
        if coded is None:
            return phrase("{letters} than it seems, and leads nowhere", letters=letters)
        return phrase(
            "{letters} than it seems, and leads to {host}", letters=letters, host=coded
        )
    if _CODED in host.lower():
        return phrase(
            "letters in code, and shows itself as {host}", host=_decoded(host)
        )
    return None


def _is_mixed(host: str) -> bool:
    return bool(_scripts(host) - {"Latin"})


def _scripts(text: str) -> set[str]:
    names = (unicodedata.name(each, "?") for each in text if each.isalpha())
    return {name.split()[0].capitalize() for name in names}


def _coded(host: str) -> str | None:
    """Host as the network asks for it; None when it cannot."""
    import idna  # noqa: PLC0415  # its tables are needed for few hosts

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return None


def _decoded(host: str) -> str:
    import idna  # noqa: PLC0415  # likewise

    try:
        return idna.decode(host)
    except (idna.IDNAError, UnicodeError):
        return phrase("nothing that can be read")
