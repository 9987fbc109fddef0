"""What can go wrong in a way the operator can mend.

CrossposterError
├── BadInput       what was typed or configured cannot be taken
├── NotFound       the thing named does not exist
├── NotAllowed     this person may not do this, or not to a thing in this state
└── Unavailable    the database, a file or a port cannot be used at the moment

The errors of publishing stand in :mod:`crossposter.channels`.
"""

from collections.abc import Sequence


class CrossposterError(Exception):
    """An expected problem; its message is one sentence for the operator (exit code 1)."""

    @property
    def sentence(self) -> str:
        """The message as it was made, so that it can be translated."""
        whole = str(self)
        return next((it for it in self.args[:1] if it == whole), whole)

    def lines(self) -> Sequence[str]:
        """The message line by line; what it repeats of others begins no new one."""
        return (str(self),)


class BadInput(CrossposterError):
    """What was typed or configured cannot be taken; nothing has been written."""


class Several(BadInput):
    """Everything that is wrong at once, each in a sentence."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self._sentences = sentences

    def lines(self) -> Sequence[str]:
        """The sentences."""
        return self._sentences


class NotFound(CrossposterError):
    """The announcement, delivery or channel named does not exist."""


class NotAllowed(CrossposterError):
    """This person may not do this, or not to a thing in this state."""


class Unavailable(CrossposterError):
    """The database, a file or a port cannot be used at the moment."""
