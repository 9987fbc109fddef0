"""config.yaml as typed values; the starter configuration explains every option."""

from crossposter.config.channels import (
    Channel,
    FacebookChannel,
    FacebookImages,
    InstagramChannel,
    Settle,
    UrlImages,
    XChannel,
    XPrice,
)
from crossposter.config.errors import ConfigError
from crossposter.config.loader import find_config, load
from crossposter.config.notifications import Alerts, Email, Metrics, Monitoring, Report
from crossposter.config.schema import (
    Approval,
    Config,
    Late,
    Office,
    Person,
    Publishing,
    Retry,
)
from crossposter.config.sources import Source

__all__ = [
    "Alerts",
    "Approval",
    "Channel",
    "Config",
    "ConfigError",
    "Email",
    "FacebookChannel",
    "FacebookImages",
    "InstagramChannel",
    "Late",
    "Metrics",
    "Monitoring",
    "Office",
    "Person",
    "Publishing",
    "Report",
    "Retry",
    "Settle",
    "Source",
    "UrlImages",
    "XChannel",
    "XPrice",
    "find_config",
    "load",
]
