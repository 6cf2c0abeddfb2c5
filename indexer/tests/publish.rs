//! What `signpost init` writes for a host, read as the host reads it: workflows as YAML, settings as TOML, scripts run.
//!
//! `cargo xtask lint` reads the same files with zizmor and with the schema of workflows.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use catalog::directory::Host;
use indexer::workflow::{Publishing, Release, files};
use saphyr::{LoadableYamlNode as _, Yaml};

const SHA: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

fn release() -> Release {
    let from = "https://code.example/o/signpost/releases/download/";
    Release::default().with(Some(from), Some(SHA)).unwrap()
}

fn town(host: Host) -> BTreeMap<String, String> {
    let release = release();
    let publishing =
        Publishing { host, release: &release, title: "Signpost Leeds", id: "leeds", ahead: 0 };
    files(&publishing).into_iter().collect()
}

/// Every workflow that is ours: this repository's, and those of a town at each host.
fn workflows() -> Vec<(String, String)> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let mut all: Vec<(String, String)> = ["release.yml", "review.yml"]
        .map(|name| (name.to_owned(), fs::read_to_string(own.join(name)).unwrap()))
        .into();
    for host in Host::ALL {
        let files = town(host).into_iter();
        let written = files.filter(|(path, _)| path.starts_with(".github/workflows/"));
        all.extend(written.map(|(path, text)| (format!("{} {path}", host.id()), text)));
    }
    all
}

fn yaml(text: &str) -> Yaml<'_> {
    Yaml::load_from_str(text).unwrap().remove(0)
}

fn get<'y>(of: &'y Yaml<'y>, key: &str) -> Option<&'y Yaml<'y>> {
    of.as_mapping_get(key)
}

fn entries<'y>(of: &'y Yaml<'y>) -> Vec<(&'y str, &'y Yaml<'y>)> {
    let all = of.as_mapping().into_iter().flatten();
    all.filter_map(|(key, value)| Some((key.as_str()?, value))).collect()
}

/// Jobs by name.
fn jobs<'y>(workflow: &'y Yaml<'y>) -> Vec<(&'y str, &'y Yaml<'y>)> {
    entries(get(workflow, "jobs").unwrap())
}

fn steps<'y>(job: &'y Yaml<'y>) -> &'y [Yaml<'y>] {
    get(job, "steps").unwrap().as_vec().unwrap()
}

#[test]
fn each_host_gets_what_it_needs_and_nothing_of_another() {
    for (host, own) in [
        (Host::GithubPages, &[".github/workflows/publish.yml"][..]),
        (
            Host::Netlify,
            &[".github/workflows/rebuild.yml", ".github/signpost/build.sh", "netlify.toml"],
        ),
        (
            Host::CloudflarePages,
            &[".github/workflows/rebuild.yml", ".github/signpost/build.sh", "wrangler.toml"],
        ),
    ] {
        let files = town(host);
        let all = [
            ".github/CODEOWNERS",
            ".github/workflows/review.yml",
            ".github/workflows/due.yml",
            "README.md",
        ];
        for path in own.iter().chain(&all) {
            assert!(files.contains_key(*path), "{host:?} has no {path}");
        }
        assert_eq!(files.len(), own.len() + 8, "{host:?}: {:?}", files.keys());
        for (path, text) in &files {
            let left = [
                "{from}",
                "{version}",
                "{sha256}",
                "{host}",
                "{hook}",
                "{hour}",
                "{minute}",
                "{name}",
                "{title}",
            ];
            assert!(left.iter().all(|word| !text.contains(word)), "{path} has a gap");
        }
    }
    let netlify: toml::Table = town(Host::Netlify)["netlify.toml"].parse().unwrap();
    assert_eq!(netlify["build"]["publish"].as_str(), Some("dist"));
    assert_eq!(netlify["build"]["processing"]["skip_processing"].as_bool(), Some(true));
    let wrangler: toml::Table = town(Host::CloudflarePages)["wrangler.toml"].parse().unwrap();
    assert_eq!(wrangler["name"].as_str(), Some("leeds"));
    assert_eq!(wrangler["pages_build_output_dir"].as_str(), Some("dist"));
}

