"""The words of the report, in Indonesian and in English."""

from collections.abc import Mapping
from typing import NamedTuple


class _Pair(NamedTuple):
    id: str
    en: str


_WORDS: Mapping[str, _Pair] = {
    # the letter
    "report_title": _Pair(
        "Laporan Mingguan Publikasi Media Sosial",
        "Weekly Report on Social Media Posts",
    ),
    "period": _Pair("Periode", "Period"),
    "until": _Pair("s.d.", "to"),
    "written": _Pair("Disusun otomatis pada", "Written automatically on"),
    "unknown": _Pair(
        "Tanda “–” berarti angkanya belum diketahui, bukan nol.",
        "“–” means that the figure is not known yet; it is not zero.",
    ),
    "attached": _Pair(
        "Tabel lengkap terlampir sebagai berkas Excel.",
        "The complete tables are attached as an Excel file.",
    ),
    "file_name": _Pair("Laporan-Mingguan", "Weekly-Report"),
    "lead_nothing": _Pair(
        "Tidak ada unggahan yang terbit minggu ini.", "No posts were published."
    ),
    "lead_published": _Pair(
        "{published} unggahan terbit, {on_time} tepat waktu.",
        "Posts published: {published}, on time: {on_time}.",
    ),
    "lead_trouble": _Pair(
        "{count} kendala belum selesai.", "Troubles not solved yet: {count}."
    ),
    "lead_silent": _Pair(
        "{count} unit berkuota belum mengirim.",
        "With a quota, and sent nothing: {count}.",
    ),
    "sent": _Pair(
        "{sent} dari {sources} mengirim konten minggu ini; {met} dari {quotas} yang "
        "berkuota sudah memenuhi kuota {month}.",
        "{sent} of {sources} sent something this week; {met} of {quotas} with a quota "
        "have met that of {month}.",
    ),
    # sections
    "summary": _Pair("Ringkasan", "Summary"),
    "platforms": _Pair("Per platform", "By platform"),
    "reactions": _Pair("Tanggapan publik", "What the public made of it"),
    "sources": _Pair("Per SKPD dan kecamatan", "By agency and district"),
    "silent": _Pair("Belum mengirim minggu ini", "Nothing sent this week"),
    "silent_note": _Pair(
        "Unit berkuota yang perlu dihubungi petugas; dalam kurung jumlah bulan ini "
        "dan kuotanya.",
        "Those with a quota that are to be called on; this month's number and the "
        "quota in brackets.",
    ),
    "all_sent": _Pair(
        "Semua unit yang berkuota mengirim konten minggu ini.",
        "Everybody with a quota sent something this week.",
    ),
    "categories": _Pair("Per kategori", "By category"),
    "posts": _Pair("Daftar konten", "List of announcements"),
    "troubles": _Pair("Kendala dan tindak lanjut", "Trouble and what to do"),
    "plan": _Pair("Rencana pekan depan", "Plan for next week"),
    "holidays": _Pair("Hari libur", "Holidays"),
    # nothing there
    "no_sources": _Pair(
        "Belum ada SKPD atau kecamatan yang terdaftar.",
        "No agency or district is listed yet.",
    ),
    "no_channels": _Pair("Belum ada kanal yang diatur.", "No channels are set up yet."),
    "no_categories": _Pair("Tidak ada.", "None."),
    "not_begun": _Pair(
        "Pencatatan dimulai sesudah minggu ini.",
        "Records begin after this week.",
    ),
    "no_posts": _Pair(
        "Tidak ada konten yang terbit minggu ini.", "Nothing was posted this week."
    ),
    "no_troubles": _Pair(
        "Tidak ada kendala minggu ini.", "There was no trouble this week."
    ),
    "no_plan": _Pair(
        "Belum ada konten yang dijadwalkan untuk pekan depan.",
        "Nothing is scheduled for next week yet.",
    ),
    "no_holidays": _Pair(
        "Tidak ada hari libur pekan depan.", "There are no holidays next week."
    ),
    "more": _Pair(
        "… dan {count} lagi di lampiran Excel.",
        "… and {count} more in the attached Excel file.",
    ),
    "first_week": _Pair(
        "Laporan pertama: belum ada minggu pembanding.",
        "The first report: there is no week to compare with yet.",
    ),
    # figures of the summary
    "figure": _Pair("Angka", "Figure"),
    "this_week": _Pair("Minggu ini", "This week"),
    "week_before": _Pair("Minggu lalu", "Week before"),
    "change": _Pair("Perubahan", "Change"),
    "approved": _Pair("Konten disetujui", "Announcements approved"),
    "published": _Pair("Unggahan terbit", "Posts published"),
    "failed": _Pair("Gagal", "Failed"),
    "held": _Pair("Menunggu keputusan petugas", "Waits for a person"),
    "expired": _Pair("Kedaluwarsa", "Expired"),
    "left_out": _Pair("Dilewati", "Left out"),
    "waiting": _Pair("Menunggu jadwal", "Still to come"),
    "on_time": _Pair("Tepat waktu", "On time"),
    "median_wait": _Pair(
        "Median waktu setujui → terbit", "Median time from approval to post"
    ),
    "urgent": _Pair("Serta-merta terbit", "Urgent ones published"),
    "urgent_wait": _Pair(
        "Median waktu serta-merta", "Median time of urgent announcements"
    ),
    "price": _Pair("Biaya X", "Price on X"),
    "up": _Pair("naik", "up"),
    "down": _Pair("turun", "down"),
    "same": _Pair("tetap", "the same"),
    "points": _Pair("poin persen", "percentage points"),
    # columns
    "row": _Pair("No", "No"),
    "number": _Pair("Nomor konten", "Number"),
    "channel": _Pair("Kanal", "Channel"),
    "platform": _Pair("Platform", "Platform"),
    "scheduled": _Pair("Terjadwal", "Scheduled"),
    "posted": _Pair("Terbit", "Posted"),
    "cost": _Pair("Biaya", "Price"),
    "likes": _Pair("Suka", "Likes"),
    "comments": _Pair("Komentar", "Comments"),
    "shares": _Pair("Bagikan", "Shares"),
    "views": _Pair("Tayangan", "Views"),
    "reach": _Pair("Jangkauan", "Reach"),
    "total": _Pair("Jumlah", "Total"),
    "source": _Pair("SKPD / kecamatan", "Agency or district"),
    "code": _Pair("Kode", "Code"),
    "kind": _Pair("Jenis", "Kind"),
    "week": _Pair("Minggu ini", "Week"),
    "month": _Pair("Sejak {day}", "Since {day}"),
    "quota": _Pair("Kuota", "Quota"),
    "status": _Pair("Status", "Status"),
    "met": _Pair("Memenuhi", "Met"),
    "not_met": _Pair("Belum", "Not yet"),
    "category": _Pair("Kategori", "Category"),
    "announcements": _Pair("Konten", "Announcements"),
    "post_count": _Pair("Unggahan", "Posts"),
    "moment": _Pair("Waktu", "Time"),
    "day": _Pair("Tanggal", "Day"),
    "headline": _Pair("Judul", "Title"),
    "content": _Pair("Konten dan tautan", "Announcement and links"),
    "officer": _Pair("Petugas", "Officer"),
    "approver": _Pair("Penyetuju", "Approver"),
    "is_urgent": _Pair("Serta-merta", "Urgent"),
    "no_link": _Pair("terbit, tautan belum diketahui", "posted, link not known"),
    "gone": _Pair("sudah dihapus", "removed since"),
    "yes": _Pair("Ya", "Yes"),
    "no": _Pair("Tidak", "No"),
    "cause": _Pair("Sebab", "Cause"),
    "step": _Pair("Tindak lanjut", "What to do"),
    "detail": _Pair("Keterangan teknis", "In technical words"),
    "attempts": _Pair("Percobaan", "Attempts"),
    "solved": _Pair("Selesai", "Solved"),
    "open": _Pair("Belum selesai", "Not solved yet"),
    "whole_channel": _Pair("Seluruh kanal", "The whole channel"),
    "all_channels": _Pair("Semua kanal", "All channels"),
    "outage": _Pair("Program tidak berjalan", "The program did not run"),
    "signature_title": _Pair("Mengetahui", "Seen by"),
    "channels": _Pair("Kanal", "Channels"),
    "holiday": _Pair("Nama", "Name"),
}

