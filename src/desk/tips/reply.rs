//! Takes a handler's reply: shows it, seals it to the tip's own key, stores it, and clears it away.

use crate::desk::tips::TipDesk;
use crate::desk::tips::handle::Refusal;
use crate::desk::tips::handle::fetched;
use crate::desk::tips::memory::Kind;
use crate::desk::tips::memory::Session;
use crate::desk::tips::sending::failed;
use crate::desk::tips::turn::Turn;
use crate::ports::Blob;
use crate::ports::Contents;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::texts::tips as texts;
use crate::texts::tips::HandlerTrouble;
use crate::tips::Act;
use crate::tips::Handler;
use crate::tips::Tag;
use zeroize::Zeroizing;

/// Most UTF-16 units of a reply: it is shown in one message, which Telegram measures so.
const LONGEST_REPLY: usize = 3000;

/// Most replies to a tip.
const MOST_REPLIES: usize = 60;

/// Largest sealed reply, in bytes.
const LARGEST_REPLY: usize = 64 * 1024;

impl<S: TipStore> TipDesk<S> {
    pub(super) fn ask_reply(&self, turn: &mut Turn<'_>, handler: &Handler, tag: Tag) -> Result<(), Refusal> {
        self.tip_of(handler, tag)?;
        if self.keeps_open(turn) {
            return Ok(());
        }
        let reply = self.take_reply(turn);
        let session = Session::new(Kind::Replying { tag, text: None }, turn.now);
        turn.show(texts::ask_reply(self.words(), tag), Some(&session.trail));
        self.memory().put(turn.incoming.chat, session);
        reply.into_iter().for_each(|session| clear_away(turn, &session));
        Ok(())
    }

    /// `/balas 7F3K`, with the text behind it or a sealed file above it.
    pub(super) async fn reply_command(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        rest: &str,
    ) -> Result<(), Refusal> {
        let (tag, text) = rest.trim().split_once(char::is_whitespace).unwrap_or((rest.trim(), ""));
        let tag = Tag::parse(tag).ok_or(HandlerTrouble::ReplyUsage)?;
        self.tip_of(handler, tag)?;
        if let Some(sealed) = fetched(turn)? {
            return self.store_reply(turn, handler, tag, sealed).await;
        }
        if text.trim().is_empty() {
            return self.ask_reply(turn, handler, tag);
        }
        if self.keeps_open(turn) {
            return Ok(());
        }
        self.take_reply(turn).into_iter().for_each(|session| clear_away(turn, &session));
        let session = Session::new(Kind::Replying { tag, text: None }, turn.now);
        self.reply_said(turn, session, text);
        Ok(())
    }

    /// A reply is shown before it is sealed.
    pub(super) fn reply_said(&self, turn: &mut Turn<'_>, mut session: Session, text: &str) {
        turn.incoming.message.into_iter().for_each(|message| session.trail.add(message));
        session.touched = turn.now;
        let Kind::Replying { tag, text: kept } = &mut session.kind else { return };
        let text = text.trim();
        if text.is_empty() || text.encode_utf16().count() > LONGEST_REPLY {
            turn.show(
                texts::handler_trouble(self.words(), HandlerTrouble::ReplyLength),
                Some(&session.trail),
            );
        } else {
            turn.show(texts::preview_reply(self.words(), *tag, text), Some(&session.trail));
            *kept = Some(Zeroizing::new(text.to_owned()));
        }
        self.memory().put(turn.incoming.chat, session);
    }

    /// A sealed file while a reply is being written is the reply.
    pub(super) async fn reply_file(&self, turn: &mut Turn<'_>, session: Session) -> Result<(), StoreError> {
        let Kind::Replying { tag, .. } = &session.kind else { return Ok(()) };
        let Some(handler) = self.handlers.in_chat(turn.incoming.chat) else { return Ok(()) };
        let tag = *tag;
        let result = match fetched(turn) {
            Ok(Some(sealed)) => self.store_reply(turn, handler, tag, sealed).await,
            Ok(None) => Err(HandlerTrouble::NotSealed.into()),
            Err(refusal) => Err(refusal),
        };
        match result {
            Ok(()) => clear_away(turn, &session),
            Err(_) => self.memory().put(turn.incoming.chat, session),
        }
        self.told(turn, result)
    }

    pub(super) async fn send_reply(&self, turn: &mut Turn<'_>, handler: &Handler) -> Result<(), Refusal> {
        let chat = turn.incoming.chat;
        let session = self.memory().take(chat);
        let Some(Session { kind: Kind::Replying { tag, text: Some(text) }, .. }) = &session else {
            if let Some(session) = session {
                self.memory().put(chat, session);
            }
            turn.notice(texts::stale());
            return Ok(());
        };
        let result = self.seal_reply(turn, handler, *tag, text).await;
        match result {
            Ok(()) => {
                session.iter().for_each(|session| clear_away(turn, session));
                Ok(())
            }
            Err(refusal) => {
                session.into_iter().for_each(|session| self.memory().put(chat, session));
                Err(refusal)
            }
        }
    }

    async fn seal_reply(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tag: Tag,
        text: &str,
    ) -> Result<(), Refusal> {
        let (_, tip) = self.tip_of(handler, tag)?;
        let plain = Zeroizing::new(text.as_bytes().to_vec());
        let key = vec![tip.reply_key.clone()];
        let sealed = self.sealer.seal(plain, Contents::Text, key, 0).await.map_err(failed)?;
        self.store_reply(turn, handler, tag, sealed).await
    }

    async fn store_reply(
        &self,
        turn: &mut Turn<'_>,
        handler: &Handler,
        tag: Tag,
        sealed: Vec<u8>,
    ) -> Result<(), Refusal> {
        if sealed.len() > LARGEST_REPLY.saturating_mul(2) {
            return Err(HandlerTrouble::ReplyLength.into());
        }
        let id = self.draw_blob()?;
        let blobs = vec![Blob { id, sealed }];
        self.act(turn, handler, tag, Act::Replied, blobs, |tip, _| {
            if tip.replies.len() >= MOST_REPLIES {
                return Err(HandlerTrouble::TooManyReplies);
            }
            tip.replies.push(id);
            Ok(())
        })
        .await?;
        let reply = self.take_reply(turn);
        turn.show(texts::replied(self.words(), tag), None);
        reply.into_iter().for_each(|session| clear_away(turn, &session));
        Ok(())
    }

    /// Takes out the reply that is being written, if there is one; nothing else is touched.
    pub(super) fn take_reply(&self, turn: &Turn<'_>) -> Option<Session> {
        let mut memory = self.memory();
        let session = memory.session(turn.incoming.chat)?;
        if matches!(session.kind, Kind::Replying { .. }) { memory.take(turn.incoming.chat) } else { None }
    }
}

/// Deletes the messages of a reply, except the one that was tapped: it shows something else by now.
pub(super) fn clear_away(turn: &mut Turn<'_>, session: &Session) {
    if turn.incoming.press.is_some() {
        turn.incoming.message.into_iter().for_each(|message| session.trail.spare(message));
    }
    turn.erase(&session.trail);
}
