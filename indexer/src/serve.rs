//! Shows a site on this machine, and nowhere else.
//!
//! A small server of its own, one thread and one answer a connection: `tiny_http` 0.12 now and then
//! leaves one of a browser's six connections waiting for ever (seen here: text and cards of the
//! catalog never came, on about every fifth first visit).

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the content folder is looked at with `--watch`: quick enough to feel at once, slow
/// enough to cost nothing.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest request that is read, in bytes: a browser's own headers are a tenth of it.
const REQUEST_MAX: u64 = 16 * 1024;

/// Files by their paths from the root of the site.
type Files = BTreeMap<String, Vec<u8>>;

/// What is shown: a folder, and files that lie over it because they are newer.
pub struct Served {
    folder: PathBuf,
    overlay: RwLock<Files>,
}

impl Served {
    /// Shows a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), overlay: RwLock::default() }
    }

    /// From now on shows these files instead of the folder's own.
    pub fn overlay(&self, files: Files) {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner).extend(files);
    }

    /// Shows the folder alone, which has the newer files by now.
    pub fn clear(&self) {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The file for an address, if the overlay has one.
    fn overlaid(&self, url: &str) -> Option<(String, Vec<u8>)> {
        let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
        let path =
            if path.ends_with('/') { [path, "index.html"].concat() } else { path.to_owned() };
        let overlay = self.overlay.read().unwrap_or_else(PoisonError::into_inner);
        Some((media_type(Path::new(&path)), overlay.get(&path)?.clone()))
    }
}

/// Answers requests with what is `served`, on 127.0.0.1 until the process ends. Port 0 takes a free one.
///
/// # Errors
/// When the port is taken.
pub fn serve(served: &Arc<Served>, port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("Signpost stands at http://{}/", listener.local_addr()?);
    for connection in listener.incoming().flatten() {
        let served = served.clone();
        // A browser that went away is no reason to stop.
        thread::spawn(move || answer(&served, &connection));
    }
    Ok(())
}

fn answer(served: &Served, mut connection: &TcpStream) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let mut request = BufReader::new(connection.take(REQUEST_MAX));
    let mut first = String::new();
    request.read_line(&mut first)?;
    // The headers say nothing that a static file depends on; a connection that is closed before
    // they are read would be reset.
    let mut header = String::new();
    while request.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = first.split_ascii_whitespace();
    let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let has_body = method == "GET";
    let (status, kind, more, body) = if has_body || method == "HEAD" {
        reply(served, url)
    } else {
        ("405 Method Not Allowed", PLAIN.to_owned(), String::new(), Vec::new())
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{more}\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
         Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
        body.len()
    );
    connection.write_all(head.as_bytes())?;
    if has_body {
        connection.write_all(&body)?;
    }
    connection.flush()
}

/// The media type of an answer that has no file.
const PLAIN: &str = "text/plain; charset=utf-8";

/// Status, media type, further headers and body.
fn reply(served: &Served, url: &str) -> (&'static str, String, String, Vec<u8>) {
    if let Some((kind, body)) = served.overlaid(url) {
        return ("200 OK", kind, String::new(), body);
    }
    let folder = &served.folder;
    let read = |file: &Path| fs::read(file).unwrap_or_default();
    match find(folder, url) {
        Found::File(file) => ("200 OK", media_type(&file), String::new(), read(&file)),
        Found::Folder(address) => {
            // `find` takes plain letters only, so that nothing can end the header early.
            let location = format!("Location: {address}\r\n");
            ("301 Moved Permanently", PLAIN.to_owned(), location, Vec::new())
        }
        Found::Nothing => {
            let page = folder.join("404.html");
            ("404 Not Found", media_type(&page), String::new(), read(&page))
        }
    }
}

enum Found {
    File(PathBuf),
    /// A folder asked for without its slash: relative links would break.
    Folder(String),
    Nothing,
}

