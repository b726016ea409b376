//! Drafts that are there already, whichever flow wrote them.

use netral::curation::AdminId;
use netral::curation::Author;
use netral::curation::Draft;
use netral::curation::DraftId;
use netral::curation::FileChange;
use netral::curation::Kept;
use netral::curation::Role;
use netral::curation::revision::Purpose;
use netral::faq::edit;
use netral::faq::edit::Field;
use netral::ports::ChatId;
use netral::ports::Records;

use super::APPROVER;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::office::Office;

/// The entry that these tests edit.
pub(super) const HADIR: &str = "kampanye/hadir.md";

/// A question that lands there.
pub(super) const ASKED: &str = "hadir kampanye di alun alun";

/// Who somebody is in an office with everybody.
fn author(chat: ChatId) -> Author {
    let (number, role) = match chat {
        OWNER => (1, Role::Owner),
        APPROVER => (2, Role::Approver),
        EDITOR => (3, Role::Editor),
        COLLEAGUE => (4, Role::Editor),
        _ => panic!("nobody who writes"),
    };
    Author::Admin(AdminId(number), role)
}

/// The change of one entry's fields, from the text in force.
pub(super) fn edited(office: &Office, path: &str, fields: &[(Field, &str)]) -> FileChange {
    let before = office.files()[path].clone();
    let set = |text: String, (field, value): &(Field, &str)| edit::set(&text, *field, value).unwrap();
    let after = fields.iter().fold(before.clone(), set);
    FileChange { path: path.to_owned(), before: Some(before), after: Some(after) }
}

/// Puts a draft of somebody's into the store.
pub(super) fn drafted(office: &Office, chat: ChatId, changes: Vec<FileChange>) -> DraftId {
    let id = DraftId(office.drafts().last().map_or(1, |draft| draft.id.0 + 1).max(next(office)));
    let draft = Draft {
        id,
        author: author(chat),
        purpose: Purpose::Edit,
        changes,
        reason: None,
        at: office.now(),
        submitted: None,
    };
    assert!(office.runtime().block_on(office.store.apply(vec![draft.put_new()])).unwrap());
    id
}

fn next(office: &Office) -> u32 {
    u32::try_from(office.revisions().len()).unwrap() + 1
}

/// Opens the preview of a draft.
pub(super) fn previews(office: &Office, chat: ChatId, id: DraftId) {
    presses(office, chat, &format!("1:a:r:p:{}", id.0));
}

/// Presses a button, seen or forged.
pub(super) fn presses(office: &Office, chat: ChatId, data: &str) {
    if office.all(chat).iter().all(|shown| !shown.by_bot) {
        office.says(chat, "/menu");
    }
    let message = office.find_any(chat);
    office.taps_on(chat, message, data, data);
}

/// Drafts a change of an entry's fields and opens its preview.
pub(super) fn proposes(office: &Office, chat: ChatId, path: &str, fields: &[(Field, &str)]) -> DraftId {
    let id = drafted(office, chat, vec![edited(office, path, fields)]);
    previews(office, chat, id);
    id
}

/// Drafts and publishes a change that needs nobody else.
pub(super) fn publishes(office: &Office, chat: ChatId, path: &str, fields: &[(Field, &str)]) {
    let revisions = office.revisions().len();
    proposes(office, chat, path, fields);
    office.taps(chat, "Terbitkan");
    assert_eq!(office.revisions().len(), revisions + 1, "{}", office.transcript());
}

/// The data of a button that a chat shows.
pub(super) fn data(office: &Office, chat: ChatId, label: &str) -> String {
    office.find(chat, label).1
}
