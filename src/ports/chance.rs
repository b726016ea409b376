//! Fresh randomness.

/// Gives random bytes that nobody can guess.
pub trait Chance: Send + Sync + 'static {
    /// Returns fresh random bytes; `None` if the machine has none.
    fn bytes(&self) -> Option<[u8; 32]>;
}
