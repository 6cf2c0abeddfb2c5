//! The files by which a host looks at changes, and publishes: carried by the program for a town that begins its own.
//!
//! `review.yml` is the one of this repository's own `.github`. The rest is written for towns (`workflow/`): how the program
//! is fetched, by version and checksum; how the site is built and published; whom to ask each month.
//!
//! Deliberately absent: keys of anybody's account. GitHub Pages is told by GitHub who has built a site; Netlify and
//! Cloudflare Pages build it themselves, and the only secret is an address that can start a build.

use std::fmt::Write as _;

use catalog::directory::Host;
use sha2::{Digest as _, Sha256};

/// A file: its path from the root of the repository, and its text.
pub type HostFile = (String, String);

const REVIEW: &str = include_str!("../../.github/workflows/review.yml");
const OWNERS: &str = include_str!("../../.github/CODEOWNERS");
const ACTION: &str = include_str!("workflow/action.yml");
const FETCH: &str = include_str!("workflow/fetch.sh");
const RELEASE: &str = include_str!("workflow/release");
const BUILD: &str = include_str!("workflow/build.sh");
const PUBLISH: &str = include_str!("workflow/publish.yml");
const REBUILD: &str = include_str!("workflow/rebuild.yml");
const DUE: &str = include_str!("workflow/due.yml");
const NETLIFY: &str = include_str!("workflow/netlify.toml");
const WRANGLER: &str = include_str!("workflow/wrangler.toml");
const IGNORED: &str = include_str!("workflow/gitignore");
const README: &str = include_str!("workflow/readme.md");
const README_GITHUB: &str = include_str!("workflow/readme-github.md");
const README_NETLIFY: &str = include_str!("workflow/readme-netlify.md");
const README_CLOUDFLARE: &str = include_str!("workflow/readme-cloudflare.md");

/// Where releases of this program are, where the workflow that has made it says so: it sets the variable when it compiles.
/// What somebody has built by hand knows of no release.
const RELEASES: Option<&str> = option_env!("SIGNPOST_RELEASES");

/// The program that a host is to take.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// The address below which the files of each release are; empty: nobody has said.
    pub from: String,
    /// Its version; empty: nobody has said.
    pub version: String,
    /// The SHA-256 of the file for Linux on x86_64; empty: nobody has said.
    pub sha256: String,
}

impl Release {
    /// What this program knows of itself. The file of a release is the program itself: `program` are its bytes, where it
    /// runs on the machine that hosts have, so that the checksum is theirs, too.
    pub fn own(program: Option<&[u8]>) -> Self {
        let Some(from) = RELEASES else { return Self::default() };
        Self {
            from: from.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            sha256: program.map(|bytes| hex(&Sha256::digest(bytes))).unwrap_or_default(),
        }
    }

    /// The same with what somebody has said.
    ///
    /// # Errors
    /// A sentence, where the host's script would not take it.
    pub fn with(self, from: Option<&str>, sha256: Option<&str>) -> Result<Self, String> {
        let mut release = self;
        if let Some(from) = from.map(|from| from.trim_end_matches('/')) {
            let is_plain = |c: char| c.is_ascii_alphanumeric() || "./_~-".contains(c);
            if !from
                .strip_prefix("https://")
                .is_some_and(|rest| rest.contains('/') && rest.chars().all(is_plain))
            {
                return Err(
                    "type an address like https://github.com/OWNER/REPOSITORY/releases/download"
                        .to_owned(),
                );
            }
            from.clone_into(&mut release.from);
            env!("CARGO_PKG_VERSION").clone_into(&mut release.version);
        }
        if let Some(sha256) = sha256 {
            let sha256 = sha256.trim().to_ascii_lowercase();
            if sha256.len() != 64 || !sha256.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return Err("a checksum is 64 digits and letters from a to f".to_owned());
            }
            release.sha256 = sha256;
        }
        Ok(release)
    }

    /// Whether a host can take it as it is.
    pub fn is_whole(&self) -> bool {
        !self.from.is_empty() && !self.version.is_empty() && !self.sha256.is_empty()
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What the files need to know of a town.
pub struct Publishing<'a> {
    /// Whose computers the site is to stand on.
    pub host: Host,
    /// The program that builds it.
    pub release: &'a Release,
    /// What the directory is called.
    pub title: &'a str,
    /// The directory's id: small letters, digits and hyphens.
    pub id: &'a str,
    /// How many minutes its clock is ahead of UTC.
    pub ahead: i32,
}

