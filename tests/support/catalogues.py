"""Catalogues of translations: what Babel finds in the code, and what is kept of it.

``python -m tests.support.catalogues`` brings them up to date: what is new in the code
comes into every catalogue, what is gone goes, and all are compiled.
"""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from crossposter.text.translator import CATALOGUES, DOMAIN
from tests.support.checkout import ROOT

LANGUAGES = ("en", "id")
KEYWORDS = {"phrase": None, "phrase_in": ((1, "c"), 2)}


class Plain(Catalog):
    """Without dates and versions in its header, which would be changes where none are."""

    @property  # type: ignore[misc]  # Babel's can be set
    def mime_headers(self) -> list[tuple[str, str]]:
        return [
            ("Project-Id-Version", "crossposter"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


def extracted() -> Catalog:
    """Every sentence that is marked in the code."""
    found = Catalog()
    for path in sorted((ROOT / "crossposter").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for _, text, _, context in extract_from_file("python", path, KEYWORDS):
            found.add(text, locations=[(name, 0)], context=context)
    return found


def source(language: str) -> Path:
    """The catalogue that people edit."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def kept(language: str) -> Catalog:
    """The catalogue as it stands in the checkout."""
    catalogue = Plain(
        language,
        header_comment="# Sentences of crossposter; without a translation they stand"
        " as they are.",
        fuzzy=False,
    )
    with source(language).open("rb") as file:
        for each in read_po(file, locale=language):
            if each.id:
                catalogue[each.id] = each
    return catalogue


def written(catalogue: Catalog) -> bytes:
    """The catalogue as people edit it."""
    file = BytesIO()
    write_po(file, catalogue, include_lineno=False, ignore_obsolete=True, width=88)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as the program reads it."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def update() -> None:
    """Write every catalogue as the code has it, and compile it."""
    found = extracted()
    for language in LANGUAGES:
        catalogue = kept(language)
        catalogue.update(found, no_fuzzy_matching=True)
        keep(catalogue, language)


def keep(catalogue: Catalog, language: str) -> None:
    """Write a catalogue for people and for the program."""
    path = source(language)
    path.write_bytes(written(catalogue))
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


if __name__ == "__main__":
    update()
