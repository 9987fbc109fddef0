"""Context of a command: configuration, app, acting user, log."""

import logging
import os
import pwd
import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

if TYPE_CHECKING:
    from crossposter.app import App
    from crossposter.config import Config
    from crossposter.staff import Actor

JsonOption = Annotated[
    bool, typer.Option("--json", help="Print JSON with stable keys, nothing else.")
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as", metavar="LOGIN", help="Act for somebody else; the log keeps both names."
    ),
]
_LARGEST = 2**31 - 1  #: the largest id of a database


def _countable(number: int) -> int:
    if number > _LARGEST:
        raise typer.BadParameter(f"no number is larger than {_LARGEST:,}")
    return number


AnnouncementNumber = Annotated[
    int,
    typer.Argument(
        metavar="ID", help="Number of the announcement; see list.", callback=_countable
    ),
]
OptionalAnnouncement = Annotated[
    int | None,
    typer.Argument(
        metavar="[ID]",
        help="Number of an announcement; see list.",
        callback=lambda number: number if number is None else _countable(number),
        show_default=False,
    ),
]
DeliveryNumber = Annotated[
    int,
    typer.Argument(
        metavar="DELIVERY",
        help="Number of the delivery; see show.",
        callback=_countable,
    ),
]


def configuration(ctx: typer.Context) -> "Config":
    """Configuration of this command; raises ConfigError."""
    from crossposter.config import find_config, load

    option: Path | None = ctx.obj["config"]
    return load(find_config(option, os.environ), os.environ)


def opened(
    ctx: typer.Context, *, log: int = logging.WARNING, secrets: bool = False
) -> "App":
    """App with everything wired; raises the errors of configuration or database.

    *secrets* means that accounts or the mail server will be asked.
    """
    from crossposter.app import build
    from crossposter.database.file_permissions import umask_for

    log_to_stderr(log)
    config = configuration(ctx)
    if secrets:
        config.require_secrets()
    os.umask(umask_for(config.shared_places))  # until this command ends
    app = build(config)
    ctx.call_on_close(app.close)
    return app


def actor(ctx: typer.Context, app: "App", acting_for: str | None = None) -> "Actor":
    """Login on this machine, from the system and not from the environment."""
    return app.staff.actor(_login(), acting_for or ctx.obj["as"])


def _login() -> str:
    user = _logged_in()
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:  # a container may run under a number that has no name
        return f"uid-{user}"


def _logged_in() -> int:
    """Number of the user who logged in, even behind `sudo -u crossposter`.

    Without a login, the owner of the process.

    Only the kernel and PAM can write it:
    https://man7.org/linux/man-pages/man8/pam_loginuid.8.html
    """
    try:
        login = int(_LOGIN_UID.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return os.getuid()
    return os.getuid() if login == _NOBODY_LOGGED_IN else login


_LOGIN_UID = Path("/proc/self/loginuid")
_NOBODY_LOGGED_IN = 2**32 - 1  #: the kernel's value for services and containers


def _harmless(_logger: Any, _method: str, event: Any) -> Any:
    """Log entry where text of others stays on its line and cannot control a screen."""
    from crossposter.text.characters import shown_in_line

    return {
        key: shown_in_line(value) if isinstance(value, str) else value
        for key, value in event.items()
    }


def _plain_traceback(out: TextIO, failure: Any) -> None:
    import structlog

    from crossposter.text.characters import behind_bar

    written = StringIO()
    structlog.dev.plain_traceback(written, failure)
    out.write(f"\n{behind_bar(written.getvalue().strip())}")


def log_to_stderr(level: int) -> None:
    """Log to standard error; standard output belongs to the result."""
    import structlog

    colours = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _harmless,
            structlog.dev.ConsoleRenderer(
                colors=colours,
                # The richer kinds show local variables, tokens among them.
                exception_formatter=_plain_traceback,
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    # APScheduler warns of every run it skips because the last one has not ended.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    # tweepy's debug lines hold the Authorization header.
    logging.getLogger("tweepy").setLevel(logging.INFO)
