"""The accounts that are posted to: one model for each platform."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from crossposter.config.fields import (
    AccountNumber,
    ApiUrl,
    ChannelName,
    Duration,
    Section,
    Tag,
    TimetableLines,
    Token,
    Version,
    refusal,
)

_GRAPH_API = "https://graph.facebook.com"
_GRAPH_VERSION = "v26.0"
_OAUTH1 = ("consumer_key", "consumer_secret", "access_token_secret")


class Settle(Section):
    """How often an account without the post must be read before it counts as absent."""

    reads: int = Field(default=3, ge=1, le=20)
    within: Duration = timedelta(minutes=10)


class XSettle(Settle):
    """On X two complete readings are enough."""

    reads: int = Field(default=2, ge=1, le=20)
    within: Duration = timedelta(minutes=5)


class InstagramSettle(Settle):
    """Instagram says of a container itself whether it was published."""

    reads: int = Field(default=1, ge=1, le=20)
    within: Duration = timedelta(0)


class Utm(Section):
    """Tags for the office's own link, by which its website counts visitors."""

    source: Tag
    medium: Tag = "social"
    campaign: Tag | None = None


class FacebookChannel(Section):
    """A Facebook page."""

    platform: Literal["facebook"]
    page_id: AccountNumber
    access_token: Token
    api_version: Version = _GRAPH_VERSION
    api_url: ApiUrl = _GRAPH_API
    utm: Utm | None = None
    timetable: TimetableLines | None = None
    settle: Settle = Settle()


class XPrice(Section):
    """What X takes for a post, in US dollars; much more when it has a link."""

    post: Annotated[Decimal, Field(ge=0)] = Decimal("0.015")
    link: Annotated[Decimal, Field(ge=0)] = Decimal("0.20")


class XChannel(Section):
    """An account on X; the access token alone is one of OAuth 2.0."""

    platform: Literal["x"]
    consumer_key: Token | None = None
    consumer_secret: Token | None = None
    access_token: Token
    access_token_secret: Token | None = None
    api_url: ApiUrl = "https://api.x.com"
    limit: int = Field(default=280, ge=50, le=25_000)
    price: XPrice = XPrice()
    links: Literal["keep", "drop", "reply"] = "keep"
    overflow: Literal["shorten", "thread"] = "shorten"
    budget: Annotated[Decimal, Field(gt=0)] | None = None
    utm: Utm | None = None
    timetable: TimetableLines | None = None
    settle: XSettle = XSettle()

    @model_validator(mode="after")
    def _keys_are_complete(self) -> Self:
        missing = [key for key in _OAUTH1 if getattr(self, key) is None]
        if missing and len(missing) < len(_OAUTH1):
            raise refusal(
                f"{' and '.join(missing)} must stand beside the other keys; only "
                "access_token, a user token of OAuth 2.0, can stand alone"
            )
        return self


class FacebookImages(Section):
    """Pictures for Instagram go unlisted to one of our Facebook pages first."""

    host: Literal["facebook"]
    page: ChannelName


class UrlImages(Section):
    """Pictures for Instagram are put into a folder that a web server shows."""

    host: Literal["url"]
    base: ApiUrl
    folder: Path


class InstagramChannel(Section):
    """A professional Instagram account."""

    platform: Literal["instagram"]
    user_id: AccountNumber
    access_token: Token
    images: Annotated[FacebookImages | UrlImages, Field(discriminator="host")]
    api_version: Version = _GRAPH_VERSION
    api_url: ApiUrl = _GRAPH_API
    hashtags: int = Field(default=5, ge=0, le=30)
    utm: Utm | None = None
    timetable: TimetableLines | None = None
    settle: InstagramSettle = InstagramSettle()


Channel = Annotated[
    FacebookChannel | XChannel | InstagramChannel, Field(discriminator="platform")
]
