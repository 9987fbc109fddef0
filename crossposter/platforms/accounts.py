"""Accounts by name, so that channels which ask the same one rest together."""

from hashlib import sha256


def facebook_page(page_id: str) -> str:
    """Name of a page; Instagram's images may go through it as well."""
    return f"facebook {page_id}"


def instagram_account(user_id: str) -> str:
    """Name of a professional account."""
    return f"instagram {user_id}"


def x_account(access_token: str) -> str:
    """Name of the token's account; the token itself is never shown."""
    return f"x {sha256(access_token.encode()).hexdigest()[:16]}"
