"""Commands init, check."""

import os
import re
import shlex
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossposter.cli import permissions_check
from crossposter.cli.context import JsonOption, OptionalAnnouncement, opened
from crossposter.cli.output import print_json, say
from crossposter.config import starter
from crossposter.daemon.systemd import unit
from crossposter.database.file_permissions import closed_on_the_way
from crossposter.errors import BadInput, Several, Unavailable
from crossposter.text import excerpts

if TYPE_CHECKING:
    from crossposter.app import App
    from crossposter.cli.online_check import Online

app = typer.Typer()

_VARIABLE = re.compile(r"^[^#\n]*\$\{(\w+)\}", re.MULTILINE)
_PLACEHOLDER = "put-it-here"


@app.command()
def init(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", readable=False, help="Made if it is missing."),
    ] = Path(),
    as_json: JsonOption = False,
) -> None:
    """Set up a folder: configuration, templates, media, a service.

    Files that are there already stay as they are.
    """
    folder = folder.resolve()
    service = unit(folder=folder, program=_program())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = starter.copy_to(folder)
        written.append(_write(folder / ".env", _secrets(), mode=0o600))
        written.append(_write(folder / "crossposter.service", service, mode=0o644))
    except OSError as error:
        name = excerpts.path(error.filename or folder)
        raise Unavailable(f"{name} cannot be written: {error.strerror}") from error
    if as_json:
        print_json([{"file": str(path), "written": is_new} for path, is_new in written])
        return
    for path, is_new in written:
        say(f"{'wrote' if is_new else 'kept '}  {path}")
    _say_next(folder)


def _say_next(folder: Path) -> None:
    for closed in closed_on_the_way(Path(sys.executable)):
        told = (
            f"! {closed} is closed to other accounts, and the program or its Python is"
            " in it: install it in /opt before a service with an account of its own"
            " starts it (the README says how)"
        )
        say((told, "yellow"))
    say()
    say("Next: put your accounts into config.yaml and their secrets into .env, then")
    if folder != Path.cwd():
        say(f"  cd {shlex.quote(str(folder))}", whole=True)
    say("  crossposter check")
    say("To have it run unattended, follow the first lines of crossposter.service.")


def _secrets() -> str:
    names = dict.fromkeys(_VARIABLE.findall(starter.config_text()))
    secrets = "".join(f"{name}={_PLACEHOLDER}\n" for name in names)
    return f"# Secrets of config.yaml. Keep this file to yourself.\n{secrets}"


def _program() -> list[str]:
    """Command line with which a service starts this installation."""
    beside = Path(sys.executable).with_name("crossposter")
    found = beside if beside.is_file() else shutil.which("crossposter")
    return [str(found)] if found else [sys.executable, "-m", "crossposter"]


def _write(path: Path, text: str, *, mode: int) -> tuple[Path, bool]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return path, False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, mode)  # independent of the umask
        file.write(text)
    return path, True


