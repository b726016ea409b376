//! How the FAQ fared, as a table, as a picture and as a weekly digest.

use std::fmt::Write;

use crate::chart::Bar;
use crate::chart::Part;
use crate::chart::Picture;
use crate::coordinates::Timestamp;
use crate::curation::Button;
use crate::curation::button::entries;
use crate::curation::button::gaps;
use crate::curation::button::insight;
use crate::curation::statistics::Cell;
use crate::curation::statistics::Outcomes;
use crate::curation::statistics::Report;
use crate::curation::statistics::Row;
use crate::faq::EntryId;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::row;
use crate::texts::markup::escape;
use crate::texts::trouble::Trouble;

/// Letters in a line of a table: a phone shows them without a break.
pub const COLUMNS: usize = 34;

/// Lines that a title takes at most.
const MOST_LINES: usize = 2;

/// Letters of a count and of a share at the end of a line.
const COUNT: usize = 6;
const SHARE: usize = 5;

/// Entries called wrong that have a button of their own.
const LINKED: usize = 5;

/// What stands under every table.
const ROUNDED: &str = "Angka dibulatkan ke kelipatan lima; yang di bawah lima tidak ditampilkan, supaya tidak ada yang dapat dikenali.";

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"];

/// What surrounds a report where it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Around {
    /// The week before, where anything is known of it.
    pub earlier: Option<u32>,
    /// The week after, where it is closed.
    pub later: Option<u32>,
    /// Whether whoever looks may decide on questions that were passed on.
    pub may_edit: bool,
}

/// A week that isn't over can't be told.
#[must_use]
pub fn not_closed(week: u32, last: u32) -> Trouble {
    Trouble::new(
        format!("Minggu {week} belum selesai."),
        format!("Minggu terakhir yang sudah lengkap: {last}."),
    )
}

/// Says from when to when a week is, as in `28 Mei – 3 Jun 2026`.
#[must_use]
pub fn span(week: u32) -> String {
    let day =
        |days: u64| Timestamp(u64::from(week).saturating_mul(7).saturating_add(days).saturating_mul(86_400));
    let (first, last) = (day(0).date(0), day(6).date(0));
    let year = last.get(..4).unwrap_or_default();
    format!("{} – {} {year}", day_of(&first), day_of(&last))
}

/// `2026-05-28` as `28 Mei`.
fn day_of(date: &str) -> String {
    let mut parts = date.split('-').skip(1);
    let month =
        parts.next().and_then(|month| month.parse::<usize>().ok()).and_then(|month| month.checked_sub(1));
    let month = month.and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    format!("{} {month}", parts.next().unwrap_or_default().trim_start_matches('0'))
}

/// Shows a week as a table, with ways to the weeks around it.
#[must_use]
pub fn table(report: &Report, around: Around) -> Message {
    let html = format!(
        "<b>Statistik</b> {}\n\n<pre>{}</pre>\n{ROUNDED} Minggu yang berjalan belum dihitung.",
        span(report.week),
        escape(&plain(report))
    );
    message(html, keys(report, around))
}

fn keys(report: &Report, around: Around) -> Vec<Vec<KeyView>> {
    let week = |label: &str, week: u32| key(label, &Button::Insight(insight::Button::Week(week)));
    let earlier = around.earlier.map(|earlier| week("Minggu sebelumnya", earlier));
    let later = around.later.map(|later| week("Minggu sesudahnya", later));
    let mut keys = vec![row("Lihat sebagai grafik", &Button::Insight(insight::Button::Chart(report.week)))];
    keys.extend(
        Some(earlier.into_iter().chain(later).collect()).filter(|row: &Vec<KeyView>| !row.is_empty()),
    );
    for flagged in report.wrong.iter().take(LINKED) {
        let entry = EntryId::parse(&flagged.id).map(|id| Button::Entries(entries::Button::Seen(id)));
        keys.extend(entry.map(|entry| row(format!("Periksa: {}", cut(&flagged.title, 40)), &entry)));
    }
    if around.may_edit {
        keys.push(row("Pertanyaan belum terjawab", &Button::Gaps(gaps::Button::Menu)));
    }
    keys
}

