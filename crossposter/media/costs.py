"""What a picture costs to decode, told from its file before anything is decoded."""

MAX_SCANS = 100  #: of a JPEG; a camera makes 1, a progressive one has about 10
MAX_WORK = 1_000_000_000  #: pixels times scans
_SCAN = b"\xff\xda"


def scans(data: bytes) -> int:
    """The scans of a JPEG and of the pictures inside it.

    Between them a byte of 255 is never followed by this one, so counting is enough.
    https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1.1.5
    """
    return data.count(_SCAN)


def too_many_scans(data: bytes, pixels: int) -> int | None:
    """How many scans a JPEG has, if they take too long to decode."""
    count = scans(data)
    return count if count > MAX_SCANS or count * pixels > MAX_WORK else None
