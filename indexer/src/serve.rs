//! Shows a site on this machine, and nowhere else.
//!
//! A small server of its own, one thread and one answer a connection: `tiny_http` 0.12 now and then
//! leaves one of a browser's six connections waiting for ever (seen here: text and cards of the
//! catalog never came, on about every fifth first visit).

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

/// How often the content folder is looked at with `--watch`: quick enough to feel at once, slow
/// enough to cost nothing.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// How long a connection may say nothing.
const PATIENCE: Duration = Duration::from_secs(10);

/// Longest request that is read, in bytes: a browser's own headers are a tenth of it.
const REQUEST_MAX: u64 = 16 * 1024;

/// Answers requests from `folder` on 127.0.0.1 until the process ends. Port 0 takes a free one.
///
/// # Errors
/// When the port is taken.
pub fn serve(folder: &Path, port: u16) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("Signpost stands at http://{}/", listener.local_addr()?);
    for connection in listener.incoming().flatten() {
        let folder = folder.to_path_buf();
        // A browser that went away is no reason to stop.
        thread::spawn(move || answer(&folder, &connection));
    }
    Ok(())
}

fn answer(folder: &Path, mut connection: &TcpStream) -> io::Result<()> {
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
        reply(folder, url)
    } else {
        ("405 Method Not Allowed", "text/plain", String::new(), Vec::new())
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

/// Status, media type, further headers and body.
fn reply(folder: &Path, url: &str) -> (&'static str, &'static str, String, Vec<u8>) {
    let read = |file: &Path| fs::read(file).unwrap_or_default();
    match find(folder, url) {
        Found::File(file) => ("200 OK", media_type(&file), String::new(), read(&file)),
        Found::Folder(address) => {
            // `find` takes plain letters only, so that nothing can end the header early.
            let location = format!("Location: {address}\r\n");
            ("301 Moved Permanently", "text/plain", location, Vec::new())
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

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Calls `changed` whenever a file below `folder` has changed, forever.
pub fn watch(folder: PathBuf, mut changed: impl FnMut() + Send + 'static) {
    thread::spawn(move || {
        let mut seen = newest(&folder);
        loop {
            thread::sleep(LOOK_EVERY);
            let now = newest(&folder);
            if now != seen {
                seen = now;
                changed();
            }
        }
    });
}

/// The newest change below a folder, and how many files there are (a deletion changes that).
fn newest(folder: &Path) -> (Option<SystemTime>, usize) {
    let mut newest = (None, 0);
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let Ok(about) = entry.metadata() else { continue };
            if about.is_dir() {
                folders.push(entry.path());
            } else {
                newest.0 = newest.0.max(about.modified().ok());
                newest.1 += 1;
            }
        }
    }
    newest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_site_is_ever_shown() {
        let folder = Path::new("/nowhere");
        for url in ["/../etc/passwd", "/%2e%2e/etc/passwd", "/.git/config", "/a\\b", "//"] {
            assert!(!matches!(find(folder, url), Found::File(_)), "{url}");
        }
    }
}
