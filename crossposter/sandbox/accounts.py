"""Accounts of the three platforms, made as they are asked for.

A stand-in needs no registration: an id in a path that nobody has seen yet becomes
an account, and so does every token on X, except those named `sandbox…`. The default
office has the Facebook page 1001, the Instagram account 17841400000000001 linked to
it, and the X account 3001, @sandbox_pemkab.
"""

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from crossposter.sandbox.state import State

FACEBOOK = "facebook"
INSTAGRAM = "instagram"
X = "x"

DEFAULT_NAME = "Pemerintah Kabupaten (sandbox)"
DEFAULT_USERNAME = "sandbox_pemkab"
DEFAULT_ID = "1001"
OTHER_DEFAULT_IDS = {INSTAGRAM: "17841400000000001", X: "3001"}
DEFAULT_OFFICE = "default"
OWN_PAGE_TOKEN = "sandbox-page-"  # noqa: S105 - the public part of a made-up token


@dataclass(frozen=True, kw_only=True)
class Account:
    """Account on a platform; those of one office link to one another."""

    platform: str
    id: str
    name: str
    username: str
    office: str


def default_id(platform: str) -> str:
    """Id of the default office's account on a platform."""
    return OTHER_DEFAULT_IDS.get(platform, DEFAULT_ID)


def of_id(state: State, platform: str, account_id: str) -> Account:
    """Account with this id, made now if nobody asked for it before."""
    found = find(state, platform, account_id)
    if found:
        return found
    account = _fresh(platform, account_id)
    _save(state, account)
    return account


def find(state: State, platform: str, account_id: str) -> Account | None:
    """Account with this id if it exists; the defaults always do."""
    row = state.row(
        "SELECT * FROM account WHERE platform = ? AND id = ?", platform, account_id
    )
    if row:
        return _account(row)
    if default_id(platform) == account_id:
        return of_default(state, platform)
    return None


def of_default(state: State, platform: str) -> Account:
    """Default account of a platform."""
    account = Account(
        platform=platform,
        id=default_id(platform),
        name=DEFAULT_NAME,
        username=DEFAULT_USERNAME,
        office=DEFAULT_OFFICE,
    )
    _save(state, account)
    return account


def of_token(state: State, token: str) -> Account:
    """Account of a token on X; tokens named sandbox… share the default one."""
    if token.startswith("sandbox"):
        return of_default(state, X)
    digest = hashlib.sha256(token.encode()).hexdigest()
    row = state.row("SELECT * FROM account WHERE platform = 'x' AND token = ?", digest)
    if row:
        return _account(row)
    account = _fresh(X, str(3_100_000_000 + int(digest[:7], 16)))
    _save(state, account, digest)
    return account


def of_username(state: State, platform: str, username: str) -> Account | None:
    """Account by the name in the address of its page."""
    row = state.row(
        "SELECT * FROM account WHERE platform = ? AND ? IN (username, id)",
        platform,
        username,
    )
    return _account(row) if row else None


def instagram_of(state: State, page: Account) -> Account:
    """Instagram account linked to a Facebook page."""
    row = state.row(
        "SELECT * FROM account WHERE platform = 'instagram' AND office = ?",
        page.office,
    )
    if row:
        return _account(row)
    if page.office == DEFAULT_OFFICE:
        return of_default(state, INSTAGRAM)
    account = Account(
        platform=INSTAGRAM,
        id=f"178414{page.id[-11:]:0>11}",
        name=page.name,
        username=f"akun_{page.id[-6:]}",
        office=page.office,
    )
    _save(state, account)
    return account


def every(state: State, platforms: Iterable[str]) -> list[Account]:
    """Accounts of all platforms, the default office first."""
    for platform in platforms:
        of_default(state, platform)
    rows = state.rows("SELECT * FROM account ORDER BY office <> 'default', rowid")
    return [_account(row) for row in rows]


def _fresh(platform: str, account_id: str) -> Account:
    name = f"Akun {account_id[-6:]} (sandbox)"
    if platform == FACEBOOK:
        name = f"Halaman {account_id} (sandbox)"
    return Account(
        platform=platform,
        id=account_id,
        name=name,
        username=f"akun_{account_id[-6:]}",
        office=f"{platform}-{account_id}",
    )


def _save(state: State, account: Account, token: str | None = None) -> None:
    state.write(
        "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?, ?, ?)",
        account.platform,
        account.id,
        account.name,
        account.username,
        account.office,
        token,
    )


def _account(row: sqlite3.Row) -> Account:
    return Account(
        platform=row["platform"],
        id=row["id"],
        name=row["name"],
        username=row["username"],
        office=row["office"],
    )
