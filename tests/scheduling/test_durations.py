from datetime import timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from crossposter.scheduling.durations import Duration, LongDuration

ANY, LONG = TypeAdapter(Duration), TypeAdapter(LongDuration)


def test_a_duration_is_read_as_people_write_it() -> None:
    assert ANY.validate_python("1d2h") == timedelta(hours=26)
    assert ANY.validate_python("0s") == timedelta(0)
    assert ANY.validate_python(timedelta(minutes=3)) == timedelta(minutes=3)
    assert LONG.validate_python("30s") == timedelta(seconds=30)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        (ANY, "soon", "soon"),
        (ANY, "4000d", "4000d"),
        (LONG, "0s", "must be longer than nothing, for example 30s"),
    ],
)
def test_a_mistake_is_told(kind: TypeAdapter[timedelta], text: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        kind.validate_python(text)

    [error] = caught.value.errors()
    assert error["type"] == "refused"
    assert words in error["msg"]
