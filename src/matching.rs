//! Finds the entry that answers a question, or says honestly that none does.