/// The hour at which a town's site is built anew, on its own clock: what is out of date then is out of date for everybody
/// who gets up.
const NIGHT: i32 = 2;

/// Everything beside the content folder, for a repository whose content folder is called `content`.
pub fn files(publishing: &Publishing<'_>) -> Vec<HostFile> {
    let Publishing { host, release: Release { from, version, sha256 }, title, id, ahead } =
        publishing;
    // Hosts are asked by everybody at full hours: each town has a minute of its own, from 5 to 54.
    let own_minute = 5 + i32::from(Sha256::digest(id.as_bytes())[0]) % 50;
    let at = (NIGHT * 60 + own_minute - ahead).rem_euclid(24 * 60);
    let timed = |text: &str| {
        text.replace("{hour}", &(at / 60).to_string()).replace("{minute}", &(at % 60).to_string())
    };
    let release =
        RELEASE.replace("{from}", from).replace("{version}", version).replace("{sha256}", sha256);
    let rebuild =
        |host: &str, hook: &str| timed(REBUILD).replace("{host}", host).replace("{hook}", hook);
    let mut files = vec![
        (".github/CODEOWNERS", OWNERS.to_owned()),
        (".github/actions/signpost/action.yml", ACTION.to_owned()),
        (".github/signpost/fetch.sh", FETCH.to_owned()),
        (".github/signpost/release", release),
        (".github/workflows/due.yml", timed(DUE)),
        (".github/workflows/review.yml", REVIEW.to_owned()),
        (".gitignore", IGNORED.to_owned()),
    ];
    let (about, own) = match host {
        Host::GithubPages => {
            (README_GITHUB, vec![(".github/workflows/publish.yml", timed(PUBLISH))])
        }
        Host::Netlify => (
            README_NETLIFY,
            vec![
                (".github/signpost/build.sh", BUILD.to_owned()),
                (
                    ".github/workflows/rebuild.yml",
                    rebuild("Netlify", "https://api.netlify.com/build_hooks/?*"),
                ),
                ("netlify.toml", NETLIFY.to_owned()),
            ],
        ),
        Host::CloudflarePages => (
            README_CLOUDFLARE,
            vec![
                (".github/signpost/build.sh", BUILD.to_owned()),
                (
                    ".github/workflows/rebuild.yml",
                    rebuild(
                        "Cloudflare Pages",
                        "https://api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/?*",
                    ),
                ),
                ("wrangler.toml", WRANGLER.replace("{name}", id)),
            ],
        ),
    };
    files.extend(own);
    let title = title.replace(['\n', '\r', '<', '[', '`'], " ");
    files
        .push(("README.md", README.replace("{title}", &title).replace("{host}", about.trim_end())));
    files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::due::DUE_MARK;
    use crate::review::COMMENT_MARK;

    #[test]
    fn the_job_that_reads_cannot_write_and_the_job_that_writes_reads_no_change() {
        let (read, tell) = REVIEW.split_once("\n  tell:").unwrap_or_default();
        assert!(REVIEW.contains("\npermissions: {}\n"));
        assert!(read.contains("contents: read") && !read.contains(": write"));
        assert!(tell.contains("pull-requests: write") && !tell.contains("contents:"));
        assert!(!tell.contains("actions/checkout") && !tell.contains("git fetch"));
        // The program is there before the change is.
        let place = |words: &str| REVIEW.find(words).unwrap_or(usize::MAX);
        assert!(place("uses: ./.github/actions/signpost") < place("git fetch --no-tags"));
        assert!(REVIEW.contains(COMMENT_MARK));
    }

    #[test]
    fn nothing_that_a_stranger_has_chosen_is_named() {
        for word in
            ["head.ref", "head.sha", "head.repo", "title", "body }}", "head_ref", "secrets."]
        {
            assert!(!REVIEW.contains(&format!("github.event.pull_request.{word}")), "{word}");
            assert!(!REVIEW.contains(&format!("github.{word}")), "{word}");
        }
    }

    #[test]
    fn an_issue_of_ours_is_found_again_by_its_first_line() {
        assert!(DUE.contains(DUE_MARK));
    }
}
