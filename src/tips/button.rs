//! Buttons of everything about tips, and how they travel as callback data.
//!
//! No button carries a receipt, a lookup id or anything a tipster wrote.

use crate::tips::Proposal;
use crate::tips::RoleId;
use crate::tips::Status;
use crate::tips::Tag;
use crate::tips::draft::Question;

/// Where a "next" or "skip" belongs: pressed on an older message it means nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The notice before the first word.
    Notice,
    /// A question.
    Ask(Question),
    /// Who receives it.
    Recipients,
}

/// An answer to "when" that is tapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quick {
    /// "Hari ini"
    Today,
    /// "Kemarin"
    Yesterday,
    /// "Minggu ini"
    ThisWeek,
}

/// A picture to tell a person from a machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fruit {
    /// "Apel"
    Apple,
    /// "Semangka"
    Watermelon,
    /// "Jeruk"
    Orange,
    /// "Pisang"
    Banana,
}

impl Quick {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Today, Self::Yesterday, Self::ThisWeek];
}

impl Fruit {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Apple, Self::Watermelon, Self::Orange, Self::Banana];
}

/// Which of the files that were sealed anew a button is about: a later one has another code, so that nobody
/// agrees to a file he hasn't seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProposalCode([u8; 4]);

impl ProposalCode {
    /// Returns the code of a file.
    #[must_use]
    pub fn of(proposal: &Proposal) -> Self {
        let mut code = [0; 4];
        code.iter_mut().zip(proposal.blob.0).for_each(|(to, from)| *to = from);
        Self(code)
    }

    fn to_hex(self) -> String {
        format!("{:08x}", u32::from_be_bytes(self.0))
    }

    fn read(text: &str) -> Option<Self> {
        let digits = text.len() == 8 && text.bytes().all(|digit| digit.is_ascii_hexdigit());
        let number = digits.then(|| u32::from_str_radix(text, 16).ok()).flatten()?;
        Some(Self(number.to_be_bytes()))
    }
}

/// What pressing a button means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Begin a report.
    Report,
    /// Say what the risks are.
    Risks,
    /// Go on.
    Next(Step),
    /// Go on without an answer.
    Skip(Step),
    /// Answer "when".
    When(Quick),
    /// Use a text although it may point to its writer.
    KeepAnyway,
    /// Write such a text anew.
    Rephrase,
    /// Exclude a role, or include it again.
    Toggle(RoleId),
    /// File the report.
    Send,
    /// Show that one is a person.
    Pick(Fruit),
    /// Change something.
    Change,
    /// Change the answer to a question.
    ChangeAnswer(Question),
    /// Change who receives it.
    ChangeRecipients,
    /// Back to the preview.
    Preview,
    /// Wipe the draft, or leave what is open.
    Cancel,
    /// The receipt is saved: delete the message that shows it.
    Saved,
    /// What was written is a question.
    IsQuestion,
    /// What was written belongs to a report.
    IsReport,
    /// Ask for the receipt.
    AskReceipt,
    /// Add something to the tip.
    Add,
    /// Seal and store the addition.
    SendAddition,
    /// Ask whether to remove the tip.
    Withdraw,
    /// Remove the tip.
    WithdrawNow,
    /// Back to the tip.
    Follow,
    /// Close what the receipt opened.
    Close,
    /// A handler's list, from a page on.
    Inbox(u8),
    /// One tip, as its handler sees it.
    Open(Tag),
    /// Fetch a tip's files.
    Fetch(Tag),
    /// Choose a status.
    ChooseStatus(Tag),
    /// Set a status.
    SetStatus(Tag, Status),
    /// Write a reply.
    Reply(Tag),
    /// Seal and store the reply.
    SendReply,
    /// Agree to a file sealed anew, of that number.
    ConfirmReseal(Tag, u8, ProposalCode),
    /// Drop a file sealed anew, of that number.
    DeclineReseal(Tag, u8, ProposalCode),
}

impl Button {
    /// Whether data is that of a button about tips, known or not.
    #[must_use]
    pub fn is_ours(data: &str) -> bool {
        data.starts_with("1:t:")
    }

