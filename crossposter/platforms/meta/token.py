"""Token health from Meta, in words for an office.

https://developers.facebook.com/docs/graph-api/reference/debug_token/
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crossposter.channels import (
    Blocked,
    Fault,
    Health,
    NotAuthorized,
    PublisherError,
    Unreadable,
)
from crossposter.channels.faults import FaultKind
from crossposter.clock import Clock
from crossposter.platforms.answer_values import LATEST, graph_id
from crossposter.platforms.meta.errors import DEVELOPMENT, GraphError, rule_for
from crossposter.platforms.meta.graph import Object
from crossposter.platforms.meta.versions import end_of

#: one read request: a node, then its parameters by name
Reads = Callable[..., Object]
_KINDS = {
    "190/463": FaultKind.EXPIRED,
    "190/492": FaultKind.ROLE,
    "100/33": FaultKind.ACCOUNT,
}
_ABOUT_THE_TOKEN = ("190", "102")
#: Permissions of ours that outlive the end of data access, 90 days after the token's
#: owner last used the app; Instagram's are not among them:
#: https://developers.facebook.com/documentation/facebook-login/auth-vs-data
_OUTLASTING = frozenset(
    {"pages_manage_posts", "pages_read_engagement", "pages_show_list", "read_insights"}
)
_INSIGHTS = (
    "The token for {service} lacks {scope}, so views and reach stay unknown in the"
    " report: grant it to the app and make a new token; posts go out without it."
)


@dataclass(frozen=True, kw_only=True)
class Token:
    """Token as `debug_token` describes it; empty where Meta refuses the read."""

    type: str = ""
    profile: str | None = None  #: the page it was made for
    scopes: frozenset[str] | None = None
    ends_at: datetime | None = None
    data_access_ends_at: datetime | None = None
    refusal: NotAuthorized | None = None  #: of a token that does not work (any more)


@dataclass(frozen=True, kw_only=True)
class Account:
    """Account as it describes itself: its name, and its faults."""

    name: str | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TokenCheck:
    """Examination of a token and of the account it is for.

    *needed* are the permissions posting takes, *insights* the one for figures.
    """

    service: str
    token: str = field(repr=False)
    target: str  #: the id of the page or account
    version: str
    read: Reads
    clock: Clock
    needed: frozenset[str]
    insights: str

    def health(self, account: Callable[[Token], Account]) -> Health:
        """Health of the token, and of the account by *account*; raises Unreadable."""
        try:
            token = self._token()
            if token.refusal is not None:
                return self._refused(token.refusal, token)
            seen = account(token)
        except (NotAuthorized, Blocked) as error:
            return self._refused(error, Token())
        return Health(
            account=seen.name,
            token_ends_at=token.ends_at,
            data_access_ends_at=self._data_access_end(token),
            api_ends_at=end_of(self.version),
            faults=(*self._scopes(token), *seen.faults, *self._version()),
        )

    def _data_access_end(self, token: Token) -> datetime | None:
        """Time when the account is lost to an idle token; None: nothing is lost."""
        is_kept = {*self.needed, self.insights} <= _OUTLASTING
        return None if is_kept else token.data_access_ends_at

    def _refused(self, error: NotAuthorized | Blocked, token: Token) -> Health:
        return Health(
            token_ends_at=token.ends_at,
            api_ends_at=end_of(self.version),
            faults=(fault_of(error),),
        )

    def _token(self) -> Token:
        """Token; raises NotAuthorized when the app is not Live.

        Not everybody may read every token, and Instagram's own cannot be read at all: a
        refusal says nothing that the account will not say as well.
        """
        try:
            data = self.read("debug_token", input_token=self.token).get("data")
        except (Unreadable, Blocked, NotAuthorized) as error:
            if (error.code or "").endswith(DEVELOPMENT) or error.rest is not None:
                raise
            return Token()
        return self._judged(data) if isinstance(data, dict) else Token()

    def _judged(self, data: Object) -> Token:
        is_dead = data.get("is_valid") is False
        return Token(
            refusal=self._refusal(data.get("error")) if is_dead else None,
            type=str(data.get("type") or ""),
            profile=graph_id(data.get("profile_id")),
            scopes=_granted(data, self.target),
            ends_at=_moment(data.get("expires_at")),
            data_access_ends_at=_moment(data.get("data_access_expires_at")),
        )

    def _refusal(self, error: object) -> NotAuthorized:
        given = error if isinstance(error, dict) else {}
        subcode = given.get("subcode") or given.get("error_subcode")
        parsed = GraphError.parsed({"error": {**given, "error_subcode": subcode}})
        parsed = parsed or GraphError(code=190)
        message = rule_for(parsed).message.format(service=self.service)
        return NotAuthorized(message, code=parsed.name)

    def _scopes(self, token: Token) -> tuple[Fault, ...]:
        if token.scopes is None:
            return ()
        missing = sorted(self.needed - token.scopes)
        faults = []
        if missing:
            sentence = (
                f"The token for {self.service} lacks {' and '.join(missing)}: make a new"
                " one with these permissions and put it into the configuration."
            )
            faults.append(Fault(kind=FaultKind.SCOPE, sentence=sentence))
        if self.insights not in token.scopes:
            sentence = _INSIGHTS.format(service=self.service, scope=self.insights)
            faults.append(Fault(kind=FaultKind.INSIGHTS, sentence=sentence))
        return tuple(faults)

    def _version(self) -> tuple[Fault, ...]:
        end = end_of(self.version)
        if end is None or end > self.clock.now():
            return ()
        sentence = (
            f"Version {self.version} of Meta's API has ended, and another answers in its"
            f" place: take `api_version` out of the {self.service} channel in"
            " config.yaml, so that the program's own is used."
        )
        return (Fault(kind=FaultKind.VERSION, sentence=sentence),)


def fault_of(error: NotAuthorized | Blocked) -> Fault:
    """Fault of the credentials behind a refusal."""
    return Fault(kind=_kind(error), sentence=str(error))


def _kind(error: NotAuthorized | Blocked) -> FaultKind:
    code = error.code or ""
    if code.endswith(DEVELOPMENT):
        return FaultKind.NOT_LIVE
    if isinstance(error, Blocked):
        return FaultKind.RESTRICTED
    if code in _KINDS:
        return _KINDS[code]
    return FaultKind.REFUSED if _is_about_the_token(error) else FaultKind.SCOPE


def _is_about_the_token(error: PublisherError) -> bool:
    code = error.code or ""
    return code.endswith(DEVELOPMENT) or code.partition("/")[0] in _ABOUT_THE_TOKEN


def _granted(data: Object, target: str) -> frozenset[str] | None:
    """Permissions that hold for *target*: a person may have left its page out."""
    scopes = data.get("scopes")
    if not isinstance(scopes, list):
        return None
    granular = data.get("granular_scopes")
    elsewhere = {
        str(each.get("scope"))
        for each in (granular if isinstance(granular, list) else [])
        if isinstance(each, dict) and _is_elsewhere(each, target)
    }
    return frozenset(map(str, scopes)) - elsewhere


def _is_elsewhere(grant: Mapping[str, object], target: str) -> bool:
    targets = grant.get("target_ids")
    return isinstance(targets, list) and bool(targets) and target not in targets


def _moment(seconds: object) -> datetime | None:
    """Time from a number of seconds; 0 means never."""
    if not isinstance(seconds, int) or not 0 < seconds <= LATEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)
