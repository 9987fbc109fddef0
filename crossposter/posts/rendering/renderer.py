"""Renderer: an announcement and a platform's template become a text that fits."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from crossposter.channels import Format
from crossposter.channels.links import AS_GIVEN, Linking
from crossposter.database.models import Announcement
from crossposter.errors import BadInput
from crossposter.posts.office import Source, unknown
from crossposter.posts.rendering.body_fitter import BodyFitter, TemplateContext
from crossposter.posts.rendering.cleanup import tidy
from crossposter.posts.rendering.filters import FINDS_ACCOUNTS, TIDIES_LINKS, filters
from crossposter.posts.rendering.sample_announcements import Sample, samples
from crossposter.posts.rendering.threads import Threaded, link_replies, single, threaded
from crossposter.posts.rendering.warnings import too_long, worth_knowing
from crossposter.posts.text import MOST_PARTS, DoesNotFit
from crossposter.text.templating import TemplateEnvironment

REPLY = "_balasan.j2"  #: of a platform's folder: the reply that holds the link
REST = "_sisa.j2"  #: likewise: the part about the words a thread leaves out


@dataclass(frozen=True, kw_only=True)
class Rendered:
    """Text of a post, and the warnings for a person who approves it."""

    text: str
    link: str | None
    replies: tuple[str, ...] = ()  #: further parts of a thread
    below: tuple[str, ...] = ()  #: replies that hold the links
    problems: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Announcement itself, without the replies below for its links."""
        return (self.text, *self.replies)

    @property
    def parts(self) -> tuple[str, ...]:
        """Parts that become public, one after another."""
        return (*self.told, *self.below)


class Renderer:
    """Renderer of announcements with templates; the first of the folders wins.

    A template is a file ``<platform>/<category>.j2``, or else ``default.j2`` there. It
    gets ``announcement`` (``TemplateContext`` of :mod:`crossposter.posts.rendering.body_fitter`),
    ``body`` (as much of it as fits), ``hashtags`` (those that stand behind the body),
    ``source`` (:class:`Source`), ``images`` (alternative texts), ``office``,
    ``platform`` and ``language``.
    """

    def __init__(
        self,
        templates: Sequence[Path],
        *,
        zone: ZoneInfo,
        language: str,
        office: Mapping[str, str],
        sources: Mapping[str, Source],
        titles: Mapping[str, str] | None = None,  # of platforms
    ) -> None:
        self._sandbox = TemplateEnvironment(templates, filters(zone, language))
        self._language = language
        self._office = dict(office)
        self._sources = sources
        self._titles = titles or {}

    def render(
        self,
        announcement: Announcement,
        images: Sequence[str] = (),
        *,
        platform: str,
        format: Format,  # noqa: A002  # the domain's word
        moment: datetime | None = None,
        linking: Linking = AS_GIVEN,
        threads: bool = False,
    ) -> Rendered:
        """Text of the post; *images* are their alternative texts.

        It goes out at *moment*, if that is known; the same announcement and moment give
        the same text every time. With *threads* a long text goes on in replies, else it
        is shortened. Raises TemplateProblem, and RenderError when it is too long
        without any body.
        """
        names = (f"{platform}/{announcement.category}.j2", f"{platform}/default.j2")
        template = self._sandbox.load(*names)
        title = self._titles.get(platform, platform.capitalize())
        always = self._always(announcement, images, platform, linking)
        composition = BodyFitter(
            announcement,
            moment or announcement.updated_at,
            lambda values: self._sandbox.print(template, {**always, **values}),
            template=template.name or "",
            rest=partial(self._missing, always) if threads else None,
            linking=linking,
        )
        try:
            post = (threaded if threads else single)(composition, format)
        except DoesNotFit as error:
            raise too_long(error, composition, title, format) from error
        below: tuple[str, ...] = ()
        if linking.reply:
            below = self._below(composition.told, post, always, format)
        return Rendered(
            text=post.parts[0],
            link=_card(announcement, linking),
            replies=post.parts[1:],
            below=below,
            problems=tuple(worth_knowing(post, composition, title, format)),
        )

    def _missing(
        self, always: Mapping[str, object], told: TemplateContext, words: int
    ) -> str:
        template = self._sandbox.load(f"{always['platform']}/{REST}")
        values = {**always, "announcement": told, "words": words}
        return tidy(self._sandbox.print(template, values))

    def _below(
        self,
        told: TemplateContext,
        post: Threaded,
        always: Mapping[str, object],
        format_: Format,
    ) -> tuple[str, ...]:
        """Replies that hold the links because they leave the post."""

        def printed(told: TemplateContext) -> str:
            template = self._sandbox.load(f"{always['platform']}/{REPLY}")
            return tidy(self._sandbox.print(template, {**always, "announcement": told}))

        return link_replies(told, post, printed, format_)

    def check(self, formats: Mapping[str, Format]) -> list[str]:
        """Mistakes of every template of these platforms, found by rendering samples."""
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
        tries: list[tuple[Sample, dict[str, Any]]]
        tries = [(each, {}) for each in samples(category, format_.limit)]
        parts = self._sandbox.list_templates()
        if f"{platform}/{REPLY}" in parts:
            tries.append((tries[0][0], {"linking": Linking(reply=True)}))
        if f"{platform}/{REST}" in parts:
            longest = list(samples(category, MOST_PARTS * format_.limit))[2]
            tries.append((longest, {"threads": True}))
        try:
            for sample, options in tries:
                self.render(
                    sample.announcement,
                    sample.images,
                    platform=platform,
                    format=format_,
                    **options,
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
            "source": self._sources.get(code) or unknown(code),
            TIDIES_LINKS: linking.shown,
            FINDS_ACCOUNTS: partial(self._account, platform),
        }

    def _account(self, platform: str, label: str) -> str:
        for source in self._sources.values():
            if label in {source.code, source.name, source.short}:
                return str(source.accounts.get(platform, label))
        return label


def _card(announcement: Announcement, linking: Linking) -> str | None:
    link = (announcement.link or "").strip()
    return linking.shown(link) if link and not linking.leaves else None