    /// Writes the button as callback data.
    #[must_use]
    pub fn to_data(self) -> String {
        let data = match self {
            Self::Report => "n".to_owned(),
            Self::Risks => "r".to_owned(),
            Self::Next(step) => format!("l:{}", step_code(step)),
            Self::Skip(step) => format!("s:{}", step_code(step)),
            Self::When(quick) => format!("w:{}", index(&Quick::ALL, quick)),
            Self::KeepAnyway => "g:t".to_owned(),
            Self::Rephrase => "g:u".to_owned(),
            Self::Toggle(role) => format!("e:{}", hex(role)),
            Self::Send => "k".to_owned(),
            Self::Pick(fruit) => format!("p:{}", index(&Fruit::ALL, fruit)),
            Self::Change => "u".to_owned(),
            Self::ChangeAnswer(question) => format!("u:{}", question.index()),
            Self::ChangeRecipients => "u:r".to_owned(),
            Self::Preview => "v".to_owned(),
            Self::Cancel => "x".to_owned(),
            Self::Saved => "d".to_owned(),
            Self::IsQuestion => "q".to_owned(),
            Self::IsReport => "b".to_owned(),
            Self::AskReceipt => "c".to_owned(),
            Self::Add => "a".to_owned(),
            Self::SendAddition => "a:k".to_owned(),
            Self::Withdraw => "h".to_owned(),
            Self::WithdrawNow => "h:y".to_owned(),
            Self::Follow => "f".to_owned(),
            Self::Close => "z".to_owned(),
            Self::Inbox(page) => format!("i:{page}"),
            Self::Open(tag) => format!("o:{tag}"),
            Self::Fetch(tag) => format!("m:{tag}"),
            Self::ChooseStatus(tag) => format!("j:{tag}"),
            Self::SetStatus(tag, status) => format!("j:{tag}:{}", status.code()),
            Self::Reply(tag) => format!("y:{tag}"),
            Self::SendReply => "y".to_owned(),
            Self::ConfirmReseal(tag, number, code) => format!("sy:{tag}:{number}:{}", code.to_hex()),
            Self::DeclineReseal(tag, number, code) => format!("sn:{tag}:{number}:{}", code.to_hex()),
        };
        format!("1:t:{data}")
    }

    /// Reads callback data of this version.
    #[must_use]
    pub fn from_data(data: &str) -> Option<Self> {
        let mut fields = data.strip_prefix("1:t:")?.split(':');
        let read = (fields.next()?, fields.next(), fields.next());
        match (fields.next(), fields.next()) {
            (None, _) => {}
            (Some(code), None) => return Self::of_a_reseal(read, code),
            _ => return None,
        }
        Self::plain(read).or_else(|| Self::of_a_draft(read)).or_else(|| Self::of_a_handler(read))
    }

    fn plain(read: (&str, Option<&str>, Option<&str>)) -> Option<Self> {
        Some(match read {
            ("n", None, None) => Self::Report,
            ("r", None, None) => Self::Risks,
            ("k", None, None) => Self::Send,
            ("u", None, None) => Self::Change,
            ("v", None, None) => Self::Preview,
            ("x", None, None) => Self::Cancel,
            ("d", None, None) => Self::Saved,
            ("q", None, None) => Self::IsQuestion,
            ("b", None, None) => Self::IsReport,
            ("c", None, None) => Self::AskReceipt,
            ("a", None, None) => Self::Add,
            ("a", Some("k"), None) => Self::SendAddition,
            ("h", None, None) => Self::Withdraw,
            ("h", Some("y"), None) => Self::WithdrawNow,
            ("f", None, None) => Self::Follow,
            ("z", None, None) => Self::Close,
            ("y", None, None) => Self::SendReply,
            _ => return None,
        })
    }

    fn of_a_draft(read: (&str, Option<&str>, Option<&str>)) -> Option<Self> {
        Some(match read {
            ("l", Some(step), None) => Self::Next(read_step(step)?),
            ("s", Some(step), None) => Self::Skip(read_step(step)?),
            ("w", Some(quick), None) => Self::When(at(&Quick::ALL, quick)?),
            ("g", Some("t"), None) => Self::KeepAnyway,
            ("g", Some("u"), None) => Self::Rephrase,
            ("e", Some(role), None) => Self::Toggle(read_hex(role)?),
            ("p", Some(fruit), None) => Self::Pick(at(&Fruit::ALL, fruit)?),
            ("u", Some("r"), None) => Self::ChangeRecipients,
            ("u", Some(question), None) => Self::ChangeAnswer(at(&Question::ALL, question)?),
            _ => return None,
        })
    }

    fn of_a_handler(read: (&str, Option<&str>, Option<&str>)) -> Option<Self> {
        Some(match read {
            ("i", Some(page), None) => Self::Inbox(page.parse().ok()?),
            ("o", Some(tag), None) => Self::Open(Tag::parse(tag)?),
            ("m", Some(tag), None) => Self::Fetch(Tag::parse(tag)?),
            ("j", Some(tag), None) => Self::ChooseStatus(Tag::parse(tag)?),
            ("j", Some(tag), Some(status)) => Self::SetStatus(Tag::parse(tag)?, Status::from_code(status)?),
            ("y", Some(tag), None) => Self::Reply(Tag::parse(tag)?),
            _ => return None,
        })
    }

    fn of_a_reseal(read: (&str, Option<&str>, Option<&str>), code: &str) -> Option<Self> {
        let (kind, tag, number) = (read.0, Tag::parse(read.1?)?, read.2?.parse().ok()?);
        let code = ProposalCode::read(code)?;
        match kind {
            "sy" => Some(Self::ConfirmReseal(tag, number, code)),
            "sn" => Some(Self::DeclineReseal(tag, number, code)),
            _ => None,
        }
    }

