//! Writes a page for a new service, ready to be filled in.

use std::collections::BTreeSet;
use std::collections::hash_map::RandomState;
use std::fs::{self, OpenOptions};
use std::hash::{BuildHasher, Hasher};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use authoring::names::{ID_ALPHABET, is_id, is_plain_name, page_name, plain_name};
use authoring::source::SourceFile;
use authoring::write;
use catalog::text::decompose_natively;

use crate::folder::read_folder;
use crate::plainly;

/// Characters of a new id: 32^5 is 33 million, and a typed code stays short.
const ID_LENGTH: usize = 5;

/// Why nothing was written.
#[derive(Debug)]
pub enum NewError {
    /// The group's folder has a name that cannot be an address.
    FolderName(String),
    /// No letter or digit of the name can stand in a file name.
    ServiceName(String),
    /// The page is there already.
    Exists(PathBuf),
    /// A file or folder could not be read or written.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for NewError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::FolderName(name) => write!(
                f,
                "A group's folder is named with small letters, digits and hyphens. Type: {}",
                Some(plain_name(name, decompose_natively))
                    .filter(|plain| !plain.is_empty())
                    .as_deref()
                    .unwrap_or("riverside-friends")
            ),
            Self::ServiceName(name) => write!(
                f,
                "A file name cannot be made of \"{name}\". Give a name with some letters from a to z; \
                 you can change the name inside the page afterwards."
            ),
            Self::Exists(path) => {
                write!(
                    f,
                    "{} is there already, and stays as it is. Choose another name.",
                    path.display()
                )
            }
            Self::Io(path, error) => {
                write!(f, "{}: {}.", path.display(), plainly::writing(error))
            }
        }
    }
}

impl std::error::Error for NewError {}

/// An id that nothing in the folder has.
///
/// # Errors
/// When the folder cannot be read.
pub fn fresh_id(content: &Path) -> Result<String, NewError> {
    Ok(another_id(&taken_ids(content)?))
}

/// Two ids for a folder that has no pages yet.
pub fn first_ids() -> [String; 2] {
    let first = another_id(&BTreeSet::new());
    let second = another_id(&BTreeSet::from([first.clone()]));
    [first, second]
}

/// Every word of every page that could be an id, so that ids of pages which cannot be read, and
/// old ids in comments and lists, are never given again.
fn taken_ids(content: &Path) -> Result<BTreeSet<String>, NewError> {
    let files = read_folder(content).map_err(|error| NewError::Io(content.to_path_buf(), error))?;
    Ok(ids_in(&files))
}

/// The same of files that are in memory already.
pub fn ids_in(files: &[SourceFile]) -> BTreeSet<String> {
    let words = files.iter().flat_map(|file| file.text.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|word| is_id(word)).map(str::to_owned).collect()
}

/// An id that nothing has, of all that are `taken`.
pub fn another_id(taken: &BTreeSet<String>) -> String {
    loop {
        // The standard library's hasher begins with the system's random numbers; time and process
        // are mixed in for systems where these are poor.
        let mut hasher = RandomState::new().build_hasher();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        hasher.write_u128(now.as_nanos());
        hasher.write_u32(std::process::id());
        let bits = hasher.finish();
        let id: String = (0..ID_LENGTH)
            .map(|place| char::from(ID_ALPHABET[(bits >> (5 * place)) as usize & 31]))
            .collect();
        if !is_word_or_number(&id) && !taken.contains(&id) {
            return id;
        }
    }
}

/// Whether an id could be taken for something else: a word would mean something, and a number could
/// be taken for a count, by spreadsheets also `1e234` and `0x123`.
pub(crate) fn is_word_or_number(id: &str) -> bool {
    let is_word = id.bytes().all(|byte| byte.is_ascii_lowercase());
    is_word || id.parse::<f64>().is_ok() || id.starts_with("0x") || id.starts_with("0b")
}

