//! Packages that mean harm, and packages that are noise.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use indexer::exchange::import::ledger::Ledger;
use indexer::exchange::import::package::Package;
use indexer::exchange::import::tables::Tables;
use indexer::exchange::import::{Format, ImportError, Notes, json, tabular};
use zip::write::SimpleFileOptions;

use super::town::{Town, adds_up, packages};

const HEAD: &[u8] = b"id,name\n";

type Writer<'a> = zip::ZipWriter<Cursor<&'a mut Vec<u8>>>;

fn zipped(path: &Path, fill: impl FnOnce(&mut Writer<'_>)) {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipWriter::new(Cursor::new(&mut bytes));
    fill(&mut zip);
    zip.finish().unwrap();
    fs::write(path, bytes).unwrap();
}

fn add(zip: &mut Writer<'_>, name: &str, bytes: &[u8]) {
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(bytes).unwrap();
}

#[test]
fn a_zipped_package_reads_as_the_folder_does() {
    let (folder, zip) = (Town::new(), Town::new());
    folder.import(Format::Hsds, &packages().join("hsds-1"));
    let path = zip.path().join("_package.zip");
    zipped(&path, |zip| {
        for entry in fs::read_dir(packages().join("hsds-1")).unwrap().map(|entry| entry.unwrap()) {
            let name = format!("invented/{}", entry.file_name().to_string_lossy());
            add(zip, &name, &fs::read(entry.path()).unwrap());
        }
    });
    let (summary, _) = zip.import(Format::Hsds, &path);
    adds_up(&summary);
    assert_eq!(zip.pages(), folder.pages());
}

#[test]
fn an_archive_that_means_harm_is_refused_as_a_whole() {
    let town = Town::new();
    let path = town.path().join("_package.zip");
    let refused = |why: &str| {
        let Err(error) = town.prepare(Format::Hsds, &path) else { panic!("{why}: it was read") };
        assert!(matches!(error, ImportError::Refused(_)), "{error}");
        assert!(error.to_string().contains(why), "{error}");
        assert!(town.pages().is_empty());
    };
    for name in ["../services.csv", "a/../../services.csv", "/services.csv", "a\\..\\services.csv"]
    {
        zipped(&path, |zip| add(zip, name, HEAD));
        let Err(error) = town.prepare(Format::Hsds, &path) else { panic!("{name}: it was read") };
        assert!(
            matches!(error, ImportError::Refused(_) | ImportError::Empty(_)),
            "{name}: {error}"
        );
    }
    zipped(&path, |zip| {
        zip.add_symlink("services.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    });
    refused("is a link");
    zipped(&path, |zip| add(zip, "inner.zip", b"PK"));
    refused("package within the package");
    // A bomb: sixteen million of one letter.
    zipped(&path, |zip| add(zip, "services.csv", &vec![b'a'; 16 << 20]));
    refused("grows far too much");
    zipped(&path, |zip| {
        for number in 0..20_001 {
            add(zip, &format!("{number}.csv"), b"");
        }
    });
    refused("over 20000 files");
    fs::write(&path, b"PK\x03\x04 and then nothing of a zip file").unwrap();
    refused("damaged");
}

#[test]
fn no_bytes_of_an_archive_stop_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("package.zip");
    zipped(&path, |zip| {
        for name in ["services.csv", "organizations.csv", "a/datapackage.json"] {
            add(zip, name, &HEAD.repeat(40));
        }
    });
    let whole = fs::read(&path).unwrap();
    let mut noise = Noise(0x2545_F491_4F6C_DD1D);
    for _ in 0..2_000 {
        let mut bytes = whole.clone();
        noise.spoil(&mut bytes);
        fs::write(&path, &bytes).unwrap();
        let Ok(mut package) = Package::open(&path) else { continue };
        for name in package.names() {
            // What can be read is read; nothing else is asked.
            let _ = package.with(&name, |reader| std::io::copy(reader, &mut std::io::sink()));
        }
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_not_followed() {
    let town = Town::new();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("services.csv"), "id,name,description\n1,Tea,Tea.\n").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join("organizations.csv")).unwrap();
    let (summary, _) = town.import(Format::Hsds, folder.path());
    assert_eq!(summary.ledger.rows(), 1);
    assert!(summary.notes.files.iter().any(|(name, _)| name == "organizations.csv"));
}

/// Noise that is the same in every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self, below: usize) -> usize {
        // xorshift (Marsaglia, 2003).
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below.max(1) as u64) as usize
    }

    fn spoil(&mut self, bytes: &mut Vec<u8>) {
        const PIECES: [&[u8]; 14] = [
            b"\"",
            b",",
            b"\n",
            b"\r",
            b"\0",
            b"\xFF\xFE",
            b"[",
            b"{",
            b"}",
            b"null",
            b"1e999",
            b"\xE2\x80\xAE",
            b"--- \n",
            b"<script>",
        ];
        for _ in 0..1 + self.next(8) {
            let at = self.next(bytes.len());
            match self.next(4) {
                0 => bytes.truncate(at),
                1 => bytes
                    .splice(at..at, PIECES[self.next(PIECES.len())].iter().copied())
                    .for_each(drop),
                2 => bytes[at..].reverse(),
                _ => {
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte = self.next(256) as u8;
                    }
                }
            }
            if bytes.is_empty() {
                return;
            }
        }
    }
}

