"""What may go wrong with a letter.

MailError
├── Refused        never taken for this recipient             -> failed
├── Later          certainly not taken, and waiting may help  -> again
├── Unsure         perhaps taken: the answer was lost         -> the same once more
└── WrongSettings  nothing goes out until a person mends it   -> waits
"""

from crossposter.errors import CrossposterError


class MailError(CrossposterError):
    """A letter did not reach the mail server, or not certainly."""


class Refused(MailError):
    """The server will never take this letter for this recipient."""


class Later(MailError):
    """The server certainly has not taken the letter; waiting may help."""


class Unsure(MailError):
    """The server was given the whole letter, and its answer was lost."""


class WrongSettings(MailError):
    """Nothing can be sent before a person mends the settings or the server."""
