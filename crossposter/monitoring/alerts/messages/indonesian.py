"""The sentences of alerts in Indonesian."""

from crossposter.database.models.incident import IncidentKind as Kind
from crossposter.monitoring.alerts.messages.sentences import Labels, Sentences

LABELS = Labels(
    opened="BARU",
    changed="BERUBAH",
    solved="SELESAI",
    reason="Keterangan",
    meaning="Artinya",
    next="Langkah berikutnya",
    alone="Berjalan sendiri",
    since="Sejak",
    solved_subject="Selesai: {what}",
    several="{count} pemberitahuan: {what}, dan {others} lainnya",
    written="Ditulis",
    footer="Setiap gangguan diberitahukan satu kali, saat berubah, dan saat selesai."
    " Semua yang masih terbuka: `crossposter status`",
)

_RESOLVE = "`crossposter resolve {delivery} --posted URL` atau `--not-posted`"
_RENEW = (
    "buat token baru, taruh di .env, jalankan ulang layanan, lalu `crossposter check"
    " --online`"
)
_NO_POSTS = (
    "Sementara ini tidak ada yang terbit di kanal ini; yang sudah waktunya menunggu"
    " dan tidak hilang."
)
_ONLY_A_PERSON = "Tidak ada: hanya petugas yang dapat memperbaruinya."
_API = (
    "perbarui program atau `api_version` di config.yaml, lalu `crossposter check"
    " --online`"
)
_BACKUP = "`crossposter backup`, lalu simpan berkasnya di komputer lain"
_BACKUP_ALONE = "Tidak ada: jadwalkan setiap malam dengan cron atau timer."
_ONE_BY_ONE = "Setelah itu kiriman yang menunggu terbit satu per satu."

_TRIED_AGAIN = "Dicoba lagi setiap lima menit sampai waktunya tiba."

