//! The screens of the private chat.

use crate::conversation::Screen;
use crate::conversation::State;
use crate::conversation::Subscription;
use crate::conversation::Unreadable;
use crate::faq::GroupId;
use crate::texts::Scene;
use crate::texts::commands;
use crate::texts::entry;
use crate::texts::entry::whom_to_ask;
use crate::texts::label::employment_name;
use crate::texts::label::numbered_entries;
use crate::texts::markup::escape;
use crate::texts::passing;

/// Words a screen, in Telegram's HTML.
pub(super) fn html(scene: Scene<'_>, state: &State) -> String {
    match &state.screen {
        Screen::Welcome => welcome(scene),
        Screen::DeadLink => format!("Tautan ini tidak berlaku (lagi).\n\n{}", welcome(scene)),
        Screen::Help => help(scene),
        Screen::Invitation => INVITATION.to_owned(),
        Screen::Menu => menu(scene),
        Screen::Group { group, page } => group_page(scene, group, *page),
        Screen::Entry { entry: id, part, preface } => match scene.faq.entry(id) {
            Some(found) => entry::html(scene, state, found, *part, *preface),
            None => UNKNOWN_COMMAND.to_owned(),
        },
        Screen::Choice => format!(
            "Yang mana yang Anda maksud?\n\n{}\n\nTekan salah satu, atau ketik nomornya. Bila tidak ada yang cocok, tulis ulang dengan kata lain.",
            numbered_entries(scene.faq, &state.choice)
        ),
        Screen::Alternatives { .. } => alternatives(scene, state),
        Screen::Outside(id) => outside(scene, id),
        Screen::Unknown => unknown(scene, state),
        Screen::Passing(step) => passing::html(scene, *step),
        Screen::Employment => employment(state),
        Screen::EmploymentNoted => employment_noted(state),
        Screen::Privacy => privacy(scene),
        Screen::ConfirmForget => confirm_forget(scene),
        Screen::Forgotten => FORGOTTEN.to_owned(),
        Screen::NothingToCancel => {
            "Tidak ada yang perlu dibatalkan. Silakan tulis pertanyaan Anda.".to_owned()
        }
        Screen::UnknownCommand => UNKNOWN_COMMAND.to_owned(),
        Screen::TipsClosed => tips_closed(scene),
        Screen::NoTipStatus => NO_TIP_STATUS.to_owned(),
        Screen::NoHandlers => NO_HANDLERS.to_owned(),
        Screen::NoChanges => "Belum ada putusan yang berubah dalam 90 hari terakhir.".to_owned(),
        Screen::Subscription(stands) => subscription(*stands).to_owned(),
        Screen::Unreadable(what) => unreadable(*what),
        Screen::Apology => APOLOGY.to_owned(),
        Screen::SlowDown => SLOW_DOWN.to_owned(),
    }
}

const INVITATION: &str = "Tulis pertanyaan Anda dengan kata-kata sendiri, singkat atau panjang, bahasa sehari-hari pun bisa. \
     Sebut apa yang dilakukan dan di mana, misalnya di kantor, di rumah, atau di grup WhatsApp.";

const UNKNOWN_COMMAND: &str = "Perintah itu tidak saya kenal. Tulis saja pertanyaan Anda, atau buka /menu.";

const CONFIRM_FORGET: &str = "Hapus semua yang bot simpan tentang chat ini? Yang terhapus: status kepegawaian, layar terakhir, pilihan terbuka, dan langganan pengumuman.\n\n\
     Tekan <b>Ya, hapus</b> atau ketik <b>ya</b>. Untuk kembali, ketik <b>batal</b>.";

const FORGOTTEN: &str = "Sudah dihapus. Bot tidak lagi mengenali chat ini.\n\n\
     Sisa tersegel di berkas basis data menjadi tak terbaca untuk selamanya paling lambat lima minggu lagi, saat kuncinya dimusnahkan. \
     Pesan di aplikasi Telegram tidak ikut terhapus; Anda dapat menghapus riwayat chat sendiri.";

const NO_TIP_STATUS: &str = "Menu laporan di bot ini sedang <b>tertutup</b>, jadi tidak ada status yang dapat dilihat sekarang. Bila Anda punya kode, simpan, dan jangan mengirimnya ke sini. \
     Jika Anda melapor lewat SBT BKN atau Bawaslu, status ada di kanal tersebut.";

