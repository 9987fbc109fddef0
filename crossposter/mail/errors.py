"""Mail errors, named by the reaction they call for.

MailError
├── Refused        never taken for this recipient             -> failed
├── Later          certainly not taken, and waiting may help  -> again
├── Unsure         perhaps taken: the answer was lost         -> sent once more
└── WrongSettings  nothing goes out until a person fixes it   -> waits
"""

from crossposter.errors import CrossposterError


class MailError(CrossposterError):
    """Message that did not reach the mail server, or perhaps did not."""


class Refused(MailError):
    """Message that the server will never take for this recipient."""


class Later(MailError):
    """Message that the server certainly has not taken; waiting may help."""


class Unsure(MailError):
    """Message that the server received whole, but whose answer was lost."""


class WrongSettings(MailError):
    """Settings or server that a person has to fix before anything can be sent."""
