"""Credentials of X: OAuth 1.0a and OAuth 2.0."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Keys: four of OAuth 1.0a, or the access token of an OAuth 2.0 user alone."""

    access_token: str
    access_token_secret: str | None = None
    consumer_key: str | None = None
    consumer_secret: str | None = None

    @property
    def signs(self) -> bool:
        """True when requests are signed, as OAuth 1.0a wants it."""
        return self.consumer_key is not None

    @property
    def secrets(self) -> list[str]:
        """Secrets of the keys: everything that must not be seen."""
        values = (
            self.access_token,
            self.access_token_secret,
            self.consumer_key,
            self.consumer_secret,
        )
        return [value for value in values if value]