    /// Whether only handlers have this button.
    #[must_use]
    pub fn is_handlers(self) -> bool {
        matches!(
            self,
            Self::Inbox(_)
                | Self::Open(_)
                | Self::Fetch(_)
                | Self::ChooseStatus(_)
                | Self::SetStatus(..)
                | Self::Reply(_)
                | Self::SendReply
                | Self::ConfirmReseal(..)
                | Self::DeclineReseal(..)
        )
    }
}

fn step_code(step: Step) -> String {
    match step {
        Step::Notice => "n".to_owned(),
        Step::Ask(question) => question.index().to_string(),
        Step::Recipients => "r".to_owned(),
    }
}

fn read_step(code: &str) -> Option<Step> {
    match code {
        "n" => Some(Step::Notice),
        "r" => Some(Step::Recipients),
        question => at(&Question::ALL, question).map(Step::Ask),
    }
}

fn index<T: PartialEq>(all: &[T], one: T) -> usize {
    all.iter().position(|other| *other == one).unwrap_or_default()
}

fn at<T: Copy>(all: &[T], index: &str) -> Option<T> {
    all.get(index.parse::<usize>().ok()?).copied()
}

fn hex(role: RoleId) -> String {
    role.0.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_hex(text: &str) -> Option<RoleId> {
    let number = (text.len() == 16).then(|| u64::from_str_radix(text, 16).ok()).flatten()?;
    Some(RoleId(number.to_be_bytes()))
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Button;
    use super::Fruit;
    use super::ProposalCode;
    use super::Quick;
    use super::Step;
    use crate::tips::RoleId;
    use crate::tips::Status;
    use crate::tips::Tag;
    use crate::tips::draft::Question;

    fn every_kind_of_button() -> Vec<Button> {
        use Button as B;
        let tag = Tag::parse("7F3K").unwrap();
        let mut all = vec![B::Report, B::Risks, B::KeepAnyway, B::Rephrase, B::Send, B::Change, B::Preview];
        all.extend([B::Cancel, B::Saved, B::IsQuestion, B::IsReport, B::AskReceipt, B::Add, B::SendAddition]);
        all.extend([
            B::Withdraw,
            B::WithdrawNow,
            B::Follow,
            B::Close,
            B::Inbox(3),
            B::Open(tag),
            B::Fetch(tag),
        ]);
        all.extend([B::ChooseStatus(tag), B::Reply(tag), B::SendReply, B::ChangeRecipients]);
        let code = ProposalCode([0, 1, 254, 255]);
        all.extend([B::ConfirmReseal(tag, 1, code), B::DeclineReseal(tag, 255, code)]);
        all.push(B::Toggle(RoleId([0, 1, 2, 3, 4, 5, 6, 255])));
        let steps = Question::ALL.map(Step::Ask).into_iter().chain([Step::Notice, Step::Recipients]);
        all.extend(steps.flat_map(|step| [B::Next(step), B::Skip(step)]));
        all.extend(Question::ALL.map(B::ChangeAnswer));
        all.extend(Quick::ALL.map(B::When));
        all.extend(Fruit::ALL.map(B::Pick));
        all.extend(Status::settable().into_iter().map(|status| B::SetStatus(tag, status)));
        all
    }

    #[test]
    fn every_button_travels_within_64_bytes_and_comes_back_as_itself() {
        for button in every_kind_of_button() {
            let data = button.to_data();
            assert!(data.len() <= 64 && Button::is_ours(&data), "{data}");
            assert_eq!(Button::from_data(&data), Some(button));
        }
    }

    #[test]
    fn forged_callback_data_is_nobodys_button() {
        for data in [
            "1:t:",
            "1:t",
            "2:t:n",
            "1:t:n:x",
            "1:t:e:xyz",
            "1:t:o:lower!",
            "1:t:u:9",
            "1:t:i:300",
            "1:t:j:7F3K:zz",
            "1:t:sy:7F3K:1",
            "1:t:sy:7F3K:1:+1234567",
            "1:t:sy:7F3K:300:01234567",
            "1:t:sx:7F3K:1:01234567",
            "1:t:sy:7F3K:1:01234567:x",
        ] {
            assert_eq!(Button::from_data(data), None, "{data:?}");
        }
    }

    proptest! {
        #[test]
        fn no_data_breaks_the_reader_and_what_it_reads_travels_again(rest in "([a-z]|[:0-9A-F]){0,24}|\\PC{0,24}") {
            for data in [format!("1:t:{rest}"), rest] {
                if let Some(button) = Button::from_data(&data) {
                    prop_assert_eq!(Button::from_data(&button.to_data()), Some(button));
                }
            }
        }

        #[test]
        fn no_text_breaks_the_reader_of_tags(text in "\\PC{0,8}", four in "[0-9a-zA-Z]{4}") {
            for text in [text, four] {
                let shown = Tag::parse(&text).map(|tag| tag.to_string());
                prop_assert!(shown.is_none_or(|shown| shown == text.trim().to_ascii_uppercase()));
            }
        }
    }
}
