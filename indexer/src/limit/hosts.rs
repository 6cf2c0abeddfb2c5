//! What each host takes, with where the host says so, and what a site would break of that.
//!
//! The figures were read on 1 December 2026. A host that takes more by now, or for money, is told in `files_at_most`.

use std::collections::BTreeMap;

use authoring::validate::is_placeholder_address;
use catalog::directory::{Config, Host};

/// What a host takes. `None`: the host names no such limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What people call the host.
    pub name: &'static str,
    /// Most files of a site.
    pub files: Option<u32>,
    /// Most files of one folder.
    pub files_of_a_folder: Option<usize>,
    /// Most bytes of one file.
    pub bytes_of_a_file: Option<u64>,
    /// Most bytes of a site.
    pub bytes: Option<u64>,
    /// What the host reads of `_headers`; `None`: it sends no headers of ours.
    pub headers: Option<Headers>,
    /// Whether a site can stand in a folder of its name, as project pages do.
    pub has_folders: bool,
    /// Where the host says so.
    pub source: &'static str,
}

/// What a host reads of `_headers`. `None`: it names no such limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Headers {
    /// Most rules: paths that have headers.
    pub rules: Option<usize>,
    /// Most characters of a line.
    pub line: Option<usize>,
}

const MIB: u64 = 1 << 20;

