"""Pure: link policy of a channel: UTM tags, drop, reply."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

from crossposter.text.fields import Tag

#: Click trackers of Facebook, Google and Instagram; they lead nowhere.
CLICK_IDS = frozenset({"fbclid", "gclid", "igsh", "igshid"})


@dataclass(frozen=True, kw_only=True)
class Utm:
    """UTM tags by which the office's website sees where its visitors come from."""

    source: Tag
    medium: Tag = "social"
    campaign: Tag | None = None

    def query(self) -> str:
        """Query parameters as they stand in an address."""
        tags = {
            "utm_source": self.source,
            "utm_medium": self.medium,
            "utm_campaign": self.campaign,
        }
        return "&".join(f"{k}={quote(v, safe='')}" for k, v in tags.items() if v)


@dataclass(frozen=True, kw_only=True)
class Linking:
    """Link policy of a channel."""

    utm: Utm | None = None
    drop: bool = False  #: leave out the announcement's link
    reply: bool = False  #: it stands in a reply to the post instead

    @property
    def leaves(self) -> bool:
        """True when no link stands in the post itself."""
        return self.drop or self.reply

    def shown(self, link: str) -> str:
        """Link without trackers and with UTM tags; existing tags are kept."""
        link = tidied(link)
        return link if self.utm is None else _tagged(link, self.utm)


AS_GIVEN = Linking()


def tidied(link: str) -> str:
    """Link without the trackers that platforms add; all else stays."""
    address = link.strip()
    head, mark, rest = address.partition("?")
    if not mark:
        return address
    query, hash_, fragment = rest.partition("#")
    kept = [part for part in query.split("&") if part.split("=")[0] not in CLICK_IDS]
    return f"{head}{'?' if kept else ''}{'&'.join(kept)}{hash_}{fragment}"


def _tagged(link: str, utm: Utm) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    names = [name for name, _ in parse_qsl(parts.query, keep_blank_values=True)]
    if parts.scheme not in {"http", "https"} or any(
        name.startswith("utm_") for name in names
    ):
        return link
    query = "&".join(part for part in (parts.query, utm.query()) if part)
    return urlunsplit(parts._replace(query=query))
