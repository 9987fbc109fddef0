"""Verbs for setting up: init, check."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from crossposter import starter
from crossposter.app import App
from crossposter.cli.output import console, print_json, when
from crossposter.cli.session import JsonOption, opened
from crossposter.errors import BadInput, CrossposterError, Unavailable
from crossposter.overview import iso
from crossposter.publisher import ChecksCredentials
from crossposter.service import unit

app = typer.Typer()

_VARIABLE = re.compile(r"^[^#\n]*\$\{(\w+)\}", re.MULTILINE)
_PLACEHOLDER = "put-it-here"


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Made if it is missing.")
    ] = Path(),
) -> None:
    """Set up a folder: configuration, templates, media, a service.

    What is there already stays as it is.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = starter.copy_to(folder)
        written += list(_beside_the_configuration(folder.resolve()))
    except OSError as error:
        raise Unavailable(
            f"{error.filename or folder} cannot be written: {error.strerror}"
        ) from error
    screen = console()
    for path, is_new in written:
        screen.print(f"{'wrote' if is_new else 'kept '}  {path}", markup=False)
    screen.print(
        "\nNext: put your accounts into config.yaml and their secrets into .env, then"
        " run\n  crossposter check",
        markup=False,
    )


def _beside_the_configuration(folder: Path) -> Iterator[tuple[Path, bool]]:
    """The secrets file, for its owner's eyes only, and the service."""
    names = dict.fromkeys(_VARIABLE.findall(starter.config_text()))
    secrets = "".join(f"{name}={_PLACEHOLDER}\n" for name in names)
    head = "# Secrets of config.yaml. Keep this file to yourself.\n"
    yield _write(folder / ".env", head + secrets, mode=0o600)
    program = Path(sys.executable).with_name("crossposter")
    service = unit(folder=folder, program=program)
    yield _write(folder / "crossposter.service", service, mode=0o644)


def _write(path: Path, text: str, *, mode: int) -> tuple[Path, bool]:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return path, False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return path, True


@app.command()
def check(
    ctx: typer.Context,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the platforms about the credentials.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Check configuration, templates and timetable.

    Every template is rendered with short and long announcements, with and without link
    and picture.
    """
    opened_app = opened(ctx)
    formats = {each.platform: each.format for each in opened_app.channels.values()}
    problems = opened_app.renderer.check(formats)
    if problems:
        raise BadInput("\n".join(problems))
    slots = _next_slots(opened_app)
    warnings = [*_placeholders(opened_app)]
    accounts = _accounts(opened_app) if online else {}
    if as_json:
        print_json({"next_slots": slots, "accounts": accounts, "warnings": warnings})
        return
    screen = console()
    screen.print("Configuration, templates and timetable are in order.")
    for name, slot in slots.items():
        whose = f" as {accounts[name]}" if name in accounts else ""
        free = when(slot, opened_app.zone)
        screen.print(f"{name}: next free slot {free}{whose}", markup=False)
    for warning in warnings:
        screen.print(f"! {warning}", markup=False, style="yellow")


def _next_slots(app: App) -> dict[str, str | None]:
    now = app.clock.now()
    return {
        name: iso(channel.agenda.next_slot(now, []))
        for name, channel in app.channels.items()
    }


def _placeholders(app: App) -> Iterator[str]:
    for name, account in app.config.channels.items():
        secret = account.access_token.get_secret_value()
        if secret == _PLACEHOLDER:
            yield f"{name} has no access token yet: put it into .env"


def _accounts(app: App) -> dict[str, str]:
    """Whose accounts the credentials open; raises what is wrong with the first."""
    found = {}
    for name, channel in app.channels.items():
        if isinstance(channel.publisher, ChecksCredentials):
            try:
                found[name] = channel.publisher.check()
            except CrossposterError as error:
                raise BadInput(f"{name}: {error}") from error
    return found
