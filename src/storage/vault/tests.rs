use std::fs;
use std::path::Path;
use std::path::PathBuf;

use tempfile::TempDir;

use super::*;

const CHAT: ChatId = ChatId(4_711);
const PLACE: Place<'_> = Place { tree: "state", row: b"row" };

struct Home(TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("netral.secret")
    }

    fn open(&self, week: u32) -> Vault {
        at(&self.path(), week)
    }
}

fn at(path: &Path, week: u32) -> Vault {
    let secret = Secret::load(path).unwrap().map_or_else(|| Secret::create(path), Ok);
    Vault::new(secret.unwrap(), week).unwrap()
}

fn opens(vault: &Vault, week: u32, sealed: &[u8]) -> bool {
    vault.open(week, PLACE, sealed).is_some()
}

fn sealed(vault: &Vault, week: u32) -> Vec<u8> {
    vault.key_of(week).seal(PLACE, b"x").unwrap()
}

/// Lets a week pass as upkeep does.
fn pass(vault: &Vault, week: u32) {
    if vault.turn_is_due(week) && vault.turn(week) {
        vault.destroy_older(week).unwrap();
    }
}

#[test]
fn each_week_has_its_key_and_a_value_opens_for_five_weeks() {
    let home = Home::new();
    let vault = home.open(2_900);
    assert!((2_900..2_905).all(|week| vault.key_of(week) != vault.key_of(week + 1)));
    let value = sealed(&vault, 2_900);
    for week in 2_900..2_905 {
        pass(&vault, week);
        assert!(opens(&vault, week, &value) && opens(&home.open(week), week, &value), "week {week}");
    }
    assert!(!opens(&vault, 2_905, &value), "out of force before it is destroyed");
    pass(&vault, 2_905);
    assert!(!opens(&vault, 2_900, &value) && !opens(&home.open(2_900), 2_900, &value), "destroyed");
}

#[test]
fn this_weeks_row_is_looked_for_first_then_the_older_ones() {
    let home = Home::new();
    let vault = home.open(2_900);
    let rows: Vec<RowKey> = vault.row_keys(2_902, "state", CHAT).collect();
    let expected = [2_902, 2_901, 2_900, 2_905, 2_904, 2_903];
    assert_eq!(rows, expected.map(|week| vault.key_of(week).row_key("state", CHAT)));
}

#[test]
fn a_copy_of_the_file_opens_what_is_sealed_weeks_later() {
    let home = Home::new();
    let vault = home.open(2_900);
    let copy = fs::read(home.path()).unwrap();
    (2_901..2_920).for_each(|week| pass(&vault, week));
    let (value, (lasting, key)) = (sealed(&vault, 2_919), vault.lasting_week());
    assert_eq!(lasting, 2_919);
    let other = Home::new();
    fs::write(other.path(), copy).unwrap();
    let vault = other.open(2_919);
    assert!(!opens(&vault, 2_919, &value), "its window is behind");
    assert_eq!(vault.key_of_lasting_week(lasting), Some(key));
    vault.catch_up(lasting);
    assert!(opens(&vault, 2_919, &value));
    pass(&vault, 2_919);
    assert!(opens(&other.open(2_919), 2_919, &value));
    assert_eq!(vault.key_of_lasting_week(2_914), None, "the copy has let go of the past too");
}

#[test]
fn a_clock_that_jumps_never_seals_what_nothing_opens_later() {
    let home = Home::new();
    let vault = home.open(2_900);
    for wrong in [0, 2_899, 2_905, 2_914, 3_400, u32::MAX] {
        let value = sealed(&vault, wrong);
        assert!(opens(&vault, 2_900, &value) && opens(&home.open(2_900), 2_900, &value), "week {wrong}");
    }
    let text = fs::read_to_string(home.path()).unwrap();
    assert!(!vault.turn(u32::MAX) && !vault.turn(2_899));
    pass(&vault, 2_904);
    assert_eq!(fs::read_to_string(home.path()).unwrap(), text, "nothing was destroyed");
}

#[test]
fn whoever_was_away_for_weeks_seals_with_this_weeks_key_before_there_was_a_turn() {
    let home = Home::new();
    let vault = home.open(2_900);
    let value = sealed(&vault, 2_912);
    pass(&vault, 2_912);
    assert!(opens(&vault, 2_912, &value) && opens(&home.open(2_916), 2_916, &value));
}

#[test]
fn a_turn_that_is_killed_before_it_destroys_is_done_again() {
    let home = Home::new();
    let vault = home.open(2_900);
    assert!(vault.turn_is_due(2_907) && vault.turn(2_907));
    let (value, (lasting, _)) = (sealed(&vault, 2_907), vault.lasting_week());
    drop(vault);
    let vault = home.open(2_907);
    vault.catch_up(lasting);
    assert!(opens(&vault, 2_907, &value) && vault.turn_is_due(2_907));
    pass(&vault, 2_907);
    assert!(opens(&home.open(2_907), 2_907, &value) && !home.open(2_907).turn_is_due(2_907));
}

#[test]
fn keys_of_the_first_version_open_until_they_expire() {
    let home = Home::new();
    let key = || Key::generate().unwrap();
    let (this, last) = (key(), key());
    let text = format!(
        "netral-secret 1\nmaster {}\nweek 2899 {}\nweek 2900 {}\n",
        *key().to_hex(),
        *last.to_hex(),
        *this.to_hex()
    );
    fs::write(home.path(), text).unwrap();
    let vault = home.open(2_900);
    assert!(vault.key_of(2_900) != this, "it seals no more");
    let values = [&this, &last].map(|key| key.seal(PLACE, b"x").unwrap());
    assert!(values.iter().all(|value| opens(&vault, 2_900, value)));
    pass(&vault, 2_904);
    assert_eq!(values.each_ref().map(|value| opens(&vault, 2_904, value)), [true, false]);
    assert_eq!(values.each_ref().map(|value| opens(&vault, 2_900, value)), [true, false]);
    pass(&vault, 2_905);
    assert!(!fs::read_to_string(home.path()).unwrap().contains("week "));
}
