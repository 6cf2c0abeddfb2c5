//! From the address of a request to a file of the site, and to nothing else.

use std::path::{Path, PathBuf};

use authoring::names::is_device;

/// What an address leads to.
pub enum Found {
    /// A file, by its true path.
    File(PathBuf),
    /// A folder asked for without its slash: relative links would break. Holds its address.
    Folder(String),
    /// Nothing of the site.
    Nothing,
}

/// What the address `url` leads to in `folder`.
pub fn find(folder: &Path, url: &str) -> Found {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    // As the address of a redirect, `//en/` would be a page of the host `en`.
    if path.contains("//") {
        return Found::Nothing;
    }
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        if !is_plain(part) {
            return Found::Nothing;
        }
        file.push(part);
    }
    if path.ends_with('/') {
        file.push("index.html");
    }
    let Some(file) = within(folder, &file) else { return Found::Nothing };
    if file.is_dir() {
        Found::Folder([path, "/"].concat())
    } else if file.is_file() {
        Found::File(file)
    } else {
        Found::Nothing
    }
}

/// Whether a part of an address can be a name of ours, on any system. Our own addresses need no escapes; anything
/// unusual is simply not there: what leads upwards, drives, streams of a file, devices, and names that Windows takes
/// for others.
fn is_plain(part: &str) -> bool {
    part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !part.starts_with('.')
        && !part.ends_with('.')
        && !is_device(part)
}

/// The true path of a file, where that lies in the folder: a link out of the site is not followed.
/// The folder itself may be a link.
pub fn within(folder: &Path, file: &Path) -> Option<PathBuf> {
    let file = file.canonicalize().ok()?;
    file.starts_with(folder.canonicalize().ok()?).then_some(file)
}

/// The media type by the file's ending. Every text of a site is UTF-8.
pub fn media_type(file: &Path) -> String {
    let guessed = mime_guess::from_path(file).first_or_octet_stream();
    let charset = if guessed.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
    [guessed.essence_str(), charset].concat()
}

#[cfg(test)]
mod tests {
    use std::{fs, io};

    use super::*;

    #[test]
    fn a_browser_is_told_what_each_file_of_a_site_is() {
        for (file, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("signpost.0.css", "text/css; charset=utf-8"),
            ("finder.0.js", "text/javascript; charset=utf-8"),
            // Or else it is not compiled while it comes.
            ("finder.0.wasm", "application/wasm"),
            ("dates.ics", "text/calendar; charset=utf-8"),
            ("icon.0.svg", "image/svg+xml"),
            ("signpost.webmanifest", "application/manifest+json"),
            ("en.0.json", "application/json"),
            ("sitemap.xml", "text/xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("cards.0.bin", "application/octet-stream"),
            ("_headers", "application/octet-stream"),
        ] {
            assert_eq!(media_type(Path::new(file)), expected, "{file}");
        }
    }

    #[test]
    fn what_windows_takes_for_something_else_is_not_there() {
        for part in [
            "aux",
            "CON",
            "nul.html",
            "com1",
            "C:",
            "a:b",
            "index.html.",
            "a b",
            "a\\b",
            "..",
            "~1 ",
        ] {
            assert!(!is_plain(part), "{part}");
        }
        for part in ["en", "index.html", "zh-Hant", "finder.0.js", "_headers", "consent"] {
            assert!(is_plain(part), "{part}");
        }
    }

    #[test]
    fn nothing_outside_the_site_is_ever_shown() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let site = folder.path().join("site");
        fs::create_dir_all(site.join(".git"))?;
        for file in ["secret", "site/.git/config", "site/here", "site/%2e"] {
            fs::write(folder.path().join(file), "x")?;
        }
        assert!(matches!(find(&site, "/here"), Found::File(_)));
        for url in
            ["/../secret", "/%2e%2e/secret", "/.git/config", "/a\\b", "//", "/%2e", "here/.."]
        {
            assert!(!matches!(find(&site, url), Found::File(_)), "{url}");
        }
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn a_link_out_of_the_site_is_not_followed_and_one_inside_is() -> io::Result<()> {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir()?;
        let site = folder.path().join("site");
        fs::create_dir(&site)?;
        fs::write(folder.path().join("secret"), "x")?;
        fs::write(site.join("page"), "tea")?;
        symlink("../secret", site.join("out"))?;
        symlink(folder.path(), site.join("up"))?;
        symlink("page", site.join("in"))?;
        symlink(&site, folder.path().join("linked"))?;
        for url in ["/out", "/up", "/up/", "/up/secret"] {
            assert!(matches!(find(&site, url), Found::Nothing), "{url}");
        }
        assert!(matches!(find(&site, "/in"), Found::File(_)));
        assert!(matches!(find(&folder.path().join("linked"), "/page"), Found::File(_)));
        Ok(())
    }

    #[test]
    fn a_redirect_never_leads_to_another_host() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("en"))?;
        assert!(matches!(find(folder.path(), "/en"), Found::Folder(address) if address == "/en/"));
        for url in ["//en", "/\\en", "http://evil.example/en", "//evil.example/en", "/en//"] {
            assert!(matches!(find(folder.path(), url), Found::Nothing), "{url}");
        }
        Ok(())
    }
}