@app.command()
def check(
    ctx: typer.Context,
    key: OptionalAnnouncement = None,
    online: Annotated[
        bool,
        typer.Option(
            "--online",
            help="Ask the platforms about the credentials, or try the links of the"
            " announcement and what its coming posts need.",
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check configuration, templates and timetable, or one announcement.

    Every template is rendered with short and long announcements, with and without link
    and picture. All that is wrong is told at once. Online, the platforms explain what
    is wrong with credentials, and the mail server is tried.

    With the number of an announcement: what submit would object to in it. Errors stop
    it, warnings do not; `checks` in config.yaml switches rules off. Online, posts that
    wait for their time are tried as well, without publishing anything.
    """
    if key is not None:
        _check_announcement(
            opened(ctx, secrets=online), key, online=online, as_json=as_json
        )
        return
    from crossposter.cli.online_check import Online, ask, say_online

    opened_app = opened(ctx, secrets=online)
    problems = _template_problems(opened_app)
    if problems:
        raise Several(problems)
    slots = _next_slots(opened_app)
    warnings = [*_warnings(opened_app)]
    told = ask(opened_app) if online else Online()
    if as_json:
        _print_check(slots, told, warnings)
    else:
        _say_slots(slots, told.accounts, opened_app)
        say_online(told, opened_app)
        for warning in warnings:
            say((f"! {warning}", "yellow"))
        _say_verdict(told, warnings)
    if told.obstacles:
        raise Several(told.obstacles)


def _check_announcement(app: "App", key: int, *, online: bool, as_json: bool) -> None:
    from crossposter.cli import findings

    found = app.reviewer.check(key, online=online)
    found += app.announcements.examination.foreseen(key)
    trials = app.preflight.try_out(key) if online else []
    tried = findings.of_trials(trials, app.zone)
    if as_json:
        print_json(findings.values([*found, *tried]))
    elif found or tried:
        findings.say_all([*found, *tried])
    else:
        say(f"Nothing to object to in announcement {key}.")
    if not as_json:
        findings.say_ready(trials, app.zone)
    if any(each.level.value == "error" for each in found):
        raise BadInput(
            f"announcement {key} cannot be submitted like this: mend what is marked as"
            f" error with `crossposter edit {key}`"
        )
    if any(each.faults for each in trials):
        raise BadInput(
            f"not every post of announcement {key} would go out: mend what is told"
            f" above, then `crossposter check {key} --online`"
        )


def _say_slots(
    slots: dict[str, datetime], accounts: dict[str, str], app: "App"
) -> None:
    if app.config.withheld:
        say("The secrets in .env are closed to you, and were not looked at.")
    for name, slot in slots.items():
        whose = f" as {accounts[name]}" if name in accounts else ""
        say(f"{name}: next free slot {_shown(slot, app)}{whose}")


def _say_verdict(told: "Online", warnings: list[str]) -> None:
    """Print the last line, so that nothing below it says otherwise."""
    if told.obstacles:
        return
    if warnings or told.remarks:
        say("Not all is in order yet: see what is marked with ! above.")
    else:
        say("Configuration, templates and timetable are in order.")


def _print_check(
    slots: dict[str, datetime], online: "Online", warnings: list[str]
) -> None:
    from crossposter.cli.online_check import values
    from crossposter.scheduling.times import iso

    free = {name: iso(slot) for name, slot in slots.items()}
    print_json({"next_slots": free, "warnings": warnings, **values(online)})


def _shown(moment: datetime, app: "App") -> str:
    from crossposter.scheduling.times import show_moment

    return show_moment(moment, app.zone)


def _template_problems(app: "App") -> list[str]:
    """Problems without repeats; channels of one platform may differ in limits."""
    tried = []
    problems: list[str] = []
    for channel in app.channels.values():
        formats = {channel.platform.name: channel.format}
        if formats not in tried:
            tried.append(formats)
            problems += app.renderer.check(formats)
    problems += app.incidents.template_problems()
    problems += app.report_form.problems()
    return list(dict.fromkeys(problems))


def _next_slots(app: "App") -> dict[str, datetime]:
    from crossposter.announcements.bookings import free_slots

    return free_slots(app.database, app.channels, app.clock.now())


def _warnings(app: "App") -> Iterator[str]:
    """Warnings about what works today but will not for long."""
    from pydantic import SecretStr

    for name, account in app.config.channels.items():
        for key, value in account:
            if (
                isinstance(value, SecretStr)
                and _PLACEHOLDER in value.get_secret_value()
            ):
                yield f"channels.{name}.{key} is not set yet: put it into .env"
    if not app.config.withheld:
        yield from app.notifying.warnings()
    yield from permissions_check.warnings(app.config, app.database.file)
    media = app.config.media_folder
    if not media.is_dir():
        what = "is no folder" if media.exists() else "does not exist"
        yield f"the media folder {media} {what}: create it"
    if app.config.report and app.config.report.pdf:
        yield from _pdf_warnings()


def _pdf_warnings() -> Iterator[str]:
    """Warning without WeasyPrint: the report goes out, but not as PDF."""
    from crossposter.errors import Unavailable
    from crossposter.reports.output.pdf import pdf

    try:
        pdf("<p>")
    except Unavailable as error:
        yield f"report.pdf: {error}"
