"""config.yaml as typed values; the starter configuration explains every option."""

from crossposter.config.channels import (
    Channel,
    FacebookChannel,
    FacebookImages,
    InstagramChannel,
    Settle,
    UrlImages,
    XChannel,
)
from crossposter.config.loading import find_config, load
from crossposter.config.mistakes import ConfigError
from crossposter.config.schema import (
    Alerts,
    Approval,
    Config,
    Email,
    Late,
    Office,
    Person,
    Publishing,
    Report,
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
    "Office",
    "Person",
    "Publishing",
    "Report",
    "Retry",
    "Settle",
    "Source",
    "UrlImages",
    "XChannel",
    "find_config",
    "load",
]
