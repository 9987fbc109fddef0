"""An announcement and the templates of a platform become the text of a post."""

from crossposter.rendering.environment import TemplateProblem
from crossposter.rendering.handwritten import card, written_parts
from crossposter.rendering.problems import RenderError
from crossposter.rendering.renderer import Rendered, Renderer, SourceName
from crossposter.rendering.tidying import tidy

__all__ = [
    "RenderError",
    "Rendered",
    "Renderer",
    "SourceName",
    "TemplateProblem",
    "card",
    "tidy",
    "written_parts",
]
