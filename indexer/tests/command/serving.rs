//! `signpost serve`: what a browser on this machine is shown while somebody writes.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use indexer::staging::Staging;

use crate::kit::{NOW, Town, files, said};

/// How long the server may say nothing: a debug build on a busy machine takes some seconds.
const PATIENCE: Duration = Duration::from_secs(180);

const TEA: &str = "riverside/tuesday-tea.md";

/// A running server, which ends with its owner.
struct Shown {
    program: Child,
    says: Receiver<String>,
    complains: Receiver<String>,
    address: String,
}

impl Drop for Shown {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// The lines of a stream, as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    thread::spawn(move || {
        let lines = BufReader::new(stream).lines().map_while(Result::ok);
        lines.for_each(|line| drop(send.send(line)));
    });
    lines
}

/// Waits until a line has these words.
fn line_with(lines: &Receiver<String>, words: &str) -> String {
    let mut so_far = String::new();
    loop {
        let Ok(line) = lines.recv_timeout(PATIENCE) else {
            panic!("nobody has said “{words}”, but only:\n{so_far}")
        };
        if line.contains(words) {
            return line;
        }
        so_far += &(line + "\n");
    }
}

impl Shown {
    /// Starts a server, which may not have said its address yet.
    fn starts(town: &Town, arguments: &[&str]) -> Self {
        Self::starts_with(town, arguments, &[])
    }

    /// The same in an environment.
    fn starts_with(town: &Town, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = town.signpost(&["serve", "--port", "0", "--now", NOW]);
        command.envs(environment.iter().copied());
        command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = command.spawn().unwrap();
        let says = lines(program.stdout.take().unwrap());
        let complains = lines(program.stderr.take().unwrap());
        Self { program, says, complains, address: String::new() }
    }

    fn stands(town: &Town, arguments: &[&str]) -> Self {
        let mut shown = Self::starts(town, arguments);
        shown.says("Signpost stands at");
        shown
    }

    /// Waits until the server says this.
    fn says(&mut self, words: &str) {
        let line = line_with(&self.says, words);
        if let Some((_, address)) = line.split_once("http://") {
            self.address = address.trim_end().trim_end_matches('/').to_owned();
        }
    }

    /// Waits until the server complains of this.
    fn complains(&self, words: &str) -> String {
        line_with(&self.complains, words)
    }

    /// The whole answer to an address.
    fn asked_as(&self, host: &str, url: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {url} HTTP/1.1\r\nHost: {host}\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn asked(&self, url: &str) -> String {
        self.asked_as(&self.address, url)
    }
}

#[test]
fn a_port_that_is_taken_is_told_before_anything_is_built() {
    let town = Town::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let refused = town.signpost(&["serve", "--now", NOW, "--port", &port]).output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains(&format!("Port {port} on 127.0.0.1")), "{}", said(&refused));
    assert_eq!(town.names(), ["content"]);
}

#[test]
fn a_browser_on_this_machine_sees_what_a_host_will_send_and_nobody_else_sees_anything() {
    let town = Town::new();
    let shown = Shown::stands(&town, &[]);
    let page = shown.asked("/en/");
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    let rules = std::fs::read_to_string(town.at("dist/_headers")).unwrap();
    let for_all = rules.split("\n\n").next().unwrap();
    let asked = for_all.lines().skip(1).map(str::trim);
    let asked: Vec<_> = asked.filter(|line| !line.starts_with("Strict-Transport")).collect();
    assert!(asked.len() >= 6, "{rules}");
    for header in asked {
        assert!(page.contains(&format!("\r\n{header}\r\n")), "“{header}” is missing in {page}");
    }
    assert!(!page.contains("Strict-Transport"), "{page}");
    assert!(shown.asked("//en").starts_with("HTTP/1.1 404"));
    assert!(shown.asked("/en").contains("\r\nLocation: /en/\r\n"));
    let port = shown.address.split(':').nth(1).unwrap();
    for host in ["localhost", &format!("localhost:{port}"), "[::1]:1"] {
        assert!(shown.asked_as(host, "/en/").starts_with("HTTP/1.1 200"), "{host}");
    }
    for host in ["evil.example", &format!("evil.example:{port}"), ""] {
        let refused = shown.asked_as(host, "/en/");
        assert!(refused.starts_with("HTTP/1.1 421"), "{host}: {refused}");
        assert!(!refused.contains("<html"), "{host}: {refused}");
    }
}

