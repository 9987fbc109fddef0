"""The words of the page, in the office's language."""

from collections.abc import Mapping
from typing import NamedTuple


class _Pair(NamedTuple):
    id: str
    en: str


_WORDS: dict[str, _Pair] = {
    "page": _Pair("Pratinjau", "Preview"),
    "number": _Pair("Pengumuman", "Announcement"),
    "frozen": _Pair(
        "Isi beku: inilah yang disetujui {who}, {when}. Teks dan gambar tidak berubah"
        " lagi.",
        "Frozen: this is what {who} approved, {when}. Text and pictures do not change"
        " any more.",
    ),
    "draft": _Pair(
        "Belum disetujui. Beginilah kirimannya bila disetujui sekarang.",
        "Not approved yet. This is what would go out if it were approved now.",
    ),
    "left": _Pair(
        "Ditarik. Yang tampil di bawah adalah isi terakhir yang diketahui.",
        "Withdrawn. What stands below is the last that is known.",
    ),
    "author": _Pair("Penulis", "Author"),
    "source": _Pair("Sumber", "Source"),
    "category": _Pair("Kategori", "Category"),
    "submitted_by": _Pair("Diajukan oleh", "Submitted by"),
    "renamed": _Pair(
        "Sudah terbit dengan judul: {title}", "Public under the title: {title}"
    ),
    "place_and_day": _Pair("tempat dan tanggal", "place and day"),
    "signed": _Pair("Menyetujui,", "Approved,"),
    "valid": _Pair("Berlaku sampai {when}", "Valid until {when}"),
    "expires": _Pair(
        "Tidak diterbitkan lagi sejak {when}", "Not published any more from {when}"
    ),
    "remarks": _Pair("Catatan pemeriksaan", "What the checks found"),
    "grave": _Pair("Harus diperbaiki", "Has to be mended"),
    "drawn": _Pair("Dibuat {when}", "Drawn {when}"),
    "more": _Pair("Lihat selengkapnya", "See more"),
    "more_x": _Pair("Tampilkan lebih banyak", "Show more"),
    "more_instagram": _Pair("selengkapnya", "more"),
    "less": _Pair("Ringkas kembali", "Show less"),
    "length": _Pair("Panjang teks", "Length of the text"),
    "length_of": _Pair("{used} dari {limit}", "{used} of {limit}"),
    "part": _Pair("Bagian {number}", "Part {number}"),
    "units": _Pair("karakter", "characters"),
    "units_x": _Pair(
        "karakter menurut hitungan X",
        "characters as X counts them",
    ),
    "price": _Pair("Biaya", "Price"),
    "pictures": _Pair("Teks alternatif", "Alternative texts"),
    "no_alt": _Pair("Tanpa teks alternatif", "No alternative text"),
    "hidden": _Pair("di balik +{rest}", "behind +{rest}"),
    "not_shown": _Pair("tidak dapat ditampilkan di sini", "cannot be shown here"),
    "card_note": _Pair(
        "Judul dan gambar kartu tautan berasal dari situsnya.",
        "Title and picture of the link card come from its site.",
    ),
    "problems": _Pair("Yang perlu diperhatikan", "Worth knowing"),
    "time": _Pair("Waktu terbit", "Time"),
    "fixed": _Pair("{when}", "{when}"),
    "slot": _Pair(
        "Slot bebas berikutnya bila disetujui sekarang: {when}",
        "The next free slot if approved now: {when}",
    ),
    "asked": _Pair(
        "Waktu yang diminta, bila disetujui sekarang: {when}",
        "The time asked for, if approved now: {when}",
    ),
    "approval": _Pair("Begitu disetujui", "As soon as it is approved"),
    "no_time": _Pair(
        "Tidak ada waktu yang dapat diberikan",
        "No time can be given",
    ),
    "posted": _Pair("Terbit {when}", "Published {when}"),
    "permalink": _Pair("Lihat kiriman", "See the post"),
    "no_post": _Pair(
        "Tidak ada kiriman untuk kanal ini.",
        "There is no post for this channel.",
    ),
    "now": _Pair("Baru saja", "Just now"),
    "like": _Pair("Suka", "Like"),
    "comment": _Pair("Komentari", "Comment"),
    "share": _Pair("Bagikan", "Share"),
    "swipe": _Pair("Geser untuk melihat semua gambar", "Swipe to see every picture"),
    "as_shown": _Pair(
        "Lipatan teks dan potongan gambar kira-kira seperti di aplikasi ponsel; versi"
        " aplikasi dan lebar layar dapat mengubahnya.",
        "Folds and crops are about those of the apps on a phone; versions and widths"
        " differ.",
    ),
}
_STATUSES: dict[str, _Pair] = {
    "draft": _Pair("draf", "draft"),
    "submitted": _Pair("menunggu persetujuan", "submitted"),
    "approved": _Pair("disetujui", "approved"),
    "rejected": _Pair("ditolak", "rejected"),
    "withdrawn": _Pair("ditarik", "withdrawn"),
    "scheduled": _Pair("terjadwal", "scheduled"),
    "preparing": _Pair("sedang disiapkan", "preparing"),
    "committing": _Pair("sedang dikirim", "committing"),
    "published": _Pair("terbit", "published"),
    "unconfirmed": _Pair("belum pasti terbit", "unconfirmed"),
    "failed": _Pair("gagal", "failed"),
    "held": _Pair("menunggu petugas", "held"),
    "expired": _Pair("kedaluwarsa", "expired"),
    "cancelled": _Pair("dibatalkan", "cancelled"),
}


def words(language: str) -> Mapping[str, str]:
    """Indonesian, or English for any other language."""
    return {
        key: pair.id if language == "id" else pair.en for key, pair in _WORDS.items()
    }


def status_name(status: str, language: str) -> str:
    """The word people read for an announcement's or a delivery's status."""
    pair = _STATUSES[status]
    return pair.id if language == "id" else pair.en