/// Two of the files are this repository's own, and a town has neither its source nor its `docs/`.
#[test]
fn what_is_written_for_a_town_names_nothing_that_a_town_has_not() {
    for host in Host::ALL {
        let files = town(host);
        for (path, text) in &files {
            for absent in ["docs/", "built from this branch", "cargo ", "indexer/"] {
                assert!(!text.contains(absent), "{path} says {absent}");
            }
        }
        let named = [".github/CODEOWNERS", "README.md", ".github/actions/signpost/action.yml"];
        assert!(named.iter().all(|path| files.contains_key(*path)), "{host:?}");
    }
}

#[test]
fn a_workflow_has_no_right_that_its_job_does_not_say_and_few_that_it_does() {
    let may = |name: &str, job: &str| -> &[&str] {
        match (name.rsplit('/').next().unwrap_or(name), job) {
            ("review.yml", "tell") => &["pull-requests"],
            ("due.yml", "tell") => &["issues"],
            ("publish.yml", "deploy") => &["pages", "id-token"],
            ("release.yml", "release") => &["contents", "id-token", "attestations"],
            _ => &[],
        }
    };
    for (name, text) in workflows() {
        let workflow = yaml(&text);
        assert!(entries(get(&workflow, "permissions").unwrap()).is_empty(), "{name}");
        assert!(get(&workflow, "concurrency").is_some(), "{name}: two may run at once");
        for (job, said) in jobs(&workflow) {
            assert!(get(said, "timeout-minutes").is_some(), "{name} {job}");
            let rights = get(said, "permissions").map(entries).unwrap_or_default();
            let writes: Vec<&str> = rights
                .iter()
                .filter(|(_, right)| right.as_str() == Some("write"))
                .map(|(what, _)| *what)
                .collect();
            assert_eq!(writes, may(&name, job), "{name} {job}");
            // Who may write sees no file of anybody's: it gets what is finished.
            let takes = |step: &Yaml<'_>| {
                get(step, "uses")
                    .and_then(|uses| uses.as_str())
                    .is_some_and(|uses| uses.starts_with("actions/checkout@"))
            };
            assert!(writes.is_empty() || !steps(said).iter().any(takes), "{name} {job}");
        }
    }
}

#[test]
fn an_action_is_named_by_the_hash_of_its_revision_and_keeps_no_key() {
    for (name, text) in workflows() {
        for (job, said) in jobs(&yaml(&text)) {
            for step in steps(said) {
                let Some(uses) = get(step, "uses").and_then(|uses| uses.as_str()) else { continue };
                if uses.starts_with("./") {
                    continue;
                }
                let (_, pin) = uses.split_once('@').unwrap();
                assert!(
                    pin.len() == 40 && pin.bytes().all(|b| b.is_ascii_hexdigit()),
                    "{name} {job}: {uses}"
                );
                let line = text.lines().find(|line| line.contains(uses)).unwrap();
                assert!(line.contains(" # v"), "{name}: which version is {uses}?");
                if uses.starts_with("actions/checkout@") {
                    let with = get(step, "with").unwrap();
                    let keeps = get(with, "persist-credentials").and_then(|said| said.as_bool());
                    assert_eq!(keeps, Some(false), "{name} {job}");
                }
            }
        }
    }
}

/// A town that has not written its address yet is published where the host has put it, and not at an example.
#[test]
fn a_site_on_github_pages_is_built_for_the_address_that_github_tells() {
    let text = &town(Host::GithubPages)[".github/workflows/publish.yml"];
    let workflow = yaml(text);
    let jobs = jobs(&workflow);
    let (_, build) = jobs.iter().find(|(name, _)| *name == "build").unwrap();
    let told = |step: &&Yaml<'_>| get(step, "id").and_then(|id| id.as_str()) == Some("pages");
    let uses = get(steps(build).iter().find(told).unwrap(), "uses").unwrap().as_str().unwrap();
    assert!(uses.starts_with("actions/configure-pages@"), "{uses}");
    let builds = |step: &&Yaml<'_>| {
        get(step, "run")
            .and_then(|run| run.as_str())
            .is_some_and(|run| run.contains("signpost build"))
    };
    let step = steps(build).iter().find(builds).unwrap();
    let address = get(get(step, "env").unwrap(), "ADDRESS").unwrap().as_str().unwrap();
    assert_eq!(address, "${{ steps.pages.outputs.base_url }}");
    let run = get(step, "run").unwrap().as_str().unwrap();
    assert!(run.contains("${ADDRESS:+--host-url \"https://${ADDRESS#*://}\"}"), "{run}");
}