#[test]
fn a_first_build_that_finds_an_error_waits_until_it_is_mended() {
    let town = Town::new();
    town.change(TEA, "status: active", "status: actve");
    let mut shown = Shown::stands(&town, &["--watch"]);
    assert!(shown.asked("/en/").starts_with("HTTP/1.1 404"));
    town.change(TEA, "status: actve", "status: active");
    shown.says(" pages");
    assert!(shown.asked("/en/").starts_with("HTTP/1.1 200"));
}

#[test]
fn without_watch_a_first_build_that_finds_an_error_ends() {
    let town = Town::new();
    town.change(TEA, "status: active", "status: actve");
    let ended = town.signpost(&["serve", "--port", "0", "--now", NOW]).output().unwrap();
    assert_eq!(ended.status.code(), Some(1), "{}", said(&ended));
    assert_eq!(town.names(), ["content"]);
}

#[test]
fn a_page_that_was_shown_is_never_taken_back_for_somebody_else_s_mistake() {
    let town = Town::new();
    let other = town.at("content/hillside");
    std::fs::create_dir(&other).unwrap();
    let group = std::fs::read_to_string(town.at("content/riverside/organization.md")).unwrap();
    let id = group.lines().find(|line| line.starts_with("id: ")).unwrap();
    let group = group.replace(id, "id: h2222").replace("name: ", "name: Hillside ");
    std::fs::write(other.join("organization.md"), group).unwrap();
    let mut shown = Shown::stands(&town, &["--watch"]);
    let page = std::fs::read_to_string(town.at("content").join(TEA)).unwrap();
    let id = page.lines().find_map(|line| line.strip_prefix("id: ")).unwrap();
    let service = format!("/en/s/{id}/");
    // The other group's page has an error, which stops every build.
    let theirs = "hillside/organization.md";
    town.change(theirs, "id: h2222", "id: no!");
    shown.complains("Nothing was written");
    town.change(TEA, "summary: ", "summary: Lemon cake! ");
    shown.says("can be seen");
    assert!(shown.asked(&service).contains("Lemon cake!"));
    shown.complains("Nothing was written");
    assert!(shown.asked(&service).contains("Lemon cake!"));
    // Once that is mended, the site itself has the page.
    town.change(theirs, "id: no!", "id: h2222");
    shown.says(" pages");
    assert!(shown.asked(&service).contains("Lemon cake!"));
    let built = town.at("dist").join(service.trim_start_matches('/')).join("index.html");
    assert!(std::fs::read_to_string(built).unwrap().contains("Lemon cake!"));
}

#[test]
fn what_is_saved_while_another_build_is_at_work_is_built_as_soon_as_that_has_ended() {
    let town = Town::new();
    let mut shown = Shown::stands(&town, &["--watch"]);
    let other = Staging::begin(&town.at("dist")).unwrap();
    town.change("_pages/about.md", "\n---\n", "\n---\n\nLemon cake!\n\n");
    let told = shown.complains("Another build is at work");
    assert!(told.contains(&format!("process {}", std::process::id())), "{told}");
    assert!(!shown.asked("/en/pages/about/").contains("Lemon cake!"));
    drop(other);
    shown.says(" pages");
    assert!(shown.asked("/en/pages/about/").contains("Lemon cake!"));
}

#[test]
fn a_server_waits_for_another_build_before_its_first_one_too() {
    let town = Town::new();
    let other = Staging::begin(&town.at("dist")).unwrap();
    let mut shown = Shown::starts(&town, &[]);
    shown.complains("Another build is at work");
    drop(other);
    shown.says("Signpost stands at");
    assert!(shown.asked("/en/").starts_with("HTTP/1.1 200"));
}

/// Somebody whose page is open: what the server tells it, as it comes.
struct Open {
    hears: Receiver<String>,
}

