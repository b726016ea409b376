//! Somebody who goes through the dialogue of a tip, button by button.

use netral::sandbox::Telegram;
use netral::sandbox::world::types::Message;
use netral::tips::Receipt;
use netral::tips::button::Button;
use netral::tips::button::Quick;
use netral::tips::button::Step;
use netral::tips::draft::Question;

/// What stands in the message that takes the receipt's place once a tip is filed.
pub(crate) const FILED: &str = "Terkirim.";

/// A person in the middle of something with the bot.
#[derive(Clone, Copy)]
pub(crate) struct Tipster<'a> {
    pub(crate) telegram: &'a Telegram,
    pub(crate) chat: i64,
}

/// What to write where; what is empty is skipped.
#[derive(Clone, Default)]
pub(crate) struct Script {
    pub(crate) what: Vec<String>,
    pub(crate) who: String,
    pub(crate) place: String,
    pub(crate) context: String,
}

impl Script {
    pub(crate) fn of(what: &str) -> Self {
        Self { what: vec![what.to_owned()], ..Self::default() }
    }
}

impl<'a> Tipster<'a> {
    pub(crate) fn new(telegram: &'a Telegram, chat: i64) -> Self {
        Self { telegram, chat }
    }

    /// Waits until the bot shows something; returns what was found in its newest messages first.
    async fn finds<T>(&self, find: impl Fn(&Message) -> Option<T>) -> T {
        let chat = self.chat;
        let found = self.telegram.wait_for(|world| {
            let messages = world.messages(chat);
            messages.into_iter().rev().filter(|message| message.is_from_bot()).find_map(&find)
        });
        found.await.unwrap_or_else(|waited| {
            let all = self.telegram.chat_messages(chat);
            let all: Vec<_> = all.iter().map(Message::words).collect();
            panic!("{waited}; the chat shows {all:#?}")
        })
    }

    /// Waits for a message with some words.
    pub(crate) async fn reads(&self, words: &str) -> Message {
        self.finds(|message| message.words().contains(words).then(|| message.clone())).await
    }

    /// Waits for a message with a button.
    pub(crate) async fn sees(&self, button: Button) -> Message {
        let data = button.to_data();
        let has = |message: &Message| {
            let keyboard = message.reply_markup.as_ref();
            keyboard.is_some_and(|keyboard| keyboard.buttons().any(|other| other.data() == Some(&*data)))
        };
        self.finds(|message| has(message).then(|| message.clone())).await
    }

    /// Presses a button once it is there; returns the message it stood under.
    pub(crate) async fn presses(&self, button: Button) -> Message {
        let message = self.sees(button).await;
        self.telegram.tap(self.chat, self.chat, message.message_id, &button.to_data());
        message
    }

    pub(crate) fn says(&self, text: &str) -> i32 {
        self.telegram.say(self.chat, text)
    }

    /// Begins a report and answers "what".
    pub(crate) async fn begins(&self, script: &Script) {
        self.says("/lapor");
        self.presses(Button::Next(Step::Notice)).await;
        self.reads("Apa yang terjadi?").await;
        for piece in &script.what {
            self.says(piece);
        }
        self.presses(Button::Next(Step::Ask(Question::What))).await;
    }

    /// Answers a question, or skips it.
    pub(crate) async fn answers(&self, question: Question, text: &str) {
        if text.is_empty() {
            self.presses(Button::Skip(Step::Ask(question))).await;
        } else {
            self.sees(Button::Skip(Step::Ask(question))).await;
            self.says(text);
            self.presses(Button::Next(Step::Ask(question))).await;
        }
    }

    /// Answers everything between "what" and the evidence.
    pub(crate) async fn goes_on(&self, script: &Script) {
        self.answers(Question::Who, &script.who).await;
        self.presses(Button::When(Quick::Today)).await;
        self.answers(Question::Where, &script.place).await;
    }

    /// Answers the rest; returns the message that shows the receipt, and its digits.
    pub(crate) async fn gets_ready(&self, script: &Script) -> (Message, String) {
        self.answers(Question::Context, &script.context).await;
        self.presses(Button::Next(Step::Recipients)).await;
        self.sees_receipt().await
    }

    /// Waits for the receipt.
    pub(crate) async fn sees_receipt(&self) -> (Message, String) {
        let message = self.sees(Button::Send).await;
        let receipt = Receipt::find(message.words()).unwrap();
        (message, receipt.digits().to_string())
    }

    /// Writes a whole report without evidence, up to the receipt.
    pub(crate) async fn prepares(&self, script: &Script) -> (Message, String) {
        self.begins(script).await;
        self.goes_on(script).await;
        self.answers(Question::Evidence, "").await;
        self.gets_ready(script).await
    }

    /// Files a whole report; returns the receipt's digits.
    pub(crate) async fn files(&self, script: &Script) -> String {
        let (_, receipt) = self.prepares(script).await;
        self.presses(Button::Send).await;
        self.reads(FILED).await;
        receipt
    }

    /// Opens the tip with its receipt.
    pub(crate) async fn follows(&self, receipt: &str) -> Message {
        self.says("/status");
        self.sees(Button::Close).await;
        self.says(receipt);
        self.sees(Button::Add).await
    }

    /// Removes the tip that is open.
    pub(crate) async fn withdraws(&self) {
        self.presses(Button::Withdraw).await;
        self.presses(Button::WithdrawNow).await;
        let gone = self.telegram.wait_until(|telegram| {
            let last = telegram.last_from_bot(self.chat)?;
            last.reply_markup.is_none().then_some(())
        });
        gone.await.unwrap();
    }

    /// Waits until so few messages are left in the chat.
    pub(crate) async fn has_at_most(&self, messages: usize) {
        let chat = self.chat;
        let left = self.telegram.wait_for(|world| (world.messages(chat).len() <= messages).then_some(()));
        left.await.unwrap_or_else(|waited| {
            let all = self.telegram.chat_messages(chat);
            let all: Vec<_> = all.iter().map(Message::words).collect();
            panic!("{waited}; the chat shows {all:#?}")
        });
    }
}
