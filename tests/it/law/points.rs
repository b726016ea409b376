//! The points themselves: what was found wrong when the whole FAQ was read against the law.

/// What no sentence may say.
pub(super) struct Forbidden {
    /// Why it would be wrong.
    pub(super) point: &'static str,
    /// A sentence says it when it holds all of these, in lower case …
    pub(super) all: &'static [&'static str],
    /// … and none of these, which deny it or bound it.
    pub(super) unless: &'static [&'static str],
    /// A sentence that would be found.
    pub(super) sample: &'static str,
}

pub(super) const FORBIDDEN: &[Forbidden] = &[
    Forbidden {
        point: "posting a photo with a candidate is itself the item of the decree",
        all: &["unggah", "boleh", "tanpa simbol"],
        unless: &["dilarang", "jangan", "juga", "walau", "meski"],
        sample: "Anda boleh mengunggah foto bersama calon asal tanpa simbol.",
    },
    Forbidden {
        point: "the decree names parties",
        all: &["skb", "tidak menyebut partai"],
        unless: &[],
        sample: "SKB tidak menyebut partai dengan kata itu.",
    },
    Forbidden {
        point: "staff can be punished in a pilkada: Pasal 187 is of everybody",
        all: &["staf", "tidak bisa dipidana"],
        unless: &["keliru", "tidak benar"],
        sample: "Di pilkada staf biasa tidak bisa dipidana.",
    },
    Forbidden {
        point: "who is punished in a pilkada isn't only officials",
        all: &["bukan setiap asn"],
        unless: &["188"],
        sample: "Yang terkena pidana pilkada bukan setiap ASN.",
    },
    Forbidden {
        point: "Pasal 521 is no crime of everybody",
        all: &["521", "setiap orang"],
        unless: &["bukan", "491", "492", "187", "515", "509"],
        sample: "UU Pemilu Pasal 521 berlaku bagi setiap orang.",
    },
    Forbidden {
        point: "Pasal 188 names village heads and lurah, not officials of a village",
        all: &["188 berlaku bagi perangkat desa"],
        unless: &[],
        sample: "Pasal 188 berlaku bagi perangkat desa.",
    },
    Forbidden {
        point: "staff of state enterprises face prison, not only a fine",
        all: &["522", "tinggal denda"],
        unless: &["tidak", "bukan"],
        sample: "Ancaman Pasal 522 dibaca tinggal denda.",
    },
    Forbidden {
        point: "for parliament one resigns before joining a party and before registration",
        all: &["dpr", "mundur", "sejak ditetapkan sebagai calon"],
        unless: &["pilkada", "sebelum", "bukan"],
        sample: "Untuk DPRD Anda wajib mundur sejak ditetapkan sebagai calon.",
    },
    Forbidden {
        point: "nobody is told to confess before he has counsel",
        all: &["telanjur", "atasan"],
        unless: &[
            "pilihan",
            "tidak wajib",
            "jangan",
            "boleh",
            "wajib memeriksa",
            "wajib memanggil",
            "lkbh",
            "advokat",
        ],
        sample: "Sudah telanjur: tulis kronologi dan beri tahu atasan.",
    },
    Forbidden {
        point: "whoever slipped isn't sent to the office that must process him",
        all: &["telanjur", "minta arahan bkpsdm"],
        unless: &[],
        sample: "Bila telanjur ikut, berhenti dan minta arahan BKPSDM.",
    },
    Forbidden {
        point: "disturbing a campaign is a crime of anybody",
        all: &["bubarkan"],
        unless: &["jangan", "tidak", "tanpa", "mengganggu atau membubarkan"],
        sample: "Bila berubah menjadi kampanye, bubarkan acaranya.",
    },
    Forbidden {
        point: "nobody stops a campaign that is running",
        all: &["hentikan", "pemakaian"],
        unless: &["jangan", "minta panitia"],
        sample: "Bila atribut muncul, hentikan pemakaian tempat dan catat.",
    },
    Forbidden {
        point: "banding runs from the date of the decision",
        all: &["banding", "sejak", "diterima"],
        unless: &["keberatan", "bukan", "tanggal surat", "tanggal keputusan", "masa kerja"],
        sample: "Banding ke BPASN diajukan 14 hari kerja sejak keputusan diterima.",
    },
    Forbidden {
        point: "members of election bodies are dismissed as civil servants for the time, not from a post",
        all: &["berhenti sementara dari jabatan"],
        unless: &["bukan"],
        sample: "Untuk menjadi anggota KPU Anda harus berhenti sementara dari jabatan.",
    },
    Forbidden {
        point: "Pasal 304 binds campaigning officials",
        all: &["304", "tidak boleh dipakai kampanye"],
        unless: &["pejabat", "presiden"],
        sample: "Pasal 304 menyebut gedung kantor sebagai fasilitas yang tidak boleh dipakai kampanye.",
    },
    Forbidden {
        point: "the ban on likes is in BKN's letter, not in SE 137/2018",
        all: &["137/2018", "menyukai"],
        unless: &["bukan", "surat kepala bkn", "surat bkn"],
        sample: "SE MenPANRB 137/2018 melarang hoaks, termasuk menyukainya.",
    },
    Forbidden {
        point: "no number of regions that voted again",
        all: &["26 daerah"],
        unless: &[],
        sample: "Pada 2025 PSU digelar di 26 daerah.",
    },
    Forbidden {
        point: "the form of dismissal is set by the official, not by a ceiling",
        all: &["dengan hormat tidak atas permintaan sendiri"],
        unless: &["bentuk"],
        sample: "Paling berat diberhentikan dengan hormat tidak atas permintaan sendiri.",
    },
    Forbidden {
        point: "a school wasn't opened to campaigns",
        all: &["sekolah boleh dipakai kampanye"],
        unless: &["tidak", "bukan"],
        sample: "Dengan izin, sekolah boleh dipakai kampanye pemilu.",
    },
    Forbidden {
        point: "the incumbent's leave is in Pasal 70 ayat (3)",
        all: &["petahana", "70 ayat (2)"],
        unless: &["70 ayat (3)"],
        sample: "Petahana cuti menurut UU Pilkada Pasal 70 ayat (2).",
    },
    Forbidden {
        point: "a lawful transfer can't be refused by whoever isn't an official",
        all: &["guru", "boleh menolak mutasi"],
        unless: &["tidak"],
        sample: "Menjelang pilkada guru boleh menolak mutasi.",
    },
    Forbidden {
        point: "plans are dated, not told as running",
        all: &["sedang direvisi"],
        unless: &[],
        sample: "UU Pemilu sedang direvisi.",
    },
    Forbidden {
        point: "how the FAQ was made is no matter for people",
        all: &["pembacaan kami"],
        unless: &[],
        sample: "Menurut pembacaan kami ini berat.",
    },
];

