//! A town without groups, and what is asked of an import into it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use authoring::report::Diagnostic;
use catalog::day::Day;
use catalog::place::Position;
use indexer::exchange::import::maker::Wishes;
use indexer::exchange::import::{Format, ImportError, Request, Summary, guess_mapping, prepare};
use indexer::init;
use indexer::progress::{Progress, Untold};
use indexer::read::read_directory;

/// Nobody looks on.
pub fn untold() -> Arc<dyn Progress + Send> {
    Arc::new(Untold)
}

pub const TODAY: &str = "2026-11-30";

pub fn today() -> Day {
    Day::parse(TODAY).unwrap()
}

/// The sample's settings, words and places, and no group.
pub struct Town {
    pub folder: tempfile::TempDir,
}

impl Town {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        for part in ["_taxonomy", "_places", "_pages"] {
            copy(&content.join(part), &folder.path().join(part));
        }
        let settings = fs::read_to_string(content.join("directory.toml")).unwrap();
        fs::write(folder.path().join("directory.toml"), settings).unwrap();
        Self { folder }
    }

    /// A town that `signpost init` has just made, and no group.
    pub fn begun(country: &str, [lat, lon]: [f64; 2], within_km: f64) -> Self {
        let new = init::Town {
            name: "Signpost Elsewhere".into(),
            area: "Elsewhere".into(),
            country: country.into(),
            centre: Position::from_degrees(lat, lon).unwrap(),
            within_km,
            time_zone: "Europe/London".into(),
            locales: vec!["en".into()],
            email: Some("hello@example.org".into()),
            phone: None,
            places: BTreeMap::new(),
            host: None,
            base_url: "https://directory.example/".into(),
        };
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in init::files(&new, &["k7f3q".to_owned(), "m2n4p".to_owned()]).unwrap() {
            // Its example of a group stays out.
            let is_shared =
                ["_taxonomy/", "_places/", "_pages/"].iter().any(|part| path.starts_with(part));
            if is_shared || path == "directory.toml" {
                let file = folder.path().join(path);
                fs::create_dir_all(file.parent().unwrap()).unwrap();
                fs::write(file, text).unwrap();
            }
        }
        Self { folder }
    }

    /// Imports a sheet by a mapping that was guessed.
    pub fn import_sheet(&self, sheet: &str) -> Summary {
        let beside = tempfile::tempdir().unwrap();
        let path = beside.path().join("groups.csv");
        fs::write(&path, sheet).unwrap();
        let guess = guess_mapping(&path).unwrap();
        fs::write(path.with_extension("mapping.toml"), guess.mapping).unwrap();
        let (summary, _) = self.import(Format::Sheet, &path);
        adds_up(&summary);
        assert_eq!(self.errors(), [], "{:#?}", summary.settled.refused);
        summary
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn prepare(&self, format: Format, package: &Path) -> Result<Summary, ImportError> {
        let mapping = package.with_extension("mapping.toml");
        self.prepare_with(format, package, mapping.exists().then_some(mapping.as_path()))
    }

    /// With a mapping that somebody typed.
    pub fn prepare_with(
        &self,
        format: Format,
        package: &Path,
        mapping: Option<&Path>,
    ) -> Result<Summary, ImportError> {
        self.prepare_as("source", format, package, mapping, Wishes::default())
    }

    /// Under a name, with what else somebody asks.
    pub fn prepare_as(
        &self,
        name: &str,
        format: Format,
        package: &Path,
        mapping: Option<&Path>,
        wishes: Wishes,
    ) -> Result<Summary, ImportError> {
        let content = self.path();
        let request = Request { format, package, content, name, mapping, wishes, today: today() };
        prepare(&request, &untold())
    }

    /// Imports, and says what came of it and how many files were written.
    pub fn import(&self, format: Format, package: &Path) -> (Summary, usize) {
        let summary = self.prepare(format, package).unwrap_or_else(|error| panic!("{error}"));
        let written = summary.write().unwrap();
        (summary, written)
    }

    /// Every page of a group, by its path.
    pub fn pages(&self) -> BTreeMap<String, String> {
        let mut pages = BTreeMap::new();
        for folder in fs::read_dir(self.path()).unwrap().map(|entry| entry.unwrap()) {
            let name = folder.file_name().to_string_lossy().into_owned();
            if name.starts_with('_') || !folder.path().is_dir() {
                continue;
            }
            for file in fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap()) {
                let path = format!("{name}/{}", file.file_name().to_string_lossy());
                pages.insert(path, fs::read_to_string(file.path()).unwrap());
            }
        }
        pages
    }

    /// What `check` refuses.
    pub fn errors(&self) -> Vec<Diagnostic> {
        let mut found = read_directory(self.path(), today()).diagnostics;
        found.retain(Diagnostic::is_error);
        found
    }
}

pub fn packages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/packages")
}

pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::write(&to, fs::read(&from).unwrap()).unwrap();
        }
    }
}

/// The report adds up: every row and every field has one fate.
pub fn adds_up(summary: &Summary) {
    let ledger = &summary.ledger;
    let rows: u64 = ledger.row_sums().into_values().map(|sums| sums.all()).sum();
    let fields: u64 = ledger.field_sums().into_values().map(|sums| sums.all()).sum();
    assert_eq!((rows, fields), (ledger.rows(), ledger.fields().0));
    let not_taken: u64 =
        ledger.field_sums().into_values().map(|sums| sums.all() - sums.taken).sum();
    let told = ledger.entries().filter(|entry| !entry.column.is_empty()).count() as u64;
    assert_eq!(not_taken, told);
}