/// Returns a week as lines of at most [`COLUMNS`] letters, for a phone or a terminal.
#[must_use]
pub fn plain(report: &Report) -> String {
    let Outcomes { chose, redirected, unknown, answered } = report.outcomes;
    let share = |count: u64| percent(report.outcomes.share(count).filter(|_| count > 0));
    let mut lines = vec![heading("Hasil pertanyaan")];
    let mut outcome = |name: &str, told: String, count: u64| lines.push(line(name, &told, &share(count)));
    outcome("Dijawab", sum(answered), answered);
    outcome("Ditawari pilihan", chose.told(), chose.value());
    outcome("Diarahkan", redirected.told(), redirected.value());
    outcome("Tidak tahu", unknown.told(), unknown.value());
    lines.push(line("Semua", &sum(report.outcomes.questions()), ""));
    lines.push(line("Minggu sebelumnya", &sum(report.before.questions()), ""));
    lines.push(line("Dibanding itu", trend(report), ""));
    lines.extend([String::new(), heading("Penilaian")]);
    lines.push(line("Membantu", &report.helpful.told(), &percent(report.helpful_share())));
    lines.push(line("Belum menjawab", &report.unanswered.told(), ""));
    lines.push(line("Dikirim ke pengelola", &report.passed_on.told(), ""));
    rows(&mut lines, "Entri terbanyak", &report.entries);
    rows(&mut lines, "Topik", &report.groups);
    rows(&mut lines, "Disebut keliru", &report.wrong);
    lines.iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

fn rows(lines: &mut Vec<String>, name: &str, rows: &[Row]) {
    if !rows.is_empty() {
        lines.extend([String::new(), heading(name)]);
        lines.extend(rows.iter().flat_map(of_row));
    }
}

/// A count, and a title behind it on as many lines as it needs, within reason.
fn of_row(row: &Row) -> Vec<String> {
    let room = COLUMNS.saturating_sub(COUNT).saturating_sub(1);
    let mut lines: Vec<String> = Vec::new();
    for word in row.title.split_whitespace() {
        match lines.last_mut() {
            Some(last) if length(last).saturating_add(1).saturating_add(length(word)) <= room => {
                last.push(' ');
                last.push_str(word);
            }
            _ => lines.push(cut(word, room)),
        }
    }
    let is_cut = lines.len() > MOST_LINES;
    lines.truncate(MOST_LINES);
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = format!("{}…", last.chars().take(room.saturating_sub(1)).collect::<String>());
    }
    let counts = std::iter::once(row.count.told()).chain(std::iter::repeat(String::new()));
    counts.zip(lines).map(|(count, title)| format!("{count:>COUNT$} {title}")).collect()
}

fn length(text: &str) -> usize {
    text.chars().count()
}

fn heading(name: &str) -> String {
    name.to_uppercase()
}

/// A name, a count and a share, in columns.
fn line(name: &str, count: &str, share: &str) -> String {
    let room = COLUMNS.saturating_sub(COUNT).saturating_sub(SHARE);
    let mut line = String::new();
    // Writing to a text can't fail.
    let _infallible = write!(line, "{:room$}{count:>COUNT$}{share:>SHARE$}", cut(name, room));
    line
}

fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

fn sum(count: u64) -> String {
    if count == 0 { Cell::Few.told() } else { count.to_string() }
}

fn percent(share: Option<u64>) -> String {
    share.map_or_else(String::new, |share| format!("{share}%"))
}

/// Compared with the week before, in one word.
fn trend(report: &Report) -> &'static str {
    match report.outcomes.questions().cmp(&report.before.questions()) {
        std::cmp::Ordering::Less => "turun",
        std::cmp::Ordering::Equal => "tetap",
        std::cmp::Ordering::Greater => "naik",
    }
}

/// Returns a week as a picture.
#[must_use]
pub fn picture(report: &Report) -> Picture {
    let bar =
        |label: &str, count: Cell| Bar { label: label.to_owned(), value: count.value(), told: count.told() };
    let Outcomes { chose, redirected, unknown, answered } = report.outcomes;
    let answered = if answered == 0 { Cell::Few } else { Cell::About(answered) };
    let outcomes = [
        bar("Dijawab", answered),
        bar("Ditawari pilihan", chose),
        bar("Diarahkan ke pihak lain", redirected),
        bar("Tidak tahu", unknown),
    ];
    let list = |heading: &str, rows: &[Row]| Part {
        heading: heading.to_owned(),
        bars: rows.iter().map(|row| bar(&row.title, row.count)).collect(),
    };
    let mut parts = vec![Part { heading: "Hasil pertanyaan".to_owned(), bars: outcomes.to_vec() }];
    parts.extend([list("Entri yang paling banyak menjawab", &report.entries), list("Topik", &report.groups)]);
    parts.retain(|part| !part.bars.is_empty());
    Picture {
        title: format!("Netral, {}", span(report.week)),
        parts,
        footer: "Dibulatkan ke kelipatan lima; di bawah lima tidak ditampilkan.".to_owned(),
    }
}

/// Says what the picture shows, for those who can't see it.
#[must_use]
pub fn caption(report: &Report) -> Message {
    let Outcomes { chose, redirected, unknown, answered } = report.outcomes;
    let first = report.entries.first().map_or_else(String::new, |row| {
        format!(" Terbanyak: {} ({}).", escape(&cut(&row.title, 120)), escape(&row.count.told()))
    });
    let html = format!(
        "Grafik {}: dijawab {}, ditawari pilihan {}, diarahkan {}, tidak tahu {}.{first}",
        span(report.week),
        escape(&sum(answered)),
        escape(&chose.told()),
        escape(&redirected.told()),
        escape(&unknown.told())
    );
    message(html, Vec::new())
}

