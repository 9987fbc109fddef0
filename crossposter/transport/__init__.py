"""Bounded connections: limits of time and size, whatever the other side does."""

from crossposter.transport.adapter import (
    BoundedSession,
    TooLarge,
    as_it_is,
    bound,
    bound_everything,
)
from crossposter.transport.dialling import connected
from crossposter.transport.ending import end
from crossposter.transport.exchange import Exchange, Overflow, cuttable, cutting

__all__ = [
    "BoundedSession",
    "Exchange",
    "Overflow",
    "TooLarge",
    "as_it_is",
    "bound",
    "bound_everything",
    "connected",
    "cuttable",
    "cutting",
    "end",
]
