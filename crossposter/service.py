"""The hardened systemd unit of an office, so that the daemon runs unattended."""

from pathlib import Path

_UNIT = """\
# Copy to /etc/systemd/system/crossposter.service, then:
#   systemctl daemon-reload && systemctl enable --now crossposter
# Make the user first, and let it own the folder:
#   useradd --system --home-dir {folder} crossposter
#   chown -R crossposter: {folder}
[Unit]
Description=crossposter: publishes approved announcements on the timetable
Wants=network-online.target
After=network-online.target time-sync.target

[Service]
Type=notify
User=crossposter
WorkingDirectory={folder}
ExecStart={program} --config {folder}/config.yaml run
Restart=always
RestartSec=10
WatchdogSec=120
TimeoutStopSec=180
UMask=0077

# The daemon reads its folder, writes its database there, and talks to the platforms.
ProtectSystem=strict
ReadWritePaths={folder}
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


def unit(*, folder: Path, program: Path) -> str:
    """The unit file for an office's *folder* and the command *program*."""
    return _UNIT.format(folder=folder, program=program)
