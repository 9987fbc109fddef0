"""An app that is not Live: recognised by Meta's words, and never at the cost of a post."""

import pytest

from crossposter.channels import Blocked, NotAuthorized, OutcomeUnknown, TryLater
from crossposter.platforms.meta.errors import GraphError, rule_for


def error(code: int, text: str = "The app is in Development Mode") -> GraphError:
    return GraphError(code=code, text=text)


@pytest.mark.parametrize("code", [10, 100, 190, 200])
def test_the_words_of_a_refusal_say_that_the_app_is_not_live(code: int) -> None:
    rule = rule_for(error(code))

    assert rule.kind is NotAuthorized
    assert "switch it to Live" in rule.message
    assert error(code).name == f"{code}/development mode"


@pytest.mark.parametrize(
    ("code", "kind"), [(1, OutcomeUnknown), (32, TryLater), (368, Blocked)]
)
def test_what_is_in_doubt_or_passes_is_not_mistaken_for_it(
    code: int, kind: type[Exception]
) -> None:
    assert rule_for(error(code)).kind is kind


def test_other_words_say_nothing_of_it() -> None:
    assert "Live" not in rule_for(error(200, "Permissions error")).message
