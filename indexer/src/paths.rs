//! Paths as people read them: with `/` on every system, and without what only programs write before a drive.
//!
//! Pure functions over strings, told which system they are for: what Windows does otherwise is tested everywhere.

use std::path::Path;

/// How a system writes paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// `/` is between names, and `\` is a letter like any other.
    Unix,
    /// `\` and `/` are between names, and a drive or a server stands first.
    Windows,
}

/// The system of this program.
const HERE: System = if cfg!(windows) { System::Windows } else { System::Unix };

/// A path of this system as people read it.
pub fn shown(path: &Path) -> String {
    readable(&path.to_string_lossy(), HERE)
}

/// What stands before the names of files in a folder of this system: the folder, and a `/`.
pub fn prefix(folder: &Path) -> String {
    before_names(&folder.to_string_lossy(), HERE)
}

/// A path with `/` between names. On Windows, `\\?\`, which a program's own paths begin with, is left away.
pub fn readable(path: &str, system: System) -> String {
    match system {
        System::Unix => path.to_owned(),
        System::Windows => {
            let path = path.replace('\\', "/");
            match (path.strip_prefix("//?/UNC/"), path.strip_prefix("//?/")) {
                (Some(server), _) => ["//", server].concat(),
                (None, Some(drive)) => drive.to_owned(),
                (None, None) => path,
            }
        }
    }
}

/// The same for what stands before the names of files in a folder.
pub fn before_names(folder: &str, system: System) -> String {
    let folder = readable(folder, system);
    // A drive without a `/` after it is the folder in which somebody is on that drive.
    let is_drive = system == System::Windows && folder.len() == 2 && folder.ends_with(':');
    if is_drive { folder } else { [folder.trim_end_matches('/'), "/"].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_at_a_windows_reads_their_own_folder_with_one_kind_of_stroke() {
        for (typed, before) in [
            ("content", "content/"),
            (r"content\", "content/"),
            (r"content\\", "content/"),
            (r".\my town\content", "./my town/content/"),
            (r"C:\towns\tea", "C:/towns/tea/"),
            (r"C:\", "C:/"),
            ("C:", "C:"),
            ("C:/towns/tea/", "C:/towns/tea/"),
            (r"\\?\C:\towns\tea", "C:/towns/tea/"),
            (r"\\server\share\tea", "//server/share/tea/"),
            (r"\\?\UNC\server\share\tea", "//server/share/tea/"),
        ] {
            assert_eq!(before_names(typed, System::Windows), before, "{typed}");
        }
    }

    #[test]
    fn elsewhere_a_backslash_is_a_letter_of_a_name() {
        assert_eq!(before_names(r"a\b", System::Unix), r"a\b/");
        assert_eq!(before_names("a/b///", System::Unix), "a/b/");
        assert_eq!(before_names("/", System::Unix), "/");
        assert_eq!(readable(r"\\?\C:\a", System::Unix), r"\\?\C:\a");
    }
}
