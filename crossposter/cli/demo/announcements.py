"""Announcements of the demo: six, as an office publishes them in a week."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from crossposter.announcements.draft import UNSET, Draft

PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True, kw_only=True)
class News:
    """Announcement of the demo; each image comes with its alternative text."""

    title: str
    body: str
    source: str
    category: str
    link: str | None = None
    pictures: tuple[tuple[str, str], ...] = ()
    urgent: bool = False
    without: tuple[str, ...] = ()  #: channels that cannot make a post of it

    def draft(self, *, at: datetime) -> Draft:
        """Draft as an officer would type it; an urgent one has no time."""
        return Draft(
            title=self.title,
            body=self.body,
            source=self.source,
            category=self.category,
            link=self.link,
            images=self.pictures,
            urgent=self.urgent,
            at=UNSET if self.urgent else at,
        )


NEWS = (
    News(
        title="PERINGATAN DINI: hujan lebat, petir dan angin kencang",
        source="BPBD",
        category="peringatan",
        urgent=True,
        pictures=(
            (
                "peringatan-cuaca.jpg",
                "Ilustrasi awan gelap, petir dan hujan di atas laut bergelombang",
            ),
        ),
        body="""\
Hujan lebat disertai petir dan angin kencang berpotensi terjadi dalam tiga jam ke \
depan di Kusan Hilir, Sungai Loban, Angsana dan Satui.

• Nelayan dan perahu kecil diimbau menunda melaut.
• Jauhi pohon, baliho dan tiang listrik.
• Warga di tepi sungai agar bersiap bila air naik.

Keadaan darurat: hubungi 112.

#TanahBumbu #SiagaBencana""",
    ),
    News(
        title="Warga Kusan Hilir bersihkan Pantai Pagatan dan tanam 500 bakau",
        source="KEC-KUSAN-HILIR",
        category="kegiatan",
        pictures=(
            (
                "pantai-1-menyapu.jpg",
                "Ilustrasi tiga warga menyapu pantai di antara pohon kelapa",
            ),
            (
                "pantai-2-karung.jpg",
                "Ilustrasi dua warga memuat karung sampah ke mobil bak terbuka",
            ),
            (
                "pantai-3-bakau.jpg",
                "Ilustrasi dua warga menanam bibit bakau saat matahari terbenam",
            ),
        ),
        body="""\
Lebih dari dua ratus warga, nelayan dan pelajar turun ke Pantai Pagatan pada kerja \
bakti bulanan kecamatan. Terkumpul 84 karung sampah, sebagian besar plastik.

Sesudahnya, 500 bibit bakau ditanam di muara. Bulan depan giliran Pantai Sungai Lembu.

#TanahBumbu #KusanHilir #GotongRoyong""",
    ),
    News(
        title="Posyandu serentak di dua belas kecamatan mulai Senin",
        source="DINKES",
        category="layanan",
        pictures=(
            (
                "posyandu.jpg",
                "Ilustrasi gedung posyandu dengan seorang ibu, dua anak dan kader",
            ),
        ),
        body="""\
Dinas Kesehatan menggelar posyandu serentak selama sepekan di seluruh kecamatan. \
Layanan dibuka pukul 08.00 sampai 11.00 WITA dan tidak dipungut biaya.

Yang dilayani:
• penimbangan serta pengukuran tinggi badan balita;
• imunisasi dasar dan lanjutan yang belum lengkap;
• pemeriksaan ibu hamil dan pemberian tablet tambah darah;
• konsultasi gizi, termasuk menu pendamping ASI dari bahan pangan setempat;
• cek tekanan darah dan gula darah bagi warga lanjut usia.

Bawalah buku KIA dan kartu identitas anak. Balita yang sedang demam sebaiknya diperiksa \
dahulu di puskesmas. Warga di desa yang jauh dari posko akan didatangi kader; jadwalnya \
diumumkan di kantor desa.

Semua puskesmas tetap buka seperti biasa selama kegiatan berlangsung.

#TanahBumbu #Posyandu #CegahStunting""",
    ),
    News(
        title="Rekam KTP-el kini bisa di hari Sabtu",
        without=("instagram",),
        source="DUKCAPIL",
        category="layanan",
        link="https://mc.tanahbumbukab.go.id/layanan/rekam-ktp-el-sabtu",
        body="""\
Mulai pekan ini loket perekaman KTP-el dibuka juga pada hari Sabtu, pukul 08.00 sampai \
12.00 WITA, bagi warga yang bekerja atau bersekolah di hari biasa. Cukup membawa \
fotokopi kartu keluarga. Gratis.

#TanahBumbu #LayananPublik""",
    ),
    News(
        title="Ruas Satui diperbaiki, kendaraan lewat bergantian",
        source="PUPR",
        category="pengumuman",
        pictures=(
            (
                "perbaikan-jalan.jpg",
                "Ilustrasi ekskavator, pembatas dan kerucut jalan di ruas jalan",
            ),
        ),
        body="""\
Perbaikan badan jalan di Kecamatan Satui berlangsung sepuluh hari, setiap pukul 08.00 \
sampai 17.00 WITA. Kendaraan melintas bergantian satu lajur; truk diarahkan lewat jalan \
lingkar. Ikuti arahan petugas dan kurangi kecepatan.

#TanahBumbu #InfoJalan""",
    ),
    News(
        title="Selamat Hari Guru Nasional",
        source="DISDIK",
        category="ucapan",
        pictures=(
            (
                "hari-guru.jpg",
                "Ilustrasi papan tulis bertuliskan Selamat Hari Guru Nasional",
            ),
        ),
        body="""\
Terima kasih, Bapak dan Ibu Guru, yang menyalakan terang di setiap kelas, dari pesisir \
Pagatan sampai kaki Meratus. 🙏

#HariGuruNasional #TanahBumbu""",
    ),
)