/// What a stranger or a page has chosen must not stand in a script: it would be run.
#[test]
fn no_script_holds_a_word_that_is_put_in_when_it_runs() {
    for (name, text) in workflows() {
        for (job, said) in jobs(&yaml(&text)) {
            for step in steps(said) {
                let run = get(step, "run").and_then(|run| run.as_str()).unwrap_or_default();
                assert!(!run.contains("${{"), "{name} {job}: {run}");
            }
        }
    }
}

#[test]
fn a_secret_is_there_only_where_a_host_is_asked_to_build_and_only_in_its_environment() {
    for (name, text) in workflows() {
        let workflow = yaml(&text);
        let has_secret = text.contains("secrets.");
        assert_eq!(has_secret, name.ends_with("rebuild.yml"), "{name}");
        if has_secret {
            let (_, job) = jobs(&workflow)[0];
            assert_eq!(get(job, "environment").and_then(|said| said.as_str()), Some("publish"));
            assert!(get(job, "permissions").is_none(), "{name} needs no right");
        }
        // A change that somebody proposes starts nothing but the review.
        let on = entries(get(&workflow, "on").unwrap());
        let proposed = on.iter().any(|(event, _)| event.starts_with("pull_request"));
        assert_eq!(proposed, name.ends_with("review.yml"), "{name}");
    }
}

#[test]
fn a_site_is_built_anew_every_night_of_its_own_zone_and_the_month_is_asked_after_once() {
    let at = |ahead: i32, path: &str| {
        let release = Release::default();
        let publishing = Publishing {
            host: Host::GithubPages,
            release: &release,
            title: "T",
            id: "burnaby",
            ahead,
        };
        let text: BTreeMap<String, String> = files(&publishing).into_iter().collect();
        let workflow = yaml(&text[path]).clone();
        let on = get(&workflow, "on").unwrap();
        let cron = get(on, "schedule").unwrap().as_vec().unwrap()[0].clone();
        get(&cron, "cron").unwrap().as_str().unwrap().to_owned()
    };
    // Vancouver is eight hours behind, Tehran three and a half ahead.
    for (ahead, hour) in [(0, 2), (-480, 10), (210, 22), (570, 16)] {
        let cron = at(ahead, ".github/workflows/publish.yml");
        let parts: Vec<&str> = cron.split(' ').collect();
        let [minute, at_hour, "*", "*", "*"] = parts[..] else { panic!("{cron}") };
        let off = (at_hour.parse::<i32>().unwrap() * 60 + minute.parse::<i32>().unwrap() + ahead)
            .rem_euclid(1440);
        assert!((125..175).contains(&off), "{cron}: at {off} minutes there");
        assert!(at_hour == hour.to_string() || ahead % 60 != 0, "{cron}");
        assert!(at(ahead, ".github/workflows/due.yml").ends_with(" 1 * *"));
    }
}

#[test]
fn an_address_or_a_checksum_that_could_end_its_words_is_refused() {
    for trick in [
        "https://a.example/b\nversion=1",
        "http://a.example/b",
        "https://a.example/$(x)",
        "a.example/b",
        "",
    ] {
        assert!(Release::default().with(Some(trick), None).is_err(), "{trick:?}");
    }
    assert!(Release::default().with(None, Some("9f86")).is_err());
    assert!(!Release::default().is_whole() && release().is_whole());
}

#[cfg(unix)]
mod script {
    use std::os::unix::fs::PermissionsExt as _;
    use std::process::{Command, Output};

    use super::*;

