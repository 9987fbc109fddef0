"""Factories of channels, mail server, renderers and report from the `Config`.

The only module that imports `platforms`.
"""

from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import partial

from crossposter.announcements.preview import PageRenderer
from crossposter.channels import Format, Publisher
from crossposter.channels.channel import Channel
from crossposter.channels.links import Linking
from crossposter.channels.platform import Platform, Settle
from crossposter.channels.pricing import Price
from crossposter.clock import Clock
from crossposter.config import Config, channels, starter
from crossposter.mail import Mailer
from crossposter.mail.outbox import Outbox
from crossposter.monitoring.alerts.apprise import Notifier
from crossposter.monitoring.alerts.messages import AlertForm
from crossposter.platforms import PLATFORMS, accounts
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.instagram.image_folder import FolderImageHost
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.platforms.meta.image_host import ImageHost
from crossposter.platforms.x.publisher import XAccount
from crossposter.posts.office import Office
from crossposter.posts.rendering import Renderer
from crossposter.publishing.settings import PublishingSettings
from crossposter.reports.builder import ReportSettings
from crossposter.reports.holidays import DaysOff
from crossposter.reports.output.email_message import compose
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.periods import Calendar
from crossposter.reports.rows import ReportChannel
from crossposter.reports.weekly import Dispatch
from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.timetable import Agenda, Timetable
from crossposter.staff import Staff

TITLES = {name: platform.title for name, platform in PLATFORMS.items()}


def platforms() -> Mapping[str, Platform]:
    """Platforms that have an adapter, also those without a channel."""
    return PLATFORMS


def staff(config: Config) -> Staff:
    """People of the office with their permissions."""
    return Staff(
        roles={person.login: person.roles for person in config.staff},
        separate_author=config.approval.separate_author,
        small_edits=config.approval.small_edits,
    )


def rules(config: Config) -> PublishingSettings:
    """Publishing settings."""
    return PublishingSettings(
        retry=config.publishing.retry,
        late=config.publishing.late,
        approval_holds=config.approval.expires,
        timeout=config.publishing.timeout,
    )


def mailer(config: Config) -> Mailer | None:
    """Mail client; None without the section ``email``."""
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


def renderer(config: Config) -> Renderer:
    """Renderer with the office's own templates, then the shipped ones."""
    return Renderer(
        [config.templates_folder, starter.templates_folder()],
        zone=config.zone,
        language=config.language,
        titles=TITLES,
        office=_in_templates(config.office),
        sources={each.code: each for each in config.sources},
    )


def _in_templates(office: Office) -> dict[str, str]:
    """Office values for templates; a missing one is an empty text."""
    values = {key: value or "" for key, value in asdict(office).items()}
    return {key: value for key, value in values.items() if key != "signature"}


def preview_page(config: Config) -> PageRenderer:
    """Preview page that shows posts as the platforms will."""
    return PageRenderer(
        zone=config.zone, language=config.language, office=config.office.name
    )


def alert_form(config: Config) -> AlertForm:
    """Alert messages in the office's language."""
    return AlertForm(
        [config.templates_folder, starter.templates_folder()],
        zone=config.zone,
        language=config.language,
        office=config.office.name,
    )


def report_form(config: Config) -> ReportForm:
    """Report renderer; its language is its own."""
    return ReportForm([config.templates_folder, starter.templates_folder()])


def notifier(config: Config) -> Notifier:
    """Client for the other ways to reach people."""
    addresses = config.alerts.apprise if config.alerts else ()
    return Notifier(addresses=[each.get_secret_value() for each in addresses])


def surroundings(config: Config) -> ReportSettings:
    """Values that the weekly report needs of the office."""
    return ReportSettings(
        office=config.office,
        language=config.language,
        outlets=[_outlet(config, name) for name in config.channels],
        senders=config.sources,
        people={person.login: person.name for person in config.staff},
        titles=TITLES,
        days_off=DaysOff(config.holidays, config.language),
    )


def _outlet(config: Config, name: str) -> ReportChannel:
    account = config.channels[name]
    return ReportChannel(name=name, platform=account.platform, price=price(account))


def dispatch(config: Config, form: ReportForm, mailing: Outbox) -> Dispatch | None:
    """Dispatch of reports; None unless server and recipients are configured."""
    if config.email is None or config.report is None:
        return None
    return Dispatch(
        calendar=Calendar(
            send=config.report.send,
            zone=config.zone,
            days_off=DaysOff(config.holidays, config.language),
        ),
        recipients=config.report.to,
        compose=partial(
            compose,
            form=form,
            sender=config.email.sender,
            with_pdf=config.report.pdf,
        ),
        mailing=mailing,
    )


