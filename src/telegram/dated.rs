//! When Telegram says that something happened: what the machine's clock is held against.

use serde::Deserialize;
use serde_json::Value;

use crate::ports::Timestamp;

#[derive(Deserialize)]
struct Update<'a> {
    #[serde(borrow)]
    message: Option<&'a serde_json::value::RawValue>,
    #[serde(borrow)]
    edited_message: Option<&'a serde_json::value::RawValue>,
    #[serde(borrow)]
    my_chat_member: Option<&'a serde_json::value::RawValue>,
}

#[derive(Deserialize)]
struct Dated {
    #[serde(default)]
    date: Value,
    #[serde(default)]
    edit_date: Value,
}

/// Returns the date that Telegram's own server put on an update. What a button hangs on may be of any age,
/// so a press has none.
pub(super) fn date(json: &str) -> Option<Timestamp> {
    let update: Update<'_> = serde_json::from_str(json).ok()?;
    let read = |part: &serde_json::value::RawValue| serde_json::from_str::<Dated>(part.get()).ok();
    let sent = update.message.or(update.my_chat_member).and_then(read).map(|part| part.date);
    let edited = || update.edited_message.and_then(read).map(|part| part.edit_date);
    let seconds = sent.or_else(edited)?.as_u64()?;
    (seconds > 0).then_some(Timestamp(seconds))
}

#[cfg(test)]
mod tests {
    use proptest::proptest;

    use super::*;

    #[test]
    fn a_message_an_edit_and_a_change_of_members_have_dates() {
        for (json, told) in [
            (r#"{"update_id":1,"message":{"date":1771804800,"text":"a"}}"#, Some(1_771_804_800)),
            (r#"{"update_id":1,"edited_message":{"date":5,"edit_date":1771804800}}"#, Some(1_771_804_800)),
            (r#"{"update_id":1,"my_chat_member":{"date":1771804800}}"#, Some(1_771_804_800)),
            (r#"{"update_id":1,"callback_query":{"message":{"date":5}}}"#, None),
            (r#"{"update_id":1,"message":{"date":0}}"#, None),
            (r#"{"update_id":1,"message":{"date":"heute"}}"#, None),
            (r#"{"update_id":1,"message":{}}"#, None),
            (r#"{"update_id":1,"message":7}"#, None),
        ] {
            assert_eq!(date(json), told.map(Timestamp), "{json}");
        }
    }

    #[test]
    fn the_date_of_a_forwarded_or_answered_message_is_not_taken() {
        let json =
            r#"{"message":{"forward_origin":{"date":5},"reply_to_message":{"date":6},"date":1771804800}}"#;
        assert_eq!(date(json), Some(Timestamp(1_771_804_800)));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(json in "\\PC{0,80}") {
            let _either_way = date(&json);
        }
    }
}
