"""Rendering: an announcement and a platform's templates become the text of a post."""

from crossposter.posts.rendering.cleanup import tidy
from crossposter.posts.rendering.custom_text import card, written_parts
from crossposter.posts.rendering.renderer import Rendered, Renderer
from crossposter.posts.rendering.warnings import RenderError
from crossposter.text.templating import TemplateProblem

__all__ = [
    "RenderError",
    "Rendered",
    "Renderer",
    "TemplateProblem",
    "card",
    "tidy",
    "written_parts",
]
