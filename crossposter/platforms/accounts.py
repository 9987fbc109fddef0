"""Names of accounts, so that channels which ask the same one rest together."""

from hashlib import sha256


def facebook_page(page_id: str) -> str:
    """A page; Instagram's pictures may go through it as well."""
    return f"facebook {page_id}"


def instagram_account(user_id: str) -> str:
    """A professional account."""
    return f"instagram {user_id}"


def x_account(access_token: str) -> str:
    """Whoever the token is of; the token itself is told to nobody."""
    return f"x {sha256(access_token.encode()).hexdigest()[:16]}"