SENTENCES = {
    Kind.PAUSED: Sentences(
        what="Kanal {channel} berhenti",
        reason="{reason}",
        meaning=_NO_POSTS,
        next="perbaiki penyebabnya, lalu `crossposter resume {channel}`",
        alone=_ONE_BY_ONE,
    ),
    Kind.RESTING: Sentences(
        what="Kanal {channel} jeda sampai {until_at}",
        reason="{reason}",
        meaning=_NO_POSTS,
        next="tidak ada; lebih cepat dengan `crossposter resume {channel}`",
        alone="Kanal berjalan lagi pada waktu itu.",
    ),
    Kind.UNREADY: Sentences(
        what="Kiriman {delivery} ke {channel} belum siap untuk {due_at}: {title}",
        reason="{reason}",
        meaning="Saat dicoba sebelum waktunya, kiriman ini tidak akan terbit. Belum ada"
        " yang dikirim.",
        next="perbaiki penyebabnya, lalu `crossposter check {announcement} --online`",
        alone=_TRIED_AGAIN,
    ),
    Kind.UNREADY_CHANNEL: Sentences(
        what="Kanal {channel} belum siap untuk kiriman {due_at}: {title}",
        reason="{reason} (kiriman yang terdampak: {count})",
        meaning="Saat dicoba sebelum waktunya, kiriman di kanal ini tidak akan terbit."
        " Belum ada yang dikirim.",
        next="perbaiki penyebabnya, lalu `crossposter check {announcement} --online`",
        alone=_TRIED_AGAIN,
    ),
    Kind.FAILED: Sentences(
        what="Kiriman {delivery} ke {channel} gagal: {title}",
        reason="{reason}",
        meaning="Platform menolaknya untuk seterusnya. Kiriman ini tidak terbit.",
        next="perbaiki penyebabnya (`crossposter edit {announcement}`), atau"
        " `crossposter retry {delivery}`",
        alone="Tidak ada: tidak dicoba lagi.",
    ),
    Kind.HELD: Sentences(
        what="Kiriman {delivery} ke {channel} ditahan: {title}",
        reason="{reason}",
        meaning="Kiriman ini belum terbit, karena petugas harus memutuskan.",
        next="`crossposter retry {delivery}` bila tetap diterbitkan, atau"
        " `crossposter withdraw {announcement}`",
        alone="Tidak ada: menunggu petugas.",
    ),
    Kind.DOUBTFUL: Sentences(
        what="Kiriman {delivery} ke {channel} belum pasti terbit: {title}",
        reason="{reason}",
        meaning="Jawaban platform hilang, dan akunnya tidak menunjukkan dengan pasti"
        " apakah kiriman ini ada.",
        next=f"lihat akunnya, lalu {_RESOLVE}",
        alone="Tidak ada: tidak dikirim ulang sebelum ada yang melihat.",
    ),
    Kind.UNCONFIRMED: Sentences(
        what="Kiriman {delivery} ke {channel} lebih dari satu jam belum pasti: {title}",
        reason="{reason}",
        meaning="Jawaban platform hilang. Kiriman ini mungkin sudah terbit.",
        next=f"tunggu: akunnya sedang dibaca; atau lihat sendiri, lalu {_RESOLVE}",
        alone="Akun dibaca terus sampai jelas apakah kiriman ini ada.",
    ),
    Kind.LATE: Sentences(
        what="Kanal {channel} terlambat",
        reason="{count} kiriman sudah lewat waktunya lebih dari 10 menit",
        meaning="Layanan berjalan, tetapi tidak ada yang terbit di kanal ini.",
        next="`crossposter status`, lalu periksa log dan jalankan ulang layanan",
        alone="Yang sudah waktunya terbit begitu kanal bekerja lagi.",
    ),
    Kind.NOWHERE: Sentences(
        what="Kanal {channel} tidak ada di config.yaml",
        reason="{count} kiriman ditujukan ke sana",
        meaning="Kiriman itu tidak terbit, karena akunnya tidak dikenal.",
        next="kembalikan kanal itu ke config.yaml dan jalankan ulang layanan, lalu"
        " `crossposter status`",
        alone="Tidak ada: kiriman menunggu.",
    ),
    Kind.AWAY: Sentences(
        what="Tidak ada yang terbit dari {from_at} sampai {until_at}",
        reason="layanan tidak berjalan; {count} kiriman jatuh tempo pada waktu itu",
        meaning="Komputer atau program mati atau tidur tanpa diminta, atau jamnya diubah.",
        next="`crossposter status` menunjukkan apa yang menunggu petugas",
        alone="Yang jatuh tempo dicari dulu di akun, lalu diterbitkan atau ditahan"
        " menurut `publishing.late` di config.yaml.",
    ),
    Kind.TOKEN: Sentences(
        what="Token {channel} berakhir {ends_at}",
        reason="demikian menurut platform",
        meaning="Sejak saat itu tidak ada yang dapat terbit di kanal ini.",
        next=_RENEW,
        alone=_ONLY_A_PERSON,
    ),
    Kind.TOKEN_ENDED: Sentences(
        what="Token {channel} sudah berakhir",
        reason="berlaku sampai {ends_at}",
        meaning=_NO_POSTS,
        next=f"{_RENEW}, lalu `crossposter resume {{channel}}`",
        alone=_ONE_BY_ONE,
    ),
    Kind.DATA_ACCESS: Sentences(
        what="Akses data {channel} berakhir {ends_at}",
        reason="platform mengakhirinya 90 hari setelah pemilik token terakhir memakai"
        " aplikasi",
        meaning="Sejak saat itu posting, angka, dan pembacaan akun dapat ditolak.",
        next=_RENEW,
        alone=_ONLY_A_PERSON,
    ),
    Kind.DATA_ACCESS_ENDED: Sentences(
        what="Akses data {channel} sudah berakhir",
        reason="berlaku sampai {ends_at}",
        meaning="Posting, angka, dan pembacaan akun dapat ditolak.",
        next=_RENEW,
        alone=_ONLY_A_PERSON,
    ),
    Kind.API: Sentences(
        what="Versi API {channel} berakhir {ends_at}",
        reason="platform sudah menentukan harinya",
        meaning="Sejak saat itu platform dapat menolak atau mengubah yang dikirim.",
        next=_API,
        alone="Tidak ada sampai hari itu.",
    ),
    Kind.API_ENDED: Sentences(
        what="Versi API {channel} sudah berakhir",
        reason="berlaku sampai {ends_at}",
        meaning="Platform dapat menolak atau mengubah yang dikirim.",
        next=_API,
        alone="Tidak ada.",
    ),
    Kind.CREDENTIALS: Sentences(
        what="Kredensial {channel} perlu diperiksa",
        reason="{reason}",
        meaning="Kiriman di kanal ini dapat ditolak, atau tidak terlihat siapa pun.",
        next="perbaiki di platform, lalu `crossposter check --online`",
        alone="Platform ditanya lagi setiap hari.",
    ),
    Kind.DISK_LOW: Sentences(
        what="Ruang disk menipis",
        reason="tersisa {free} MB",
        meaning="Bila kurang dari {least} MB, tidak ada lagi yang diterbitkan.",
        next="kosongkan ruang disk, lalu `crossposter status`",
        alone="Tidak ada.",
    ),
    Kind.DISK_FULL: Sentences(
        what="Disk penuh",
        reason="tersisa {free} MB, dan di bawah {least} MB tidak ada yang dikirim",
        meaning="Tidak ada yang terbit di semua kanal.",
        next="kosongkan ruang disk, lalu `crossposter status`",
        alone="Penerbitan berjalan lagi begitu ada ruang.",
    ),
    Kind.BACKUP_OLD: Sentences(
        what="Cadangan terakhir sudah lama",
        reason="ditulis {last_at}",
        meaning="Bila disk rusak, semua sejak saat itu hilang.",
        next=_BACKUP,
        alone=_BACKUP_ALONE,
    ),
    Kind.BACKUP_NONE: Sentences(
        what="Belum ada cadangan",
        reason="belum pernah ditulis",
        meaning="Bila disk rusak, semuanya hilang.",
        next=_BACKUP,
        alone=_BACKUP_ALONE,
    ),
    Kind.APPROVAL_ENDED: Sentences(
        what="Persetujuan konten {announcement} berakhir: {title}",
        reason="{person} mengubah atau menarik yang disetujui {approver}",
        meaning="Yang sudah dijadwalkan dibatalkan. Yang sudah terbit tetap terbit.",
        next="`crossposter show {announcement}`, lalu setujui kembali bila benar",
        alone="Tidak ada: perlu persetujuan lagi.",
    ),
    Kind.URGENT_WAITS: Sentences(
        what="Serta-merta, sedangkan {channel} dihentikan: {title}",
        reason="{reason}",
        meaning="Konten serta-merta sudah waktunya, tetapi tidak terbit di sana.",
        next="`crossposter resume {channel}`, atau `crossposter pause {channel}"
        " --except-urgent`",
        alone="Tidak ada, selama kanal dihentikan.",
    ),
    Kind.REMOVED: Sentences(
        what="Kiriman {delivery} di {channel} sudah dihapus: {title}",
        reason="platform tidak lagi memiliki {link}",
        meaning="Masyarakat tidak dapat melihatnya. Ada orang yang menghapusnya, atau"
        " platform.",
        next="tanyakan siapa yang menghapus; yang disetujui: `crossposter show"
        " {announcement}`",
        alone="Tidak ada: tidak diterbitkan lagi.",
    ),
    Kind.MAIL_REFUSED: Sentences(
        what="Surel ke {recipient} tidak sampai",
        reason="{reason}",
        meaning="Laporan dan pemberitahuan tidak sampai ke alamat ini.",
        next="perbaiki alamatnya di config.yaml, lalu `crossposter check --online`",
        alone="Pesan berikutnya ke alamat ini dicoba lagi.",
    ),
    Kind.MAIL_SERVER: Sentences(
        what="Surel tidak dapat dikirim",
        reason="{reason}",
        meaning="Laporan dan pemberitahuan menunggu.",
        next="perbaiki `email` di config.yaml atau server surel, lalu `crossposter"
        " check --online`",
        alone="Surel yang menunggu dikirim begitu server menerimanya.",
    ),
}
