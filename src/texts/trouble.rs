//! What went wrong and what to do now, for the people who run Netral.