    /// A repository with the scripts, and a `curl` that gives `comes` whatever it is asked for.
    fn repository(settings: &str, comes: &str) -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        for (path, text) in town(Host::Netlify) {
            let path = place.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        if !settings.is_empty() {
            fs::write(place.path().join(".github/signpost/release"), settings).unwrap();
        }
        let curl = place.path().join("bin/curl");
        fs::create_dir_all(curl.parent().unwrap()).unwrap();
        fs::write(&curl, format!("#!/bin/sh\nfor last; do :; done\necho \"$last\" > asked\nwhile [ \"$1\" != --output ]; do shift; done\nprintf '{comes}' > \"$2\"\n")).unwrap();
        fs::set_permissions(&curl, fs::Permissions::from_mode(0o755)).unwrap();
        place
    }

    fn fetches(place: &tempfile::TempDir) -> Output {
        let path =
            format!("{}:{}", place.path().join("bin").display(), std::env::var("PATH").unwrap());
        let mut sh = Command::new("sh");
        sh.args([".github/signpost/fetch.sh", "program"])
            .current_dir(place.path())
            .env("PATH", path);
        sh.output().unwrap()
    }

    #[test]
    #[cfg(all(target_os = "linux", target_arch = "x86_64"))]
    fn a_host_runs_the_program_that_the_release_names_and_no_other() {
        // The checksum is that of "test".
        let place = repository("", "test");
        let fetched = fetches(&place);
        assert!(fetched.status.success(), "{}", String::from_utf8_lossy(&fetched.stderr));
        let program = place.path().join("program/signpost");
        assert_eq!(fs::read_to_string(&program).unwrap(), "test");
        assert!(fs::metadata(&program).unwrap().permissions().mode() & 0o111 != 0);
        let version = env!("CARGO_PKG_VERSION");
        let asked = fs::read_to_string(place.path().join("asked")).unwrap();
        assert_eq!(
            asked.trim(),
            format!(
                "https://code.example/o/signpost/releases/download/v{version}/signpost-{version}-x86_64-linux"
            )
        );

        let place = repository("", "another program");
        let refused = fetches(&place);
        assert!(!refused.status.success());
        assert!(String::from_utf8_lossy(&refused.stderr).contains("another checksum"));
        assert!(
            !place.path().join("program/signpost").exists()
                && !place.path().join("program/signpost.new").exists()
        );
    }

    #[test]
    fn settings_that_nobody_has_filled_in_are_named_and_never_run() {
        for (settings, named) in [
            ("from=\nversion=\nsha256=\n", "from is no address"),
            ("from=https://a.example/b\nversion=\nsha256=\n", "version is missing"),
            ("from=https://a.example/b\nversion=1.0\nsha256=abc\n", "sha256 is no checksum"),
            (
                "from=https://a.example/$(touch run)\nversion=1.0\nsha256=abc\n",
                "from is no address",
            ),
            ("from=https://a.example/b\nversion=1;touch run\nsha256=abc\n", "version is missing"),
        ] {
            let place = repository(settings, "test");
            let refused = fetches(&place);
            let said = String::from_utf8_lossy(&refused.stderr).into_owned();
            assert!(!refused.status.success() && said.contains(named), "{settings}: {said}");
            assert!(!place.path().join("asked").exists() && !place.path().join("run").exists());
        }
    }