fn find(folder: &Path, url: &str) -> Found {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    // As the address of a redirect, `//en/` would be a page of the host `en`.
    if path.contains("//") {
        return Found::Nothing;
    }
    let mut file = folder.to_path_buf();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        // Our own addresses need no escapes; anything unusual is simply not there.
        let plain = part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if !plain || part.starts_with('.') {
            return Found::Nothing;
        }
        file.push(part);
    }
    match (file.is_dir(), path.ends_with('/')) {
        (true, false) => return Found::Folder([path, "/"].concat()),
        (true, true) => file.push("index.html"),
        (false, _) => {}
    }
    if file.is_file() { Found::File(file) } else { Found::Nothing }
}

/// The media type by the file's ending. Every text of a site is UTF-8.
fn media_type(file: &Path) -> String {
    let guessed = mime_guess::from_path(file).first_or_octet_stream();
    let charset = if guessed.type_() == mime_guess::mime::TEXT { "; charset=utf-8" } else { "" };
    [guessed.essence_str(), charset].concat()
}

/// Looks at a folder now and then.
pub struct Watcher {
    folder: PathBuf,
    /// When each file had been changed at the last look.
    seen: Times,
}

impl Watcher {
    /// Looks at `folder` for the first time: what changes from here on is seen, also while a first
    /// build reads it.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), seen: times(folder) }
    }

    /// Calls `changed` with the files that have come, gone or changed, forever.
    pub fn run(mut self, mut changed: impl FnMut(&[PathBuf])) {
        loop {
            let differ = self.look();
            if !differ.is_empty() {
                changed(&differ);
            }
            thread::sleep(LOOK_EVERY);
        }
    }

    /// The files that differ from the last look, sorted.
    fn look(&mut self) -> Vec<PathBuf> {
        let now = times(&self.folder);
        let both = self.seen.keys().chain(now.keys());
        let differ = both.filter(|file| self.seen.get(*file) != now.get(*file)).cloned();
        let differ = differ.collect::<BTreeSet<_>>().into_iter().collect();
        self.seen = now;
        differ
    }
}

/// When each file was changed, by its path.
type Times = BTreeMap<PathBuf, Option<SystemTime>>;

/// When each file below a folder was changed.
fn times(folder: &Path) -> Times {
    let mut times = Times::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                times.insert(entry.path(), about.modified().ok());
            }
        }
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_was_just_written_is_shown_before_the_site_has_it() {
        let served = Served::new(Path::new("/nowhere"));
        let page = || reply(&served, "/en/s/a1111/?x#y");
        assert_eq!(page().0, "404 Not Found");
        served.overlay([("en/s/a1111/index.html".to_owned(), b"tea".to_vec())].into());
        assert_eq!((page().0, page().3), ("200 OK", b"tea".to_vec()));
        served.clear();
        assert_eq!(page().0, "404 Not Found");
    }

    #[test]
    fn what_somebody_saves_during_a_first_build_is_seen_after_it() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let page = folder.path().join("tea.md");
        fs::write(&page, "tea")?;
        let mut watcher = Watcher::new(folder.path());
        let more = folder.path().join("more.md");
        fs::write(&more, "more tea")?;
        fs::remove_file(&page)?;
        assert_eq!(watcher.look(), [more, page]);
        assert!(watcher.look().is_empty());
        Ok(())
    }

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
    fn nothing_outside_the_site_is_ever_shown() {
        let folder = Path::new("/nowhere");
        for url in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/.git/config", "/a\\b", "//"] {
            assert!(!matches!(find(folder, url), Found::File(_)), "{url}");
        }
    }

    #[test]
    fn a_redirect_never_leads_to_another_host() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir(folder.path().join("en"))?;
        assert!(matches!(find(folder.path(), "/en"), Found::Folder(address) if address == "/en/"));
        assert!(matches!(find(folder.path(), "//en"), Found::Nothing));
        Ok(())
    }
}
