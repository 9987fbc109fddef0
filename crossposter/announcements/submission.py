"""Submissions: everything that would keep an announcement from being approved."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossposter.announcements import bookings, edits
from crossposter.announcements.checks import Finding, Level
from crossposter.announcements.publications import SETTLED
from crossposter.clock import Clock
from crossposter.database import Database
from crossposter.database.models import Announcement, Attachment
from crossposter.database.queries import announcements
from crossposter.errors import BadInput, Several
from crossposter.posts.composer import Composer
from crossposter.publishing.settings import PublishingSettings


@dataclass(frozen=True, kw_only=True)
class SubmissionCheck:
    """Checks of an approval, made before an approver is asked."""

    database: Database
    clock: Clock
    composer: Composer
    rules: PublishingSettings

    def require_passed(
        self,
        announcement: Announcement,
        files: Sequence[Attachment],
        found: Sequence[Finding],
    ) -> None:
        """Errors among *found* or in the checks here; raises BadInput for all."""
        errors = [each.sentence for each in found if each.level is Level.ERROR]
        errors += self.obstacles(announcement, files)
        if errors:
            raise BadInput(errors[0]) if len(errors) == 1 else Several(errors)

    def foreseen(self, key: int) -> list[Finding]:
        """Findings that would keep it from approval, and omissions; raises NotFound."""
        with self.database.read() as session:
            announcement = announcements.get(session, key)
            files = announcements.attachments(session, key)
        if announcement.status in SETTLED:
            return []
        return [
            *(_finding(Level.ERROR, it) for it in self.obstacles(announcement, files)),
            *(
                _finding(Level.WARNING, f"left out: {reason}")
                for reason in (announcement.left_out or {}).values()
            ),
        ]

    def obstacles(
        self, announcement: Announcement, files: Sequence[Attachment]
    ) -> list[str]:
        """Reasons why a post cannot be made or would be too late, one sentence each."""
        return [
            *_told(lambda: self.composer.compose(announcement, files)),
            *_told(lambda: self._require_time(announcement)),
        ]

    def _require_time(self, announcement: Announcement) -> None:
        wanted = self.composer.wanted(announcement)
        names = [channel.name for channel in wanted]
        with self.database.read() as session:
            edits.require_unread(session, announcement.id or 0, names)
            bookings.due(
                session, announcement, wanted, now=self.clock.now(), rules=self.rules
            )


def _finding(level: Level, sentence: str) -> Finding:
    return Finding(rule="channels", level=level, sentence=sentence)


def _told(required: Callable[[], object]) -> Sequence[str]:
    try:
        required()
    except BadInput as error:
        return error.lines()
    return ()