    /// A program of that name that does what `script` says.
    fn stands_in(place: &Path, name: &str, script: &str) {
        let path = place.join("bin").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn a_site_on_github_pages_is_built_whether_or_not_github_tells_its_address() {
        let text = &town(Host::GithubPages)[".github/workflows/publish.yml"];
        let workflow = yaml(text);
        let all = jobs(&workflow).into_iter().flat_map(|(_, job)| steps(job));
        let mut runs = all.filter_map(|step| get(step, "run")?.as_str());
        let run = runs.find(|run| run.contains("signpost build")).unwrap();
        let place = tempfile::tempdir().unwrap();
        stands_in(place.path(), "signpost", "echo \"$*\"");
        let path =
            format!("{}:{}", place.path().join("bin").display(), std::env::var("PATH").unwrap());
        for (address, expected) in [
            ("", "build --content content --since 30-days --out /t/site"),
            (
                "http://town.example/leeds",
                "build --content content --since 30-days --host-url https://town.example/leeds --out /t/site",
            ),
        ] {
            let mut bash = Command::new("bash");
            bash.args(["-e", "-o", "pipefail", "-c", run]).current_dir(place.path());
            let built = bash.env("PATH", &path).env("ADDRESS", address).env("RUNNER_TEMP", "/t");
            let said = built.output().unwrap();
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            assert_eq!(said.trim(), expected);
        }
    }

    #[test]
    fn the_main_branch_is_published_and_any_other_is_a_preview_at_its_own_address() {
        for (variables, expected) in [
            (
                &[("CONTEXT", "production")][..],
                "build --content content --since 30-days --out dist",
            ),
            (
                &[("CONTEXT", "production"), ("URL", "http://town.netlify.app")],
                "build --content content --since 30-days --host-url https://town.netlify.app --out dist",
            ),
            (
                &[("CF_PAGES_BRANCH", "main"), ("CF_PAGES_URL", "https://3f2a.town.pages.dev")],
                "build --content content --since 30-days --host-url https://town.pages.dev --out dist",
            ),
            (
                &[("CF_PAGES_BRANCH", "main"), ("CF_PAGES_URL", "https://town.pages.dev/")],
                "build --content content --since 30-days --host-url https://town.pages.dev --out dist",
            ),
            (
                &[("CONTEXT", "deploy-preview"), ("DEPLOY_PRIME_URL", "https://7.example")],
                "build --lenient --content content --base-url https://7.example --out dist",
            ),
            (
                &[("CF_PAGES_BRANCH", "tea"), ("CF_PAGES_URL", "https://tea.pages.example")],
                "build --lenient --content content --base-url https://tea.pages.example --out dist",
            ),
        ] {
            let place = repository("", "test");
            let fetch = "mkdir -p .signpost; printf '#!/bin/sh\\necho \"$@\"\\n' > .signpost/signpost; chmod 755 .signpost/signpost";
            fs::write(place.path().join(".github/signpost/fetch.sh"), fetch).unwrap();
            let mut sh = Command::new("sh");
            sh.arg(".github/signpost/build.sh").current_dir(place.path());
            for name in ["CONTEXT", "CF_PAGES_BRANCH", "CF_PAGES_URL", "DEPLOY_PRIME_URL", "URL"] {
                sh.env_remove(name);
            }
            let built = sh.envs(variables.iter().copied()).output().unwrap();
            assert_eq!(String::from_utf8_lossy(&built.stdout).trim(), expected, "{variables:?}");
        }
    }

    /// What has changed in a month is in the history, and a host may have taken none of it.
    #[test]
    fn a_host_that_took_the_newest_revision_alone_asks_for_the_rest_and_builds_without_it() {
        for (shallow, fetched, asks) in [("true", 0, true), ("true", 1, true), ("false", 0, false)]
        {
            let place = repository("", "test");
            let build = "mkdir -p .signpost; cp bin/signpost .signpost/signpost";
            fs::write(place.path().join(".github/signpost/fetch.sh"), build).unwrap();
            stands_in(place.path(), "signpost", "echo \"$*\"");
            let git = format!(
                "echo \"$*\" >> asked; [ \"$1\" != fetch ] || exit {fetched}; echo {shallow}"
            );
            stands_in(place.path(), "git", &git);
            let bin = place.path().join("bin").display().to_string();
            let mut sh = Command::new("sh");
            sh.arg(".github/signpost/build.sh").current_dir(place.path());
            for name in ["CF_PAGES_BRANCH", "CF_PAGES_URL", "DEPLOY_PRIME_URL", "URL"] {
                sh.env_remove(name);
            }
            sh.env("CONTEXT", "production");
            sh.env("PATH", format!("{bin}:{}", std::env::var("PATH").unwrap()));
            let built = sh.output().unwrap();
            let said = String::from_utf8_lossy(&built.stdout).into_owned();
            assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
            assert_eq!(said.trim(), "build --content content --since 30-days --out dist");
            let asked = fs::read_to_string(place.path().join("asked")).unwrap();
            assert_eq!(asked.contains("fetch --quiet --unshallow"), asks, "{asked}");
        }
    }
}