const NO_HANDLERS: &str =
    "Belum ada penerima laporan di bot ini; tidak ada yang dapat membaca laporan di sini.";

const APOLOGY: &str = "Maaf, pesan Anda tadi membuat bot tersandung, jadi tidak terjawab. \
     Coba tulis ulang dengan kata lain. Bila terulang, buka /menu.";

const SLOW_DOWN: &str = "Pesan Anda datang lebih cepat daripada jawaban dapat dikirim, jadi sebagian tidak dibaca. \
     Tunggu sebentar, lalu kirim lagi pertanyaan yang terpenting.";

fn welcome(scene: Scene<'_>) -> String {
    let run_by = scene
        .agency
        .name
        .as_ref()
        .map_or_else(String::new, |name| format!(" Bot ini dikelola {}.", escape(name)));
    format!(
        "<b>Netral</b> menjawab: apa yang boleh dan dilarang bagi ASN dalam urusan politik?{run_by}\n\n\
         Tulis saja pertanyaan Anda, misalnya: <i>bolehkah saya berfoto dengan calon bupati?</i>\n\n\
         Jawaban disusun dari aturan yang berlaku, dengan dasar hukumnya. Ini panduan, bukan nasihat hukum. \
         Teks pertanyaan Anda tidak disimpan; lihat /privasi."
    )
}

fn help(scene: Scene<'_>) -> String {
    let rows: Vec<String> = commands::public(scene.takes_tips)
        .iter()
        .map(|(name, description)| format!("/{name} – {description}"))
        .collect();
    format!(
        "Tulis pertanyaan dengan kata-kata sendiri; saya carikan jawabannya. Bila ragu, saya tanya balik. \
         Bila tidak tahu, saya katakan tidak tahu.\n\n\
         Setiap tombol juga dapat diketik: nomornya, tulisannya, atau <b>menu</b>, <b>kembali</b>, <b>batal</b>.\n\n{}",
        rows.join("\n")
    )
}

fn menu(scene: Scene<'_>) -> String {
    let rows = scene.faq.groups.iter().enumerate().map(|(index, group)| {
        let number = index.saturating_add(1);
        format!("{number}. <b>{}</b> – {}", escape(&group.title), escape(&group.description))
    });
    let rows: Vec<String> = rows.collect();
    format!("Pilih topik, atau langsung tulis pertanyaan Anda.\n\n{}", rows.join("\n"))
}

fn group_page(scene: Scene<'_>, id: &GroupId, page: usize) -> String {
    let title = scene.faq.group(id).map_or(id.as_str(), |group| &group.title);
    let count = scene.faq.entries_of(id).count();
    let pages = count.div_ceil(crate::conversation::ENTRIES_PER_PAGE);
    let place =
        if pages > 1 { format!(" (halaman {} dari {pages})", page.saturating_add(1)) } else { String::new() };
    let first = page.saturating_mul(crate::conversation::ENTRIES_PER_PAGE);
    let entries = scene.faq.entries_of(id).skip(first).take(crate::conversation::ENTRIES_PER_PAGE);
    let rows: Vec<String> = entries
        .enumerate()
        .map(|(index, entry)| format!("{}. {}", index.saturating_add(1), escape(&entry.title)))
        .collect();
    format!(
        "<b>{}</b>{place}\n\n{}\n\nTekan salah satu, atau ketik nomornya.",
        escape(title),
        rows.join("\n")
    )
}

fn alternatives(scene: Scene<'_>, state: &State) -> String {
    let list = numbered_entries(scene.faq, &state.choice);
    let offer = if list.is_empty() {
        String::new()
    } else {
        format!("Mungkin yang Anda cari salah satu ini?\n\n{list}\n\n")
    };
    let pass_on = if state.may_pass_on {
        "mengirimnya ke pengelola FAQ tanpa identitas agar jawabannya dilengkapi, "
    } else {
        ""
    };
    format!(
        "Terima kasih, dicatat tanpa identitas Anda.\n\n{offer}Anda juga dapat menulis ulang pertanyaan dengan lebih rinci, \
         {pass_on}atau bertanya langsung ke {}.",
        whom_to_ask(scene)
    )
}

