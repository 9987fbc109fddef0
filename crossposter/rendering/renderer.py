"""One announcement, one platform, one text that fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from crossposter.errors import BadInput
from crossposter.links import AS_GIVEN, Linking
from crossposter.models import Announcement
from crossposter.publisher import Format
from crossposter.rendering.composition import Composition
from crossposter.rendering.environment import Sandbox
from crossposter.rendering.filters import FINDS_ACCOUNTS, TIDIES_LINKS, filters
from crossposter.rendering.problems import too_long, worth_knowing
from crossposter.rendering.samples import samples
from crossposter.shortening import NoRoom


@dataclass(frozen=True, kw_only=True)
class SourceName:
    """An SKPD or kecamatan as templates know it."""

    code: str
    name: str
    kind: str = ""
    accounts: Mapping[str, str] = field(default_factory=dict)  #: "@name" by platform


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """The text of a post, and what a person should know before approving it."""

    text: str
    link: str | None
    problems: tuple[str, ...] = ()


class Renderer:
    """Renders announcements with templates; the first of the folders wins.

    A template is a file ``<platform>/<category>.j2``, or else ``default.j2`` there. It
    gets ``announcement`` (:class:`~crossposter.rendering.composition.Told`), ``body``
    (as much of it as fits), ``hashtags`` (those that stand behind the body), ``source``
    (:class:`SourceName`), ``images`` (alternative texts), ``office``, ``platform`` and
    ``language``.
    """

    def __init__(
        self,
        templates: Sequence[Path],
        *,
        zone: ZoneInfo,
        language: str,
        office: Mapping[str, str],
        sources: Mapping[str, SourceName],
    ) -> None:
        self._sandbox = Sandbox(templates, filters(zone, language))
        self._language = language
        self._office = dict(office)
        self._sources = sources

    def render(
        self,
        announcement: Announcement,
        images: Sequence[str] = (),
        *,
        platform: str,
        format: Format,  # noqa: A002  # the domain's word
        moment: datetime | None = None,
        linking: Linking = AS_GIVEN,
    ) -> Rendered:
        """The text of the post; *images* are their alternative texts.

        It goes out at *moment*, if that is known; the same announcement and moment give
        the same text every time. Raises TemplateProblem, and RenderError when it is too long without any body.
        """
        names = (f"{platform}/{announcement.category}.j2", f"{platform}/default.j2")
        template = self._sandbox.load(*names)
        always = self._always(announcement, images, platform, linking)
        composition = Composition(
            announcement,
            moment or announcement.updated_at,
            lambda values: self._sandbox.print(template, {**always, **values}),
            template=template.name or "",
            linking=linking,
        )
        try:
            fitted = composition.fitted(format)
        except NoRoom as error:
            raise too_long(error, composition, platform, format) from error
        return Rendered(
            text=fitted.post,
            link=_card(announcement, linking),
            problems=tuple(worth_knowing(fitted, composition, platform, format)),
        )

    def check(self, formats: Mapping[str, Format]) -> list[str]:
        """The mistakes of every template of these platforms, found by trying them."""
        found = (
            problem
            for platform, format_ in formats.items()
            for name in self._names(platform)
            for problem in self._mistakes(name, platform, format_)
        )
        return list(dict.fromkeys(found))

    def _names(self, platform: str) -> list[str]:
        found = self._sandbox.names(platform)
        default = f"{platform}/default.j2"
        return found if default in found else [*found, default]

    def _mistakes(self, name: str, platform: str, format_: Format) -> Iterator[str]:
        category = name.removeprefix(f"{platform}/").removesuffix(".j2")
        try:
            for sample in samples(category, format_.limit):
                self.render(
                    sample.announcement,
                    sample.images,
                    platform=platform,
                    format=format_,
                )
        except BadInput as error:
            yield str(error)

    def _always(
        self,
        announcement: Announcement,
        images: Sequence[str],
        platform: str,
        linking: Linking,
    ) -> Mapping[str, object]:
        code = announcement.source
        return {
            "images": list(images),
            "language": self._language,
            "office": self._office,
            "platform": platform,
            "source": self._sources.get(code, SourceName(code=code, name=code)),
            TIDIES_LINKS: linking.shown,
            FINDS_ACCOUNTS: partial(self._account, platform),
        }

    def _account(self, platform: str, label: str) -> str:
        for source in self._sources.values():
            if label in {source.code, source.name}:
                return source.accounts.get(platform, label)
        return label


def _card(announcement: Announcement, linking: Linking) -> str | None:
    link = (announcement.link or "").strip()
    return linking.shown(link) if link and not linking.drop else None