_KINDS: Mapping[str, _Pair] = {
    "sekretariat": _Pair("Sekretariat", "Secretariats"),
    "inspektorat": _Pair("Inspektorat", "Inspectorates"),
    "dinas": _Pair("Dinas", "Agencies (dinas)"),
    "badan": _Pair("Badan", "Agencies (badan)"),
    "rumah-sakit": _Pair("Rumah sakit", "Hospitals"),
    "bagian": _Pair("Bagian", "Divisions"),
    "kecamatan": _Pair("Kecamatan", "Districts"),
    "kelurahan": _Pair("Kelurahan", "Urban villages"),
    "desa": _Pair("Desa", "Villages"),
    "lainnya": _Pair("Lainnya", "Others"),
}


def words(language: str) -> Mapping[str, str]:
    """Every word by its key; a language that is not ours gets English."""
    return {key: _of(pair, language) for key, pair in _WORDS.items()}


def kind_of_source(kind: str, language: str) -> str:
    """The plural people use for sources of a *kind*."""
    pair = _KINDS.get(kind)
    return _of(pair, language) if pair else kind.capitalize()


def kinds_in_order() -> tuple[str, ...]:
    """The kinds of sources as an office ranks them."""
    return tuple(_KINDS)


def channel_name(channel: str, platform: str, titles: Mapping[str, str]) -> str:
    """ "Facebook", or "Facebook (wisata)" where the channel has a name of its own."""
    name = titles.get(platform, platform.capitalize())
    return name if channel == platform else f"{name} ({channel})"


def _of(pair: _Pair, language: str) -> str:
    return pair.id if language == "id" else pair.en
