"""Composition root: `build(config)` returns an `App` with everything wired.

Nothing else constructs adapters.
"""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from zoneinfo import ZoneInfo

from crossposter import factories
from crossposter.announcements.approval import Approval
from crossposter.announcements.checks.reachable import why_unreachable
from crossposter.announcements.overview import Overview
from crossposter.announcements.preview import PageRenderer
from crossposter.announcements.preview.builder import PreviewBuilder
from crossposter.announcements.review import Reviewer
from crossposter.announcements.workflow import Announcements
from crossposter.channels.channel import Channel
from crossposter.clock import Clock, SystemClock
from crossposter.config import Config
from crossposter.config.sources import active_code, name_of
from crossposter.database import Database
from crossposter.database.backup import Backups
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.media import Archive, MediaFolder
from crossposter.monitoring.alerts.incidents import Incidents, Readers
from crossposter.monitoring.alerts.push import Push
from crossposter.monitoring.alerts.state import StateCollector
from crossposter.monitoring.health.credentials import CredentialChecks
from crossposter.monitoring.health.post_requirements import PostRequirements
from crossposter.monitoring.health.preflight import Preflight
from crossposter.monitoring.status import StatusReader
from crossposter.posts.archive_cleanup import ArchiveCleanup
from crossposter.posts.budget import Spending
from crossposter.posts.composer import Composer
from crossposter.posts.rendering import Renderer
from crossposter.publishing.lanes import LaneRunner, unwatched
from crossposter.publishing.manual_actions import ManualActions
from crossposter.publishing.pauses import Pauses
from crossposter.publishing.settings import PublishingSettings
from crossposter.reports.engagement import EngagementSampler
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.weekly import WeeklyReports
from crossposter.staff import Staff


@dataclass(frozen=True, kw_only=True)
class Foundation:
    """Parts that the use cases are built on."""

    config: Config
    clock: Clock
    database: Database
    staff: Staff
    channels: Mapping[str, Channel]
    media: MediaFolder
    archive: Archive
    renderer: Renderer
    rules: PublishingSettings
    composer: Composer
    reviewer: Reviewer


@dataclass(frozen=True, kw_only=True)
class App(Foundation):
    """App with everything wired; the command line and the daemon use its parts."""

    announcements: Announcements
    approval: Approval
    overview: Overview
    viewing: PreviewBuilder
    preview_page: PageRenderer
    publishing: LaneRunner
    pausing: Pauses
    interventions: ManualActions
    status: StatusReader
    checkups: CredentialChecks
    preflight: Preflight
    incidents: Incidents
    notifying: Push
    mailer: Mailer | None
    mailing: Outbox
    measuring: EngagementSampler
    report_form: ReportForm
    reporting: WeeklyReports
    backups: Backups
    archive_cleanup: ArchiveCleanup

    @property
    def zone(self) -> ZoneInfo:
        """Time zone of everything people read."""
        return self.config.zone

    @property
    def listen_address(self) -> str | None:
        """Listening address of the monitoring endpoints; None: none."""
        return self.config.monitoring.listen

    @property
    def ping_address(self) -> str | None:
        """Address for heartbeats; a secret."""
        ping = self.config.monitoring.ping
        return ping.get_secret_value() if ping else None

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def build(
    config: Config,
    *,
    clock: Clock | None = None,
    on_step: Callable[[str], None] = unwatched,
) -> App:
    """App with everything wired; raises Unavailable if the database cannot be used."""
    base = _foundation(config, clock or SystemClock())
    database, clock, channels = base.database, base.clock, base.channels
    mailer, form = factories.mailer(config), factories.report_form(config)
    mailing = Outbox(database=database, clock=clock, mailer=mailer)
    return App(
        **vars(base),
        announcements=_announcements(base),
        approval=_approval(base),
        overview=Overview(database=database),
        viewing=_viewing(base),
        preview_page=factories.preview_page(config),
        publishing=_publishing(base, on_step),
        pausing=Pauses(database=database, clock=clock, channels=channels),
        interventions=_interventions(base),
        status=StatusReader(database=database, clock=clock, channels=channels),
        checkups=CredentialChecks(database=database, clock=clock, channels=channels),
        preflight=_preflight(base),
        incidents=_incidents(base, mailing),
        notifying=Push(
            database=database, clock=clock, notifier=factories.notifier(config)
        ),
        mailer=mailer,
        mailing=mailing,
        measuring=EngagementSampler(
            database=database,
            clock=clock,
            channels=channels,
            zone=config.zone,
            calls=config.metrics.calls,
        ),
        report_form=form,
        reporting=WeeklyReports(
            database=database,
            clock=clock,
            zone=config.zone,
            surroundings=factories.surroundings(config),
            dispatch=factories.dispatch(config, form, mailing),
        ),
        backups=_backups(base),
        archive_cleanup=ArchiveCleanup(
            database=database, clock=clock, archive=base.archive
        ),
    )