def channel(config: Config, name: str, clock: Clock) -> Channel:
    """Channel: one configured account with everything needed to publish to it."""
    account = config.channels[name]
    platform = PLATFORMS[account.platform]
    publisher, asked = _connected(config, account, clock)
    return Channel(
        name=name,
        platform=platform,
        publisher=publisher,
        format=_format(platform, account),
        agenda=Agenda(
            timetable=Timetable.parse(config.timetable_of(name), config.zone),
            blackouts=Blackouts.parse(config.publishing.blackouts, config.zone),
            spacing=config.publishing.spacing,
        ),
        settle=_settle(platform, account),
        linking=_linking(account),
        threads=isinstance(account, channels.XChannel) and account.overflow == "thread",
        price=price(account),
        budget=account.budget if isinstance(account, channels.XChannel) else None,
        accounts=asked,
    )


def _format(platform: Platform, account: channels.Channel) -> Format:
    """Limits of the platform, with those that an account may have of its own."""
    match account:
        case channels.XChannel():
            return replace(platform.format, limit=account.limit)
        case channels.InstagramChannel():
            return replace(platform.format, max_hashtags=account.hashtags)
    return platform.format


def _settle(platform: Platform, account: channels.Channel) -> Settle:
    usual, wanted = platform.settle, account.settle
    return Settle(
        reads=usual.reads if wanted.reads is None else wanted.reads,
        within=usual.within if wanted.within is None else wanted.within,
    )


def price(account: channels.Channel) -> Price | None:
    """Price of a post on its platform; only X charges one."""
    return account.price if isinstance(account, channels.XChannel) else None


def _linking(account: channels.Channel) -> Linking:
    links = account.links if isinstance(account, channels.XChannel) else "keep"
    return Linking(
        utm=account.utm,
        drop=links == "drop",
        reply=links == "reply",
    )


def _connected(
    config: Config, account: channels.Channel, clock: Clock
) -> tuple[Publisher, tuple[str, ...]]:
    """Publisher of an account, with the names of the accounts it asks."""
    match account:
        case channels.FacebookChannel():
            page = _facebook(config, account, clock)
            return page, (accounts.facebook_page(account.page_id),)
        case channels.XChannel():
            own = accounts.x_account(account.access_token.get_secret_value())
            return _x(config, account, clock), (own,)
        case channels.InstagramChannel():
            return _instagram(config, account, clock)


def _facebook(
    config: Config, account: channels.FacebookChannel, clock: Clock
) -> FacebookPage:
    return FacebookPage(
        page_id=account.page_id,
        access_token=account.access_token.get_secret_value(),
        api_url=account.api_url,
        api_version=account.api_version,
        clock=clock,
        timeout=config.publishing.timeout,
    )


def _x(config: Config, account: channels.XChannel, clock: Clock) -> XAccount:
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
    timeout = config.publishing.timeout
    return XAccount(**keys, clock=clock, api_url=account.api_url, timeout=timeout)


def _instagram(
    config: Config, account: channels.InstagramChannel, clock: Clock
) -> tuple[InstagramAccount, tuple[str, ...]]:
    """Publisher for Instagram; a page that images go through is asked as well."""
    host, asked = _image_host(config, account, clock)
    publisher = InstagramAccount(
        user_id=account.user_id,
        access_token=account.access_token.get_secret_value(),
        images=host,
        clock=clock,
        api_url=account.api_url,
        api_version=account.api_version,
        timeout=config.publishing.timeout,
    )
    return publisher, (accounts.instagram_account(account.user_id), *asked)


def _image_host(
    config: Config, account: channels.InstagramChannel, clock: Clock
) -> tuple[ImageHost, tuple[str, ...]]:
    images = account.images
    if isinstance(images, channels.UrlImages):
        folder = config.beside(images.folder)
        return FolderImageHost(base_url=images.base, folder=folder, clock=clock), ()
    page = config.channels[images.page]
    if not isinstance(page, channels.FacebookChannel):
        raise TypeError(f"{images.page} is no Facebook page")
    host = _facebook(config, page, clock).image_host()
    return host, (accounts.facebook_page(page.page_id),)