fn outside(scene: Scene<'_>, id: &crate::faq::OutsideId) -> String {
    scene
        .faq
        .outside_group(id)
        .map_or_else(|| unknown(scene, &State::default()), |group| escape(&group.pointer))
}

fn unknown(scene: Scene<'_>, state: &State) -> String {
    let pass_on = if state.may_pass_on {
        "\n• kirim pertanyaan ini ke pengelola FAQ, tanpa identitas, agar jawabannya ditulis"
    } else {
        ""
    };
    format!(
        "Maaf, saya <b>tidak punya jawaban</b> untuk itu, dan saya tidak mau menebak.\n\n\
         Yang dapat Anda lakukan:\n\
         • tulis ulang dengan menyebut perbuatannya, misalnya <i>bolehkah saya hadir di kampanye?</i>\n\
         • lihat daftar topik lewat tombol <b>Menu</b>\n\
         • tanya {}, atau Bawaslu setempat untuk urusan pengawasan pemilihan{pass_on}\n\n\
         Merasa telanjur, atau akan diperiksa? Minta nasihat bantuan hukum KORPRI (LKBH) atau advokat dulu, sebelum mengaku, menulis, atau menghapus apa pun. \
         Takut kepada kantor sendiri? Bawaslu atau BKN.",
        whom_to_ask(scene)
    )
}

fn employment(state: &State) -> String {
    let now = state
        .employment
        .map_or_else(|| "belum diatur".to_owned(), |employment| employment_name(employment).to_owned());
    format!(
        "Aturan dapat berbeda menurut status kepegawaian. Pilih status Anda agar jawaban menyesuaikan.\n\n\
         Saat ini: <b>{now}</b>. Hanya status ini yang disimpan, tersegel, dan hilang sendiri 30 hari setelah pemakaian terakhir."
    )
}

fn employment_noted(state: &State) -> String {
    match state.employment {
        Some(employment) => format!(
            "Baik, jawaban berikutnya disesuaikan untuk <b>{}</b>. Ubah kapan saja lewat /saya.",
            employment_name(employment)
        ),
        None => "Baik, jawaban berikutnya berlaku umum, tanpa status tertentu. Ubah kapan saja lewat /saya."
            .to_owned(),
    }
}

fn confirm_forget(scene: Scene<'_>) -> String {
    let tips = if scene.takes_tips { FORGET_TIPS } else { "" };
    format!("{CONFIRM_FORGET}{tips}")
}

const FORGET_TIPS: &str = "\n\nDraf laporan yang masih terbuka ikut terhapus. Laporan yang sudah terkirim tidak, karena tidak terhubung dengan chat ini: \
     hapus dengan kodenya lewat /status.";

fn privacy(scene: Scene<'_>) -> String {
    let tips = if scene.takes_tips { PRIVACY_OF_TIPS } else { "" };
    format!(
        "<b>Privasi</b>\n\n\
         <b>Yang tidak disimpan:</b> teks pertanyaan, nama, dan nama pengguna Anda. Log tidak memuat pesan atau identitas.\n\n\
         <b>Yang disimpan:</b> layar terakhir, pilihan terbuka, dan status kepegawaian bila Anda mengisinya. Semua tersegel, \
         kuncinya terpisah, dan hilang sendiri 30 hari setelah pemakaian terakhir. Jawaban yang belum terkirim disimpan tersegel sampai terkirim. \
         Bila Anda berlangganan pengumuman: nomor chat ini, tersegel, sampai Anda berhenti lewat /langganan.\n\n\
         Bila Anda mengirim pertanyaan ke pengelola: hanya teks yang Anda lihat di pratinjau dan minggunya, tersegel, paling lama 12 minggu; tanpa nomor chat.\n\n\
         <b>Yang dihitung:</b> berapa kali suatu jawaban dipakai dan dinilai, per minggu, tanpa siapa dan kapan persisnya; pengelola hanya melihat angka yang dibulatkan.\n\n\
         {tips}\
         <b>Yang diketahui Telegram:</b> akun, nomor, dan alamat internet Anda, serta isi chat ini selama belum dihapus.\n\n\
         <b>Tujuan:</b> menjawab pertanyaan tentang netralitas ASN{}. <b>Pengelola data:</b> {}.\n\n\
         <b>Hak Anda:</b> melihat penjelasan ini kapan saja dan menghapus data lewat /hapus_data.",
        if scene.takes_tips { " dan meneruskan laporan kepada penerimanya" } else { "" },
        controller(scene)
    )
}

