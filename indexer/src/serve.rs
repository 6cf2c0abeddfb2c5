//! Shows a site on this machine, and nowhere else.
//!
//! Reading order: [`Served`] (what is shown), [`Server`], `find` (from an address to a file), `rules`
//! (headers, and who may ask), `watch` (what somebody saves).
//!
//! A small server of its own, one thread and one answer a connection: `tiny_http` 0.12 now and then
//! leaves one of a browser's six connections waiting for ever (seen here: text and cards of the
//! catalog never came, on about every fifth first visit).

mod find;
mod rules;
mod watch;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::thread;
use std::time::Duration;

use find::{Found, find, media_type};

pub use watch::Watcher;

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

    /// The answer to an address, if the overlay has its file.
    fn overlaid(&self, url: &str) -> Option<Answer> {
        let path = url.split(['?', '#']).next()?.strip_prefix('/')?;
        let path = if path.is_empty() || path.ends_with('/') {
            [path, "index.html"].concat()
        } else {
            path.to_owned()
        };
        let overlay = self.overlay.read().unwrap_or_else(PoisonError::into_inner);
        Some(Answer::file("200 OK", media_type(Path::new(&path)), overlay.get(&path)?.clone()))
    }
}

/// A port of 127.0.0.1 that is ours: whoever asks waits until [`Self::run`].
pub struct Server {
    listener: TcpListener,
    at: SocketAddr,
}

impl Server {
    /// Takes a port; port 0 takes a free one.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn bind(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let at = listener.local_addr()?;
        Ok(Self { listener, at })
    }

    /// Answers requests with what is `served`, until the process ends.
    pub fn run(&self, served: &Arc<Served>) {
        println!("Signpost stands at http://{}/", self.at);
        for connection in self.listener.incoming().flatten() {
            let (served, at) = (served.clone(), self.at);
            // A browser that went away is no reason to stop.
            thread::spawn(move || answer(&served, at, &connection));
        }
    }
}

/// What a browser asks, as far as a static site depends on it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Request {
    method: String,
    url: String,
    host: String,
}

impl Request {
    /// Reads a request with all its headers: a connection that is closed before they are read would
    /// be reset.
    fn read(mut from: impl BufRead) -> io::Result<Self> {
        let mut first = String::new();
        from.read_line(&mut first)?;
        let mut words = first.split_ascii_whitespace().map(str::to_owned);
        let (method, url) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let mut request = Self { method, url, host: String::new() };
        let mut line = String::new();
        while from.read_line(&mut line)? > 2 {
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("host")
            {
                value.trim().clone_into(&mut request.host);
            }
            line.clear();
        }
        Ok(request)
    }
}

/// What is sent back.
struct Answer {
    status: &'static str,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn file(status: &'static str, kind: String, body: Vec<u8>) -> Self {
        Self { status, headers: vec![("Content-Type".to_owned(), kind)], body }
    }

    fn text(status: &'static str, text: &str) -> Self {
        Self::file(status, "text/plain; charset=utf-8".to_owned(), text.into())
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    /// Status and headers, as they are sent.
    fn head(&self) -> String {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\nConnection: close\r\n\r\n", self.body.len());
        head
    }
}

fn answer(served: &Served, at: SocketAddr, mut connection: &TcpStream) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let request = Request::read(BufReader::new(connection.take(REQUEST_MAX)))?;
    let reply = reply(served, at, &request);
    connection.write_all(reply.head().as_bytes())?;
    if request.method != "HEAD" {
        connection.write_all(&reply.body)?;
    }
    connection.flush()
}

/// The answer to a request, with the headers that a host would send.
fn reply(served: &Served, at: SocketAddr, request: &Request) -> Answer {
    let url = &request.url;
    let mut answer = if !rules::is_for_this_machine(&request.host) {
        let here = format!("This site is shown to this machine only, at http://{at}/\n");
        Answer::text("421 Misdirected Request", &here)
    } else if request.method != "GET" && request.method != "HEAD" {
        Answer::text("405 Method Not Allowed", "")
    } else {
        served.overlaid(url).unwrap_or_else(|| found(&served.folder, url))
    };
    let mut headers = rules::headers(&served.folder, url);
    // What is not there may come with the next build, and a page changes with each.
    if answer.status != "200 OK" {
        headers.retain(|(name, _)| !name.eq_ignore_ascii_case(CACHE));
    }
    answer.headers.extend(headers);
    if !answer.has(CACHE) {
        answer.headers.push((CACHE.to_owned(), "no-cache".to_owned()));
    }
    answer
}

