"""Channels section: one model per platform; the discriminated union."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated, ClassVar, Literal, Self, get_args

from pydantic import Field, model_validator

from crossposter.channels.links import Utm
from crossposter.channels.pricing import Price
from crossposter.config.fields import (
    AccountNumber,
    ApiUrl,
    ChannelName,
    Section,
    TimetableLines,
    Token,
    Version,
)
from crossposter.scheduling.durations import Duration
from crossposter.text.fields import Group, refusal

_GRAPH_API = "https://graph.facebook.com"
_GRAPH_VERSION = "v26.0"
IMAGE_HOST = "facebook"  #: the platform whose pages can hold Instagram's images
_OAUTH1 = ("consumer_key", "consumer_secret", "access_token_secret")


class Settle(Section):
    """Number of reads that must not find a post before it counts as absent.

    Missing values are those of the platform.
    """

    reads: Annotated[int, Field(ge=1, le=20)] | None = None
    within: Duration | None = None


class FacebookChannel(Section):
    """Facebook page."""

    account_key: ClassVar[str] = "page_id"
    platform: Literal["facebook"]
    page_id: AccountNumber
    access_token: Token
    api_version: Version = _GRAPH_VERSION
    api_url: ApiUrl = _GRAPH_API
    utm: Group[Utm] | None = None
    timetable: TimetableLines | None = None
    settle: Settle = Settle()


class XChannel(Section):
    """Account on X; an access token alone is one of OAuth 2.0."""

    account_key: ClassVar[str] = "access_token"
    platform: Literal["x"]
    consumer_key: Token | None = None
    consumer_secret: Token | None = None
    access_token: Token
    access_token_secret: Token | None = None
    api_url: ApiUrl = "https://api.x.com"
    limit: int = Field(default=280, ge=50, le=25_000)
    price: Group[Price] = Price()
    links: Literal["keep", "drop", "reply"] = "keep"
    overflow: Literal["shorten", "thread"] = "shorten"
    budget: Annotated[Decimal, Field(gt=0)] | None = None
    utm: Group[Utm] | None = None
    timetable: TimetableLines | None = None
    settle: Settle = Settle()

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
    """Images for Instagram go unlisted to one of our Facebook pages first."""

    host: Literal["facebook"]
    page: ChannelName


class UrlImages(Section):
    """Images for Instagram are put into a folder that a web server publishes."""

    host: Literal["url"]
    base: ApiUrl
    folder: Path


class InstagramChannel(Section):
    """Professional Instagram account."""

    account_key: ClassVar[str] = "user_id"
    platform: Literal["instagram"]
    user_id: AccountNumber
    access_token: Token
    images: Annotated[FacebookImages | UrlImages, Field(discriminator="host")]
    api_version: Version = _GRAPH_VERSION
    api_url: ApiUrl = _GRAPH_API
    hashtags: int = Field(default=5, ge=0, le=30)
    utm: Group[Utm] | None = None
    timetable: TimetableLines | None = None
    settle: Settle = Settle()


Channel = Annotated[
    FacebookChannel | XChannel | InstagramChannel, Field(discriminator="platform")
]


def _account_keys() -> dict[str, str]:
    models = get_args(get_args(Channel)[0])
    return {
        name: model.account_key
        for model in models
        for name in get_args(model.model_fields["platform"].annotation)
    }


#: The option that distinguishes the accounts of a platform, by platform.
ACCOUNT_KEYS = _account_keys()
