"""The composition root: a Config becomes an App; nothing else constructs adapters."""

import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from zoneinfo import ZoneInfo

from crossposter import config as configured
from crossposter import starter
from crossposter.announcements import Announcements
from crossposter.approval import Approval
from crossposter.blackouts import Blackouts
from crossposter.channels import Channel, Settle
from crossposter.checkups import Checkups
from crossposter.clock import Clock, SystemClock
from crossposter.composing import Composer
from crossposter.config import Config
from crossposter.errors import BadInput, NotFound
from crossposter.interventions import Interventions
from crossposter.lifecycle import Late, Retry
from crossposter.mailer import Mailer
from crossposter.mailing import Mailing
from crossposter.measuring import Measuring
from crossposter.media import Archive, MediaFolder
from crossposter.overview import Overview
from crossposter.pausing import Pausing
from crossposter.platforms import facebook, instagram, x
from crossposter.platforms.image_hosts import FolderImageHost, ImageHost
from crossposter.publisher import Format, Publisher
from crossposter.publishing import Publishing, Rules, unwatched
from crossposter.rendering import Renderer, SourceName
from crossposter.staff import Staff
from crossposter.store import Database
from crossposter.timetable import Agenda, Timetable


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
    approval: Approval
    publishing: Publishing
    pausing: Pausing
    interventions: Interventions
    overview: Overview
    measuring: Measuring
    checkups: Checkups
    mailer: Mailer | None
    mailing: Mailing

    @property
    def zone(self) -> ZoneInfo:
        """The zone of everything people read."""
        return self.config.zone

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
    channels = {name: _channel(config, name, clock) for name in config.channels}
    database = Database(config.database_url)
    staff = _staff(config)
    media = MediaFolder(config.media_folder)
    archive = Archive(config.archive_folder)
    renderer = _renderer(config)
    rules = _rules(config)
    composer = Composer(channels=channels, renderer=renderer, media=media, clock=clock)
    mailer = _mailer(config)
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
            source_code=partial(_active_source, config),
        ),
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
        overview=Overview(database=database, clock=clock, channels=channels),
        measuring=Measuring(
            database=database,
            clock=clock,
            channels=channels,
            zone=config.zone,
            calls=config.metrics.calls,
        ),
        checkups=Checkups(database=database, clock=clock, channels=channels),
        mailer=mailer,
        mailing=Mailing(database=database, clock=clock, mailer=mailer),
    )


def _mailer(config: Config) -> Mailer | None:
    email = config.email
    if email is None:
        return None
    return Mailer(
        host=email.host,
        port=email.port,
        security=email.security,
        sender=email.sender,
        username=email.username,
        password=email.password.get_secret_value() if email.password else None,
        ca=config.beside(email.ca) if email.ca else None,
    )


def _active_source(config: Config, label: str) -> str:
    source = config.source(label)
    if not source.active:
        raise BadInput(
            f"{source.name} sends no announcements any more (`active: false` in"
            " config.yaml): choose another source"
        )
    return source.code


def _renderer(config: Config) -> Renderer:
    return Renderer(
        [config.templates_folder, starter.templates_folder()],
        zone=config.zone,
        language=config.language,
        office={
            key: str(value or "") for key, value in config.office.model_dump().items()
        },
        sources={
            each.code: SourceName(code=each.code, name=each.name, kind=each.kind)
            for each in config.sources
        },
    )


def _rules(config: Config) -> Rules:
    publishing = config.publishing
    return Rules(
        retry=Retry(
            first=publishing.retry.first,
            longest=publishing.retry.longest,
            attempts=publishing.retry.attempts,
        ),
        late=Late(grace=publishing.late.grace, then=publishing.late.then),
        approval_holds=config.approval.expires,
        timeout=publishing.timeout,
    )


def _staff(config: Config) -> Staff:
    return Staff(
        roles={person.login: person.roles for person in config.staff},
        separate_author=config.approval.separate_author,
    )


def _channel(config: Config, name: str, clock: Clock) -> Channel:
    account = config.channels[name]
    publisher, format_ = _publisher(config, name, clock)
    return Channel(
        name=name,
        platform=account.platform,
        publisher=publisher,
        format=format_,
        agenda=Agenda(
            timetable=Timetable.parse(config.timetable_of(name), config.zone),
            blackouts=Blackouts.parse(config.publishing.blackouts, config.zone),
            spacing=config.publishing.spacing,
        ),
        settle=Settle(reads=account.settle.reads, within=account.settle.within),
    )


def _publisher(config: Config, name: str, clock: Clock) -> tuple[Publisher, Format]:
    timeout = config.publishing.timeout
    match config.channels[name]:
        case configured.FacebookChannel() as account:
            return _facebook(config, account, clock), facebook.FORMAT
        case configured.XChannel() as account:
            return _x(account, clock, timeout), replace(x.FORMAT, limit=account.limit)
        case configured.InstagramChannel() as account:
            instagram_account = instagram.InstagramAccount(
                user_id=account.user_id,
                access_token=account.access_token.get_secret_value(),
                images=_image_host(config, account, clock),
                clock=clock,
                api_url=account.api_url,
                api_version=account.api_version,
                timeout=timeout,
            )
            hashtags = account.hashtags
            return instagram_account, replace(instagram.FORMAT, max_hashtags=hashtags)


def _x(account: configured.XChannel, clock: Clock, timeout: timedelta) -> x.XAccount:
    keys = {
        key: secret.get_secret_value()
        for key in (
            "consumer_key",
            "consumer_secret",
            "access_token",
            "access_token_secret",
        )
        if (secret := getattr(account, key)) is not None
    }
    return x.XAccount(**keys, clock=clock, api_url=account.api_url, timeout=timeout)


def _image_host(
    config: Config, account: configured.InstagramChannel, clock: Clock
) -> ImageHost:
    images = account.images
    if isinstance(images, configured.UrlImages):
        folder = config.beside(images.folder)
        return FolderImageHost(base_url=images.base, folder=folder, clock=clock)
    page = config.channels[images.page]
    if not isinstance(page, configured.FacebookChannel):
        raise TypeError(f"{images.page} is no Facebook page")
    return _facebook(config, page, clock).image_host()


def _facebook(
    config: Config, account: configured.FacebookChannel, clock: Clock
) -> facebook.FacebookPage:
    return facebook.FacebookPage(
        page_id=account.page_id,
        access_token=account.access_token.get_secret_value(),
        api_url=account.api_url,
        api_version=account.api_version,
        clock=clock,
        timeout=config.publishing.timeout,
    )
