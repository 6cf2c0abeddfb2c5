//! What a static host and the machines that visit it need: headers, a site map, an icon's name.

use std::fmt::Write as _;

use app::native::pages::{Address, Site};
use serde_json::json;

/// Says what a page may do, for hosts that let one say it: nothing but show itself. Pages carry
/// the same as a `<meta>`, for hosts that don't.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
     style-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The file that tells a phone the site's name and icon.
pub const WEB_MANIFEST: &str = "signpost.webmanifest";

/// Every file beside pages, assets and catalogs.
pub fn files(site: &Site<'_>, addresses: &[Address]) -> Vec<(String, Vec<u8>)> {
    vec![
        ("_headers".to_owned(), headers().into_bytes()),
        ("robots.txt".to_owned(), robots(site).into_bytes()),
        ("sitemap.xml".to_owned(), sitemap(site, addresses).into_bytes()),
        (WEB_MANIFEST.to_owned(), web_manifest(site).into_bytes()),
        // Tells hosts that run Jekyll over everything to leave the files as they are.
        (".nojekyll".to_owned(), Vec::new()),
    ]
}

/// The `_headers` file that several static hosts read.
fn headers() -> String {
    let mut text = String::new();
    let _ = write!(
        text,
        "/*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n  \
         Referrer-Policy: no-referrer\n  X-Content-Type-Options: nosniff\n  \
         X-Frame-Options: DENY\n  Cross-Origin-Opener-Policy: same-origin\n  \
         Cross-Origin-Resource-Policy: same-origin\n  \
         Permissions-Policy: camera=(), microphone=(), geolocation=(self)\n  \
         Strict-Transport-Security: max-age=31536000\n\n"
    );
    // A phone that keeps the directory asks for its worker again, and must not be told an old one.
    text.push_str("/worker.js\n  Cache-Control: no-cache\n\n");
    for folder in ["assets", "catalog", "offline"] {
        let _ = write!(text, "/{folder}/*\n  Cache-Control: public, max-age=31536000, immutable\n\n");
    }
    text
}

fn robots(site: &Site<'_>) -> String {
    format!("User-agent: *\nAllow: /\nSitemap: {}sitemap.xml\n", site.directory.config.base_url)
}

/// Every page that may be found by a search engine: sensitive services stay out.
fn sitemap(site: &Site<'_>, addresses: &[Address]) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for address in addresses {
        let hidden = match address {
            Address::NotFound | Address::Away(_) => true,
            Address::Service(_, id) => {
                site.directory.service(id).is_none_or(|service| service.sensitive)
            }
            _ => false,
        };
        if !hidden {
            let path = address.path();
            let path = path.trim_end_matches("index.html");
            let _ = writeln!(text, "<url><loc>{}{path}</loc></url>", site.directory.config.base_url);
        }
    }
    text.push_str("</urlset>\n");
    text
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