const PRIVACY_OF_TIPS: &str = "<b>Laporan:</b> draf hanya ada di memori, paling lama 30 menit tanpa kegiatan. Yang disimpan: isi yang tersegel, tanda empat huruf, \
     minggu, dan status, di server ini; tanpa identitas dan tanpa jam (tanggalnya hanya ada di dalam segel). Yang dapat membukanya: penerima dan pemegang kunci cadangan (/penerima).\n\
     Laporan dihapus 13 minggu setelah kegiatan terakhir, kadang 4 minggu lebih lama bila Anda menambah keterangan (/status menyebut sisanya); selama setahun sesudahnya tersisa catatan tanpa isi. \
     Dengan kode, Anda dapat menghapusnya sendiri lewat /status: dari berkas basis data ia hilang paling lambat dalam 24 jam. \
     Salinan cadangan yang tersegel disimpan pengelola, menurut panduan paling lama 13 minggu.\n\n";

fn subscription(stands: Subscription) -> &'static str {
    match stands {
        Subscription::Off => {
            "<b>Anda tidak berlangganan pengumuman.</b>\n\n\
             Pengumuman berasal dari pengelola bot ini, misalnya saat aturan berubah. Bila Anda mulai berlangganan, \
             nomor chat ini disimpan tersegel hanya untuk mengirimnya, sampai Anda berhenti."
        }
        Subscription::On => {
            "<b>Anda berlangganan pengumuman.</b>\n\nNomor chat ini disimpan tersegel hanya untuk mengirimnya, sampai Anda berhenti."
        }
        Subscription::Joined => {
            "<b>Langganan dimulai.</b> Pengumuman berikutnya dikirim ke chat ini. Berhenti kapan saja lewat /langganan."
        }
        Subscription::Left => {
            "<b>Langganan berhenti.</b> Nomor chat ini dihapus dari daftar; pengumuman tidak lagi dikirim ke sini."
        }
    }
}

/// Who answers for the data; no agency is named that has not said it runs this bot.
fn controller(scene: Scene<'_>) -> String {
    match &scene.agency.name {
        Some(_) => whom_to_ask(scene),
        None => "pihak yang menjalankan bot ini; ia belum mencantumkan namanya".to_owned(),
    }
}

fn tips_closed(scene: Scene<'_>) -> String {
    format!(
        "Menu laporan di bot ini <b>sedang tertutup</b>: belum ada petugas penerima dengan kunci, atau belum ada kunci cadangan. \
         Jangan menulis isi laporan di sini; apa pun di dalam pesan /lapor tidak dibaca dan tidak disimpan, tetapi pesan berikutnya dianggap pertanyaan.\n\n\
         Kanal resmi:\n\
         • SBT BKN (sbt.bkn.go.id), menu pelaporan publik, kategori netralitas\n\
         • Bawaslu setempat atau SigapLapor (sigaplapor.bawaslu.go.id)\n\
         • SP4N-LAPOR! (lapor.go.id)\n\
         • inspektorat, atau {}",
        whom_to_ask(scene)
    )
}

fn unreadable(what: Unreadable) -> String {
    let seen = match what {
        Unreadable::Picture => "Saya tidak dapat melihat foto atau video, dan tidak menyimpannya.",
        Unreadable::Voice => "Saya tidak dapat mendengar pesan suara atau video, dan tidak menyimpannya.",
        Unreadable::Sticker => "Stiker itu tidak dapat saya baca.",
        Unreadable::Document => "Saya tidak membuka berkas, dan tidak menyimpannya.",
        Unreadable::Location => "Saya tidak memerlukan lokasi Anda, dan tidak menyimpannya.",
        Unreadable::Contact => "Saya tidak memerlukan kontak siapa pun, dan tidak menyimpannya.",
        Unreadable::Poll => "Jajak pendapat tidak dapat saya baca.",
        Unreadable::Other => "Pesan jenis itu tidak dapat saya baca.",
    };
    let example = match what {
        Unreadable::Picture | Unreadable::Document => "bolehkah foto seperti ini diunggah?",
        _ => "bolehkah saya hadir di kampanye?",
    };
    format!("{seen}\n\nTolong tuliskan pertanyaan Anda dengan kata-kata, misalnya: <i>{example}</i>")
}