/// Every run takes a whole check of the town: few, each of several spoilt files.
#[test]
fn no_bytes_of_a_package_stop_the_program_or_spoil_the_account() {
    let town = Town::new();
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    for (format, name) in
        [(Format::Hsds, "hsds-1"), (Format::Hsds, "hsds-3"), (Format::Oruk, "oruk-3")]
    {
        for _ in 0..ROUNDS {
            let folder = tempfile::tempdir().unwrap();
            for entry in fs::read_dir(packages().join(name)).unwrap().map(|entry| entry.unwrap()) {
                let mut bytes = fs::read(entry.path()).unwrap();
                if noise.next(3) > 0 && !bytes.is_empty() {
                    noise.spoil(&mut bytes);
                }
                fs::write(folder.path().join(entry.file_name()), bytes).unwrap();
            }
            match town.prepare(format, folder.path()) {
                Ok(summary) => {
                    adds_up(&summary);
                    assert!(summary.settled.is_sound, "{:#?}", summary.settled.refused);
                }
                Err(error) => assert!(matches!(error, ImportError::Empty(_)), "{error}"),
            }
        }
    }
}

const ROUNDS: usize = 2;

/// Reading alone is quick: many more.
#[test]
fn every_row_of_noise_has_one_fate() {
    let mut noise = Noise(0x1234_5678_9ABC_DEF1);
    for name in ["hsds-1", "hsds-3", "oruk-3"] {
        let files: Vec<_> =
            fs::read_dir(packages().join(name)).unwrap().map(|entry| entry.unwrap()).collect();
        for _ in 0..150 {
            let folder = tempfile::tempdir().unwrap();
            for file in &files {
                let mut bytes = fs::read(file.path()).unwrap();
                noise.spoil(&mut bytes);
                fs::write(folder.path().join(file.file_name()), bytes).unwrap();
            }
            let (mut ledger, mut tables, mut notes) =
                (Ledger::default(), Tables::default(), Notes::default());
            let mut package = Package::open(folder.path()).unwrap();
            tabular::read(&mut package, &mut ledger, &mut tables, &mut notes).unwrap();
            json::read(&mut package, &mut ledger, &mut tables, &mut notes).unwrap();
            tables.join(&ledger);
            let rows: u64 = ledger.row_sums().into_values().map(|sums| sums.all()).sum();
            assert_eq!(rows, ledger.rows());
        }
    }
}
