"""Body fitter: a template filled with as much of the body as fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import regex

from crossposter.channels import Format
from crossposter.channels.links import AS_GIVEN, Linking
from crossposter.database.models import Announcement, Category
from crossposter.posts.rendering.cleanup import (
    closed_up,
    link_lines_apart,
    tidy,
    without_closing_hashtags,
)
from crossposter.posts.text import (
    Excerpt,
    Fitted,
    Passage,
    find_hashtags,
    find_links,
    fit,
    stands_in,
)

LONG_TITLE = 60  #: characters; longer, it is a sentence rather than a heading
_KNOWN = 20  #: characters by which a shortened title is recognized


@dataclass(frozen=True, kw_only=True)
class TemplateContext:
    """Announcement as templates know it.

    *title* and *link* are empty where the body says them already, so that no post
    says them twice; *body* is the whole text, however long. *area* and *contact* are
    empty where nobody gave them.
    """

    title: str
    body: str
    link: str
    category: str
    urgent: bool
    date: datetime  #: of publication
    valid_until: datetime | None
    expires: datetime | None  #: the same, by the name older templates know
    area: str
    contact: str
    apart: tuple[str, ...] = ()  #: lines of the body that lead to another link


def told(
    announcement: Announcement, moment: datetime, linking: Linking
) -> TemplateContext:
    """Template values of *announcement*, going out at *moment*."""
    title, body = _said_once(_line(announcement.title), announcement)
    link = (announcement.link or "").strip()
    shown = linking.shown(link)
    body, apart = link_lines_apart(body) if linking.leaves else (body, ())
    said = _is_printed(link, body)
    return TemplateContext(
        title=title,
        body=body if linking.leaves else _with_link(body, link, shown),
        link="" if said or linking.drop else shown,
        apart=tuple(line for line in apart if not _leads_to(line, link)),
        category=announcement.category,
        urgent=announcement.urgent,
        date=announcement.at or moment,
        valid_until=announcement.valid_until,
        expires=announcement.valid_until,
        area=_line(announcement.area or ""),
        contact=_line(announcement.contact or ""),
    )


def _line(text: str) -> str:
    return " ".join(tidy(text).split())


def _leads_to(line: str, link: str) -> bool:
    return bool(link) and _is_printed(link, line)


def _with_link(body: str, link: str, shown: str) -> str:
    for found in reversed(find_links(body) if shown != link else []):
        if found.text == link:
            body = body[: found.start] + shown + body[found.end :]
    return body


def _said_once(title: str, announcement: Announcement) -> tuple[str, str]:
    body = tidy(announcement.body)
    start = title.rstrip(" .…").casefold()
    first, _, rest = body.partition("\n")
    if rest.strip() and first.rstrip(" .…:").casefold() == start:
        return title, rest.strip()
    return ("" if _opens(title, body) else title), body


def _opens(title: str, body: str) -> bool:
    """True when *body* says the title by itself: as its first sentence, or at length.

    "Pasar murah" above "Pasar murah digelar di Satui" is a heading all the same.
    """
    opening = " ".join(body[: 2 * len(title) + 20].split()).casefold()
    start = title.rstrip(" .…").casefold()
    if not opening.startswith(start):
        return False
    ends_there = title[-1:] in "?!." or opening[len(start) :][:1] in ".?!"
    return ends_there or len(title) >= LONG_TITLE


class BodyFitter:
    """Composition of one announcement in one template.

    *printer* is the template: it takes the values of a post and gives its text;
    *template* is its name, for messages; *rest* says below a thread how many words are
    missing. Where links leave the post, none of the omitted text is carried along.
    """

    def __init__(
        self,
        announcement: Announcement,
        moment: datetime,
        printer: Callable[[Mapping[str, object]], str],
        *,
        template: str,
        rest: Callable[[TemplateContext, int], str] | None = None,
        linking: Linking = AS_GIVEN,
    ) -> None:
        self.template = template
        self._rest = rest
        self.told = told(announcement, moment, linking)
        self._leaves = linking.leaves
        self._shown = replace(self.told, link="") if linking.leaves else self.told
        self._printer = printer
        self.text, self._closing = without_closing_hashtags(self.told.body)
        body_links = [link.text for link in find_links(self.text)]
        links = () if self._leaves else (self.told.link, *body_links)
        self._due_links = list(dict.fromkeys(links))
        self.frame = self._print("", "")

    def fitted(
        self,
        format: Format,  # noqa: A002  # the domain's word
        *,
        rest: bool = False,
    ) -> Fitted:
        """Post with most of the body, and perhaps its *rest* told; raises NoRoom."""
        title, warns = self.told.title, self.told.category == Category.PERINGATAN
        passage = Passage(
            self.text,
            closing=self._closing,
            printed=self.frame,
            most=self._hashtags_left(format),
        )
        return fit(
            passage,
            compose=self._post_and_rest if rest else self._post,
            length=format.length,
            limit=format.limit,
            needed=warns or not title or title[:_KNOWN] not in self.frame,
            text_first=warns,
        )

    def _hashtags_left(self, format: Format) -> int | None:  # noqa: A002  # likewise
        if format.max_hashtags is None:
            return None
        return max(0, format.max_hashtags - len(find_hashtags(self.frame)))

    def _post_and_rest(self, excerpt: Excerpt) -> str:
        missing = len(self.text.split()) - len(excerpt.text.split())
        if excerpt.complete or self._rest is None:
            return self._post(excerpt)
        told = self._rest(self.told, missing)
        return self._post(replace(excerpt, text=f"{excerpt.text}\n\n{told}"))

    def _post(self, excerpt: Excerpt) -> str:
        body = excerpt.text if self._leaves else excerpt.body
        text = self._print(body, " ".join(excerpt.hashtags))
        links = [link for link in self._due_links if not _is_printed(link, text)]
        standing = {tag.text.casefold() for tag in find_hashtags(text)}
        tags = [tag for tag in excerpt.hashtags if tag.casefold() not in standing]
        return "\n".join(part for part in (text, *links, " ".join(tags)) if part)

    def _print(self, body: str, hashtags: str) -> str:
        values = {"announcement": self._shown, "body": body, "hashtags": hashtags}
        return closed_up(self._printer(values))


def _is_printed(link: str, text: str) -> bool:
    """True when *text* holds *link* itself, not only a longer one that begins so."""
    if not link or link not in text:
        return not link
    alone = regex.escape(link) + r"(?![\w/?=&#%~+-]|\.\w)"
    return regex.search(alone, text) is not None or stands_in(
        link, [found.text for found in find_links(text)]
    )
