//! Files for hosts and for programs that visit a site: headers, site maps, rules for robots, the web
//! manifest.

use std::fmt::Write as _;

use app::gaps::kept::FILE;
use app::pages::{Address, Site, is_discreet_group, policy};
use catalog::results::Age;
use catalog::search::age;
use catalog::service::{Service, Status};
use serde_json::json;

use crate::listed::{self, Listed};

/// Most addresses of one site map, by <https://www.sitemaps.org/protocol.html>.
const SITEMAP_MAX: usize = 50_000;

/// The web manifest: the site's name and icon, for a phone's start screen.
pub const WEB_MANIFEST: &str = "signpost.webmanifest";

/// Every file for hosts and visiting programs, by its path.
pub fn files(site: &Site<'_>, addresses: &[Address]) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![
        ("_headers".to_owned(), headers(site).into_bytes()),
        ("robots.txt".to_owned(), robots(site).into_bytes()),
        (WEB_MANIFEST.to_owned(), web_manifest(site).into_bytes()),
        // Tells hosts that run Jekyll over everything to leave the files as they are.
        (".nojekyll".to_owned(), Vec::new()),
        (FILE.to_owned(), gaps(site)),
        (listed::FILE.to_owned(), Listed::of(site.directory, site.now.day).bytes()),
    ];
    files.extend(sitemaps(site, addresses));
    files
}

/// The counts of this release, for `--since` of the next one and for whoever takes the data.
fn gaps(site: &Site<'_>) -> Vec<u8> {
    // Numbers and ids are always written.
    let mut bytes = serde_json::to_vec(&site.gaps.counts()).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Most files that [`files`] gives for so many pages.
pub fn files_at_most(pages: usize) -> usize {
    7 + pages.div_ceil(SITEMAP_MAX)
}

/// The `_headers` file that several static hosts read; `signpost serve` sends the same.
///
/// `Strict-Transport-Security` is for a year and for this name only. Without `includeSubDomains`,
/// because a site on a town's own name must not decide for that town's other sites, some of which
/// may have no certificate; without `preload`, which takes months to undo. A host that sends no
/// headers, such as project pages on a free one, mostly sends this one of its own accord.
///
/// `frame-ancestors` and `X-Frame-Options` keep other sites from showing a page inside their own. No
/// `<meta>` can say that, so that a host without headers cannot be told. A script that breaks out
/// of frames is deliberately absent: nothing here is signed in, bought or given away by a press, and
/// a phone keeps what belongs to a framed page apart from the plan of the site itself.
pub fn headers(site: &Site<'_>) -> String {
    let policy = policy::for_header(&site.assets.inline_scripts);
    let mut text = String::new();
    let _ = write!(
        text,
        "/*\n  Content-Security-Policy: {policy}\n  \
         Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n  \
         X-Frame-Options: DENY\n  Cross-Origin-Opener-Policy: same-origin\n  \
         Cross-Origin-Resource-Policy: same-origin\n  \
         Permissions-Policy: camera=(self), microphone=(), geolocation=(self)\n  \
         Strict-Transport-Security: max-age=31536000\n\n"
    );
    // A phone that has stored the directory asks for the worker again, and must not get an old one.
    text.push_str("/worker.js\n  Cache-Control: no-cache\n\n");
    for folder in ["assets", "catalog", "offline", "slips"] {
        let _ =
            write!(text, "/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n\n");
    }
    // The data is for programs of other sites, too. Nothing else is.
    text.push_str("/data/*\n  Access-Control-Allow-Origin: *\n\n");
    text
}

fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", site.directory.config.base_url)
}

/// `sitemap.xml` with every page that a search engine may lead to. A large site has several, and an
/// index of them.
fn sitemaps(site: &Site<'_>, addresses: &[Address]) -> Vec<(String, Vec<u8>)> {
    let found: Vec<String> =
        addresses.iter().filter(|address| may_be_found(site, address)).map(Address::path).collect();
    within(&site.directory.config.base_url, &found, SITEMAP_MAX)
}

