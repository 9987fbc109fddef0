"""Platforms that posts can be published on, each as its adapter describes it."""

from crossposter.platforms.facebook.platform import PLATFORM as FACEBOOK
from crossposter.platforms.instagram.platform import PLATFORM as INSTAGRAM
from crossposter.platforms.x.platform import PLATFORM as X

PLATFORMS = {each.name: each for each in (FACEBOOK, X, INSTAGRAM)}
