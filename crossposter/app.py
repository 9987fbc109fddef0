"""The composition root: a Config becomes an App; nothing else constructs adapters."""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from crossposter import factories as adapters
from crossposter.announcements.approval import Approval
from crossposter.announcements.checks.reachable import why_unreachable
from crossposter.announcements.overview import Overview
from crossposter.announcements.preview import PreviewPage
from crossposter.announcements.preview.builder import Viewing
from crossposter.announcements.review import Reviewer
from crossposter.announcements.workflow import Announcements
from crossposter.channels.channel import Channel
from crossposter.clock import Clock, SystemClock
from crossposter.config import Config
from crossposter.database import Database
from crossposter.database.backup import Backups
from crossposter.errors import BadInput, NotFound
from crossposter.mail import Mailer
from crossposter.mail.outbox import Mailing
from crossposter.media import Archive, MediaFolder
from crossposter.monitoring.alerts.incidents import Incidents, Readers
from crossposter.monitoring.alerts.push import Notifying
from crossposter.monitoring.alerts.state import Watch
from crossposter.monitoring.health.credentials import Checkups
from crossposter.monitoring.health.post_requirements import Needs
from crossposter.monitoring.health.preflight import Preflight
from crossposter.monitoring.status import StatusReader
from crossposter.posts.archive_cleanup import ArchiveCleanup
from crossposter.posts.budget import Spending
from crossposter.posts.composer import Composer
from crossposter.posts.rendering import Renderer
from crossposter.publishing.lanes import Publishing, unwatched
from crossposter.publishing.manual_actions import Interventions
from crossposter.publishing.pauses import Pausing
from crossposter.publishing.settings import Rules
from crossposter.reports.engagement import Measuring
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.weekly import Reporting
from crossposter.staff import Staff


@dataclass(frozen=True, kw_only=True)
class App:
    """Everything wired; the command line and the daemon take what they need."""

    config: Config
    clock: Clock
    database: Database
    staff: Staff
    channels: Mapping[str, Channel]
    media: MediaFolder
    renderer: Renderer
    announcements: Announcements
    reviewer: Reviewer
    approval: Approval
    publishing: Publishing
    pausing: Pausing
    interventions: Interventions
    overview: Overview
    status: StatusReader
    viewing: Viewing
    preview_page: PreviewPage
    measuring: Measuring
    checkups: Checkups
    preflight: Preflight
    mailer: Mailer | None
    mailing: Mailing
    incidents: Incidents
    notifying: Notifying
    archive_cleanup: ArchiveCleanup
    backups: Backups
    report_form: ReportForm
    reporting: Reporting

    @property
    def zone(self) -> ZoneInfo:
        """The zone of everything people read."""
        return self.config.zone

    @property
    def listen_address(self) -> str | None:
        """Where monitors ask; None: nowhere."""
        return self.config.monitoring.listen

    @property
    def ping_address(self) -> str | None:
        """Where heartbeats go; a secret."""
        ping = self.config.monitoring.ping
        return ping.get_secret_value() if ping else None

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()

    def source_code(self, label: str) -> str:
        """From what a person typed; raises BadInput."""
        return self.config.source(label).code

    def channel_names(self, name: str | None) -> list[str]:
        """One channel, or all of them; raises NotFound."""
        if name is None:
            return list(self.channels)
        if name not in self.channels:
            known = ", ".join(self.channels)
            raise NotFound(f"there is no channel {name!r}: choose from {known}")
        return [name]


