"""Connections with an end: bounded in time and size, whatever the other side does."""

from crossposter.transport.adapter import BoundedSession, TooLarge, as_it_is, bound
from crossposter.transport.dialling import connected
from crossposter.transport.exchange import Exchange, Overflow, cut_all, cuttable

__all__ = [
    "BoundedSession",
    "Exchange",
    "Overflow",
    "TooLarge",
    "as_it_is",
    "bound",
    "connected",
    "cut_all",
    "cuttable",
]
