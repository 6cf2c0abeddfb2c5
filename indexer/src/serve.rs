//! Shows a site on this machine, and nowhere else.
//!
//! Reading order: [`Served`] (what is shown), [`Server`], `find` (from an address to a file), `rules`
//! (headers, and who may ask), `watch` (what somebody saves), `follow` (open pages are told of that).
//!
//! A small server of its own, one thread and one answer a connection: `tiny_http` 0.12 now and then
//! leaves one of a browser's six connections waiting for ever (seen here: text and cards of the
//! catalog never came, on about every fifth first visit).

mod find;
mod follow;
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
use follow::{Follow, Own};

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
    /// Where somebody is at work on it: what open pages are told.
    follow: Option<Follow>,
}

impl Served {
    /// Shows a folder.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), overlay: RwLock::default(), follow: None }
    }

    /// Shows a folder that somebody is at work on: pages that are open follow.
    pub fn followed(folder: &Path) -> Self {
        Self { follow: Some(Follow::default()), ..Self::new(folder) }
    }

    /// From now on shows these files instead of the folder's own.
    pub fn overlay(&self, files: Files) {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner).extend(files);
        self.follow.iter().for_each(Follow::tell_again);
    }

    /// Shows the folder alone, which has the newer files by now.
    pub fn clear(&self) {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner).clear();
        self.follow.iter().for_each(|follow| follow.tell(None));
    }

    /// Says on every page that the site could not be built, and why.
    pub fn troubled(&self, why: String) {
        self.follow.iter().for_each(|follow| follow.tell(Some(why.clone())));
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

    /// Where it is, as a browser takes it.
    pub fn address(&self) -> String {
        format!("http://{}/", self.at)
    }

    /// Answers requests with what is `served`, until the process ends.
    pub fn run(&self, served: &Arc<Served>) {
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
    /// Whether events follow instead of a body.
    is_listened_to: bool,
}

impl Answer {
    fn file(status: &'static str, kind: String, body: Vec<u8>) -> Self {
        let mut answer = Self { status, headers: Vec::new(), body, is_listened_to: false };
        answer.head("Content-Type", kind);
        answer
    }

    fn head(&mut self, name: &str, value: String) {
        self.headers.push((name.to_owned(), value));
    }

    fn is_page(&self) -> bool {
        let is_html = |(name, value): &(String, String)| {
            name.eq_ignore_ascii_case("Content-Type") && value.starts_with("text/html")
        };
        self.headers.iter().any(is_html)
    }

    fn text(status: &'static str, text: &str) -> Self {
        Self::file(status, "text/plain; charset=utf-8".to_owned(), text.into())
    }

    fn has(&self, name: &str) -> bool {
        self.headers.iter().any(|(own, _)| own.eq_ignore_ascii_case(name))
    }

    /// Status and headers, as they are sent. Where events follow, nobody knows how long it will be.
    fn start(&self, is_whole: bool) -> String {
        let mut start = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in &self.headers {
            let _ = write!(start, "{name}: {value}\r\n");
        }
        if is_whole {
            let _ = write!(start, "Content-Length: {}\r\n", self.body.len());
        }
        start + "Connection: close\r\n\r\n"
    }
}

fn answer(served: &Served, at: SocketAddr, mut connection: &TcpStream) -> io::Result<()> {
    connection.set_read_timeout(Some(PATIENCE))?;
    connection.set_write_timeout(Some(PATIENCE))?;
    let request = Request::read(BufReader::new(connection.take(REQUEST_MAX)))?;
    let reply = reply(served, at, &request);
    let listens_to = served.follow.as_ref().filter(|_| reply.is_listened_to);
    connection.write_all(reply.start(listens_to.is_none()).as_bytes())?;
    if let Some(follow) = listens_to {
        return follow.send(connection);
    }
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
    } else if let Some(own) = served.follow.as_ref().and_then(|_| follow::own(url)) {
        own_answer(own)
    } else {
        served.overlaid(url).unwrap_or_else(|| found(&served.folder, url))
    };
    if served.follow.is_some() {
        follows(&mut answer);
    }
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

/// The answer to an address of the server's own.
fn own_answer(own: Own) -> Answer {
    let (kind, body, is_listened_to) = match own {
        Own::Script(text) => ("text/javascript; charset=utf-8", text, false),
        Own::Events => ("text/event-stream", "", true),
    };
    Answer { is_listened_to, ..Answer::file("200 OK", kind.to_owned(), body.into()) }
}

/// Makes a page follow what somebody saves, and a page of what is not there yet.
fn follows(answer: &mut Answer) {
    if answer.status == NOT_FOUND && !answer.is_page() {
        *answer = Answer::file(NOT_FOUND, PAGE.to_owned(), follow::waiting().into());
    }
    if answer.is_page() {
        let (body, of) = follow::followed(&answer.body);
        answer.body = body;
        answer.head("ETag", of);
    }
}

/// What a page is called.
const PAGE: &str = "text/html; charset=utf-8";

/// What is said where there is nothing at an address.
const NOT_FOUND: &str = "404 Not Found";

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
            Found::File(page) => Answer::file(NOT_FOUND, media_type(&page), read(&page)),
            _ => Answer::text(NOT_FOUND, "There is no such page.\n"),
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
    fn a_page_that_somebody_is_at_work_on_follows_and_any_other_does_not() {
        let page = b"<body>tea</body>".to_vec();
        let overlay = || [("index.html".to_owned(), page.clone())].into();
        let (still, live) =
            (Served::new(Path::new("/nowhere")), Served::followed(Path::new("/nowhere")));
        still.overlay(overlay());
        live.overlay(overlay());
        let asked = |served, url| reply_to(served, "localhost", url);
        assert_eq!(asked(&still, "/").body, page);
        assert_eq!(asked(&still, "/__signpost/events").status, NOT_FOUND);
        let answer = asked(&live, "/");
        assert!(answer.has("ETag") && answer.body.windows(9).any(|part| part == b"follow.js"));
        assert!(asked(&live, "/__signpost/events").is_listened_to);
        assert!(asked(&live, "/__signpost/follow.js").body.starts_with(b"// Lets a page"));
        let waiting = asked(&live, "/en/");
        assert!(waiting.status == NOT_FOUND && waiting.is_page());
        // No other site hears what is said.
        let elsewhere = reply_to(&live, "evil.example", "/__signpost/events");
        assert!(!elsewhere.is_listened_to && !elsewhere.has("ETag"));
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
