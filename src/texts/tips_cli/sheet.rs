//! The two sheets a handler fills in elsewhere: what a report gives, and what it lacks.

use std::fmt::Write;

/// What a report says, section by section; `None` where the tipster skipped one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// How handlers call the tip.
    pub tag: String,
    /// What happened.
    pub what: Option<String>,
    /// Who did it.
    pub who: Option<String>,
    /// When.
    pub when: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Evidence.
    pub evidence: Option<String>,
    /// Witnesses, where it was reported before, superiors.
    pub others: Option<String>,
    /// The day it was received, as it is written.
    pub received: Option<String>,
    /// How many photos came with it.
    pub photos: usize,
    /// Numbers of 18 digits in who did it.
    pub nips: Vec<String>,
    /// How many days lie between what happened and the receipt.
    pub lapse: Lapse,
}

/// How many days lie between what happened and the day it was received.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Lapse {
    /// No date that can be read for sure.
    #[default]
    Unknown,
    /// So many, counted from this day as it is written.
    Days(u32, String),
}

/// The days within which a violation must be reported after it became known.
const LIMIT: u32 = 7;

const RULE: &str = "------------------------------------------------------------";

/// Words both sheets.
#[must_use]
pub fn both(facts: &Facts) -> String {
    format!("{}\n{}", election_supervisor(facts), civil_service_agency(facts))
}

fn election_supervisor(facts: &Facts) -> String {
    let mut sheet = head("LEMBAR 1: INFORMASI AWAL UNTUK BAWASLU", facts);
    sheet += "Laporan tanpa identitas tidak dapat menjadi laporan resmi Bawaslu. Sampaikan sebagai informasi awal;\n\
        Bawaslu menelusurinya dan dapat menjadikannya temuan. Identitas pemberi informasi tidak perlu ada.\n\n";
    sheet += "SYARAT FORMAL\n";
    item(&mut sheet, "Pelapor", Some("tidak dicantumkan (informasi awal)"), "");
    item(&mut sheet, "Terlapor", facts.who.as_deref(), "nama, jabatan, dan instansi terlapor");
    item(&mut sheet, "Batas waktu 7 hari", Some(&limit(facts)), "");
    sheet += "\nSYARAT MATERIEL\n";
    item(&mut sheet, "Waktu kejadian", facts.when.as_deref(), "hari dan tanggal kejadian");
    item(&mut sheet, "Tempat kejadian", facts.place.as_deref(), "tempat kejadian atau tautannya");
    item(&mut sheet, "Uraian kejadian", facts.what.as_deref(), "uraian kejadian");
    item(&mut sheet, "Bukti", evidence(facts).as_deref(), "bukti (dokumen, foto, video, atau tautan)");
    item(
        &mut sheet,
        "Saksi dan laporan lain",
        facts.others.as_deref(),
        "saksi, atau ke mana sudah dilaporkan",
    );
    sheet
}

fn civil_service_agency(facts: &Facts) -> String {
    let mut sheet = head("LEMBAR 2: SBT BKN, KATEGORI NETRALITAS", facts);
    let nips = facts.nips.join(", ");
    let nips = (!nips.is_empty()).then_some(nips.as_str());
    item(&mut sheet, "NIP terlapor", nips, "NIP terlapor (18 angka)");
    if facts.nips.is_empty() {
        sheet += "  SBT meminta NIP. Tanpa NIP, sampaikan lewat SP4N-LAPOR!.\n";
    }
    item(&mut sheet, "Terlapor", facts.who.as_deref(), "nama, jabatan, dan instansi terlapor");
    item(&mut sheet, "Waktu kejadian", facts.when.as_deref(), "hari dan tanggal kejadian");
    item(&mut sheet, "Tempat kejadian", facts.place.as_deref(), "tempat kejadian atau tautannya");
    item(&mut sheet, "Uraian", facts.what.as_deref(), "uraian kejadian");
    item(
        &mut sheet,
        "Bukti pendukung",
        evidence(facts).as_deref(),
        "bukti (dokumen, foto, video, atau tautan)",
    );
    sheet += "\nSebelum menyalin: hapus bagian yang dapat menunjuk kepada pengirim laporan.\n";
    sheet
}

fn head(title: &str, facts: &Facts) -> String {
    let received = facts.received.as_deref().unwrap_or("tanggal tidak tercatat");
    format!("{RULE}\n{title}\nLaporan {}, diterima: {received}\n{RULE}\n", facts.tag)
}

/// Writes one item, its further lines indented; `lacking` names what a skipped one lacks.
fn item(sheet: &mut String, title: &str, content: Option<&str>, lacking: &str) {
    let Some(content) = content else {
        let _infallible = writeln!(sheet, "* {title}: BELUM ADA: {lacking}");
        return;
    };
    let mut lines = content.lines();
    let _infallible = writeln!(sheet, "* {title}: {}", lines.next().unwrap_or_default());
    for line in lines {
        let _infallible = writeln!(sheet, "    {line}");
    }
}

fn limit(facts: &Facts) -> String {
    match &facts.lapse {
        Lapse::Unknown => "periksa sendiri: tanggal kejadian tidak terbaca pasti, dan yang dihitung ialah sejak pelanggaran diketahui".to_owned(),
        Lapse::Days(days, since) if *days > LIMIT => format!(
            "PERHATIAN: {days} hari antara {since} dan tanggal diterima, lebih dari 7 hari; periksa sejak kapan pelanggaran diketahui"
        ),
        Lapse::Days(days, since) => format!(
            "{days} hari antara {since} dan tanggal diterima; hitung lagi sampai hari Anda menyampaikannya"
        ),
    }
}

fn evidence(facts: &Facts) -> Option<String> {
    let photos = (facts.photos > 0).then(|| format!("{} foto (berkas tersendiri)", facts.photos));
    match (facts.evidence.clone(), photos) {
        (Some(text), Some(photos)) => Some(format!("{text}\n{photos}")),
        (text, photos) => text.or(photos),
    }
}
