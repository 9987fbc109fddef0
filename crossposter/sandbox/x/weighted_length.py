"""Weighted length of a text as X counts it, and X's links; written independently.

Written from the published configuration, version 3:
https://docs.x.com/fundamentals/counting-characters
"""

import re
import unicodedata
from dataclasses import dataclass

import regex

SCALE = 100
DEFAULT_WEIGHT = 200
LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
LINK_LENGTH = 23

GENERIC = (
    "com org net info biz edu gov mil int name pro mobi app dev xyz online site web"
    " website shop store news blog link page live club top tech cloud digital media"
    " space world today email asia travel jobs museum aero coop cat tel post click"
    " foundation agency center community education group health life network social"
    " studio support team tips tools town work works zone art bio fun icu ink one run"
    " win vip wiki science academy city law"
)
COUNTRIES = (
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm"
    " bn bo br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy"
    " cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh"
    " gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is"
    " it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly"
    " ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng"
    " ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru"
    " rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg"
    " th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws"
    " ye yt za zm zw"
)
ENDINGS = "|".join(sorted((GENERIC + " " + COUNTRIES).split(), key=len, reverse=True))

_WORD = "a-z0-9\u00c0-\u024f\u0400-\u04ff"
_IN_PATH = rf"[{_WORD}!*';:=+,.$/%#\[\]\-\u2013_~@|&]"
_AT_END = rf"(?:[{_WORD}=_#/+\-]|\({_IN_PATH}+\))"
_PATH = rf"(?:/(?:(?:{_IN_PATH}|\({_IN_PATH}+\))*{_AT_END})?)?"
_QUERY = r"(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?"
_LABEL = rf"[{_WORD}](?:[{_WORD}_-]*[{_WORD}])?"
_BARE_LABEL = rf"[{_WORD}](?:[{_WORD}-]*[{_WORD}])?"
_TOP = rf"(?:{ENDINGS})(?![{_WORD}@_-])(?::\d+)?"
LINK = re.compile(
    rf"(?<![{_WORD}@\uff20$#\uff03\u202a-\u202e])"
    rf"(?:https?://(?:{_LABEL}\.)+{_TOP}{_PATH}{_QUERY}"
    rf"|(?<![-_./])(?:{_BARE_LABEL}\.)+{_TOP}(?:(?=/){_PATH}{_QUERY})?)",
    re.IGNORECASE,
)

# Built as https://unicode.org/reports/tr51/#EBNF_and_Regex says, so that it knows the
# emoji of every year. An emoji by default needs no variation selector (U+FE0F).
_PICTURE = r"\p{Emoji_Presentation}|[\p{Emoji}--[0-9#*]]\ufe0f?"
_TONED = r"\p{Emoji_Modifier_Base}\p{Emoji_Modifier}"
_REGIONAL = r"[\U0001f1e6-\U0001f1ff]"
_ONE = rf"(?:{_TONED}|(?!{_REGIONAL})(?:{_PICTURE}))"
EMOJI = regex.compile(
    rf"[#*0-9]\ufe0f?\u20e3|{_REGIONAL}{{2}}"
    r"|\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f"
    rf"|{_ONE}(?:\u200d{_ONE})*",
    regex.VERSION1,
)


@dataclass(frozen=True, kw_only=True)
class Link:
    """Link in a text and its place, in code points."""

    start: int
    end: int
    text: str

    @property
    def expanded(self) -> str:
        """Address with its scheme, which a bare domain lacks."""
        if re.match(r"https?://", self.text, re.IGNORECASE):
            return self.text
        return f"http://{self.text}"

    @property
    def displayed(self) -> str:
        """Address as X shows it: no scheme, no www, cut after 26 characters."""
        shown = re.sub(r"^https?://(www\.)?", "", self.text, flags=re.IGNORECASE)
        return shown if len(shown) <= 27 else shown[:26] + "…"


def links(text: str) -> list[Link]:
    """Links that X finds, bare domains included."""
    return [
        Link(start=match.start(), end=match.end(), text=match.group())
        for match in LINK.finditer(text)
    ]


def weighted_length(text: str) -> int:
    """Length of a text as X counts it; most accounts may use 280."""
    normal = unicodedata.normalize("NFC", text)
    found = links(normal)
    rest = normal
    for link in reversed(found):
        rest = rest[: link.start] + "\x00" + rest[link.end :]
    weight = sum(_piece_weight(piece) for piece in rest.split("\x00"))
    return weight // SCALE + LINK_LENGTH * len(found)


def _piece_weight(piece: str) -> int:
    emoji = DEFAULT_WEIGHT * len(EMOJI.findall(piece))
    return emoji + sum(_weight(letter) for letter in EMOJI.sub("", piece))


def _weight(letter: str) -> int:
    light = any(first <= ord(letter) <= last for first, last in LIGHT)
    return SCALE if light else DEFAULT_WEIGHT
