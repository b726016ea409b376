//! Archives as tired people make them, and as others do.

use std::collections::BTreeMap;
use std::io::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use rawzip::CompressionMethod;
use rawzip::DataDescriptorOutput;
use rawzip::ZipArchiveWriter;
use rawzip::path::EntryPath;

use crate::archive::LARGEST;
use crate::archive::LARGEST_FILE;
use crate::archive::MOST_FILES;
use crate::archive::Member;
use crate::archive::Refusal;
use crate::archive::pack;
use crate::archive::unpack;

/// A file as a test puts it into an archive.
struct Put {
    path: Vec<u8>,
    packed: Vec<u8>,
    method: CompressionMethod,
    mode: u32,
    encrypted: bool,
    crc: u32,
    claims: u64,
}

fn put(path: &str, bytes: &[u8]) -> Put {
    Put {
        path: path.as_bytes().to_vec(),
        packed: compress_to_vec(bytes, 6),
        method: CompressionMethod::DEFLATE,
        mode: 0o100_644,
        encrypted: false,
        crc: rawzip::crc32(bytes),
        claims: bytes.len() as u64,
    }
}

fn archive(puts: &[Put]) -> Vec<u8> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    for put in puts {
        let file = archive.new_file(EntryPath::verbatim(put.path.clone()));
        let file = file.compression_method(put.method).unix_permissions(put.mode).encrypted(put.encrypted);
        let (mut entry, _) = file.start().unwrap();
        entry.write_all(&put.packed).unwrap();
        entry.finish(DataDescriptorOutput::new(put.crc, put.claims)).unwrap();
    }
    archive.finish().unwrap()
}

fn names(bytes: &[u8]) -> Vec<String> {
    unpack(bytes).unwrap().into_iter().map(|member| member.path).collect()
}

fn refusal(puts: &[Put]) -> Refusal {
    unpack(&archive(puts)).expect_err("it should be refused")
}

#[test]
fn what_is_packed_comes_out_again_and_equal_files_make_equal_archives() {
    let text = "Ringkas: tidak.\n".repeat(500);
    let pairs =
        [("_grup.toml", "[[grup]]\n"), ("masa/masa-tenang.md", text.as_str()), ("masa/kosong.md", "")];
    let files: BTreeMap<_, _> =
        pairs.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
    let packed = pack(&files).unwrap();
    assert!(packed.len() < 1_000, "{}", packed.len());
    assert_eq!(pack(&files).unwrap(), packed);
    let out = unpack(&packed).unwrap().into_iter();
    let out = out.map(|Member { path, bytes }| (path, String::from_utf8(bytes).unwrap()));
    assert_eq!(out.collect::<BTreeMap<_, _>>(), files);
    assert_eq!(unpack(&pack(&BTreeMap::new()).unwrap()), Ok(Vec::new()));
}

#[test]
fn files_that_were_only_stored_come_out_too() {
    let stored = Put { packed: b"isi".to_vec(), method: CompressionMethod::STORE, ..put("a.md", b"isi") };
    assert_eq!(unpack(&archive(&[stored])).unwrap()[0].bytes, b"isi");
}

#[test]
fn what_systems_leave_behind_is_left_out() {
    let puts = ["faq/", "faq/a.md", "__MACOSX/faq/._a.md", "faq/.DS_Store", "faq/Thumbs.db", "faq/.git/HEAD"];
    assert_eq!(names(&archive(&puts.map(|path| put(path, b"")))), ["faq/a.md"]);
}

#[test]
fn a_bomb_is_stopped_while_it_unpacks_whatever_its_header_says() {
    let bomb = vec![0_u8; 100 * 1024 * 1024];
    let packed = put("a.md", &bomb);
    assert!(packed.packed.len() < 200_000);
    assert_eq!(refusal(&[packed]), Refusal::FileTooLarge("a.md".to_owned()));
    let honest_looking = Put { claims: 10, ..put("a.md", &bomb) };
    assert_eq!(refusal(&[honest_looking]), Refusal::FileTooLarge("a.md".to_owned()));
}

#[test]
fn many_files_that_are_each_small_enough_are_too_much_together() {
    let million = vec![b'a'; LARGEST_FILE];
    let puts: Vec<Put> = (0..21).map(|number| put(&format!("{number}.md"), &million)).collect();
    assert_eq!(refusal(&puts), Refusal::TooMuch);
    assert!(unpack(&archive(&puts[..20])).is_ok());
}

