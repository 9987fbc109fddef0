"""Config: config.yaml as typed values; the starter file explains every option."""

from crossposter.config.channels import (
    Channel,
    FacebookChannel,
    FacebookImages,
    InstagramChannel,
    Settle,
    UrlImages,
    XChannel,
)
from crossposter.config.errors import ConfigError
from crossposter.config.loader import find_config, load
from crossposter.config.notifications import Alerts, Email, Metrics, Monitoring, Report
from crossposter.config.schema import ApprovalSection, Config, Person, PublishingSection

__all__ = [
    "Alerts",
    "ApprovalSection",
    "Channel",
    "Config",
    "ConfigError",
    "Email",
    "FacebookChannel",
    "FacebookImages",
    "InstagramChannel",
    "Metrics",
    "Monitoring",
    "Person",
    "PublishingSection",
    "Report",
    "Settle",
    "UrlImages",
    "XChannel",
    "find_config",
    "load",
]