def build(
    config: Config,
    *,
    clock: Clock | None = None,
    on_step: Callable[[str], None] = unwatched,
) -> App:
    """Wire everything; raises Unavailable when the database cannot be used."""
    clock = clock or SystemClock()
    channels = {name: adapters.channel(config, name, clock) for name in config.channels}
    database = Database(config.database_url)
    staff = _staff(config)
    media = MediaFolder(config.media_folder)
    archive = Archive(config.archive_folder)
    renderer = adapters.renderer(config)
    rules = _rules(config)
    composer = Composer(
        channels=channels,
        renderer=renderer,
        media=media,
        clock=clock,
        spent=Spending(database=database, zone=config.zone).of_month,
    )
    reviewer = Reviewer(
        database=database,
        clock=clock,
        zone=config.zone,
        channels=channels,
        policy=replace(config.checks.policy, places=config.places),
        why_unreachable=why_unreachable,
        media=media,
    )
    mailer = adapters.mailer(config)
    mailing = Mailing(database=database, clock=clock, mailer=mailer)
    report_form = adapters.report_form(config)
    return App(
        config=config,
        clock=clock,
        database=database,
        staff=staff,
        channels=channels,
        media=media,
        renderer=renderer,
        announcements=Announcements(
            database=database,
            clock=clock,
            staff=staff,
            channels=channels,
            media=media,
            composer=composer,
            reviewer=reviewer,
            source_code=partial(_active_source, config),
            rules=rules,
        ),
        reviewer=reviewer,
        approval=Approval(
            database=database,
            clock=clock,
            staff=staff,
            composer=composer,
            archive=archive,
            rules=rules,
        ),
        publishing=Publishing(
            database=database,
            channels=channels,
            archive=archive,
            clock=clock,
            rules=rules,
            owner=f"{socket.gethostname()}:{os.getpid()}",
            on_step=on_step,
        ),
        pausing=Pausing(database=database, clock=clock, channels=channels),
        interventions=Interventions(
            database=database,
            clock=clock,
            staff=staff,
            channels=channels,
            approval_holds=rules.approval_holds,
        ),
        overview=Overview(database=database),
        status=StatusReader(database=database, clock=clock, channels=channels),
        viewing=Viewing(
            database=database,
            clock=clock,
            composer=composer,
            archive=archive,
            review=reviewer.review,
            platforms=adapters.platforms(),
            source_name=partial(_source_name, config),
        ),
        preview_page=PreviewPage(
            zone=config.zone, language=config.language, office=config.office.name
        ),
        measuring=Measuring(
            database=database,
            clock=clock,
            channels=channels,
            zone=config.zone,
            calls=config.metrics.calls,
        ),
        checkups=Checkups(database=database, clock=clock, channels=channels),
        preflight=Preflight(
            database=database,
            clock=clock,
            channels=channels,
            needs=Needs(
                database=database,
                archive=archive,
                approval_holds=rules.approval_holds,
            ),
            ahead=config.publishing.preflight,
        ),
        mailer=mailer,
        mailing=mailing,
        incidents=Incidents(
            database=database,
            clock=clock,
            watch=Watch(
                database=database,
                channels=frozenset(channels),
                backup=config.alerts.backup if config.alerts else None,
            ),
            zone=config.zone,
            form=adapters.alert_form(config),
            outbox=mailing,
            readers=Readers(mailboxes=config.alerts.to) if config.alerts else None,
        ),
        notifying=Notifying(
            database=database, clock=clock, notifier=adapters.notifier(config)
        ),
        archive_cleanup=ArchiveCleanup(database=database, clock=clock, archive=archive),
        backups=Backups(
            database=database,
            clock=clock,
            zone=config.zone,
            pictures=config.archive_folder,
            keeping=archive.keeping,
        ),
        report_form=report_form,
        reporting=Reporting(
            database=database,
            clock=clock,
            zone=config.zone,
            surroundings=adapters.surroundings(config),
            dispatch=adapters.dispatch(config, report_form, mailing),
        ),
    )


def _source_name(config: Config, code: str) -> str:
    """Of a source that is in the configuration no more, the code."""
    return next((each.name for each in config.sources if each.code == code), code)


def _active_source(config: Config, label: str) -> str:
    source = config.source(label)
    if not source.active:
        raise BadInput(
            f"{source.name} sends no announcements any more (`active: false` in"
            " config.yaml): choose another source"
        )
    return source.code


def _rules(config: Config) -> Rules:
    publishing = config.publishing
    return Rules(
        retry=publishing.retry,
        late=publishing.late,
        approval_holds=config.approval.expires,
        timeout=publishing.timeout,
    )


def _staff(config: Config) -> Staff:
    return Staff(
        roles={person.login: person.roles for person in config.staff},
        separate_author=config.approval.separate_author,
        small_edits=config.approval.small_edits,
    )