#[test]
fn fifty_thousand_empty_files_are_too_many_and_so_are_as_many_folders() {
    let files: Vec<Put> = (0..50_000).map(|number| put(&format!("{number}.md"), b"")).collect();
    assert_eq!(refusal(&files), Refusal::TooManyFiles);
    assert!(unpack(&archive(&files[..MOST_FILES])).is_ok());
    assert_eq!(refusal(&files[..=MOST_FILES]), Refusal::TooManyFiles);
    let folders: Vec<Put> = (0..50_000).map(|number| put(&format!("{number}/"), b"")).collect();
    assert_eq!(refusal(&folders), Refusal::TooManyFiles);
}

#[test]
fn names_that_lead_out_links_and_doubles_are_refused_by_name() {
    for name in ["../a.md", "/a.md", "..\\a.md", "C:/a.md", "faq/../../a.md", "faq\\..\\..\\a.md"] {
        assert_eq!(refusal(&[put("b.md", b""), put(name, b"")]), Refusal::LeadsOut(name.to_owned()));
    }
    let link = Put { mode: 0o120_777, ..put("a.md", b"/etc/passwd") };
    assert_eq!(refusal(&[link]), Refusal::Link("a.md".to_owned()));
    for double in ["a.md", "./a.md", "A.md", ".\\a.md"] {
        assert_eq!(
            refusal(&[put("a.md", b"1"), put(double, b"2")]),
            Refusal::Twice(double.replace("./", "").replace(".\\", ""))
        );
    }
    let odd = Put { path: b"caf\x82.md".to_vec(), ..put("", b"") };
    assert_eq!(refusal(&[odd]), Refusal::OddName("caf\u{fffd}.md".to_owned()));
}

#[test]
fn locked_oddly_packed_and_nested_files_are_refused_by_name() {
    let name = || "a.md".to_owned();
    assert_eq!(refusal(&[Put { encrypted: true, ..put("a.md", b"x") }]), Refusal::Locked(name()));
    let odd = Put { method: CompressionMethod::LZMA, ..put("a.md", b"x") };
    assert_eq!(refusal(&[odd]), Refusal::OddlyPacked(name()));
    let inner = archive(&[put("b.md", b"")]);
    assert_eq!(refusal(&[put("a.md", &inner)]), Refusal::Nested(name()));
    assert_eq!(refusal(&[put("lama.rar", b"x")]), Refusal::Nested("lama.rar".to_owned()));
}

#[test]
fn what_is_cut_off_changed_or_lies_about_its_size_is_damaged() {
    let whole = archive(&[put("a.md", b"isi yang cukup panjang"), put("b.md", b"isi lain")]);
    for end in 1..whole.len() {
        assert!(unpack(&whole[..end]).is_err(), "{end} of {}", whole.len());
    }
    assert_eq!(refusal(&[Put { crc: 1, ..put("a.md", b"isi") }]), Refusal::Damaged);
    for claims in [0, 4, u64::from(u32::MAX) - 1, u64::MAX - 1] {
        assert_eq!(refusal(&[Put { claims, ..put("a.md", b"isi") }]), Refusal::Damaged, "{claims}");
    }
    let garbage = Put { packed: vec![0xff; 40], ..put("a.md", b"isi") };
    assert_eq!(refusal(&[garbage]), Refusal::Damaged);
}

#[test]
fn what_is_no_archive_is_told_from_what_is_too_large() {
    for bytes in [b"".as_slice(), b"+++\njudul = \"a\"\n", b"%PDF-1.7", b"Rar!\x1a\x07\x01\x00"] {
        assert_eq!(unpack(bytes), Err(Refusal::NoArchive));
    }
    assert_eq!(unpack(b"PK\x03\x04"), Err(Refusal::Damaged));
    assert_eq!(unpack(&vec![0; LARGEST + 1]), Err(Refusal::TooLarge));
}

#[test]
fn no_changed_byte_does_more_than_be_refused() {
    let whole = archive(&[put("a.md", b"isi"), put("masa/b.md", b"isi lain")]);
    for place in 0..whole.len() {
        for value in [0, 1, 0x7f, 0xff] {
            let mut changed = whole.clone();
            changed[place] = value;
            if let Ok(members) = unpack(&changed) {
                assert!(members.len() <= 2);
            }
        }
    }
}
