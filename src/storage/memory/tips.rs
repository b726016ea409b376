//! Tips in memory, with the same meaning as on disk.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::ports::Blob;
use crate::ports::Clock;
use crate::ports::Deed;
use crate::ports::Filing;
use crate::ports::StoreError;
use crate::ports::TipStore;
use crate::storage::MemoryStore;
use crate::storage::audit;
use crate::storage::record;
use crate::tips::AuditRow;
use crate::tips::BlobId;
use crate::tips::LookupId;
use crate::tips::RecipientsId;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;

/// What is kept of tips.
#[derive(Default)]
pub(super) struct KeptTips {
    tips: BTreeMap<LookupId, Tip>,
    blobs: BTreeMap<BlobId, Vec<u8>>,
    tombstones: BTreeMap<Tag, Tombstone>,
    deeds: Vec<AuditRow>,
    anchor: Option<audit::Hash>,
    dirty: bool,
    recipients: Option<RecipientsId>,
}

impl<C: Clock> TipStore for MemoryStore<C> {
    async fn file(&self, lookup: LookupId, tip: Tip, blobs: Vec<Blob>) -> Result<Filing, StoreError> {
        self.write_tips()?.file(lookup, tip, blobs)
    }

    fn tip(&self, lookup: LookupId) -> Result<Option<Tip>, StoreError> {
        Ok(self.read_tips().tips.get(&lookup).cloned())
    }

    fn tips(&self) -> Result<Vec<(LookupId, Tip)>, StoreError> {
        let kept = self.read_tips();
        let mut tips: Vec<_> = kept.tips.iter().map(|(lookup, tip)| (*lookup, tip.clone())).collect();
        tips.sort_by_key(|(_, tip)| tip.tag);
        Ok(tips)
    }

    fn tombstones(&self) -> Result<Vec<Tombstone>, StoreError> {
        Ok(self.read_tips().tombstones.values().cloned().collect())
    }

    fn blob(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.read_tips().blobs.get(&id).cloned())
    }

    async fn revise(
        &self,
        lookup: LookupId,
        before: Tip,
        after: Tip,
        blobs: Vec<Blob>,
        deed: Option<Deed>,
    ) -> Result<bool, StoreError> {
        self.write_tips()?.revise(lookup, &before, after, blobs, deed)
    }

    async fn remove(&self, lookup: LookupId, tombstone: Tombstone) -> Result<(), StoreError> {
        self.write_tips()?.remove(lookup, tombstone)
    }

    fn deeds(&self) -> Result<Vec<AuditRow>, StoreError> {
        Ok(self.read_tips().deeds.clone())
    }

    async fn forget_before(&self, week: Week) -> Result<(), StoreError> {
        self.write_tips()?.forget_before(week);
        Ok(())
    }

    fn recipients(&self) -> Result<Option<RecipientsId>, StoreError> {
        Ok(self.read_tips().recipients)
    }

    async fn note_recipients(&self, recipients: RecipientsId) -> Result<(), StoreError> {
        self.write_tips()?.recipients = Some(recipients);
        Ok(())
    }

    fn needs_rewrite(&self) -> Result<bool, StoreError> {
        Ok(self.read_tips().dirty)
    }

    async fn rewrite(&self) -> Result<(), StoreError> {
        self.write_tips()?.dirty = false;
        Ok(())
    }
}

impl KeptTips {
    fn file(&mut self, lookup: LookupId, tip: Tip, blobs: Vec<Blob>) -> Result<Filing, StoreError> {
        if self.tips.contains_key(&lookup) {
            return Ok(Filing::AlreadyFiled);
        }
        let taken = self.tips.values().any(|other| other.tag == tip.tag);
        if taken || self.tombstones.contains_key(&tip.tag) {
            return Ok(Filing::TagTaken);
        }
        record::check_tip_size(&tip)?;
        self.add(&tip, blobs)?;
        drop(self.tips.insert(lookup, tip));
        Ok(Filing::Filed)
    }

    fn revise(
        &mut self,
        lookup: LookupId,
        before: &Tip,
        after: Tip,
        blobs: Vec<Blob>,
        deed: Option<Deed>,
    ) -> Result<bool, StoreError> {
        if self.tips.get(&lookup) != Some(before) || before.tag != after.tag {
            return Ok(false);
        }
        record::check_tip_size(&after)?;
        self.add(&after, blobs)?;
        let named: BTreeSet<BlobId> = after.blobs().collect();
        for dropped in before.blobs().filter(|blob| !named.contains(blob)) {
            self.dirty |= self.blobs.remove(&dropped).is_some();
        }
        drop(self.tips.insert(lookup, after));
        if let Some(deed) = deed {
            let last = self.deeds.last().map(|row| row.hash).or(self.anchor);
            self.deeds.push(audit::row_after(last.unwrap_or(audit::BEGINNING), deed));
        }
        Ok(true)
    }

    fn remove(&mut self, lookup: LookupId, tombstone: Tombstone) -> Result<(), StoreError> {
        record::check_tip_size(&tombstone)?;
        let Some(tip) = self.tips.remove(&lookup) else {
            return Ok(());
        };
        for blob in tip.blobs() {
            drop(self.blobs.remove(&blob));
        }
        self.dirty = true;
        drop(self.tombstones.insert(tombstone.tag, tombstone));
        Ok(())
    }

    fn forget_before(&mut self, week: Week) {
        let tombstones = self.tombstones.len();
        self.tombstones.retain(|_, tombstone| tombstone.week >= week);
        let old = self.deeds.iter().take_while(|row| row.week < week).count();
        self.dirty |= old > 0 || tombstones > self.tombstones.len();
        let forgotten: Vec<AuditRow> = self.deeds.drain(..old).collect();
        self.anchor = forgotten.last().map(|row| row.hash).or(self.anchor);
    }

    fn add(&mut self, tip: &Tip, blobs: Vec<Blob>) -> Result<(), StoreError> {
        if blobs.iter().any(|blob| blob.sealed.len() > record::LARGEST_BLOB) {
            return Err(StoreError::TooLarge);
        }
        let named: BTreeSet<BlobId> = tip.blobs().collect();
        self.blobs.extend(
            blobs.into_iter().filter(|blob| named.contains(&blob.id)).map(|blob| (blob.id, blob.sealed)),
        );
        Ok(())
    }
}
