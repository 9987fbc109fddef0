"""Tree of expected errors; each message is for the operator, who can fix the cause.

CrossposterError
├── BadInput       typed or configured values cannot be used
├── NotFound       the thing named does not exist
├── NotAllowed     this person may not do this, or not to a thing in this state
└── Unavailable    the database, a file or a port cannot be used at the moment

The errors of publishing stand in :mod:`crossposter.channels`.
"""

from collections.abc import Sequence


class CrossposterError(Exception):
    """Expected problem; its message is one sentence for the operator (exit code 1)."""

    @property
    def sentence(self) -> str:
        """Message as it was made, so that it can be translated."""
        whole = str(self)
        return next((it for it in self.args[:1] if it == whole), whole)

    def lines(self) -> Sequence[str]:
        """Message line by line; quoted text of others begins no new one."""
        return (str(self),)


class BadInput(CrossposterError):
    """Typed or configured value that cannot be used; nothing has been written."""


class Several(BadInput):
    """Problems found at once, each in a sentence."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self._sentences = sentences

    def lines(self) -> Sequence[str]:
        """Sentences, one per problem."""
        return self._sentences


class NotFound(CrossposterError):
    """Announcement, delivery or channel that does not exist."""


class NotAllowed(CrossposterError):
    """Action that this person may not do, or not to a thing in this state."""


class Unavailable(CrossposterError):
    """Database, file or port that cannot be used at the moment."""
