//! Sealing: standard age files, receipts stretched into keys, photos written anew.
