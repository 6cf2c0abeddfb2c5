//! A static host on this machine that tells what it saw, and that can fail as hosts do.
//!
//! Written on the standard library alone: every byte of a request is kept for the log, each
//! connection carries one request (so that a stopped host is really gone), and a single file can
//! be held back or refused.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// What a host does besides handing out files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nothing, like project pages on a free host.
    Plain,
    /// It sends the headers that the site asks for in `_headers`.
    WithHeaders,
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// The first line: method, address, version.
    pub line: String,
    /// The headers, as sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The address asked for, with its query.
    pub fn address(&self) -> &str {
        self.line.split(' ').nth(1).unwrap_or_default()
    }

    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// All of it, to be searched for what nobody should have sent.
    pub fn everything(&self) -> String {
        let mut text = self.line.clone();
        for (name, value) in &self.headers {
            text.push_str(&format!("\n{name}: {value}"));
        }
        text.push('\n');
        text.push_str(&String::from_utf8_lossy(&self.body));
        text
    }
}

/// The host. It ends with its owner.
pub struct Server {
    at: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

struct Shared {
    folder: Mutex<PathBuf>,
    below: String,
    headers: Vec<(String, Vec<(String, String)>)>,
    log: Mutex<Vec<Request>>,
    trouble: Mutex<Trouble>,
    changed: Condvar,
    /// Counts starts and stops: odd while open. A connection made before a stop is not answered.
    turn: AtomicU32,
}

#[derive(Default)]
struct Trouble {
    held_back: BTreeSet<String>,
    refused: BTreeSet<String>,
}

impl Server {
    /// Serves `folder` below a path, such as `/` or `/town/`, at a free port.
    #[track_caller]
    pub fn opens(folder: &Path, below: &str, kind: Kind) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("no port is free");
        let at = listener.local_addr().expect("a listener has an address");
        let headers = match kind {
            Kind::Plain => Vec::new(),
            Kind::WithHeaders => {
                let text = fs::read_to_string(folder.join("_headers"));
                asked_headers(&text.expect("the site has no _headers"))
            }
        };
        let shared = Arc::new(Shared {
            folder: Mutex::new(folder.to_path_buf()),
            below: below.to_owned(),
            headers,
            log: Mutex::default(),
            trouble: Mutex::default(),
            changed: Condvar::new(),
            turn: AtomicU32::new(0),
        });
        let mut server = Self { at, shared, listening: None };
        server.listen(listener);
        server
    }

    /// The address of the site, ending in `/`.
    pub fn address(&self) -> String {
        format!("http://{}{}", self.at, self.shared.below)
    }

    /// Hands out another release of the site from now on, as a host does after an upload.
    pub fn publishes(&self, folder: &Path) {
        *locked(&self.shared.folder) = folder.to_path_buf();
    }

    /// A place in the log: now.
    pub fn mark(&self) -> usize {
        locked(&self.shared.log).len()
    }

    /// What has been asked for since a mark.
    pub fn log_since(&self, mark: usize) -> Vec<Request> {
        locked(&self.shared.log).get(mark..).unwrap_or_default().to_vec()
    }

    /// What has been asked for.
    pub fn log(&self) -> Vec<Request> {
        self.log_since(0)
    }

    /// Answers nobody who asks for an address that ends so, until [`Self::lets_go`].
    pub fn holds_back(&self, end: &str) {
        locked(&self.shared.trouble).held_back.insert(end.to_owned());
    }

    /// Answers all who wait.
    pub fn lets_go(&self) {
        locked(&self.shared.trouble).held_back.clear();
        self.shared.changed.notify_all();
    }

    /// From now on, has lost what ends so.
    pub fn loses(&self, end: &str) {
        locked(&self.shared.trouble).refused.insert(end.to_owned());
    }

    /// Has everything again that it had lost.
    pub fn finds_again(&self) {
        locked(&self.shared.trouble).refused.clear();
    }

