//! Tips on disk.

use std::fs::File;
use std::sync::Arc;

use zeroize::Zeroizing;

use crate::ports::Blob;
use crate::ports::Clock;
use crate::ports::Deed;
use crate::ports::Filing;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::storage::SledStore;
use crate::storage::tips::run_between;
use crate::tips::AuditRow;
use crate::tips::BlobId;
use crate::tips::LookupId;
use crate::tips::RecipientsId;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;

impl<C: Clock> SledStore<C> {
    /// Returns what the sealing of receipts is salted and peppered with: the same as long as the secret
    /// file is.
    #[must_use]
    pub fn sealing_secret(&self) -> (Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>) {
        let derived = |purpose| self.chat.master().derive(purpose).into_bytes();
        (derived("tips-salt-v1"), derived("tips-pepper-v1"))
    }

    /// Returns a backup of everything but what is on its way, to be read from its beginning: a file that
    /// has no name and goes when it is closed. It holds sealed records and ciphertext only.
    ///
    /// Each database adds its rows on its committer's thread, between two groups of writes, so that they
    /// are consistent; streaming the file to whoever asked holds nobody up.
    pub async fn backup(&self) -> Result<File, StoreError> {
        let week = Week::from(self.clock.now());
        let mut backup = run_between(&self.tips_writer, move |writer| writer.begin_backup(week)).await?;
        let faq = Arc::clone(&self.faq);
        let copying = move |_: &mut _| Ok(faq.copy_to(&mut backup).map(|()| backup));
        let mut backup = self.faq_writer.run(copying).await??;
        let chat = Arc::clone(&self.chat);
        let copying = move |_: &mut _| Ok(chat.copy_to(&mut backup).map(|()| backup));
        Ok(self.chat_writer.run(copying).await??.finish()?)
    }

    /// Whether no row of the audit of tips is missing or was changed.
    pub fn audit_is_whole(&self) -> Result<bool, StoreError> {
        self.tips.audit_is_whole()
    }
}

impl<C: Clock> TipStore for SledStore<C> {
    async fn file(&self, lookup: LookupId, tip: Tip, blobs: Vec<Blob>) -> Result<Filing, StoreError> {
        let tips = Arc::clone(&self.tips);
        self.tips_writer.run(move |group| tips.file(group, lookup, &tip, blobs)).await
    }

    fn tip(&self, lookup: LookupId) -> Result<Option<Tip>, StoreError> {
        self.tips.tip(lookup)
    }

    fn tips(&self) -> Result<Vec<(LookupId, Tip)>, StoreError> {
        self.tips.tips()
    }

    fn tombstones(&self) -> Result<Vec<Tombstone>, StoreError> {
        self.tips.tombstones()
    }

    fn blob(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        self.tips.blob(id)
    }

    async fn revise(
        &self,
        lookup: LookupId,
        before: Tip,
        after: Tip,
        blobs: Vec<Blob>,
        deed: Option<Deed>,
    ) -> Result<bool, StoreError> {
        let tips = Arc::clone(&self.tips);
        self.tips_writer.run(move |group| tips.revise(group, lookup, &before, &after, blobs, deed)).await
    }

    async fn remove(&self, lookup: LookupId, tombstone: Tombstone) -> Result<(), StoreError> {
        let (tips, week) = (Arc::clone(&self.tips), Week::from(self.clock.now()));
        self.tips_writer.run(move |group| tips.remove(group, lookup, &tombstone, week)).await
    }

    fn deeds(&self) -> Result<Vec<AuditRow>, StoreError> {
        self.tips.deeds()
    }

    async fn forget_before(&self, week: Week) -> Result<(), StoreError> {
        let tips = Arc::clone(&self.tips);
        self.tips_writer.run(move |group| tips.forget_before(group, week)).await
    }

    fn recipients(&self) -> Result<Option<RecipientsId>, StoreError> {
        self.tips.recipients()
    }

    async fn note_recipients(&self, recipients: RecipientsId) -> Result<(), StoreError> {
        let tips = Arc::clone(&self.tips);
        self.tips_writer.run(move |group| tips.note_recipients(group, recipients)).await
    }

    fn needs_rewrite(&self) -> Result<bool, StoreError> {
        self.tips.needs_rewrite()
    }

    async fn rewrite(&self) -> Result<(), StoreError> {
        let week = Week::from(self.clock.now());
        run_between(&self.tips_writer, move |writer| writer.rewrite(week)).await
    }
}
