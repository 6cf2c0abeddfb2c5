//! What is answered beside a file: the headers that a host would send, and nothing to a page of
//! another site that calls itself by a name for this machine.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;

use super::find::within;

/// The headers where there is no `_headers`, because there is no site yet.
const WITHOUT_A_SITE: [(&str, &str); 3] = [
    // The page that waits for a site has the script that follows what is saved.
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// The headers that a host sends and this machine does not. By the first, a browser asks every program on `localhost`,
/// whatever its port, by https for a year. By the second, the page of any site reads here what is not published yet.
const HOSTS_ONLY: [&str; 2] = ["Strict-Transport-Security", "Access-Control-Allow-Origin"];

/// The headers that the site in `folder` asks for at an address, by its own `_headers`.
pub fn headers(folder: &Path, url: &str) -> Vec<(String, String)> {
    let rules = within(folder, &folder.join("_headers"));
    match rules.and_then(|rules| fs::read_to_string(rules).ok()) {
        Some(text) => asked(&text, url),
        None => WITHOUT_A_SITE.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
    }
}

/// Reads `_headers`: a line with a path, which may end in `*`, then indented lines with headers. All
/// paths that fit count, as on the hosts that read such a file.
fn asked(text: &str, url: &str) -> Vec<(String, String)> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let mut found = Vec::new();
    let mut fits = false;
    for line in text.lines() {
        if !line.starts_with(char::is_whitespace) {
            fits = match line.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == line,
            };
        } else if let Some((name, value)) = line.trim().split_once(':').filter(|_| fits)
            && !HOSTS_ONLY.iter().any(|own| name.eq_ignore_ascii_case(own))
        {
            found.push((name.to_owned(), value.trim().to_owned()));
        }
    }
    found
}

/// Whether a request's `Host` names this machine as only this machine is named. A page of another
/// site could let its own name lead to 127.0.0.1 and would then read what is not published yet (DNS
/// rebinding); the browser still sends that name.
pub fn is_for_this_machine(host: &str) -> bool {
    let name = match host.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((address, _)) => return address == "::1",
        None => host.split(':').next().unwrap_or_default(),
    };
    let name = name.to_ascii_lowercase();
    // RFC 6761, section 6.3: `localhost` and all below it lead to this machine.
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_site_reads_nothing_by_a_name_of_its_own() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "localhost:8080",
            "LOCALHOST",
            "town.localhost:1",
            "[::1]:8080",
            "[::1]",
        ] {
            assert!(is_for_this_machine(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "evil.example:8080",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "notlocalhost",
            "192.168.1.4",
            "[::2]",
            "0.0.0.0",
        ] {
            assert!(!is_for_this_machine(host), "{host}");
        }
    }

    #[test]
    fn an_address_has_the_headers_of_every_path_that_fits() {
        let text = "/*\n  A: 1\n  Strict-Transport-Security: max-age=1\n\n/worker.js\n  B: x: y\n\n\
                    /assets/*\n  C: 3\n  access-control-allow-origin: *\n";
        let names = |url: &str| {
            let headers = asked(text, url).into_iter();
            headers.map(|(name, value)| [name, value].join("=")).collect::<Vec<_>>()
        };
        assert_eq!(names("/en/?q"), ["A=1"]);
        assert_eq!(names("/worker.js?x"), ["A=1", "B=x: y"]);
        assert_eq!(names("/assets/a.css"), ["A=1", "C=3"]);
        assert_eq!(names("/other/worker.js"), ["A=1"]);
    }
}