impl Open {
    fn at(shown: &Shown) -> Self {
        let mut stream = TcpStream::connect(&shown.address).unwrap();
        write!(stream, "GET /__signpost/events HTTP/1.1\r\nHost: {}\r\n\r\n", shown.address)
            .unwrap();
        Self { hears: lines(stream) }
    }

    /// Waits until the page hears this.
    fn hears(&self, words: &str) -> String {
        line_with(&self.hears, words)
    }
}

/// What names the content of a page: with it a page knows whether it is still the same.
fn name_of(answer: &str) -> &str {
    answer.split("\r\nETag: ").nth(1).and_then(|rest| rest.split("\r\n").next()).unwrap()
}

#[test]
fn a_page_that_is_open_follows_what_somebody_saves_and_says_what_is_wrong() {
    let town = Town::new();
    let mut shown = Shown::stands(&town, &["--watch"]);
    let (page, other) = (shown.asked("/en/s/k7f3q/"), shown.asked("/en/pages/about/"));
    assert!(page.contains("<script src=\"/__signpost/follow.js\""), "{page}");
    assert!(page.contains("script-src 'self'") && page.contains("connect-src 'self'"), "{page}");
    let script = shown.asked("/__signpost/follow.js");
    assert!(script.contains("text/javascript") && script.contains("EventSource"), "{script}");
    let open = Open::at(&shown);
    open.hears("\"trouble\":null");
    town.change(TEA, "summary: ", "summary: Lemon cake! ");
    open.hears("data: ");
    shown.says(" pages");
    assert_ne!(name_of(&page), name_of(&shown.asked("/en/s/k7f3q/")), "it comes anew");
    assert_eq!(
        name_of(&other),
        name_of(&shown.asked("/en/pages/about/")),
        "nobody loses their place"
    );
    town.change(TEA, "status: active", "status: actve");
    let told = open.hears("unknown-word");
    assert!(told.contains("tuesday-tea.md") && told.contains("Nothing was written"), "{told}");
    // And so does the terminal.
    shown.complains("unknown-word");
    town.change(TEA, "status: actve", "status: active");
    open.hears("\"trouble\":null");
    // Nothing of that is in the site itself.
    for (path, bytes) in files(&town.at("dist")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("__signpost"), "{path}");
    }
}

#[test]
fn a_page_without_a_site_waits_for_it_and_says_why_there_is_none() {
    let town = Town::new();
    town.change(TEA, "status: active", "status: actve");
    let shown = Shown::stands(&town, &["--watch"]);
    let page = shown.asked("/en/");
    assert!(page.contains("There is no site yet") && page.contains("follow.js"), "{page}");
    let open = Open::at(&shown);
    open.hears("unknown-word");
    town.change(TEA, "status: actve", "status: active");
    open.hears("\"trouble\":null");
    assert!(shown.asked("/en/").starts_with("HTTP/1.1 200"));
}

#[test]
fn without_watch_no_page_follows_anything() {
    let town = Town::new();
    let shown = Shown::stands(&town, &[]);
    assert!(!shown.asked("/en/").contains("__signpost"));
    assert!(shown.asked("/__signpost/events").starts_with("HTTP/1.1 404"));
}

#[test]
fn the_address_is_told_before_the_build_and_opened_after_it() {
    let town = Town::new();
    // In place of the program that opens the browser which somebody has chosen.
    let programs = town.at("programs");
    std::fs::create_dir(&programs).unwrap();
    let opened = town.at("opened");
    let script =
        format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.new'; mv '{0}.new' '{0}'\n", opened.display());
    let program = programs.join("xdg-open");
    std::fs::write(&program, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let path = format!("{}:/usr/bin:/bin", programs.display());
    let mut shown = Shown::starts_with(&town, &["--open"], &[("PATH", &path)]);
    let early = shown.complains("Signpost will stand at http://127.0.0.1:");
    shown.says("Signpost stands at");
    assert!(early.contains(&shown.address), "{early}");
    let started = std::time::Instant::now();
    while !opened.exists() {
        assert!(started.elapsed() < PATIENCE, "nothing was opened");
        thread::yield_now();
    }
    assert_eq!(std::fs::read_to_string(&opened).unwrap(), format!("http://{}/", shown.address));
}
