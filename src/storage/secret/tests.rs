use tempfile::TempDir;

use super::*;

fn a_secret() -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("netral.secret");
    drop(Secret::create(&path).unwrap());
    (folder, path)
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn what_was_written_is_read_again() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    secret.turn(2_900).unwrap();
    secret.turn(2_901).unwrap();
    let again = Secret::load(&path).unwrap().unwrap();
    assert_eq!(again.master, secret.master);
    assert_eq!(again.weeks, secret.weeks);
    assert_eq!(again.weeks.len(), 2);
}

#[test]
fn only_its_owner_may_read_it() {
    let (_folder, path) = a_secret();
    assert_eq!(mode(&path), 0o600);
    fs::set_permissions(&path, Permissions::from_mode(0o644)).unwrap();
    assert!(Secret::load(&path).unwrap().is_some());
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_week_keeps_its_key() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    secret.turn(2_900).unwrap();
    let key = secret.week(2_900).unwrap().clone();
    secret.turn(2_900).unwrap();
    assert_eq!(secret.week(2_900), Some(&key));
}

#[test]
fn a_key_older_than_five_weeks_is_in_the_file_no_more() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    secret.turn(2_900).unwrap();
    let old = secret.week(2_900).unwrap().to_hex();
    secret.destroy_expired(2_904).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains(old.as_str()));
    secret.destroy_expired(2_905).unwrap();
    assert!(!fs::read_to_string(&path).unwrap().contains(old.as_str()));
    assert_eq!(secret.week(2_900), None);
}

#[test]
fn an_expired_key_is_out_of_force_before_it_is_destroyed() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    secret.turn(2_900).unwrap();
    assert_eq!(secret.in_force(2_904).count(), 1);
    assert_eq!(secret.in_force(2_905).count(), 0);
}

#[test]
fn the_newest_key_comes_first() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    secret.turn(2_900).unwrap();
    secret.turn(2_901).unwrap();
    assert_eq!(secret.in_force(2_901).next(), secret.week(2_901));
}

#[test]
fn a_damaged_file_is_refused_and_left_as_it_is() {
    let (_folder, path) = a_secret();
    let whole = fs::read_to_string(&path).unwrap();
    let damaged = [
        String::new(),
        whole.replace("netral-secret 1", "netral-secret 2"),
        whole.replace("master ", "master"),
        whole.trim_end().split_at(whole.len() - 3).0.to_owned(),
        format!("{whole}week 12\n"),
    ];
    for text in damaged {
        fs::write(&path, &text).unwrap();
        assert_eq!(Secret::load(&path).unwrap_err(), OpenError::SecretDamaged);
        assert_eq!(fs::read_to_string(&path).unwrap(), text);
    }
}

#[test]
fn a_leftover_of_a_kill_is_removed() {
    let (_folder, path) = a_secret();
    fs::write(unfinished(&path), "master").unwrap();
    assert!(Secret::load(&path).unwrap().is_some());
    assert!(!unfinished(&path).exists());
}

#[test]
fn a_secret_never_shows() {
    let (_folder, path) = a_secret();
    let secret = Secret::load(&path).unwrap().unwrap();
    let shown = format!("{secret:?}");
    assert!(shown.contains("***") && !shown.contains(secret.master.to_hex().as_str()), "{shown}");
}

#[test]
fn a_link_out_of_the_data_folder_is_followed_and_one_into_it_is_seen_through() {
    let (folder, path) = a_secret();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let link = data.join("link");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    assert_eq!(place(&link, &data), Ok(path.canonicalize().unwrap()));
    fs::write(data.join("inside"), "").unwrap();
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(data.join("inside"), &link).unwrap();
    assert_eq!(place(&link, &data), Err(OpenError::SecretInsideData));
}

#[test]
fn a_wiping_key_is_added_beside_the_old_ones_and_outlives_them() {
    let (_folder, path) = a_secret();
    let mut secret = Secret::load(&path).unwrap().unwrap();
    assert_eq!(secret.wiping().count(), 0);
    secret.turn(2_900).unwrap();
    secret.add_wiping().unwrap();
    let old = secret.wiping().next().unwrap().clone();
    secret.add_wiping().unwrap();
    let again = Secret::load(&path).unwrap().unwrap();
    assert_eq!(again.wiping, secret.wiping);
    assert_eq!(again.wiping().nth(1), Some(&old), "the newest comes first");
    let newest = secret.wiping().next().unwrap().clone();
    secret.destroy_older_wiping().unwrap();
    assert!(!fs::read_to_string(&path).unwrap().contains(old.to_hex().as_str()));
    let again = Secret::load(&path).unwrap().unwrap();
    assert_eq!((again.wiping, again.weeks), (vec![newest], secret.weeks.clone()));
    secret.destroy_expired(3_000).unwrap();
    assert_eq!(secret.wiping().count(), 1, "weeks don't touch it");
}
