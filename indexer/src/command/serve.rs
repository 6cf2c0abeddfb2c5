//! `signpost serve`: builds, then shows the site on this machine.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use indexer::serve::{Served, Watcher};
use indexer::{preview, serve};

use super::Ended;
use super::build::{BuildArgs, Done, build_once};

/// What `signpost serve` is asked.
#[derive(clap::Args)]
pub struct ServeArgs {
    #[command(flatten)]
    build: BuildArgs,
    /// The port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Build again whenever the content changes
    #[arg(long)]
    watch: bool,
}

/// Builds, and serves until the process ends.
pub fn run(args: &ServeArgs) -> Ended {
    let ServeArgs { build: args, port, watch } = args;
    // Before the build, which takes a while: what is saved meanwhile is built afterwards.
    let watcher = watch.then(|| Watcher::new(&args.content));
    let done = build_once(args)?;
    if done == Done::ContentHasErrors && !args.out.is_dir() {
        if watcher.is_none() {
            return Ok(done.exit_code());
        }
        println!("There is no site yet: it is built as soon as the content has no errors.");
    }
    let served = Arc::new(Served::new(&args.out));
    if let Some(watcher) = watcher {
        let (args, served) = (args.clone(), served.clone());
        thread::spawn(move || watcher.run(|changed| build_again(&args, changed, &served)));
    }
    serve::serve(&served, *port).map_err(|error| {
        format!("Port {port} on 127.0.0.1 cannot be used ({error}). Try --port 0.")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Shows what was changed at once, then builds.
fn build_again(args: &BuildArgs, changed: &[PathBuf], served: &Served) {
    show_at_once(args, changed, served);
    match build_once(args) {
        Ok(Done::SiteIsBuilt) => served.clear(),
        // The folder has the site as it was: pages that were shown at once stay, although somebody
        // else's page has errors.
        Ok(Done::ContentHasErrors) => {}
        Err(sentence) => eprintln!("{sentence}"),
    }
}

/// Shows the pages of the group whose files have changed; the rest follows with the build.
fn show_at_once(args: &BuildArgs, changed: &[PathBuf], served: &Served) {
    let started = Instant::now();
    // A bundle that cannot be read is the build's to report.
    let Ok(bundle) = args.bundle() else { return };
    let Some(pages) = preview::preview(&args.content, changed, bundle.as_ref(), args.now()) else {
        return;
    };
    let files = pages.len();
    served.overlay(pages);
    println!(
        "{files} files can be seen after {:.2} s; the search follows",
        started.elapsed().as_secs_f32()
    );
}