/// Writes a template page, and `organization.md` where the group is new. Never overwrites.
///
/// # Errors
/// When a name cannot be used, the page is there already, or the page cannot be written.
pub fn new_service(
    content: &Path,
    organization: &str,
    name: &str,
    id: String,
) -> Result<PathBuf, NewError> {
    if !is_plain_name(organization) {
        return Err(NewError::FolderName(organization.to_owned()));
    }
    // A name without a letter from a to z has a file named after the page's id.
    let stem = page_name(name, &format!("id: {id}"), decompose_natively);
    if stem == "organization" || name.trim().is_empty() {
        return Err(NewError::ServiceName(name.to_owned()));
    }
    let folder = content.join(organization);
    let page = folder.join(format!("{stem}.md"));
    if page.exists() {
        return Err(NewError::Exists(page));
    }
    fs::create_dir_all(&folder).map_err(|error| NewError::Io(folder.clone(), error))?;
    let group = folder.join("organization.md");
    if !group.exists() {
        let mut taken = taken_ids(content)?;
        taken.insert(id.clone());
        let page = write::new_organization(&another_id(&taken), &group_name(organization));
        write_new(&group, &page)?;
    }
    write_new(&page, &write::new_service(&id, name))?;
    Ok(page)
}

/// Fails where the file is there, however quickly somebody else made it.
fn write_new(path: &Path, text: &str) -> Result<(), NewError> {
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => NewError::Exists(path.to_path_buf()),
        _ => NewError::Io(path.to_path_buf(), error),
    };
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)
}

/// What a group is called before anybody says it: its folder's name with spaces.
fn group_name(folder: &str) -> String {
    let mut name = folder.replace('-', " ");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_new_page_is_written_once_and_never_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let fresh = fresh_id(folder.path()).unwrap();
        assert!(is_id(&fresh), "{fresh}");
        // One that could be a number, such as 12e45, would stand in quotes.
        let id = "k7f3q".to_owned();
        let path =
            new_service(folder.path(), "riverside", "Tea & \"talk\": all", id.clone()).unwrap();
        assert!(path.ends_with("riverside/tea-talk-all.md"), "{path:?}");
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(&format!("\nid: {id}  # ")), "{text}");
        assert!(text.contains("name: \"Tea & \\\"talk\\\": all\""), "{text}");
        let again = new_service(folder.path(), "riverside", "Tea talk all", id.clone());
        assert!(matches!(again, Err(NewError::Exists(_))), "{again:?}");
        let group = fs::read_to_string(folder.path().join("riverside/organization.md")).unwrap();
        assert!(!group.contains(&id), "{group}");
        fs::write(folder.path().join("riverside/organization.md"), "mine").unwrap();
        new_service(folder.path(), "riverside", "Other", "k7f3q".into()).unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("riverside/organization.md")).unwrap(),
            "mine"
        );
    }

    #[test]
    fn a_new_id_is_never_taken_for_a_word_or_a_number() {
        for wrong in ["bread", "12345", "1e234", "12e45", "0x123", "0b101"] {
            assert!(is_word_or_number(wrong), "{wrong}");
        }
        for right in ["k7f3q", "1a234", "e1234", "12345a"] {
            assert!(!is_word_or_number(right), "{right}");
        }
    }

    #[test]
    fn a_name_that_cannot_be_a_file_says_what_to_type() {
        let folder = tempfile::tempdir().unwrap();
        for (group, name, says) in [
            ("../escape", "Tea", "Type: escape"),
            ("Sunset Friends", "Tea", "Type: sunset-friends"),
            ("sunset", " ", "from a to z"),
        ] {
            let error = new_service(folder.path(), group, name, "k7f3q".into()).unwrap_err();
            assert!(error.to_string().contains(says), "{error}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_name_in_any_script_gets_a_file_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        for (name, id, file) in [
            ("太極", "k7f3q", "page-k7f3q.md"),
            ("太極班", "m4w8t", "page-m4w8t.md"),
            ("Thể dục nhẹ", "b4d00", "the-duc-nhe.md"),
            ("Café Olé", "b4d01", "cafe-ole.md"),
        ] {
            let path = new_service(folder.path(), "sunset", name, id.into()).unwrap();
            assert!(path.ends_with(file), "{path:?}");
        }
    }
}