/// What this host takes.
pub const fn limits(host: Host) -> Limits {
    match host {
        // "Published GitHub Pages sites may be no larger than 1 GB", and a deployment ends after ten minutes. The
        // action that uploads warns above 1 GB of an archive. No number of files is named. Headers cannot be set.
        Host::GithubPages => Limits {
            name: "GitHub Pages",
            files: None,
            files_of_a_folder: None,
            bytes_of_a_file: None,
            bytes: Some(1_000_000_000),
            headers: None,
            has_folders: true,
            source: "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        },
        // "While Netlify doesn't have a limit on the number of files per deploy, we do have a limit of 54,000 files
        // per directory."
        Host::Netlify => Limits {
            name: "Netlify",
            files: None,
            files_of_a_folder: Some(54_000),
            bytes_of_a_file: None,
            bytes: None,
            headers: Some(Headers { rules: None, line: None }),
            has_folders: false,
            source: "https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit",
        },
        // 20,000 files for nothing, 100,000 on paid plans since 23 January 2026
        // (https://developers.cloudflare.com/changelog/post/2026-01-23-pages-file-limit-increase/); 25 MiB a file;
        // `_headers`: 100 rules, 2,000 characters a line.
        Host::CloudflarePages => Limits {
            name: "Cloudflare Pages",
            files: Some(20_000),
            files_of_a_folder: None,
            bytes_of_a_file: Some(25 * MIB),
            bytes: None,
            headers: Some(Headers { rules: Some(100), line: Some(2_000) }),
            has_folders: false,
            source: "https://developers.cloudflare.com/pages/platform/limits/",
        },
    }
}

/// Most files that the host of this directory takes: what somebody has said, or else what the host says itself.
pub fn files(config: &Config) -> Option<u32> {
    config.files_at_most.or(config.host.and_then(|host| limits(host).files))
}

/// The limit of [`files`] in words, and who has said it.
pub fn said(config: &Config) -> Option<String> {
    let most = files(config)?;
    match (config.files_at_most, config.host.map(limits)) {
        (None, Some(Limits { name, .. })) => Some(format!(
            "{name} takes {most} files. Where yours takes more, say so: files_at_most in directory.toml"
        )),
        _ => Some(format!("files_at_most in directory.toml is {most}")),
    }
}

/// What a site breaks of its host's limits, a sentence each: which, by how much, and what to do. Nothing where the host is
/// not known or takes it all. `files` are paths from the root of the site, and bytes.
pub fn broken(config: &Config, files: &[(String, u64)], headers: &str) -> Vec<String> {
    let Some(host) = config.host else { return Vec::new() };
    let limits = limits(host);
    let Limits { name, source, .. } = limits;
    let mut broken = Vec::new();
    let most = self::files(config).map(|most| most as usize);
    if let Some(most) = most.filter(|most| files.len() > *most) {
        broken.push(format!(
            "{name} takes {most} files, and the site has {}: {} too many. Leave out languages, or pay for more and say so: \
             files_at_most = {} in directory.toml ({source})",
            files.len(),
            files.len() - most,
            files.len().next_multiple_of(1_000),
        ));
    }
    let all: u64 = files.iter().map(|(_, bytes)| bytes).sum();
    if let Some(most) = limits.bytes.filter(|most| all > *most) {
        broken.push(format!(
            "{name} takes {}, and the site has {}: {} too much. files_at_most = {} in directory.toml leaves out the last pages \
             of activities, whose cards stay; or take away languages, or another host ({source})",
            megabytes(most),
            megabytes(all),
            megabytes(all - most),
            fitting(files.len(), all, most),
        ));
    }
    if let Some(most) = limits.bytes_of_a_file {
        for (path, bytes) in files.iter().filter(|(_, bytes)| *bytes > most) {
            broken.push(format!(
                "{name} takes files of {}, and {path} has {}: {} too much. Fewer languages or \
                 activities make it smaller ({source})",
                megabytes(most),
                megabytes(*bytes),
                megabytes(bytes - most),
            ));
        }
    }
    if let Some(most) = limits.files_of_a_folder {
        for (folder, count) in folders(files).into_iter().filter(|(_, count)| *count > most) {
            broken.push(format!(
                "{name} takes {most} files in a folder, and {folder}/ has {count}: {} too many. files_at_most in directory.toml \
                 leaves out the last pages of activities, whose cards stay ({source})",
                count - most,
            ));
        }
    }
    broken.extend(limits.headers.into_iter().flat_map(|read| unread(name, read, headers, source)));
    broken
}

/// What the owner of a site on this host should know, and what does not keep the site from being built.
pub fn advice(config: &Config) -> Vec<String> {
    let mut advice = Vec::new();
    if is_placeholder_address(&config.base_url) {
        advice.push(format!(
            "base_url is {}, which nobody can open: write where the site stands into directory.toml, because search engines, \
             printed codes, and the page for addresses that lead nowhere, go by it.",
            config.base_url
        ));
    }
    let Some(host) = config.host else { return advice };
    let Limits { name, headers, has_folders, .. } = limits(host);
    let address = config.base_url.split_once("://").map_or("", |(_, rest)| rest);
    let (at, folder) = address.split_once('/').unwrap_or((address, ""));
    if !folder.is_empty() && !has_folders {
        advice.push(format!(
            "base_url ends in /{folder}, but {name} puts a site at the root of its name: the page for addresses that lead nowhere \
             would have no style, and _headers would not fit. Write base_url = \"https://{at}/\", unless something stands before \
             {name} that takes /{folder} away."
        ));
    }
    if headers.is_none() {
        advice.push(format!(
            "{name} sends no headers of ours: each page carries its own policy, and nothing but one header is lost, which keeps other \
             sites from showing a page within theirs."
        ));
    }
    advice
}

/// Rules of `_headers` that a host would not read.
fn unread(name: &str, read: Headers, headers: &str, source: &str) -> Vec<String> {
    let rules = headers.lines().filter(|line| line.starts_with('/')).count();
    let too_many = read.rules.filter(|most| rules > *most).map(|most| {
        format!("{name} reads {most} rules of _headers, and there are {rules}: a fault of ours, please tell us ({source})")
    });
    let long = read.line.into_iter().flat_map(|most| {
        let lines = headers.lines().map(|line| (line.chars().count(), line));
        lines.filter(move |(length, _)| *length > most).map(move |(length, line)| {
            let header = line.trim().split(':').next().unwrap_or_default();
            format!(
                "{name} reads {most} characters of a line of _headers, and {header} has {length}: a fault of ours, please tell \
                 us ({source})"
            )
        })
    });
    too_many.into_iter().chain(long).collect()
}

/// How many files lie in each folder itself.
fn folders(files: &[(String, u64)]) -> BTreeMap<&str, usize> {
    let mut folders = BTreeMap::new();
    for (path, _) in files {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *folders.entry(folder).or_insert(0) += 1;
    }
    folders
}

/// About how many files of the same average size fit.
fn fitting(files: usize, all: u64, most: u64) -> u64 {
    // In thousands, and rather too few.
    (files as u64).saturating_mul(most / 1_000) / (all / 1_000).max(1) / 1_000 * 1_000
}

fn megabytes(bytes: u64) -> String {
    // Rounded up, so that what is too much by a byte is not called the same.
    format!("{:.1} MB", (bytes as f64 / 1e5).ceil() / 10.0)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::limit::LeftOut;
    use crate::read::drafts_in;
    use authoring::source::SourceFile;

    /// The sample's settings, for a host at an address.
    fn config(host: Option<Host>, base_url: &str, files_at_most: Option<u32>) -> Config {
        let sample = include_str!("../../../content/directory.toml");
        let mut drafts = drafts_in(&[SourceFile::new("directory.toml", sample)]);
        drafts.pages.clear();
        let mut directory = authoring::directory::build(drafts, &crate::phones::find).unwrap();
        directory.config.host = host;
        directory.config.base_url = base_url.to_owned();
        directory.config.files_at_most = files_at_most;
        directory.config
    }

    fn files(count: usize, bytes: u64) -> Vec<(String, u64)> {
        (0..count).map(|number| (format!("en/s/{}/{number}.html", number % 3), bytes)).collect()
    }

    const HEADERS: &str = "/*\n  X-Frame-Options: DENY\n";
    const AT: &str = "https://town.org/";

    #[test]
    fn a_site_that_fits_breaks_nothing_and_an_unknown_host_has_no_limits() {
        for host in Host::ALL {
            let config = config(Some(host), AT, None);
            assert_eq!(broken(&config, &files(19_999, 20_000), HEADERS), [""; 0], "{host:?}");
        }
        assert_eq!(broken(&config(None, AT, None), &files(99_999, 1 << 30), HEADERS), [""; 0]);
    }

    #[test]
    fn which_limit_by_how_much_and_what_to_do() {
        let says = |host, most, files: &[(String, u64)], words: &[&str]| {
            let said = broken(&config(Some(host), AT, most), files, HEADERS);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(words.iter().all(|word| said[0].contains(word)), "{said:?} says not {words:?}");
        };
        let cloudflare = Host::CloudflarePages;
        says(
            cloudflare,
            None,
            &files(20_003, 10),
            &["takes 20000 files", "20003: 3 too many", "files_at_most = 21000"],
        );
        says(cloudflare, None, &files(1, 25 * MIB + 1), &["en/s/0/0.html", "26.3 MB"]);
        // 200,000 files of 6 kB: five sixths of them fit.
        says(
            Host::GithubPages,
            None,
            &files(200_000, 6_000),
            &["1200.0 MB: 200.0 MB too much", "files_at_most = 166000"],
        );
        says(Host::Netlify, None, &files(54_001 * 3 - 2, 10), &["en/s/0/ has 54001: 1 too many"]);
        // Who pays takes more.
        let paid = config(Some(cloudflare), AT, Some(100_000));
        assert_eq!(broken(&paid, &files(99_999, 10), HEADERS), [""; 0]);
    }

    #[test]
    fn what_is_left_out_is_told_with_the_limit_and_who_has_said_it() {
        let told = |pages, data_files, host, most| {
            LeftOut { pages, data_files }.told(&config(host, AT, most)).unwrap_or_default()
        };
        let cloudflare = Some(Host::CloudflarePages);
        assert_eq!(told(0, 0, cloudflare, None), "");
        let both = told(2, 4_089, cloudflare, None);
        for words in [
            "2 pages of services,",
            "data/oruk/services/ (4089 files)",
            "Cloudflare Pages takes 20000 files",
        ] {
            assert!(both.contains(words), "{both}");
        }
        let one = told(1, 0, cloudflare, Some(90));
        assert!(one.contains("1 page of a service,") && !one.contains("data/"), "{one}");
        assert!(one.ends_with("files_at_most in directory.toml is 90"), "{one}");
    }

    #[test]
    fn a_line_of_headers_that_a_host_would_cut_off_is_no_site() {
        let long = format!("/*\n  Content-Security-Policy: {}\n", "x".repeat(2_000));
        let said = broken(&config(Some(Host::CloudflarePages), AT, None), &files(1, 1), &long);
        assert!(said[0].contains("Content-Security-Policy has 2"), "{said:?}");
        assert_eq!(broken(&config(Some(Host::Netlify), AT, None), &files(1, 1), &long), [""; 0]);
    }

    #[test]
    fn an_address_that_does_not_fit_the_host_is_told() {
        let says = |host, at: &str| advice(&config(Some(host), at, None)).join("\n");
        assert!(says(Host::CloudflarePages, "https://a.org/town/").contains("root of its name"));
        assert_eq!(says(Host::Netlify, AT), "");
        // Project pages stand in a folder, and GitHub sends no headers of ours.
        let github = says(Host::GithubPages, "https://o.github.io/town/");
        assert!(github.contains("no headers of ours") && !github.contains("root"), "{github}");
        assert!(says(Host::Netlify, "https://directory.example/").contains("nobody can open"));
        let nowhere = advice(&config(None, "https://directory.example/", None)).join("\n");
        assert!(nowhere.contains("nobody can open"), "whatever the host: {nowhere}");
        assert_eq!(advice(&config(None, AT, None)), [""; 0]);
    }
}
