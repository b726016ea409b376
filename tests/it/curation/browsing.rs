//! Looking for entries, and at one of them.

use super::AUDITOR;
use super::EDITOR;
use super::STRANGER;
use super::office::Office;

#[test]
fn to_all_others_the_command_is_one_that_does_not_exist() {
    let office = Office::new();
    office.says(STRANGER, "/tidak_ada");
    let unknown = (office.reads(STRANGER), office.labels(STRANGER));
    for command in ["/faq", "/FAQ", "/faq cari", "/faq tinjau"] {
        office.says(STRANGER, command);
        assert_eq!((office.reads(STRANGER), office.labels(STRANGER)), unknown, "{command}");
    }
    for chat in [EDITOR, AUDITOR] {
        office.says(chat, "/faq");
        assert_ne!(office.reads(chat), unknown.0);
    }
}
