"""What can go wrong in a way the operator can mend.

CrossposterError
├── BadInput       what was typed or configured cannot be taken
├── NotFound       the thing named does not exist
├── NotAllowed     this person may not do this, or not to a thing in this state
└── Unavailable    the database, a file or a port cannot be used at the moment

The errors of publishing stand in :mod:`crossposter.publisher`.
"""


class CrossposterError(Exception):
    """An expected problem; its message is one sentence for the operator (exit code 1)."""


class BadInput(CrossposterError):
    """What was typed or configured cannot be taken; nothing has been written."""


class NotFound(CrossposterError):
    """The announcement, delivery or channel named does not exist."""


class NotAllowed(CrossposterError):
    """This person may not do this, or not to a thing in this state."""


class Unavailable(CrossposterError):
    """The database, a file or a port cannot be used at the moment."""
