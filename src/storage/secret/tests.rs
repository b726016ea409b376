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

fn load(path: &Path) -> Secret {
    Secret::load(path).unwrap().unwrap()
}

/// A file of the first version, with keys of these weeks and one of wiped records.
fn a_former_file(path: &Path, weeks: &[u32]) {
    let key = || Key::generate().unwrap().to_hex();
    let mut text = format!("netral-secret 1\n# x\nmaster {}\n", *key());
    weeks.iter().for_each(|week| text += &format!("week {week} {}\n", *key()));
    fs::write(path, format!("{text}wiping {}\n", *key())).unwrap();
}

#[test]
fn what_was_written_is_read_again() {
    let (_folder, path) = a_secret();
    let mut secret = load(&path);
    let step = secret.oldest(2_900).unwrap();
    assert_eq!(step.week, 2_900);
    let mut again = load(&path);
    assert_eq!((&again.master, &again.contents), (&secret.master, &secret.contents));
    assert_eq!(again.oldest(2_907), Ok(step), "it begins once");
}

#[test]
fn nothing_is_written_as_long_as_nothing_is_destroyed() {
    let (_folder, path) = a_secret();
    let step = load(&path).oldest(2_900).unwrap();
    let file = || fs::metadata(&path).unwrap().modified().unwrap();
    let before = (file(), fs::read(&path).unwrap());
    let mut secret = load(&path);
    assert_eq!(secret.oldest(2_904), Ok(step.clone()));
    secret.destroy_before(&step, 2_904).unwrap();
    secret.destroy_former_wiping().unwrap();
    assert_eq!((file(), fs::read(&path).unwrap()), before);
}

#[test]
fn a_destroyed_step_is_in_the_file_no_more_and_does_not_follow_from_what_is() {
    let (_folder, path) = a_secret();
    let mut secret = load(&path);
    let old = secret.oldest(2_900).unwrap();
    let hex = old.render().1;
    assert!(fs::read_to_string(&path).unwrap().contains(hex.as_str()));
    secret.destroy_before(&old.next(), 2_905).unwrap();
    assert!(!fs::read_to_string(&path).unwrap().contains(hex.as_str()));
    let mut again = load(&path);
    assert_eq!(again.oldest(2_905), Ok(old.next()));
    again.destroy_before(&old, 2_905).unwrap();
    assert_eq!(again.oldest(2_905), Ok(old.next()), "it never goes back");
}

#[test]
fn a_file_of_the_first_version_is_read_until_its_keys_have_run_out() {
    let (_folder, path) = a_secret();
    a_former_file(&path, &[2_900, 2_903]);
    let mut secret = load(&path);
    assert_eq!((secret.former().weeks.len(), secret.former().wiping.len()), (2, 1));
    let step = secret.oldest(2_904).unwrap();
    let mut again = load(&path);
    assert_eq!(again.master, secret.master);
    assert_eq!(again.former(), secret.former());
    again.destroy_before(&step, 2_905).unwrap();
    again.destroy_former_wiping().unwrap();
    let again = load(&path);
    assert_eq!(again.former().weeks.keys().collect::<Vec<_>>(), [&2_903]);
    assert!(again.former().wiping.is_empty());
    assert!(fs::read_to_string(&path).unwrap().starts_with("netral-secret 2\n"));
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
fn a_damaged_file_is_refused_and_left_as_it_is() {
    let (_folder, path) = a_secret();
    drop(load(&path).oldest(2_900).unwrap());
    let whole = fs::read_to_string(&path).unwrap();
    let step = whole.lines().last().unwrap();
    let damaged = [
        String::new(),
        whole.replace("netral-secret 2", "netral-secret 3"),
        whole.replace("netral-secret 2", "netral-secret 1"),
        format!("{whole}{step}\n"),
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