/// The picture could not be drawn.
pub const NO_PICTURE: &str = "Grafik tidak dapat dibuat sekarang; tabelnya tetap benar.";

/// The name of the picture's file.
#[must_use]
pub fn picture_name(report: &Report) -> String {
    let first = Timestamp(u64::from(report.week).saturating_mul(7 * 86_400)).date(0);
    format!("netral-statistik-{first}.png")
}

/// Sums a week up for those who write the FAQ.
#[must_use]
pub fn digest(report: &Report, waiting: usize) -> Message {
    let share = |count: u64| report.outcomes.share(count).unwrap_or(0);
    let Outcomes { chose, redirected, unknown, answered } = report.outcomes;
    let mut html = format!("<b>Ringkasan mingguan</b> {}\n\n", span(report.week));
    if report.outcomes.questions() == 0 {
        html.push_str("Belum cukup pertanyaan untuk dirangkum.");
    } else {
        let _infallible = write!(
            html,
            "Pertanyaan: <b>{}</b> (minggu sebelumnya {}, {}).\nDijawab {}%, ditawari pilihan {}%, diarahkan {}%, tidak tahu {}%.",
            report.outcomes.questions(),
            escape(&sum(report.before.questions())),
            trend(report),
            share(answered),
            share(chose.value()),
            share(redirected.value()),
            share(unknown.value())
        );
    }
    if let Some(helpful) = report.helpful_share() {
        let _infallible = write!(html, "\nDinilai membantu: {helpful}%.");
    }
    if waiting > 0 {
        let _infallible = write!(html, "\n\n<b>{waiting} kiriman</b> menunggu jawaban: /celah");
    }
    if !report.wrong.is_empty() {
        html.push_str("\n\n<b>Disebut keliru, periksa dulu:</b>");
        for flagged in report.wrong.iter().take(LINKED) {
            let _infallible = write!(html, "\n• {}", escape(&cut(&flagged.title, 120)));
        }
    }
    let _infallible = write!(html, "\n\n{ROUNDED}");
    let mut keys = vec![row("Statistik", &Button::Insight(insight::Button::Week(report.week)))];
    if waiting > 0 {
        keys.push(row("Pertanyaan belum terjawab", &Button::Gaps(gaps::Button::Menu)));
    }
    message(html, keys)
}

/// Tells auditors the head of the audit, so that it can't be rewritten unseen.
#[must_use]
pub fn audit_digest(week: u32, head: Option<&str>) -> Message {
    let head = head.map_or_else(
        || "Catatan audit masih kosong.".to_owned(),
        |head| format!("Kepala catatan audit: <code>{}</code>\nSimpan pesan ini: catatan yang ditulis ulang tidak lagi cocok dengannya.", escape(head)),
    );
    message(
        format!("<b>Ringkasan mingguan</b> {}\n\n{head}", span(week)),
        vec![row("Statistik", &Button::Insight(insight::Button::Week(week)))],
    )
}

#[cfg(test)]
mod tests {
    use super::COLUMNS;
    use super::plain;
    use super::span;
    use crate::curation::statistics::Cell;
    use crate::curation::statistics::Outcomes;
    use crate::curation::statistics::Report;
    use crate::curation::statistics::Row;

    #[test]
    fn a_week_has_its_days() {
        assert_eq!(span(0), "1 Jan – 7 Jan 1970");
        assert_eq!(span(2943), "28 Mei – 3 Jun 2026");
    }

    #[test]
    fn no_line_of_a_table_is_wider_than_a_phone() {
        let row =
            |title: &str| Row { id: "a".to_owned(), title: title.to_owned(), count: Cell::About(999_995) };
        let outcomes = Outcomes {
            answered: 123_455,
            chose: Cell::Few,
            redirected: Cell::About(5),
            unknown: Cell::About(100_000),
        };
        let report = Report {
            week: 2943,
            outcomes: outcomes.clone(),
            before: outcomes,
            entries: vec![row("Bolehkah ASN menyukai atau membagikan unggahan calon?")],
            groups: vec![row("Média sosial é ü")],
            helpful: Cell::About(10),
            unanswered: Cell::Few,
            wrong: vec![row("x")],
            passed_on: Cell::Few,
        };
        let table = plain(&report);
        assert!(table.lines().all(|line| line.chars().count() <= COLUMNS), "{table}");
        assert!(table.contains("Ditawari pilihan           <5\n"), "{table}");
        assert!(
            table.contains("999995 Bolehkah ASN menyukai atau\n       membagikan unggahan calon?\n"),
            "{table}"
        );
    }
}
