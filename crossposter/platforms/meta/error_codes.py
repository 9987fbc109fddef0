"""Error codes of Meta's Graph API, and the reaction each calls for.

`tests/platforms/meta/test_error_codes.py` sends every row over the wire.
"""

from typing import NamedTuple

from crossposter.platforms.meta import error_rules
from crossposter.platforms.meta.error_rules import Rule

_GRAPH = "https://developers.facebook.com/docs/graph-api/guides/error-handling"
_LIMITS = "https://developers.facebook.com/docs/graph-api/overview/rate-limiting"
_PHOTOS = "https://developers.facebook.com/docs/graph-api/reference/page/photos"
_INSTAGRAM = "https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes"
#: knowledge from other people's code, where Meta documents nothing
_SEEN = "https://github.com/gitroomhq/postiz-app/blob/74b01ad/libraries/nestjs-libraries/src/integrations/social"
_PAGE_SEEN = f"{_SEEN}/facebook.provider.ts"
_INSTAGRAM_SEEN = f"{_SEEN}/instagram.provider.ts"
_TOO_FAST = "https://developers.facebook.com/docs/graph-api/reference/page/feed"


class Code(NamedTuple):
    """Code of a refusal, the rule it calls for, and the source that says so.

    Without *code* it is only seen as a subcode, under several codes.
    """

    code: int | None
    subcode: int | None
    rule: Rule
    source: str

    @property
    def name(self) -> str:
        """Name of the refusal as it comes, under 100 where no code is known."""
        code = 100 if self.code is None else self.code
        return f"{code}/{self.subcode}" if self.subcode else str(code)