/// What an entry must say in one sentence: why, which entry, which words in lower case.
pub(super) const REQUIRED: &[(&str, &str, &[&str])] = &[
    (
        "the strict reading of the photo item",
        "foto-bersama-calon",
        &["unggah", "dilarang", "juga tanpa simbol"],
    ),
    ("three separate items", "skb-netralitas-2022", &["alat peraga"]),
    ("parties in the decree", "skb-netralitas-2022", &["partai politik"]),
    ("crimes of everybody in a pilkada", "sanksi-pidana-pilkada", &["187", "setiap orang"]),
    ("crimes of everybody in a pemilu", "sanksi-pidana-pemilu", &["491"]),
    ("crimes of everybody in a pemilu", "sanksi-pidana-pemilu", &["492"]),
    ("crimes of everybody in a pemilu", "sanksi-pidana-pemilu", &["509"]),
    ("crimes of everybody in a pemilu", "sanksi-pidana-pemilu", &["515"]),
    ("Pasal 494 next to civil servants", "kepala-perangkat-desa", &["494", "perangkat desa", "bpd"]),
    ("Pasal 494 next to civil servants", "jadi-tim-kampanye", &["494", "ketiganya"]),
    ("prison for staff of state enterprises", "pegawai-bumn-bumd", &["522", "penjara"]),
    ("the ban for officials of state enterprises", "pegawai-bumn-bumd", &["70 ayat (1) huruf a"]),
    ("campaigning in the quiet period", "masa-tenang", &["492"]),
    ("campaigning in the quiet period", "masa-tenang", &["187"]),
    ("surveys in the quiet period", "masa-tenang", &["509"]),
    ("surveys in the quiet period", "survei-dan-quick-count", &["masa tenang", "jangan menyebarkan"]),
    ("when to resign", "asn-maju-jadi-calon", &["sebelum masuk partai"]),
    ("a superior who knows must act", "hapus-unggahan-lama", &["atasan", "wajib"]),
    ("banding runs from the date of the decision", "keberatan-banding", &["bpasn", "tanggal"]),
    ("banding runs from the date of the decision", "sanksi-pppk", &["tanggal surat keputusan"]),
    (
        "dismissed for the time as a civil servant",
        "anggota-kpu-bawaslu-panwas",
        &["diberhentikan sementara sebagai pns"],
    ),
    ("bound at any time", "penjabat-kepala-daerah", &["132a"]),
    ("no way back to the old post", "pasangan-jadi-calon", &["jabatan lama", "tidak dijamin"]),
    ("work that can't be left", "hak-pilih", &["tidak bisa ditinggalkan"]),
    ("an ethics finding isn't discipline", "cpns-wajib-netral", &["sanksi moral", "bukan hukuman disiplin"]),
    ("only campuses were opened", "kampanye-di-sekolah-kampus", &["2024", "hanya membolehkan kampus"]),
    ("the incumbent's leave", "petahana-atasan-saya", &["70 ayat (3)"]),
    ("who is an official", "mutasi-jabatan-jelang-pilkada", &["guru"]),
    ("keberatan is everybody's", "keberatan-banding", &["pppk"]),
    ("pilkades is no pilkada", "asn-di-pilkades", &["pilkades", "bukan"]),
    ("kritik isn't an insult", "kritik-kebijakan-pemerintah", &["kritik", "menghina"]),
    ("what a conviction does to the post", "akibat-putusan-pidana", &["52 ayat (3)"]),
];

/// Norms whose titles had been paraphrased, and words of the true ones.
pub(super) const TITLES: &[(&str, &str)] = &[
    ("perbkn-1-2023", "Pemblokiran Data Kepegawaian"),
    ("se-menpanrb-1-2023", "Pembinaan dan Pengawasan Netralitas"),
    ("se-menpanrb-18-2023", "Memiliki Pasangan"),
    ("perpres-116-2022", "Pengawasan dan Pengendalian Pelaksanaan Norma"),
];