/// The header that tells how long a browser may keep an answer.
const CACHE: &str = "Cache-Control";

/// The answer that the folder has to an address.
fn found(folder: &Path, url: &str) -> Answer {
    let read = |file: &Path| fs::read(file).unwrap_or_default();
    match find(folder, url) {
        Found::File(file) => Answer::file("200 OK", media_type(&file), read(&file)),
        Found::Folder(address) => {
            let mut answer = Answer::text("301 Moved Permanently", "");
            // `find` takes plain letters only, so that nothing can end the header early.
            answer.headers.push(("Location".to_owned(), address));
            answer
        }
        Found::Nothing => match find(folder, "/404.html") {
            Found::File(page) => Answer::file("404 Not Found", media_type(&page), read(&page)),
            _ => Answer::text("404 Not Found", "There is no such page.\n"),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reply_to(served: &Served, host: &str, url: &str) -> Answer {
        let text = format!("GET {url} HTTP/1.1\r\nAccept: */*\r\nhOST: {host}\r\n\r\n");
        let request = Request::read(text.as_bytes()).unwrap_or_default();
        reply(served, SocketAddr::from(([127, 0, 0, 1], 8080)), &request)
    }

    #[test]
    fn a_page_that_was_just_written_is_shown_before_the_site_has_it() {
        let served = Served::new(Path::new("/nowhere"));
        let page = || reply_to(&served, "localhost:8080", "/en/s/a1111/?x#y");
        assert_eq!(page().status, "404 Not Found");
        served.overlay([("en/s/a1111/index.html".to_owned(), b"tea".to_vec())].into());
        assert_eq!((page().status, page().body), ("200 OK", b"tea".to_vec()));
        served.clear();
        assert_eq!(page().status, "404 Not Found");
    }

    #[test]
    fn a_page_is_shown_with_the_headers_that_a_host_would_send() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        fs::create_dir_all(folder.path().join("assets"))?;
        for file in ["index.html", "404.html", "assets/a.css"] {
            fs::write(folder.path().join(file), "x")?;
        }
        let rules = "/*\n  Cross-Origin-Opener-Policy: same-origin\n\n\
                     /assets/*\n  Cache-Control: immutable\n";
        fs::write(folder.path().join("_headers"), rules)?;
        let served = Served::new(folder.path());
        let cached = |url: &str| {
            let answer = reply_to(&served, "127.0.0.1:8080", url);
            assert!(
                answer.has("Cross-Origin-Opener-Policy") && answer.has("Content-Type"),
                "{url}"
            );
            let values = answer.headers.into_iter().filter(|(name, _)| name == CACHE);
            (answer.status, values.map(|(_, value)| value).collect::<Vec<_>>().join(" and "))
        };
        assert_eq!(cached("/"), ("200 OK", "no-cache".to_owned()));
        assert_eq!(cached("/assets/a.css"), ("200 OK", "immutable".to_owned()));
        assert_eq!(cached("/assets/b.css"), ("404 Not Found", "no-cache".to_owned()));
        Ok(())
    }

    #[test]
    fn another_site_that_leads_its_name_here_sees_no_draft() {
        let served = Served::new(Path::new("/nowhere"));
        served.overlay([("index.html".to_owned(), b"draft".to_vec())].into());
        assert_eq!(reply_to(&served, "localhost", "/").body, b"draft");
        for host in ["evil.example", ""] {
            let answer = reply_to(&served, host, "/");
            assert_eq!(answer.status, "421 Misdirected Request", "{host}");
            assert!(!answer.body.windows(5).any(|part| part == b"draft"));
        }
    }
}
