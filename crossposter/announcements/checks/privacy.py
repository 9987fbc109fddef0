"""Privacy: NIK, KK and private telephone numbers."""

import re
from collections.abc import Iterator

from crossposter.announcements.checks.subject import Objection, Subject, error, warning
from crossposter.text.messages import phrase

# Dukcapil's numbers: province, kabupaten, kecamatan, a date (of a woman's birth plus
# 40), a serial number. A KK number has the day it was printed in place of the birth.
_PROVINCES = "1[1-9]|2[01]|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]"
_PLAUSIBLE = re.compile(
    rf"(?:{_PROVINCES})(?:0[1-9]|[1-7]\d)(?!00)\d\d"
    r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d\d(?!0000)\d{4}"
)
_SIXTEEN = re.compile(
    r"(?<![\w/=_.,#-])(?<!\d )"
    r"(?:\d{16}|\d{4}(?:[ .-]\d{4}){3}|\d{6}[ .-]\d{6}[ .-]\d{4})(?![ .-]?\d)"
)
_NAMED = re.compile(
    r"\b(?:NIK|KK|Kartu Keluarga)\b[^\d\n]{0,12}(?P<number>\d{16})(?!\d)", re.IGNORECASE
)
_OF_MONEY = re.compile(
    r"\b(?:rekening|rek|va|virtual account|order|pesanan|resi|invoice|billing|kartu"
    r"|transaksi|pelanggan|npwp|nop|nip|nuptk)\b[^\d\n]{0,20}$",
    re.IGNORECASE,
)
_MOBILE = re.compile(
    r"(?:wa\.me/\+?|(?<![\w/=_.,+-])(?:\(?\+\s?)?)"
    r"(?P<number>(?:62\)?[ .-]?|0)8[1-9](?:[ .-]?\d){7,10})(?![ .-]?\d|/)"
)


def digits(number: str) -> str:
    """Telephone number in a form that can be compared: digits only, 0 for Indonesia."""
    only = re.sub(r"\D", "", number)
    return f"0{only[2:]}" if only.startswith("62") else only


def identity_numbers(subject: Subject) -> Iterator[Objection]:
    """NIK and KK numbers; the finding does not repeat the number itself."""
    for piece in subject.pieces():
        for number in dict.fromkeys(_identities(piece.text)):
            yield error(
                phrase(
                    "{where} holds a NIK or KK number ({beginning}…): it is personal"
                    " data, take it out",
                    where=piece.where,
                    beginning=number[:4],
                )
            )


def _identities(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(text):
        if len(set(match["number"])) > 1:
            yield match["number"]
    for match in _SIXTEEN.finditer(text):
        number = re.sub(r"\D", "", match.group())
        before = text[: match.start()]
        if _PLAUSIBLE.fullmatch(number) and not _OF_MONEY.search(before[-60:]):
            yield number


def private_phones(subject: Subject) -> Iterator[Objection]:
    """Mobile numbers that are not the office's own."""
    for piece in subject.pieces():
        for number in dict.fromkeys(_mobiles(piece.text)):
            if digits(number) not in subject.phones:
                yield warning(
                    phrase(
                        "{where} holds the mobile number {number}: is it the office's?"
                        " Then list it under checks.phones in config.yaml",
                        where=piece.where,
                        number=number,
                    )
                )


def _mobiles(text: str) -> Iterator[str]:
    for match in _MOBILE.finditer(text):
        if not _OF_MONEY.search(text[max(0, match.start() - 60) : match.start()]):
            yield match["number"]
