//! Fields that are chosen with buttons: verdict, sanctions, statuses, legal basis, date.

use crate::curation::browsing::Page;
use crate::curation::button::drafts::Deed;
use crate::curation::editing;
use crate::faq::ArticleId;
use crate::faq::Employment;
use crate::faq::LegalBasis;
use crate::faq::Norm;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::faq::edit;
use crate::faq::edit::Field;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::curation::edit::View;
use crate::texts::curation::key;
use crate::texts::curation::message;
use crate::texts::curation::page_of;
use crate::texts::curation::pager;
use crate::texts::curation::row;
use crate::texts::entry::sanction_name;
use crate::texts::label::employment_name;
use crate::texts::label::shorten;
use crate::texts::markup::escape;

pub(super) fn verdict(view: &View<'_>) -> (String, Vec<Vec<KeyView>>) {
    let now = view.value(Field::Verdict);
    let name = |verdict: Verdict| {
        let chosen = if now.as_deref() == Some(verdict.as_str()) { " (sekarang)" } else { "" };
        format!("{}{chosen}", verdict_name(verdict))
    };
    let rows = Verdict::ALL.map(|verdict| row(name(verdict), &view.on(Deed::Verdict(verdict))));
    let html = format!(
        "Sekarang: <b>{}</b>\n\nPilih putusannya. Ringkasan harus berkata sama; ubah juga bila perlu.",
        escape(now.as_deref().unwrap_or("belum dipilih"))
    );
    (html, rows.to_vec())
}

fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Allowed => "Boleh",
        Verdict::Forbidden => "Dilarang",
        Verdict::Conditional => "Bersyarat",
        Verdict::Info => "Penjelasan saja",
    }
}

pub(super) fn sanctions(view: &View<'_>) -> (String, Vec<Vec<KeyView>>) {
    let now = edit::lines(view.sheet.text, Field::Sanctions);
    let toggle = |sanction: Sanction| {
        let label = toggled(sanction_name(sanction), now.iter().any(|it| it == sanction.as_str()));
        row(label, &view.on(Deed::Sanction(sanction)))
    };
    let html = "Jenis sanksi yang disebut aturan untuk perbuatan ini. Tekan untuk menyalakan atau mematikan; semua boleh mati.";
    (html.to_owned(), Sanction::ALL.into_iter().map(toggle).collect())
}

pub(super) fn statuses(view: &View<'_>) -> (String, Vec<Vec<KeyView>>) {
    let now = edit::lines(view.sheet.text, Field::AppliesTo);
    let toggle = |status: Employment| {
        let label = toggled(employment_name(status), now.iter().any(|it| it == status.as_str()));
        row(label, &view.on(Deed::Status(status)))
    };
    let html = "Jawaban ini untuk siapa? Tekan untuk menyalakan atau mematikan; paling sedikit satu.";
    (html.to_owned(), Employment::ALL.into_iter().map(toggle).collect())
}

fn toggled(name: &str, is_on: bool) -> String {
    format!("{name}: {}", if is_on { "ya" } else { "tidak" })
}

pub(super) fn checked_on(view: &View<'_>) -> (String, Vec<Vec<KeyView>>) {
    let html = format!(
        "Sekarang: <code>{}</code>\n\nKapan jawaban ini terakhir dicek terhadap aturannya? \
         Tekan <b>Hari ini</b>, atau ketik tanggalnya, misalnya <code>2026-02-23</code> atau <code>23-02-2026</code>.",
        escape(&view.value(Field::CheckedOn).unwrap_or_default())
    );
    (html, vec![row("Hari ini", &view.on(Deed::Checked))])
}

/// A page of the norms, to choose a legal basis from.
#[must_use]
pub fn norms(view: View<'_>, page: &Page<'_, &Norm>) -> Message {
    let rows = page.rows.iter().enumerate().map(|(index, norm)| {
        let (citation, title) = (escape(&norm.citation), escape(&norm.title));
        format!("{}. <b>{citation}</b> – {title}", index.saturating_add(1))
    });
    let rows: Vec<String> = rows.collect();
    let choose = |(number, norm): (usize, &&Norm)| {
        let label = shorten(&format!("{number}. {}", norm.citation));
        row(label, &view.on(Deed::Articles(norm.id.clone(), 0)))
    };
    let mut keyboard: Vec<Vec<KeyView>> = (1..).zip(page.rows).map(choose).collect();
    keyboard.extend(pager(page.number, page.pages, |page| view.on(Deed::Norms(page))));
    keyboard.push(vec![key("Kembali", &view.on(Deed::Field(Field::Basis)))]);
    let html = format!(
        "<b>Tambah dasar</b>: pilih aturannya{}\n\n{}\n\nAturan atau pasal yang belum ada ditambahkan lewat <code>_norma.toml</code> (Ekspor/impor).",
        page_of(page.number, page.pages),
        rows.join("\n")
    );
    message(html, keyboard)
}

/// A page of a norm's articles; the norm as a whole comes first.
#[must_use]
pub fn articles(view: View<'_>, norm: &Norm, page: &Page<'_, (&ArticleId, &String)>) -> Message {
    let basis = |article: Option<&ArticleId>| {
        let basis = LegalBasis { norm: norm.id.clone(), article: article.cloned() };
        Deed::Basis(editing::mark(&basis.to_string()))
    };
    let choose = |(number, (id, label)): (usize, &(&ArticleId, &String))| {
        row(shorten(&format!("{number}. {label}")), &view.on(basis(Some(id))))
    };
    let mut keyboard: Vec<Vec<KeyView>> = (1..).zip(page.rows).map(choose).collect();
    if page.number == 0 {
        keyboard.push(row("Aturan ini saja, tanpa pasal", &view.on(basis(None))));
    }
    let turn = |page| view.on(Deed::Articles(norm.id.clone(), page));
    keyboard.extend(pager(page.number, page.pages, turn));
    keyboard.push(vec![key("Kembali", &view.on(Deed::Norms(0)))]);
    let rows = page.rows.iter().enumerate();
    let rows = rows.map(|(index, (_, label))| format!("{}. {}", index.saturating_add(1), escape(label)));
    let rows: Vec<String> = rows.collect();
    let html = format!(
        "<b>{}</b>: pilih pasalnya{}\n\n{}",
        escape(&norm.citation),
        page_of(page.number, page.pages),
        rows.join("\n")
    );
    message(html, keyboard)
}
