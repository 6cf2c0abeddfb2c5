//! Shows a site on this machine, and nowhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use tiny_http::{Header, Method, Request, Response, Server};

/// How often the content folder is looked at with `--watch`: quick enough to feel at once, slow
/// enough to cost nothing.
const LOOK_EVERY: Duration = Duration::from_millis(300);

/// Answers requests from `folder` on 127.0.0.1 until the process ends. Port 0 takes a free one.
///
/// # Errors
/// When the port is taken.
pub fn serve(folder: &Path, port: u16) -> io::Result<()> {
    let server = Server::http(("127.0.0.1", port)).map_err(io::Error::other)?;
    let folder = folder.to_path_buf();
    println!("Signpost stands at http://{}/", server.server_addr());
    for request in server.incoming_requests() {
        // A browser that went away is no reason to stop.
        let _ = answer(&folder, request);
    }
    Ok(())
}

fn answer(folder: &Path, request: Request) -> io::Result<()> {
    if !matches!(request.method(), Method::Get | Method::Head) {
        return request.respond(Response::from_string("").with_status_code(405));
    }
    let (file, status) = match find(folder, request.url()) {
        Found::File(file) => (file, 200),
        Found::Folder(address) => {
            let response = Response::from_string("").with_status_code(301);
            return request.respond(with(response, [header("Location", &address)]));
        }
        Found::Nothing => (folder.join("404.html"), 404),
    };
    let bytes = fs::read(&file).unwrap_or_default();
    let headers = [
        header("Content-Type", media_type(&file)),
        header("Cache-Control", "no-cache"),
        header("X-Content-Type-Options", "nosniff"),
        header("Referrer-Policy", "no-referrer"),
    ];
    request.respond(with(Response::from_data(bytes).with_status_code(status), headers))
}

fn with<R: io::Read, const N: usize>(
    mut response: Response<R>,
    headers: [Option<Header>; N],
) -> Response<R> {
    for header in headers.into_iter().flatten() {
        response.add_header(header);
    }
    response
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
        "js" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" | "webmanifest" => "application/json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A header, or none where its text could not be one.
fn header(name: &str, value: &str) -> Option<Header> {
    Header::from_bytes(name, value).ok()
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
