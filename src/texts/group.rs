//! Brief answers in groups, each with a way into the private chat.

use crate::conversation::Brief;
use crate::conversation::State;
use crate::faq::EntryId;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::Scene;
use crate::texts::entry::label_word;
use crate::texts::entry::without_label;
use crate::texts::label::numbered_entries;
use crate::texts::markup::escape;
use crate::texts::review;

/// Words a brief answer.
pub(super) fn message(scene: Scene<'_>, brief: &Brief) -> Message {
    let html = match brief {
        Brief::Answer(id) => answer(scene, id),
        Brief::Choose(ids) => format!(
            "Ada beberapa kemungkinan:\n{}\n\nBuka di chat pribadi untuk jawabannya.",
            numbered_entries(scene.faq, ids)
        ),
        Brief::PrivateOnly => {
            "Untuk yang ini mari lanjut di chat pribadi, supaya lengkap dan tidak terbaca orang lain."
                .to_owned()
        }
        Brief::Greeting => greeting(scene),
    };
    let payload = match brief {
        Brief::Answer(id) => format!("?start=q_{id}"),
        _ => String::new(),
    };
    let open = scene.bot.map(|bot| KeyView {
        label: "Buka di chat pribadi".to_owned(),
        action: KeyAction::Open(format!("https://t.me/{bot}{payload}")),
    });
    Message { html, keyboard: open.into_iter().map(|key| vec![key]).collect() }
}

fn answer(scene: Scene<'_>, id: &EntryId) -> String {
    let Some(entry) = scene.faq.entry(id) else { return greeting(scene) };
    let title = escape(&entry.title);
    if entry.under_review.is_some() {
        return review::in_place_of_answer(scene, &State::default(), entry).join("\n\n");
    }
    let banner = review::banner(scene.faq, entry).map_or_else(String::new, |banner| format!("\n{banner}"));
    format!(
        "<b>{}</b> · {title}{banner}\n\n{}\n\n<i>Dasar hukum dan penjelasan ada di chat pribadi.</i>",
        label_word(entry.label()),
        escape(&without_label(entry))
    )
}

fn greeting(scene: Scene<'_>) -> String {
    let bot = scene.bot.map_or_else(|| "nama bot ini".to_owned(), |bot| format!("@{}", escape(bot)));
    format!(
        "Saya menjawab pertanyaan tentang netralitas ASN. Di grup, sebut {bot} atau tulis /tanya disertai pertanyaan. \
         Jangan menulis hal pribadi di grup; untuk itu pakai chat pribadi."
    )
}
