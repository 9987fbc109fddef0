"""Pictures of telephones, known by how they begin and read by Pillow."""

from io import BytesIO

import pytest
from PIL import Image

from crossposter.media.heif import is_heif, register


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"\0\0\0\x18ftypheic", True),
        (b"\0\0\0\x18ftypavif", True),
        (b"ftypheic", False),
        (b"\xff\xd8\xff\xe0", False),
        (b"", False),
    ],
)
def test_they_are_known_by_how_they_begin(data: bytes, *, found: bool) -> None:
    assert is_heif(data) is found


def test_registering_lets_pillow_read_what_it_wrote() -> None:
    register()
    register()
    file = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(file, "HEIF")

    assert is_heif(file.getvalue())
    assert Image.open(BytesIO(file.getvalue())).size == (64, 48)
