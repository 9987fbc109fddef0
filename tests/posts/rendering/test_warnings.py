"""What a shortened post does not say, where readers would miss it."""

import pytest

from crossposter.posts.rendering import Renderer
from tests.posts.rendering.test_shipped_templates import FORMATS, announcement, renderer

__all__ = ["renderer"]  # the fixture

LONG = (
    "Perbaikan jaringan pipa utama di ruas jalan provinsi membuat air tidak mengalir. "
)


def problems(renderer: Renderer, body: str) -> tuple[str, ...]:
    it = announcement(body)
    return renderer.render(it, platform="x", format=FORMATS["x"]).problems


@pytest.mark.parametrize(
    ("tail", "words"),
    [
        ("Keadaan ini berlangsung hingga pkl 18:30 WIB.", "hingga pkl 18:30 WIB"),
        (
            "Pendaftaran sampai dengan 12 Desember 2026.",
            "sampai dengan 12 Desember 2026",
        ),
        ("Paling lambat tanggal 5 Juni berkas masuk.", "Paling lambat tanggal 5 Juni"),
    ],
)
def test_a_time_that_is_left_out_is_told(
    renderer: Renderer, tail: str, words: str
) -> None:
    told = problems(renderer, 3 * LONG + tail)

    assert any(f'names a time, "{words}"' in each for each in told)


def test_a_number_to_call_that_is_left_out_is_told(renderer: Renderer) -> None:
    told = problems(renderer, 3 * LONG + "Hubungi PDAM di 0811-5000-112.")

    assert any('names a number, "Hubungi PDAM di 0811-5000-112"' in it for it in told)


@pytest.mark.parametrize(
    "body",
    [
        "Air mati hingga pkl 18:30 WIB. " + 3 * LONG + "Sabar hingga pkl 18:30 WIB.",
        3 * LONG + "Sampai jumpa, dan sampai 12 orang datang dengan 3 kendaraan.",
        LONG,
    ],
    ids=["said already", "no time", "not shortened"],
)
def test_nothing_is_told_where_nothing_is_missed(renderer: Renderer, body: str) -> None:
    assert not any("is left out names" in each for each in problems(renderer, body))
