"""What nearly every verb needs first: the configuration, the App, and who is acting."""

import logging
import os
import pwd
import sys
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from crossposter.app import App, build
from crossposter.config import Config, find_config, load
from crossposter.staff import Actor

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON with stable keys, nothing else.")
]
AsOption = Annotated[
    str | None,
    typer.Option("--as", help="Act for another; the log keeps both.", metavar="LOGIN"),
]
AnnouncementNumber = Annotated[
    int, typer.Argument(metavar="ID", help="The announcement's number.", min=1)
]
DeliveryNumber = Annotated[
    int, typer.Argument(metavar="DELIVERY", help="The delivery's number.", min=1)
]


def configuration(ctx: typer.Context) -> Config:
    """The configuration this command works with; raises ConfigError."""
    option: Path | None = ctx.obj["config"]
    return load(find_config(option, os.environ), os.environ)


def opened(ctx: typer.Context) -> App:
    """Everything wired; raises what is wrong with the configuration or database."""
    log_to_stderr(logging.WARNING)
    return build(configuration(ctx))


def actor(ctx: typer.Context, app: App, acting_for: str | None = None) -> Actor:
    """The login on this machine, from the system and not from the environment."""
    login = pwd.getpwuid(os.getuid()).pw_name
    return app.staff.actor(login, acting_for or ctx.obj["as"])


def log_to_stderr(level: int) -> None:
    """Sentences with keys; standard output belongs to what was asked for."""
    renderer: Any = structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty() and "NO_COLOR" not in os.environ
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # APScheduler warns of every run that is skipped because the last one still works.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # tweepy's debug lines hold the Authorization header.
    logging.getLogger("tweepy").setLevel(logging.INFO)
