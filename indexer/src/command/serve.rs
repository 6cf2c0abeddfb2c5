//! `signpost serve`: builds, then shows the site on this machine.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use crate::preview;
use crate::serve::{Served, Server, Watcher};

use super::Ended;
use super::build::{Done, SiteArgs, build_once};

/// What `signpost serve` is asked.
#[derive(clap::Args)]
pub struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again whenever the content changes
    #[arg(long)]
    watch: bool,
}

/// Builds, and serves until the process ends.
pub fn run(args: &ServeArgs) -> Ended {
    let ServeArgs { site, port, watch } = args;
    site.usable()?;
    // Before the build, which takes a while: a port that is taken is told at once.
    let server = Server::bind(*port).map_err(|error| {
        format!("Port {port} on 127.0.0.1 cannot be used ({error}). Try --port 0.")
    })?;
    // Before the build, too: what is saved meanwhile is built afterwards.
    let watcher = watch.then(|| Watcher::new(&site.content));
    let done = build_once(site, site.staging_in_turn()?, None);
    let has_site = site.out.join("index.html").is_file();
    match (done, &watcher) {
        (Ok(Done::SiteIsBuilt), _) => {}
        (Ok(Done::ContentHasErrors), _) if has_site => {}
        (failed, None) => return failed.map(Done::exit_code),
        (failed, Some(_)) => {
            if let Err(sentence) = failed {
                eprintln!("{sentence}");
            }
            println!("The site is built as soon as the content has been mended.");
        }
    }
    let served = Arc::new(Served::new(&site.out));
    if let Some(watcher) = watcher {
        let (site, served) = (site.clone(), served.clone());
        thread::spawn(move || watcher.run(|changed| build_again(&site, changed, &served)));
    }
    server.run(&served);
    Ok(ExitCode::SUCCESS)
}

/// Shows what was changed at once, then builds, when no other build is at work.
fn build_again(site: &SiteArgs, changed: &[PathBuf], served: &Served) {
    show_at_once(site, changed, served);
    match site.staging_in_turn().and_then(|staging| build_once(site, staging, None)) {
        Ok(Done::SiteIsBuilt) => served.clear(),
        // The folder has the site as it was: pages that were shown at once stay, although somebody
        // else's page has errors.
        Ok(Done::ContentHasErrors) => {}
        Err(sentence) => eprintln!("{sentence}"),
    }
}

/// Shows the pages of the group whose files have changed; the rest follows with the build.
fn show_at_once(site: &SiteArgs, changed: &[PathBuf], served: &Served) {
    let started = Instant::now();
    // A bundle that cannot be read is the build's to report.
    let (Ok(bundle), Ok(now)) = (site.bundle(), site.now()) else { return };
    let Some(pages) = preview::preview(&site.content, changed, bundle.as_ref(), now) else {
        return;
    };
    let files = pages.len();
    served.overlay(pages);
    println!(
        "{files} files can be seen after {:.2} s; the search follows",
        started.elapsed().as_secs_f32()
    );
}
