"""A page as its reader meets it: words, links, and the elements they stand in."""

from collections import Counter
from html.parser import HTMLParser


class Page(HTMLParser):
    """What a browser would make of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.links: list[str] = []
        self.attributes: list[tuple[str, dict[str, str | None]]] = []
        self._words: list[str] = []
        self._unseen = 0
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """Every word, with single spaces between them."""
        return " ".join(" ".join(self._words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] += 1
        self.attributes.append((tag, dict(attrs)))
        self._unseen += tag in {"style", "title"}
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in {"style", "title"}

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._words.append(data)
