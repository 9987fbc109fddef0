"""A platform as the contract plays it in the sandbox: its words, accounts, publisher."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a sandboxed platform calls its requests, and how it refuses them."""

    #: a publisher of an account, by its token and the arguments of its API
    connect: Callable[[str, str, dict[str, Any]], Any]
    account: Callable[[int, str], str]  #: an account nobody has, by number and token
    default_account: str
    commit: str
    uploads: frozenset[str]
    figures: str  #: the request that reads what the public made of a post
    refusals: dict[str, dict[str, Any]]
    expired: str  #: code of a token that has ended
    refs: dict[str, str]  #: of a preparation that uploaded nothing
