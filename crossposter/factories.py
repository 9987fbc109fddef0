"""What a Config asks for of the world outside: accounts, mail server, templates."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from crossposter import config as configured
from crossposter.channels import Format, Publisher
from crossposter.channels.channel import Channel, Settle
from crossposter.channels.links import Linking, Utm
from crossposter.channels.pricing import Price
from crossposter.clock import Clock
from crossposter.config import Config, Office, starter
from crossposter.mail import Mailer
from crossposter.mail.outbox import Mailing
from crossposter.monitoring.alerts.apprise import Notifier
from crossposter.monitoring.alerts.messages import AlertForm
from crossposter.platforms import accounts
from crossposter.platforms.facebook.format import FORMAT as FACEBOOK
from crossposter.platforms.facebook.publisher import FacebookPage
from crossposter.platforms.instagram.format import FORMAT as INSTAGRAM
from crossposter.platforms.instagram.image_folder import FolderImageHost
from crossposter.platforms.instagram.publisher import InstagramAccount
from crossposter.platforms.meta.image_host import ImageHost
from crossposter.platforms.x.format import FORMAT as X
from crossposter.platforms.x.publisher import XAccount
from crossposter.posts.rendering import Renderer, SourceName
from crossposter.reports.builder import Surroundings
from crossposter.reports.holidays import DaysOff
from crossposter.reports.model import Office as Letterhead
from crossposter.reports.model import Signature
from crossposter.reports.output.email_message import compose
from crossposter.reports.output.renderer import ReportForm
from crossposter.reports.periods import Calendar
from crossposter.reports.rows import Outlet, Sender
from crossposter.reports.weekly import Dispatch
from crossposter.scheduling.blackouts import Blackouts
from crossposter.scheduling.timetable import Agenda, Timetable


def mailer(config: Config) -> Mailer | None:
    """None without the section ``email``."""
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
    """The office's own templates, and the shipped ones behind them."""
    return Renderer(
        [config.templates_folder, starter.templates_folder()],
        zone=config.zone,
        language=config.language,
        office={
            key: str(value or "")
            for key, value in config.office.model_dump(exclude={"signature"}).items()
        },
        sources={
            each.code: SourceName(
                code=each.code,
                name=each.name,
                kind=each.kind,
                short=each.short or "",
                accounts=each.accounts.model_dump(exclude_none=True),
            )
            for each in config.sources
        },
    )


def alert_form(config: Config) -> AlertForm:
    """The words of alerts, in the office's language."""
    return AlertForm(
        [config.templates_folder, starter.templates_folder()],
        zone=config.zone,
        language=config.language,
        office=config.office.name,
    )


def report_form(config: Config) -> ReportForm:
    """The forms of the weekly report; its language is its own."""
    return ReportForm([config.templates_folder, starter.templates_folder()])


def notifier(config: Config) -> Notifier:
    """The other ways to reach people."""
    addresses = config.alerts.apprise if config.alerts else ()
    return Notifier(addresses=[each.get_secret_value() for each in addresses])


def surroundings(config: Config) -> Surroundings:
    """What the weekly report knows of the office."""
    return Surroundings(
        office=_letterhead(config.office),
        language=config.language,
        outlets=[_outlet(config, name) for name in config.channels],
        senders=[
            Sender(
                **each.model_dump(include={"code", "name", "kind", "quota", "active"})
            )
            for each in config.sources
        ],
        people={person.login: person.name for person in config.staff},
        days_off=DaysOff(config.holidays, config.language),
    )


def _letterhead(office: Office) -> Letterhead:
    signature = office.signature
    return Letterhead(
        **office.model_dump(exclude={"signature"}),
        signature=Signature(**signature.model_dump()) if signature else None,
    )


def _outlet(config: Config, name: str) -> Outlet:
    account = config.channels[name]
    return Outlet(name=name, platform=account.platform, price=price(account))


def dispatch(config: Config, form: ReportForm, mailing: Mailing) -> Dispatch | None:
    """None unless the configuration says by which server, and to whom."""
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
    """One configured account with all that publishing to it takes."""
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
        linking=_linking(account),
        threads=isinstance(account, configured.XChannel)
        and account.overflow == "thread",
        price=price(account),
        budget=account.budget if isinstance(account, configured.XChannel) else None,
        accounts=_accounts(config, account),
    )


def _accounts(config: Config, account: configured.Channel) -> tuple[str, ...]:
    """Whom a channel asks; Instagram's pictures may go through a page."""
    match account:
        case configured.FacebookChannel():
            return (accounts.facebook_page(account.page_id),)
        case configured.XChannel():
            return (accounts.x_account(account.access_token.get_secret_value()),)
        case configured.InstagramChannel(images=configured.FacebookImages() as images):
            own = accounts.instagram_account(account.user_id)
            return (own, *_accounts(config, config.channels[images.page]))
    return (accounts.instagram_account(account.user_id),)


def price(account: configured.Channel) -> Price | None:
    """What its platform takes for a post; only X takes anything."""
    if not isinstance(account, configured.XChannel):
        return None
    return Price(post=account.price.post, link=account.price.link)


def _linking(account: configured.Channel) -> Linking:
    links = account.links if isinstance(account, configured.XChannel) else "keep"
    return Linking(
        utm=Utm(**account.utm.model_dump()) if account.utm else None,
        drop=links == "drop",
        reply=links == "reply",
    )


def _publisher(config: Config, name: str, clock: Clock) -> tuple[Publisher, Format]:
    timeout = config.publishing.timeout
    match config.channels[name]:
        case configured.FacebookChannel() as account:
            return _facebook(config, account, clock), FACEBOOK
        case configured.XChannel() as account:
            return _x(account, clock, timeout), replace(X, limit=account.limit)
        case configured.InstagramChannel() as account:
            instagram_account = InstagramAccount(
                user_id=account.user_id,
                access_token=account.access_token.get_secret_value(),
                images=_image_host(config, account, clock),
                clock=clock,
                api_url=account.api_url,
                api_version=account.api_version,
                timeout=timeout,
            )
            hashtags = account.hashtags
            return instagram_account, replace(INSTAGRAM, max_hashtags=hashtags)


def _x(account: configured.XChannel, clock: Clock, timeout: timedelta) -> XAccount:
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
    return XAccount(**keys, clock=clock, api_url=account.api_url, timeout=timeout)


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
) -> FacebookPage:
    return FacebookPage(
        page_id=account.page_id,
        access_token=account.access_token.get_secret_value(),
        api_url=account.api_url,
        api_version=account.api_version,
        clock=clock,
        timeout=config.publishing.timeout,
    )
