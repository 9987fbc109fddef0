"""Cross-references between sections of a configuration.

The check works on the text values, so that it reports together with all others.
"""

from collections.abc import Iterator
from typing import Any

from crossposter.config.channels import ACCOUNT_KEYS, IMAGE_HOST
from crossposter.config.errors import Mistake, Place, suggestion
from crossposter.config.sources import same
from crossposter.config.yaml_document import Tree

_Group = dict[str, Any]


def find_wrong_references(tree: Tree) -> Iterator[Mistake]:
    """Mistakes where two sections do not fit together."""
    config: _Group = tree if isinstance(tree, dict) else {}
    yield from _labels_used_twice(_in_list(config.get("sources")))
    yield from _logins_used_twice(_in_list(config.get("staff")))
    channels = _in_group(config.get("channels"))
    yield from _accounts_used_twice(channels)
    yield from _pages_not_there(channels)
    yield from _mail_without_server(config)


def _in_list(value: Any) -> dict[int, _Group]:
    entries = value if isinstance(value, list) else []
    return {nr: it for nr, it in enumerate(entries) if isinstance(it, dict)}


def _in_group(value: Any) -> dict[str, _Group]:
    entries = value.items() if isinstance(value, dict) else ()
    return {name: it for name, it in entries if isinstance(it, dict)}


def _labels_used_twice(sources: dict[int, _Group]) -> Iterator[Mistake]:
    owners: dict[str, int] = {}
    for number, source in sources.items():
        for step, label in _labels(source):
            owner = owners.setdefault(same(label), number)
            if owner != number:
                text = f"'{label}' means sources[{owner}] already"
                yield Mistake(place=("sources", number, *step), text=text)


def _labels(source: _Group) -> Iterator[tuple[Place, str]]:
    aliases = source.get("aliases")
    labels: dict[Place, Any] = {(key,): source.get(key) for key in ("code", "name")}
    for number, alias in enumerate(aliases if isinstance(aliases, list) else ()):
        labels["aliases", number] = alias
    yield from ((step, it) for step, it in labels.items() if isinstance(it, str))


def _logins_used_twice(staff: dict[int, _Group]) -> Iterator[Mistake]:
    owners: dict[str, int] = {}
    for number, person in staff.items():
        login = person.get("login")
        if isinstance(login, str) and owners.setdefault(login, number) != number:
            text = f"'{login}' is staff[{owners[login]}] already"
            yield Mistake(place=("staff", number, "login"), text=text)


def _accounts_used_twice(channels: dict[str, _Group]) -> Iterator[Mistake]:
    owners: dict[tuple[Any, ...], str] = {}
    for name, channel in channels.items():
        platform, url = (str(channel.get(key)) for key in ("platform", "api_url"))
        key = ACCOUNT_KEYS.get(platform, "")
        account = channel.get(key)
        if isinstance(account, str):
            owner = owners.setdefault((platform, url, account), name)
            if owner != name:
                text = f"is the account of the channel {owner}; each post would go out twice"
                yield Mistake(place=("channels", name, key), text=text)


def _pages_not_there(channels: dict[str, _Group]) -> Iterator[Mistake]:
    pages = [n for n, it in channels.items() if it.get("platform") == IMAGE_HOST]
    for name, channel in channels.items():
        images = channel.get("images")
        page = images.get("page") if isinstance(images, dict) else None
        if isinstance(page, str) and page not in pages:
            hint = suggestion(page, pages) or f"; there is {' and '.join(pages)}"
            text = f"no {IMAGE_HOST} channel is called '{page}'{hint if pages else ''}"
            yield Mistake(place=("channels", name, "images", "page"), text=text)


def _mail_without_server(config: _Group) -> Iterator[Mistake]:
    for key in ("report", "alerts"):
        if config.get(key) and not config.get("email"):
            text = "needs the section email, or no mail can be sent"
            yield Mistake(place=(key,), text=text)
