use tempfile::TempDir;

use super::*;
use crate::storage::secret::Secret;

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn secret(&self) -> PathBuf {
        self.0.path().join("netral.secret")
    }

    fn vault(&self, week: u32) -> Arc<Vault> {
        let secret = Secret::load(&self.secret()).unwrap().map_or_else(|| Secret::create(&self.secret()), Ok);
        Arc::new(Vault::new(secret.unwrap(), week).unwrap())
    }

    fn try_open(&self, week: u32) -> Result<Ring, OpenError> {
        Ring::open(self.0.path(), self.vault(week))
    }

    fn open(&self, week: u32) -> Ring {
        self.try_open(week).unwrap()
    }
}

#[test]
fn a_key_is_added_beside_the_old_ones_and_outlives_them() {
    let home = Home::new();
    let ring = home.open(2_900);
    assert!(ring.all().is_empty() && !home.0.path().join(NAME).exists(), "no key is made for nothing");
    let old = ring.newest().unwrap();
    assert_eq!(ring.newest().unwrap(), old);
    ring.renew().unwrap();
    let all = ring.all();
    assert_eq!((all.len(), &all[1]), (2, &old));
    assert_eq!(home.open(2_900).all(), all, "the newest comes first");
    ring.destroy_older().unwrap();
    assert_eq!(home.open(2_900).all(), all[..1]);
}

#[test]
fn the_keys_cannot_be_read_off_the_file() {
    let home = Home::new();
    let key = home.open(2_900).newest().unwrap();
    let file = fs::read(home.0.path().join(NAME)).unwrap();
    let hex = key.to_hex();
    assert!(!file.windows(16).any(|bytes| bytes == &hex.as_bytes()[..16]));
}

#[test]
fn after_a_turn_the_secret_of_today_opens_them_and_so_does_a_copy_from_before() {
    let home = Home::new();
    let ring = home.open(2_900);
    let keys = vec![ring.newest().unwrap()];
    let copy = fs::read(home.secret()).unwrap();
    assert!(ring.vault.turn(2_920));
    ring.seal_anew().unwrap();
    // A kill here leaves the keys sealed for a week that the secret file only leads to.
    assert_eq!(home.open(2_920).all(), keys);
    ring.vault.destroy_older(2_920).unwrap();
    assert_eq!(home.open(2_920).all(), keys);
    let today = fs::read(home.secret()).unwrap();
    assert_ne!(copy, today);
    fs::write(home.secret(), copy).unwrap();
    assert_eq!(home.open(2_920).all(), keys);
}

#[test]
fn keys_older_than_the_secret_and_those_of_another_are_refused() {
    let home = Home::new();
    let ring = home.open(2_900);
    drop(ring.newest().unwrap());
    assert!(ring.vault.turn(2_920));
    ring.vault.destroy_older(2_920).unwrap();
    assert_eq!(home.try_open(2_920).err(), Some(OpenError::SecretWrong));
    fs::remove_file(home.secret()).unwrap();
    assert_eq!(home.try_open(2_900).err(), Some(OpenError::SecretWrong));
}

#[test]
fn a_damaged_file_is_refused_and_a_leftover_of_a_kill_is_removed() {
    let home = Home::new();
    drop(home.open(2_900).newest().unwrap());
    let path = home.0.path().join(NAME);
    let whole = fs::read(&path).unwrap();
    fs::write(unfinished(&path), "half").unwrap();
    assert_eq!(home.open(2_900).all().len(), 1);
    assert!(!unfinished(&path).exists());
    for damaged in [&whole[..whole.len() - 1], &whole[..20], &whole[1..], b""] {
        fs::write(&path, damaged).unwrap();
        assert!(home.try_open(2_900).is_err());
        assert_eq!(fs::read(&path).unwrap(), damaged);
    }
}