/// Site maps of the paths `found`, with at most `limit` addresses in each.
fn within(base: &str, found: &[String], limit: usize) -> Vec<(String, Vec<u8>)> {
    let urls = |paths: &[String]| {
        let paths = paths.iter().map(|path| path.trim_end_matches("index.html"));
        sitemap(base, "urlset", "url", paths).into_bytes()
    };
    if found.len() <= limit {
        return vec![("sitemap.xml".to_owned(), urls(found))];
    }
    let parts = (1..).zip(found.chunks(limit));
    let mut files: Vec<_> =
        parts.map(|(number, paths)| (format!("sitemap-{number}.xml"), urls(paths))).collect();
    let names = files.iter().map(|(name, _)| name.as_str());
    let index = sitemap(base, "sitemapindex", "sitemap", names).into_bytes();
    files.push(("sitemap.xml".to_owned(), index));
    files
}

/// Whether a search engine may lead to a page: not to what calls for discretion, a service or a
/// group, nor to what has ended or was not checked for so long that our own search hides it. Those
/// pages stay, for who has their address.
fn may_be_found(site: &Site<'_>, address: &Address) -> bool {
    match address {
        Address::NotFound
        | Address::Away(_)
        | Address::Gone(..)
        | Address::Plan(_)
        | Address::People(_)
        | Address::Reply(_)
        | Address::Desk(_)
        | Address::Handed(_) => false,
        Address::Service(_, id) => {
            site.directory.service(id).is_some_and(|service| is_current(site, service))
        }
        Address::Organization(_, id) => !is_discreet_group(site, id),
        _ => true,
    }
}

fn is_current(site: &Site<'_>, service: &Service) -> bool {
    let checked = service.assurance.as_ref().map(|assurance| assurance.date);
    // The catalogs of all locales hide the same.
    let is_hidden = site
        .catalogs
        .values()
        .next()
        .is_some_and(|catalog| age(catalog.manifest(), checked, site.now.day) == Age::Hidden);
    !service.sensitive && service.status != Status::Defunct && !is_hidden
}

/// A list of addresses, as <https://www.sitemaps.org/protocol.html> wants it.
fn sitemap<'p>(
    base: &str,
    list: &str,
    entry: &str,
    paths: impl Iterator<Item = &'p str>,
) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{list} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for path in paths {
        let address = in_xml(&[base, path].concat());
        let _ = writeln!(text, "<{entry}><loc>{address}</loc></{entry}>");
    }
    let _ = writeln!(text, "</{list}>");
    text
}

/// A text as it stands in XML.
pub(crate) fn in_xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            other => escaped.push(other),
        }
    }
    escaped
}

fn web_manifest(site: &Site<'_>) -> String {
    let config = &site.directory.config;
    let name = config.name.get(&config.default_locale).map_or("Signpost", String::as_str);
    json!({
        "name": name,
        "short_name": name,
        "start_url": "./",
        "display": "browser",
        "background_color": "#faf6ee",
        "theme_color": "#7a1f2b",
        "icons": [{ "src": site.assets.icon, "sizes": "any", "type": "image/svg+xml" }],
    })
    .to_string()
}

#[cfg(test)]
#[allow(clippy::panic)]
mod tests {
    use super::*;

    #[test]
    fn an_address_stands_in_a_map_as_xml_wants_it() {
        let files = within("https://a.example/?a&b='c'/", &["en/index.html".to_owned()], 2);
        let [(_, map)] = &files[..] else { panic!("more than one") };
        let map = String::from_utf8_lossy(map);
        assert!(map.contains("<loc>https://a.example/?a&amp;b=&apos;c&apos;/en/</loc>"), "{map}");
    }

    #[test]
    fn a_large_site_has_several_maps_and_one_that_names_them() {
        let found = ["en/index.html", "en/find/index.html", "en/o/index.html"].map(str::to_owned);
        let names = |limit| {
            let files = within("https://a.example/", &found, limit);
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            files.into_iter().map(|(name, bytes)| (name, text(&bytes))).collect::<Vec<_>>()
        };
        let [(name, whole)] = &names(3)[..] else { panic!("more than one") };
        assert_eq!(name, "sitemap.xml");
        assert!(whole.contains("<url><loc>https://a.example/en/find/</loc></url>"));
        let [(first, _), (second, rest), (name, index)] = &names(2)[..] else {
            panic!("not three")
        };
        assert_eq!([first, second, name], ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
        assert!(rest.contains("<url><loc>https://a.example/en/o/</loc></url>"));
        assert!(index.contains("<sitemap><loc>https://a.example/sitemap-2.xml</loc></sitemap>"));
    }
}
