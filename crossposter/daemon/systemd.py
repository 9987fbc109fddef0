"""systemd: the hardened unit file, and sd_notify."""

import contextlib
import os
import shlex
import socket
from collections.abc import Sequence
from pathlib import Path

from crossposter.errors import BadInput

_UNIT = """\
# Where several people work with it, follow "Setting up a server" in the README. Else make
# an account for it, and let that own the folder:
#   useradd --system --user-group --home-dir {folder_in_shell} crossposter
#   chown -R crossposter: {folder_in_shell}
# Then copy this to /etc/systemd/system/crossposter.service, and:
#   systemctl daemon-reload && systemctl enable --now crossposter
[Unit]
Description=crossposter: publishes approved announcements on the timetable
Wants=network-online.target
After=network-online.target time-sync.target

[Service]
Type=notify
User=crossposter
WorkingDirectory={folder}
ExecStart={command}
Restart=always
RestartSec=10
WatchdogSec=120
TimeoutStopSec=240
UMask=0077

# The daemon reads its folder, writes its database there, and talks to the platforms.
ProtectSystem=strict
ReadWritePaths={quoted_folder}
ProtectHome=read-only
PrivateTmp=true
PrivateDevices=true
NoNewPrivileges=true
ProtectKernelTunables=true
ProtectKernelModules=true
ProtectKernelLogs=true
ProtectControlGroups=true
ProtectClock=true
ProtectHostname=true
ProtectProc=invisible
ProcSubset=pid
RemoveIPC=true
RestrictSUIDSGID=true
RestrictRealtime=true
RestrictNamespaces=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
LockPersonality=true
MemoryDenyWriteExecute=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallFilter=~@privileged @resources
CapabilityBoundingSet=

[Install]
WantedBy=multi-user.target
"""

#: Characters special to systemd even in quotes; nobody needs them in a path.
_TROUBLESOME = set("\"'\\$") | {chr(code) for code in (*range(32), 127)}


def unit(*, folder: Path, program: Sequence[str]) -> str:
    """Unit file for an office's *folder*; *program* starts crossposter.

    Raises BadInput when a path cannot stand in a unit file.
    """
    command = [*program, "--config", str(folder / "config.yaml"), "run"]
    for word in (str(folder), *command):
        if _TROUBLESOME & set(word):
            raise BadInput(
                f"{word!a} has a quote, a backslash, a dollar sign or a line break in"
                " it, which no systemd unit can name: choose another folder"
            )
    return _UNIT.format(
        folder=_escaped(str(folder)),
        quoted_folder=_quoted(str(folder)),
        folder_in_shell=shlex.quote(str(folder)),
        command=" ".join(map(_quoted, command)),
    )


def _quoted(word: str) -> str:
    return f'"{_escaped(word)}"' if " " in word else _escaped(word)


def _escaped(word: str) -> str:
    """Word for a unit file: a percent sign would begin one of systemd's specifiers."""
    return word.replace("%", "%%")


def notify_service_manager(message: str) -> None:
    """Tell systemd the state of the daemon; no effect under any other parent.

    https://www.freedesktop.org/software/systemd/man/latest/sd_notify.html
    """
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    if address.startswith("@"):  # a name in the abstract namespace
        address = "\0" + address[1:]
    with (
        contextlib.suppress(OSError),  # an unreachable manager must not stop the posts
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender,
    ):
        sender.sendto(message.encode(), address)