def _foundation(config: Config, clock: Clock) -> Foundation:
    channels = {
        name: factories.channel(config, name, clock) for name in config.channels
    }
    database = Database(config.database_url)
    media, renderer = MediaFolder(config.media_folder), factories.renderer(config)
    return Foundation(
        config=config,
        clock=clock,
        database=database,
        staff=factories.staff(config),
        channels=channels,
        media=media,
        archive=Archive(config.archive_folder),
        renderer=renderer,
        rules=factories.rules(config),
        composer=Composer(
            channels=channels,
            renderer=renderer,
            media=media,
            clock=clock,
            spent=Spending(database=database, zone=config.zone).of_month,
        ),
        reviewer=Reviewer(
            database=database,
            clock=clock,
            zone=config.zone,
            channels=channels,
            policy=replace(config.checks.policy, places=config.places),
            why_unreachable=why_unreachable,
            media=media,
        ),
    )


def _announcements(base: Foundation) -> Announcements:
    return Announcements(
        database=base.database,
        clock=base.clock,
        staff=base.staff,
        channels=base.channels,
        media=base.media,
        composer=base.composer,
        reviewer=base.reviewer,
        source_code=partial(active_code, base.config.sources),
        rules=base.rules,
    )


def _approval(base: Foundation) -> Approval:
    return Approval(
        database=base.database,
        clock=base.clock,
        staff=base.staff,
        composer=base.composer,
        archive=base.archive,
        rules=base.rules,
    )


def _viewing(base: Foundation) -> PreviewBuilder:
    return PreviewBuilder(
        database=base.database,
        clock=base.clock,
        composer=base.composer,
        archive=base.archive,
        review=base.reviewer.review,
        platforms=factories.platforms(),
        source_name=partial(name_of, base.config.sources),
    )


def _publishing(base: Foundation, on_step: Callable[[str], None]) -> LaneRunner:
    return LaneRunner(
        database=base.database,
        channels=base.channels,
        archive=base.archive,
        clock=base.clock,
        rules=base.rules,
        owner=f"{socket.gethostname()}:{os.getpid()}",
        on_step=on_step,
    )


def _interventions(base: Foundation) -> ManualActions:
    return ManualActions(
        database=base.database,
        clock=base.clock,
        staff=base.staff,
        channels=base.channels,
        approval_holds=base.rules.approval_holds,
    )


def _preflight(base: Foundation) -> Preflight:
    return Preflight(
        database=base.database,
        clock=base.clock,
        channels=base.channels,
        needs=PostRequirements(
            database=base.database,
            archive=base.archive,
            approval_holds=base.rules.approval_holds,
        ),
        ahead=base.config.publishing.preflight,
    )


def _incidents(base: Foundation, outbox: Outbox) -> Incidents:
    alerts = base.config.alerts
    return Incidents(
        database=base.database,
        clock=base.clock,
        watch=StateCollector(
            database=base.database,
            channels=frozenset(base.channels),
            backup=alerts.backup if alerts else None,
        ),
        zone=base.config.zone,
        form=factories.alert_form(base.config),
        outbox=outbox,
        readers=Readers(mailboxes=alerts.to) if alerts else None,
    )


def _backups(base: Foundation) -> Backups:
    return Backups(
        database=base.database,
        clock=base.clock,
        zone=base.config.zone,
        pictures=base.config.archive_folder,
        keeping=base.archive.keeping,
    )