    /// Goes away, as in a tunnel: connections are refused.
    pub fn stops(&mut self) {
        let Some(listening) = self.listening.take() else {
            return;
        };
        self.shared.turn.fetch_add(1, Ordering::SeqCst);
        self.lets_go();
        // Wakes the listener, which then sees that it is to stop.
        let _ = TcpStream::connect(self.at);
        let _ = listening.join();
    }

    /// Is back at the same address.
    #[track_caller]
    pub fn starts_again(&mut self) {
        assert!(self.listening.is_none(), "the host is there");
        self.listen(TcpListener::bind(self.at).expect("the port is no longer free"));
    }

    fn listen(&mut self, listener: TcpListener) {
        let turn = self.shared.turn.fetch_add(1, Ordering::SeqCst) + 1;
        let shared = Arc::clone(&self.shared);
        self.listening = Some(thread::spawn(move || {
            for stream in listener.incoming() {
                if !shared.is_open(turn) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&shared);
                // A browser that goes away is no reason to stop.
                thread::spawn(move || drop(shared.serve(turn, stream)));
            }
        }));
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stops();
    }
}

impl Shared {
    fn is_open(&self, turn: u32) -> bool {
        self.turn.load(Ordering::SeqCst) == turn
    }

    fn serve(&self, turn: u32, mut stream: TcpStream) -> std::io::Result<()> {
        // Browsers connect ahead and may never ask.
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let Some(request) = read(&stream)? else {
            return Ok(());
        };
        if !self.is_open(turn) {
            return Ok(());
        }
        let address = request.address().to_owned();
        let is_head = request.line.starts_with("HEAD ");
        locked(&self.log).push(request);
        self.wait_while_held_back(&address);
        if !self.is_open(turn) {
            return Ok(());
        }
        let (status, kind, body) = self.answer(&address);
        let mut head = format!(
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
             Connection: close\r\nCache-Control: no-cache\r\n",
            body.len()
        );
        if let Some(target) = status.strip_prefix("301 Moved to ") {
            head.push_str(&format!("Location: {target}\r\n"));
        }
        for (name, value) in self.headers_for(&address) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        stream.write_all(head.as_bytes())?;
        if !is_head {
            stream.write_all(&body)?;
        }
        stream.flush()
    }

