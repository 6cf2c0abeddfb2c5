//! Every file of a site, read as text: links lead somewhere, and nothing comes from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use journeys::Site;
use journeys::site::{Scratch, build, said};
use sha2::{Digest as _, Sha256};

/// Values of an attribute, wherever it is on a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn pages(site: &Site) -> Vec<(String, String)> {
    let pages = site.files().into_iter().filter(|file| file.ends_with(".html"));
    pages.map(|file| (site.text(&file), file)).map(|(text, file)| (file, text)).collect()
}

/// Where a relative link leads, as a file of the site.
fn target(from: &str, link: &str) -> String {
    let path = link.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return from.to_owned();
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/').filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    if path.ends_with(['/', '.']) {
        parts.push("index.html");
    }
    parts.join("/")
}

/// The page of the form, whose program reads behind the `#` which page somebody wants to change.
const READS_ITS_PLACE: &str = "/add/index.html";

/// Links of any page that lead nowhere.
fn dead_links(site: &Site) -> Vec<String> {
    let files: BTreeSet<_> = site.files().into_iter().collect();
    let pages = pages(site);
    let ids: BTreeMap<_, BTreeSet<_>> = pages
        .iter()
        .map(|(file, page)| (file.as_str(), values(page, "id").into_iter().collect()))
        .collect();
    let mut dead = Vec::new();
    for (file, page) in &pages {
        // The page for lost addresses is shown anywhere: its links begin at the root.
        let from = if file == "404.html" { "index.html" } else { file };
        for attribute in ["href", "src"] {
            for link in values(page, attribute) {
                let elsewhere = ["https:", "tel:", "sms:", "mailto:", "data:", "geo:"];
                if elsewhere.iter().any(|scheme| link.starts_with(scheme)) {
                    continue;
                }
                let link = link.replace("&amp;", "&");
                let to = target(from, link.trim_start_matches('/'));
                let place = link.split_once('#').map(|(_, place)| place).unwrap_or_default();
                let there = files.contains(&to)
                    && (place.is_empty()
                        || place.contains('=')
                        || to.ends_with(READS_ITS_PLACE)
                        || ids.get(to.as_str()).is_some_and(|ids| ids.contains(place)));
                if !there {
                    dead.push(format!("{file}: {link} (is {to})"));
                }
            }
        }
    }
    dead.sort();
    dead.dedup();
    dead
}

#[track_caller]
fn all_links_lead_somewhere(site: &Site) {
    let dead = dead_links(site);
    let shown = dead.len().min(40);
    assert!(dead.is_empty(), "{} links lead nowhere:\n{}", dead.len(), dead[..shown].join("\n"));
}

#[test]
fn every_link_leads_somewhere() {
    all_links_lead_somewhere(Site::sample());
}

fn pages_of_services(site: &Site, locale: &str) -> usize {
    let folder = format!("{locale}/s/");
    let files = site.files();
    let pages =
        files.iter().filter(|file| file.starts_with(&folder) && file.ends_with("/index.html"));
    pages.count()
}

/// The sample in two languages on a host that takes so many files, of those that there are without
/// a limit: pages of services in English, and in Punjabi.
#[track_caller]
fn on_a_host_that_takes(files: usize) -> (usize, usize) {
    let content = Scratch::content_in(&["en", "pa"], &format!("room-for-{files}"));
    let settings = content.text("directory.toml");
    content.write("directory.toml", format!("files_at_most = {files}\n{settings}"));
    let out = Scratch::empty(&format!("room-for-{files}-site"));
    let output = build(&content.folder, &out.folder);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("left out"), "{}", said(&output));
    let site = Site { folder: out.folder.clone() };
    let all = site.files().len();
    assert!(all <= files, "{all} files of {files}");
    all_links_lead_somewhere(&site);
    (pages_of_services(&site, "en"), pages_of_services(&site, "pa"))
}

#[test]
fn a_host_with_little_room_has_every_page_in_one_language_and_no_dead_link() {
    let all = pages_of_services(Site::sample(), "en");
    let (english, punjabi) = on_a_host_that_takes(1_560);
    assert_eq!(english, all);
    assert!(0 < punjabi && punjabi < all, "{punjabi} of {all}");
}

#[test]
fn a_host_with_hardly_any_room_has_some_activities_on_their_cards_only_and_no_dead_link() {
    let all = pages_of_services(Site::sample(), "en");
    let (english, punjabi) = on_a_host_that_takes(1_410);
    assert!(0 < english && english < all, "{english} of {all}");
    assert_eq!(punjabi, 0);
}

