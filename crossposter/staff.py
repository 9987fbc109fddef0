"""Actors, roles and permissions."""

import enum
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from crossposter.errors import NotAllowed


class Role(enum.StrEnum):
    """Role of a person; one person may have several."""

    OFFICER = "officer"  #: writes and submits announcements of a source
    EDITOR = "editor"  #: the same, and rejects what is not ready
    APPROVER = "approver"  #: approves, rejects and withdraws
    OPERATOR = "operator"  #: runs the program, and may act for others


class Task(enum.StrEnum):
    """Task that needs a role; the words appear in messages."""

    WRITE = "write announcements"
    REJECT = "reject announcements"
    APPROVE = "approve announcements"
    WITHDRAW = "withdraw announcements"
    CHANGE_APPROVED = "change an approved announcement of somebody else"
    INTERVENE = "retry, resolve, pause or resume"


_ALLOWED: Mapping[Task, frozenset[Role]] = {
    Task.WRITE: frozenset({Role.OFFICER, Role.EDITOR, Role.APPROVER}),
    Task.REJECT: frozenset({Role.EDITOR, Role.APPROVER}),
    Task.APPROVE: frozenset({Role.APPROVER}),
    Task.WITHDRAW: frozenset({Role.APPROVER}),
    Task.CHANGE_APPROVED: frozenset({Role.APPROVER}),
    Task.INTERVENE: frozenset({Role.OPERATOR, Role.APPROVER}),
}


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Person who acts, and for whom if an operator acts for another."""

    login: str
    acting_for: str | None = None

    @property
    def name(self) -> str:
        """Login of the person whose decision it is."""
        return self.acting_for or self.login


DAEMON = Actor(login="daemon")


@dataclass(frozen=True, kw_only=True)
class Staff:
    """People of the office by login; if nobody is listed, everyone may act."""

    roles: Mapping[str, frozenset[Role]] = field(default_factory=dict)
    separate_author: bool = True
    small_edits: bool = False  #: True: who changed a comma may approve it

    def actor(self, login: str, acting_for: str | None = None) -> Actor:
        """Actor for *login*; raises NotAllowed if it may not act for somebody else."""
        if acting_for is None or acting_for == login:
            return Actor(login=login)
        if self.roles and Role.OPERATOR not in self.roles.get(login, frozenset()):
            raise NotAllowed(f"{login} is no operator and cannot act for {acting_for}")
        return Actor(login=login, acting_for=acting_for)

    def require(self, actor: Actor, task: Task) -> None:
        """Role check for a task; raises NotAllowed, naming the roles that may."""
        if not self.roles:
            return
        held = self.roles.get(actor.name)
        if held is None:
            raise NotAllowed(
                f"{actor.name} is not in `staff` of config.yaml and may not {task}"
            )
        if not held & _ALLOWED[task]:
            roles = " or ".join(sorted(_ALLOWED[task]))
            raise NotAllowed(
                f"{actor.name} may not {task}: that takes the role {roles}"
            )

    def require_other(self, actor: Actor, writers: Collection[str]) -> None:
        """Four-eyes check; raises NotAllowed if an approver is one of the *writers*."""
        if self.roles and self.separate_author and actor.name in writers:
            raise NotAllowed(
                f"{actor.name} wrote or changed this announcement, so somebody else must"
                " approve it (approval.separate_author in config.yaml)"
            )
