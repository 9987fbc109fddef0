"""What each kind of trouble means in plain words, and what to do about it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from crossposter.reports.model import TroubleRow
from crossposter.reports.output.locale_format import Notation

_PLACE = re.compile(r"[A-Z]{5,}")


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Two sentences for a person who knows no platform from the inside."""

    cause: str
    step: str


_ID: Mapping[str, Advice] = {
    "token": Advice(
        cause="Platform tidak lagi menerima token masuk kita.",
        step="Buat token yang baru, simpan di .env, lalu ketik: "
        "crossposter resume KANAL",
    ),
    "permission": Advice(
        cause="Akun atau aplikasi kita tidak mempunyai izin yang diperlukan.",
        step="Minta admin akun memberi izinnya, lalu ketik: crossposter check --online",
    ),
    "blocked": Advice(
        cause="Platform membatasi akun kita untuk sementara.",
        step="Periksa pemberitahuan di akun itu; sesudah pulih ketik: "
        "crossposter resume KANAL",
    ),
    "quota": Advice(
        cause="Jatah atau saldo unggahan di platform habis.",
        step="Tunggu jatah berikutnya atau tambah saldo; kurangi jadwal bila berulang.",
    ),
    "rejected": Advice(
        cause="Platform menolak isi unggahan ini.",
        step="Perbaiki isinya (crossposter edit), ajukan dan setujui kembali.",
    ),
    "late": Advice(
        cause="Waktu terbitnya terlewat terlalu lama.",
        step="Bila masih perlu terbit, ketik: crossposter retry NOMOR",
    ),
    "outage": Advice(
        cause="Program penerbit tidak berjalan selama LAMANYA; unggahan yang "
        "terlambat: JUMLAH.",
        step="Tanyakan kepada admin mengapa mesin atau programnya berhenti.",
    ),
    "expired": Advice(
        cause="Masa berlakunya habis sebelum sempat terbit.",
        step="Bila masih berlaku, perpanjang dan setujui kembali.",
    ),
    "unconfirmed": Advice(
        cause="Jawaban platform hilang; unggahan sedang dicari di akun.",
        step="Tunggu: program memeriksanya sendiri dan tidak mengirim dua kali.",
    ),
    "duplicate": Advice(
        cause="Menurut platform teks yang sama sudah pernah diunggah.",
        step="Lihat akunnya; bila unggahan ini memang belum ada, ubah kata-katanya "
        "(crossposter edit), ajukan dan setujui kembali.",
    ),
    "undecided": Advice(
        cause="Tidak dapat dipastikan apakah unggahan ini sudah terbit.",
        step="Lihat akunnya, lalu ketik: crossposter resolve NOMOR --posted TAUTAN, "
        "atau --not-posted",
    ),
    "removed": Advice(
        cause="Unggahan ini tidak ada lagi di platform.",
        step="Tanyakan siapa yang menghapusnya, dan apakah perlu diterbitkan lagi.",
    ),
    "paused": Advice(
        cause="Kanal ini dihentikan sementara.",
        step="Sesudah sebabnya beres, ketik: crossposter resume KANAL",
    ),
    "network": Advice(
        cause="Platform tidak dapat dihubungi, atau sedang terganggu.",
        step="Periksa sambungan internet kantor; program mencoba lagi sendiri.",
    ),
    "media": Advice(
        cause="Gambar unggahan ini tidak dapat dikirim atau diolah.",
        step="Periksa gambarnya, lalu ketik: crossposter retry NOMOR",
    ),
    "other": Advice(
        cause="Ada gangguan yang tidak termasuk jenis mana pun.",
        step="Baca keterangan teknisnya, lalu ketik: crossposter status",
    ),
}
_EN: Mapping[str, Advice] = {
    "token": Advice(
        cause="The platform does not take our access token any more.",
        step="Make a fresh token, save it in .env, then type: "
        "crossposter resume CHANNEL",
    ),
    "permission": Advice(
        cause="Our account or app lacks a permission it needs.",
        step="Ask the account's admin for it, then type: crossposter check --online",
    ),
    "blocked": Advice(
        cause="The platform restricts our account for a while.",
        step="Read the notices in that account; when it is free again, type: "
        "crossposter resume CHANNEL",
    ),
    "quota": Advice(
        cause="The allowance or credit for posts on the platform is used up.",
        step="Wait for the next allowance or add credit; plan fewer posts if it recurs.",
    ),
    "rejected": Advice(
        cause="The platform refused what this post says or shows.",
        step="Mend it (crossposter edit), submit and approve it again.",
    ),
    "late": Advice(
        cause="Its time passed too long ago.",
        step="If it is still wanted, type: crossposter retry NUMBER",
    ),
    "outage": Advice(
        cause="The program did not run for LENGTH; posts that became late: COUNT.",
        step="Ask the admin why the machine or the program stood still.",
    ),
    "expired": Advice(
        cause="It stopped being valid before it could go out.",
        step="If it is still true, give it more time and approve it again.",
    ),
    "unconfirmed": Advice(
        cause="The platform's answer was lost; the post is looked for in the account.",
        step="Wait: the program looks by itself and does not send twice.",
    ),
    "duplicate": Advice(
        cause="The platform says that the same text was posted before.",
        step="Look at the account; if this post is really not there, change its words "
        "(crossposter edit), submit and approve it again.",
    ),
    "undecided": Advice(
        cause="It cannot be told whether this post went out.",
        step="Look at the account, then type: crossposter resolve NUMBER --posted LINK, "
        "or --not-posted",
    ),
    "removed": Advice(
        cause="This post is not on the platform any more.",
        step="Ask who removed it, and whether it is to be posted again.",
    ),
    "paused": Advice(
        cause="This channel was paused.",
        step="When the reason is gone, type: crossposter resume CHANNEL",
    ),
    "network": Advice(
        cause="The platform could not be reached, or was in trouble itself.",
        step="Check the office's connection; the program tries again by itself.",
    ),
    "media": Advice(
        cause="A picture of this post could not be sent or converted.",
        step="Check the picture, then type: crossposter retry NUMBER",
    ),
    "other": Advice(
        cause="There was trouble of no known kind.",
        step="Read the technical words, then type: crossposter status",
    ),
}


def advice(trouble: TroubleRow, notation: Notation) -> Advice:
    """The sentences for its kind of trouble; one that is not known gets "other"."""
    sentences = _ID if notation.language == "id" else _EN
    found = sentences.get(trouble.kind, sentences["other"])
    named = _names(trouble, notation)
    return Advice(cause=_filled(found.cause, named), step=_filled(found.step, named))


def _names(trouble: TroubleRow, notation: Notation) -> Mapping[str, str]:
    """What stands for the words in capitals; what is not known stays in capitals."""
    named = {"LAMANYA": notation.duration(trouble.lasted)}
    named |= {"LENGTH": named["LAMANYA"]}
    named |= dict.fromkeys(("JUMLAH", "COUNT"), notation.number(trouble.missed))
    if trouble.channel is not None:
        named |= dict.fromkeys(("KANAL", "CHANNEL"), trouble.channel)
    if trouble.delivery is not None:
        named |= dict.fromkeys(("NOMOR", "NUMBER"), str(trouble.delivery))
    return named


def _filled(sentence: str, named: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda found: named.get(found[0], found[0]), sentence)
