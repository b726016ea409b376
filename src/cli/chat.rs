//! `netral chat`: the same conversations in the terminal, remembered until it ends.

use std::io;
use std::io::IsTerminal;
use std::io::Write;
use std::sync::Arc;

use crate::cli::ask;
use crate::cli::failure::Failure;
use crate::cli::material;
use crate::config::Config;
use crate::config::Places;
use crate::conversation::Place;
use crate::conversation::Wording;
use crate::conversation::bare;
use crate::desk::Circumstances;
use crate::desk::Desk;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::Received;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::storage::MemoryStore;
use crate::system::SystemClock;
use crate::texts::Message;
use crate::texts::markup;
use crate::texts::trouble;

/// The one chat there is.
const CHAT: ChatId = ChatId(1);

/// Words that end the conversation.
const FAREWELLS: [&str; 2] = ["/keluar", "/selesai"];

/// Talks until the input ends.
pub(super) fn run(places: &Places) -> Result<(), Failure> {
    let config = Config::read(places)?;
    let reference = material::reference(places)?;
    let desk = Desk::new(Arc::new(MemoryStore::new(SystemClock)), reference, config.agency);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .map_err(|_| Failure::Internal(trouble::store_failed()))?;
    runtime.block_on(talk(&desk, io::stdin().is_terminal()))
}

async fn talk(desk: &Desk<MemoryStore<SystemClock>>, prompt: bool) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    if prompt {
        writeln!(output, "Ketik pertanyaan, nomor pilihan, atau perintah. Untuk berhenti: /keluar\n")?;
    }
    hear(desk, "/start", &mut output).await?;
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    loop {
        if prompt {
            write!(output, "> ")?;
            output.flush()?;
        }
        if !ask::read_line(&mut input, &mut line)? {
            return Ok(());
        }
        let said = String::from_utf8_lossy(&line);
        let said = bare(&said);
        if FAREWELLS.contains(&said) {
            return Ok(());
        }
        if !said.is_empty() {
            hear(desk, said, &mut output).await?;
        }
    }
}

async fn hear(
    desk: &Desk<MemoryStore<SystemClock>>,
    said: &str,
    output: &mut impl Write,
) -> Result<(), Failure> {
    let received = desk.receive(incoming(said)).await;
    // The terminal has nobody to file a tip with, so its desk says nothing of the kind.
    let Received::Said(speech) = received.map_err(|_| Failure::Internal(trouble::store_failed()))? else {
        return Ok(());
    };
    if let Some(state) = speech.then {
        let _kept_in_memory = desk.remember(CHAT, state).await;
    }
    for delivery in &speech.deliveries {
        if let Delivery::Send { message, .. } | Delivery::Edit { message, .. } = delivery {
            writeln!(output, "{}\n", as_plain_text(message))?;
        }
    }
    Ok(())
}

fn incoming(said: &str) -> Incoming {
    let happening = match said.strip_prefix('/') {
        Some(command) => {
            let (name, rest) = command.split_once(char::is_whitespace).unwrap_or((command, ""));
            Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() }
        }
        None => Happening::Said { text: said.to_owned(), wording: Wording::Typed },
    };
    Incoming {
        update: None,
        chat: CHAT,
        place: Place::Private,
        message: None,
        press: None,
        happening,
        circumstances: Circumstances::default(),
    }
}

/// The text, then the buttons with the numbers that press them.
fn as_plain_text(message: &Message) -> String {
    let mut text = markup::plain(&message.html);
    let labels = message.keyboard.iter().flatten().map(|key| key.label.as_str());
    for (index, label) in labels.enumerate() {
        let number = index.saturating_add(1);
        let label = label.strip_prefix(&format!("{number}. ")).unwrap_or(label);
        text.push_str(&format!("\n  [{number}] {label}"));
    }
    text
}