    fn wait_while_held_back(&self, address: &str) {
        let mut trouble = locked(&self.trouble);
        while trouble.held_back.iter().any(|end| address.ends_with(end)) {
            trouble = self.changed.wait(trouble).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn answer(&self, address: &str) -> (String, String, Vec<u8>) {
        let html = || media_type(Path::new("index.html"));
        let lost = || ("404 Not Found".to_owned(), html(), self.not_found());
        let refused = locked(&self.trouble).refused.iter().any(|end| address.ends_with(end));
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let inside = path.strip_prefix(&self.below).filter(|path| {
            !refused && path.split('/').all(|part| part != ".." && !part.contains(['%', '\\']))
        });
        let Some(inside) = inside else {
            return lost();
        };
        let mut file = locked(&self.folder).join(inside);
        if file.is_dir() {
            if !path.ends_with('/') {
                return (format!("301 Moved to {path}/"), html(), Vec::new());
            }
            file.push("index.html");
        }
        match fs::read(&file) {
            Ok(bytes) => ("200 OK".to_owned(), media_type(&file), bytes),
            Err(_) => lost(),
        }
    }

    fn not_found(&self) -> Vec<u8> {
        fs::read(locked(&self.folder).join("404.html")).unwrap_or_default()
    }

    fn headers_for(&self, address: &str) -> Vec<&(String, String)> {
        let inside = address.strip_prefix(&self.below).unwrap_or_default();
        let of = self.headers.iter().filter(|(pattern, _)| {
            let pattern = pattern.trim_start_matches('/');
            pattern.strip_suffix('*').map_or(pattern == inside, |start| inside.starts_with(start))
        });
        // Kept out of journeys: a loopback address has no https to insist on.
        of.flat_map(|(_, headers)| headers)
            .filter(|(name, _)| name != "Strict-Transport-Security")
            .collect()
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read(stream: &TcpStream) -> std::io::Result<Option<Request>> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut request = Request { line: line.trim_end().to_owned(), headers, body: Vec::new() };
    let length = request.header("Content-Length").and_then(|length| length.parse().ok());
    reader.take(length.unwrap_or(0)).read_to_end(&mut request.body)?;
    Ok(Some(request))
}

/// What a file is, by its name, as common hosts say it: texts with the one way of writing letters that we use.
fn media_type(file: &Path) -> String {
    let kind = mime_guess::from_path(file).first_or_octet_stream();
    if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    }
}

/// Reads `_headers`: a path pattern a block, its headers indented below it.
fn asked_headers(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut blocks: Vec<(String, Vec<(String, String)>)> = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let header = line.strip_prefix(' ').and_then(|header| header.split_once(':'));
        match (header, blocks.last_mut()) {
            (Some((name, value)), Some((_, headers))) => {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            (None, _) => blocks.push((line.trim().to_owned(), Vec::new())),
            (Some(_), None) => {}
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Scratch;

    fn ask(server: &Server, line: &str) -> Option<String> {
        let mut stream = TcpStream::connect(server.at).ok()?;
        write!(stream, "{line} HTTP/1.1\r\nHost: x\r\nReferer: r\r\nContent-Length: 2\r\n\r\nhi")
            .ok()?;
        let mut text = String::new();
        stream.read_to_string(&mut text).ok()?;
        Some(text).filter(|text| !text.is_empty())
    }

    #[test]
    fn a_host_hands_out_files_below_its_path_and_nothing_else() {
        let site = Scratch::empty("server-files");
        site.write("en/index.html", "<h1>Hello</h1>");
        site.write("404.html", "lost");
        site.write("_headers", "/*\n  X-One: 1\n\n/en/*\n  X-Two: 2: 2\n");
        let server = Server::opens(&site.folder, "/town/", Kind::WithHeaders);
        let page = ask(&server, "GET /town/en/").unwrap();
        assert!(page.starts_with("HTTP/1.1 200") && page.ends_with("<h1>Hello</h1>"), "{page}");
        assert!(
            page.contains("\r\nX-One: 1\r\n") && page.contains("\r\nX-Two: 2: 2\r\n"),
            "{page}"
        );
        assert!(ask(&server, "GET /town/en").unwrap().contains("Location: /town/en/\r\n"));
        for address in ["/", "/en/", "/town/fr/", "/town/../town/en/", "/town/%2e%2e/"] {
            let answer = ask(&server, &format!("GET {address}")).unwrap();
            assert!(answer.starts_with("HTTP/1.1 404") && answer.ends_with("lost"), "{answer}");
        }
    }

    #[test]
    fn a_host_tells_all_that_it_saw() {
        let site = Scratch::empty("server-log");
        let server = Server::opens(&site.folder, "/", Kind::Plain);
        ask(&server, "GET /one");
        let mark = server.mark();
        ask(&server, "POST /two?q=x");
        let [request] = &server.log_since(mark)[..] else { panic!("{:?}", server.log()) };
        assert_eq!(request.address(), "/two?q=x");
        assert_eq!(request.header("referer"), Some("r"));
        assert_eq!(request.body, b"hi");
        assert!(request.everything().contains("Host: x"));
    }

    #[test]
    fn a_host_that_has_stopped_is_gone_and_comes_back() {
        let site = Scratch::empty("server-stop");
        site.write("index.html", "here");
        let mut server = Server::opens(&site.folder, "/", Kind::Plain);
        let early = TcpStream::connect(server.at).unwrap();
        server.stops();
        assert!(ask(&server, "GET /").is_none());
        server.starts_again();
        assert!(ask(&server, "GET /").unwrap().ends_with("here"));
        drop(early);
        server.loses("/");
        assert!(ask(&server, "GET /").unwrap().starts_with("HTTP/1.1 404"));
    }
}
