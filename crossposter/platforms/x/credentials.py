"""What opens an account on X."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Four OAuth 1.0a keys, or the access token of an OAuth 2.0 user alone."""

    access_token: str
    access_token_secret: str | None = None
    consumer_key: str | None = None
    consumer_secret: str | None = None

    @property
    def signs(self) -> bool:
        """Whether requests are signed, as OAuth 1.0a wants it."""
        return self.consumer_key is not None

    @property
    def secrets(self) -> list[str]:
        """Everything that must not be seen."""
        values = (
            self.access_token,
            self.access_token_secret,
            self.consumer_key,
            self.consumer_secret,
        )
        return [value for value in values if value]