/// How a content security policy names a script that stands in the page.
fn named_by_hash(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

#[test]
fn nothing_on_a_page_comes_from_elsewhere_and_nothing_runs_that_its_policy_does_not_name() {
    let site = Site::sample();
    let mut faults = Vec::new();
    for (file, page) in pages(site) {
        for source in values(&page, "src") {
            if source.contains("//") {
                faults.push(format!("{file} loads {source}"));
            }
        }
        for link in page.split("<link ").skip(1).filter_map(|rest| rest.split('>').next()) {
            let names = ["canonical", "alternate"].iter().any(|rel| link.contains(rel));
            if link.contains("//") && !names {
                faults.push(format!("{file} loads <link {link}>"));
            }
        }
        for script in page.split("<script").skip(1) {
            let (tag, rest) = script.split_once('>').unwrap_or_default();
            let text = rest.split("</script>").next().unwrap_or_default();
            let is_data = tag.contains("application/ld+json");
            let is_file = tag.contains(" src=") && text.is_empty();
            if !is_data && !is_file && !page.contains(&named_by_hash(text)) {
                faults.push(format!("{file} has a script that its policy forbids: <script{tag}>"));
            }
        }
        if page.contains(" style=\"") || page.contains("<style") {
            faults.push(format!("{file} has a style of its own"));
        }
        for handler in [
            " onclick=",
            " onload=",
            " onerror=",
            "javascript:",
            "'unsafe-inline'",
            "'unsafe-eval'",
        ] {
            if page.contains(handler) {
                faults.push(format!("{file} has{handler}"));
            }
        }
        if page.contains("<form") {
            faults.push(format!("{file} has a form, which would send what is typed"));
        }
        for needed in [
            "<!DOCTYPE html>",
            "<html lang=",
            "name=\"referrer\" content=\"no-referrer\"",
            "Content-Security-Policy",
        ] {
            if !page.to_lowercase().contains(&needed.to_lowercase()) {
                faults.push(format!("{file} has no {needed}"));
            }
        }
        let ids = values(&page, "id");
        let distinct: BTreeSet<_> = ids.iter().collect();
        if distinct.len() < ids.len() {
            faults.push(format!("{file} has an id twice"));
        }
    }
    for file in site.files().into_iter().filter(|file| file.ends_with(".css")) {
        // Pictures stand in the style sheet itself; what they name is how SVG is called, and no address.
        let style = site.text(&file).replace("xmlns='http://www.w3.org/2000/svg'", "");
        let elsewhere =
            style.split("url(").skip(1).any(|link| !link.starts_with("\"data:image/svg+xml,"));
        if elsewhere || style.contains("//") || style.contains("@import") {
            faults.push(format!("{file} may load from elsewhere"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn pages_of_discretion_are_found_by_no_search_engine() {
    let site = Site::sample();
    let map = site.text("sitemap.xml");
    assert!(map.contains("/en/s/rb146/"));
    for id in ["rf8y2", "q6a6p", "q1afj"] {
        assert!(!map.contains(id), "the site map names {id}");
        let page = site.text(&format!("en/s/{id}/index.html"));
        assert!(page.contains("noindex"), "{id} may be indexed");
    }
    assert!(!site.text("en/s/rb146/index.html").contains("noindex"));
}

#[test]
fn every_page_has_a_title_of_its_own_and_is_there_in_every_language() {
    let site = Site::sample();
    let files: BTreeSet<_> = site.files().into_iter().collect();
    let mut titles = BTreeSet::new();
    // In a tab or a history, a page of discretion shows the site's name alone, like its neighbours.
    let is_discreet = |page: &str| page.contains("class=\"paper discreet\"");
    for (file, page) in pages(site) {
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
        let title = title.unwrap_or_default().to_owned();
        assert!(!title.trim().is_empty(), "{file} has no title");
        if let Some(rest) = file.strip_prefix("en/") {
            assert!(
                titles.insert(title.clone()) || is_discreet(&page),
                "{file} has another page's title, “{title}”"
            );
            for locale in ["zh-Hant", "pa"] {
                let same = format!("{locale}/{rest}");
                assert!(files.contains(&same), "{same} is missing");
            }
        }
    }
}

#[test]
fn links_are_followed_as_browsers_do() {
    assert_eq!(target("en/s/x/index.html", "../../find/"), "en/find/index.html");
    assert_eq!(target("en/index.html", "../"), "index.html");
    assert_eq!(target("en/index.html", ".."), "index.html");
    assert_eq!(target("index.html", "en/"), "en/index.html");
    assert_eq!(target("index.html", "./"), "index.html");
    assert_eq!(target("en/index.html", "#main"), "en/index.html");
    assert_eq!(target("en/find/index.html", "../../assets/a.css"), "assets/a.css");
}

#[test]
fn every_picture_on_a_page_is_in_the_style_sheet() {
    let site = Site::sample();
    let mut styles: BTreeMap<String, String> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    let mut seen = 0;
    for (_, page) in pages(site) {
        let sheets: Vec<&str> = values(&page, "href")
            .into_iter()
            .filter(|href| href.ends_with(".css"))
            .filter_map(|href| href.split_once("assets/"))
            .map(|(_, name)| name)
            .collect();
        for sheet in &sheets {
            let text = || site.text(&format!("assets/{sheet}"));
            styles.entry((*sheet).to_owned()).or_insert_with(text);
        }
        for classes in values(&page, "class") {
            for picture in classes.split(' ').filter(|class| class.starts_with("i-")) {
                seen += 1;
                let rule = format!(".{picture}{{");
                let has =
                    |sheet: &&str| styles.get(*sheet).is_some_and(|text| text.contains(&rule));
                if !sheets.iter().any(has) {
                    missing.insert(picture.to_owned());
                }
            }
        }
    }
    assert!(seen > 1_000, "only {seen} pictures on all pages");
    assert!(missing.is_empty(), "no picture for {missing:?}: `icon.rs` names those of our own");
}
