//! `signpost serve`: builds, then shows the site on this machine.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use crate::plainly;
use crate::preview;
use crate::serve::{Served, Server, Watcher};

use super::Ended;
use super::build::{Done, Purpose, SiteArgs, build_once};
use crate::terminal::Terminal;

/// What `signpost serve` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost serve --watch --open
      shows the site in your browser, and each change a moment after it is saved
  signpost serve --content my-town --port 0
      on any port that is free

Only this machine sees it. With --watch, a page that is open in a browser follows what is saved; where something keeps \
the site from being built, the page says what. Nothing of that is in the site that signpost build writes.")]
pub struct ServeArgs {
    #[command(flatten)]
    site: SiteArgs,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again whenever the content changes; pages that are open in a browser follow
    #[arg(long)]
    watch: bool,
    /// Open the site in your browser once it stands
    #[arg(long)]
    open: bool,
}

/// Builds, and serves until the process ends.
pub fn run(args: &ServeArgs, terminal: &Terminal) -> Ended {
    let ServeArgs { site, port, watch, open } = args;
    site.usable()?;
    // Before the build, which takes a while: a port that is taken is told at once.
    let server = Server::bind(*port).map_err(|error| {
        format!(
            "Port {port} on 127.0.0.1 cannot be used ({}). Try --port 0.",
            plainly::said(&error)
        )
    })?;
    let address = server.address();
    terminal.remark(format!("Signpost will stand at {address}"));
    // Before the build, too: what is saved meanwhile is built afterwards.
    let watcher = watch.then(|| Watcher::new(&site.content));
    let served = match watch {
        true => Arc::new(Served::followed(&site.out)),
        false => Arc::new(Served::new(&site.out)),
    };
    let done = build_in_turn(site, terminal);
    let has_site = site.out.join("index.html").is_file();
    match done {
        Ok(Done::SiteIsBuilt) => {}
        Ok(Done::NothingIsWritten(why)) if *watch || has_site => {
            served.troubled(why);
            if !has_site {
                terminal.remark("The site is built as soon as the content has been mended.");
            }
        }
        Err(sentence) if *watch => {
            terminal.fail(&sentence);
            served.troubled(sentence);
        }
        failed => return failed.map(Done::exit_code),
    }
    terminal.print(&format!("Signpost stands at {address}\n"));
    if *open && let Err(error) = open::that_detached(&address) {
        let why = plainly::said(&error);
        terminal.complain(format!("No browser could be opened ({why}). Open {address} yourself."));
    }
    thread::scope(|scope| {
        if let Some(watcher) = watcher {
            scope.spawn(|| watcher.run(|changed| build_again(site, changed, &served, terminal)));
        }
        server.run(&served);
    });
    Ok(ExitCode::SUCCESS)
}

/// Builds, when no other build is at work.
fn build_in_turn(site: &SiteArgs, terminal: &Terminal) -> Result<Done, String> {
    let staging = site.staging_in_turn(terminal)?;
    build_once(site, staging, Purpose::Look, terminal)
}

/// Shows what was changed at once, then builds.
fn build_again(site: &SiteArgs, changed: &[PathBuf], served: &Served, terminal: &Terminal) {
    show_at_once(site, changed, served, terminal);
    match build_in_turn(site, terminal) {
        Ok(Done::SiteIsBuilt) => served.clear(),
        // The folder has the site as it was: pages that were shown at once stay, although somebody
        // else's page has errors.
        Ok(Done::NothingIsWritten(why)) => served.troubled(why),
        Err(sentence) => {
            terminal.fail(&sentence);
            served.troubled(sentence);
        }
    }
}

/// Shows the pages of the group whose files have changed; the rest follows with the build.
fn show_at_once(site: &SiteArgs, changed: &[PathBuf], served: &Served, terminal: &Terminal) {
    let started = Instant::now();
    // A bundle that cannot be read is the build's to report.
    let (Ok(bundle), Ok(now)) = (site.bundle(), site.now()) else { return };
    let Some(pages) = preview::preview(&site.content, changed, bundle.as_ref(), now) else {
        return;
    };
    let files = plainly::many(pages.len(), "file", "files");
    served.overlay(pages);
    terminal.tell(format!(
        "{files} can be seen after {:.2} s; the search follows",
        started.elapsed().as_secs_f32()
    ));
}