TABLE: tuple[Code, ...] = (
    # Unclear about what was done
    Code(-1, None, error_rules.UNCLEAR, _GRAPH),
    Code(1, None, error_rules.UNCLEAR, _GRAPH),
    Code(2, None, error_rules.UNCLEAR, _GRAPH),
    Code(506, None, error_rules.DUPLICATE, _GRAPH),
    # Too often
    Code(4, None, error_rules.LIMITED, _LIMITS),
    Code(17, None, error_rules.LIMITED, _LIMITS),
    Code(32, None, error_rules.LIMITED, _LIMITS),
    Code(341, None, error_rules.LIMITED, _LIMITS),
    Code(613, None, error_rules.LIMITED, _LIMITS),
    Code(613, 1996, error_rules.LIMITED, _LIMITS),
    Code(80001, None, error_rules.LIMITED, _LIMITS),
    Code(80002, None, error_rules.LIMITED, _LIMITS),
    # The token
    Code(102, None, error_rules.NOT_VALID, _GRAPH),
    Code(190, None, error_rules.NOT_VALID, _GRAPH),
    Code(190, 458, error_rules.APP_REMOVED, _GRAPH),
    Code(190, 459, error_rules.OWNER_LOGS_IN, _GRAPH),
    Code(190, 460, error_rules.NEW_PASSWORD, _GRAPH),
    Code(190, 463, error_rules.EXPIRED, _GRAPH),
    Code(190, 464, error_rules.CONFIRM_ACCOUNT, _GRAPH),
    Code(190, 467, error_rules.NOT_VALID, _GRAPH),
    Code(190, 492, error_rules.NO_ROLE, _GRAPH),
    Code(3, None, error_rules.NO_PERMISSION, _GRAPH),
    Code(10, None, error_rules.NO_PERMISSION, _GRAPH),
    Code(200, None, error_rules.NO_PERMISSION, _GRAPH),
    Code(240, None, error_rules.NO_PERMISSION, _PHOTOS),
    Code(283, None, error_rules.NO_PERMISSION, _PHOTOS),
    Code(299, None, error_rules.NO_PERMISSION, _GRAPH),
    # The account
    Code(368, None, error_rules.SPAM, _PHOTOS),
    Code(368, 1390008, error_rules.TOO_FAST, _TOO_FAST),
    Code(368, 1404082, error_rules.SPAM, _PHOTOS),
    Code(368, 4854002, error_rules.LOG_IN, _PHOTOS),
    Code(None, 1363047, error_rules.UNCLEAR_FOR_NOW, _PAGE_SEEN),
    Code(None, 1609010, error_rules.UNCLEAR_FOR_NOW, _PAGE_SEEN),
    Code(None, 1404078, error_rules.AUTHORIZE_PAGE, _PAGE_SEEN),
    Code(None, 1404112, error_rules.LOG_IN, _PAGE_SEEN),
    # The post
    Code(100, None, error_rules.REJECTED, _GRAPH),
    Code(100, 33, error_rules.UNKNOWN_ACCOUNT, _GRAPH),
    Code(324, None, error_rules.BAD_PICTURE, _PHOTOS),
    Code(1609005, None, error_rules.BAD_LINK, _GRAPH),
    Code(None, 1346003, error_rules.ABUSIVE, _PAGE_SEEN),
    Code(None, 1366046, error_rules.LARGE_PICTURE, _PAGE_SEEN),
    Code(None, 1366051, error_rules.DUPLICATE, _PAGE_SEEN),
    Code(None, 1404102, error_rules.AGAINST_STANDARDS, _PAGE_SEEN),
    Code(None, 1609008, error_rules.OWN_LINK, _PAGE_SEEN),
    # Instagram
    Code(-2, None, error_rules.AGAIN, _INSTAGRAM),
    Code(-2, 2207003, error_rules.AGAIN, _INSTAGRAM),
    Code(-2, 2207020, error_rules.AGAIN, _INSTAGRAM),
    Code(-1, 2207001, error_rules.UNCLEAR, _INSTAGRAM),
    Code(-1, 2207032, error_rules.UNCLEAR_PICTURE, _INSTAGRAM),
    Code(-1, 2207053, error_rules.UNCLEAR_PICTURE, _INSTAGRAM),
    Code(1, 2207057, error_rules.REJECTED, _INSTAGRAM),
    Code(4, 2207051, error_rules.SPAM, _INSTAGRAM),
    Code(9, None, error_rules.DAY_IS_FULL, _INSTAGRAM),
    Code(9, 2207042, error_rules.DAY_IS_FULL, _INSTAGRAM),
    Code(24, None, error_rules.AGAIN, _INSTAGRAM),
    Code(24, 2207006, error_rules.AGAIN, _INSTAGRAM),
    Code(24, 2207008, error_rules.SOON_AGAIN, _INSTAGRAM),
    Code(25, None, error_rules.LOG_IN, _INSTAGRAM),
    Code(25, 2207050, error_rules.LOG_IN, _INSTAGRAM),
    Code(100, 2207023, error_rules.REJECTED, _INSTAGRAM),
    Code(100, 2207028, error_rules.BAD_NUMBER, _INSTAGRAM),
    Code(100, 2207035, error_rules.REJECTED, _INSTAGRAM),
    Code(100, 2207036, error_rules.REJECTED, _INSTAGRAM),
    Code(100, 2207037, error_rules.REJECTED, _INSTAGRAM),
    Code(100, 2207040, error_rules.MANY_NAMES, _INSTAGRAM),
    Code(352, None, error_rules.REJECTED, _INSTAGRAM),
    Code(352, 2207026, error_rules.REJECTED, _INSTAGRAM),
    Code(9004, None, error_rules.NOT_FETCHED, _INSTAGRAM),
    Code(9004, 2207052, error_rules.NOT_FETCHED, _INSTAGRAM),
    Code(9007, None, error_rules.NOT_FINISHED, _INSTAGRAM),
    Code(9007, 2207027, error_rules.NOT_FINISHED, _INSTAGRAM),
    Code(36000, None, error_rules.OVER_8_MIB, _INSTAGRAM),
    Code(36000, 2207004, error_rules.OVER_8_MIB, _INSTAGRAM),
    Code(36001, None, error_rules.BAD_PICTURE, _INSTAGRAM),
    Code(36001, 2207005, error_rules.BAD_PICTURE, _INSTAGRAM),
    Code(36003, None, error_rules.BAD_RATIO, _INSTAGRAM),
    Code(36003, 2207009, error_rules.BAD_RATIO, _INSTAGRAM),
    Code(36004, None, error_rules.LONG_CAPTION, _INSTAGRAM),
    Code(36004, 2207010, error_rules.LONG_CAPTION, _INSTAGRAM),
    Code(None, 2207077, error_rules.NOT_FETCHED, _INSTAGRAM_SEEN),
    Code(None, 2207081, error_rules.AGAIN, _INSTAGRAM_SEEN),
    Code(None, 2207082, error_rules.AGAIN, _INSTAGRAM_SEEN),
    # "Fatal": nobody knows more of it
    Code(None, 2207085, error_rules.UNCLEAR_PICTURE, _INSTAGRAM_SEEN),
)
CODES: dict[int, Rule] = {
    each.code: each.rule
    for each in TABLE
    if each.code is not None and each.subcode is None
}
SUBCODES: dict[int, Rule] = {
    each.subcode: each.rule for each in TABLE if each.subcode is not None
}
PERMISSIONS = range(200, 300)
