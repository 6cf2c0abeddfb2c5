//! `signpost serve`: builds, then shows the site on this machine.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use indexer::serve::Show;
use indexer::{preview, serve};

use super::Ended;
use super::build::{self, BuildArgs};

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
    let code = build::run(args)?;
    if !args.out.is_dir() {
        return Ok(code);
    }
    let show = Arc::new(Show::new(&args.out));
    if *watch {
        let (again, shown) = (args.clone(), show.clone());
        serve::watch(args.content.clone(), move |changed| {
            show_at_once(&again, changed, &shown);
            if let Err(sentence) = build::run(&again) {
                eprintln!("{sentence}");
            }
            shown.settle();
        });
    }
    serve::serve(&show, *port).map_err(|error| {
        format!("Port {port} on 127.0.0.1 cannot be used ({error}). Try --port 0.")
    })?;
    Ok(ExitCode::SUCCESS)
}

/// Shows the pages of the group whose files have changed; the rest follows with the build.
fn show_at_once(args: &BuildArgs, changed: &[PathBuf], show: &Show) {
    let started = Instant::now();
    // A bundle that cannot be read is the build's to report.
    let Ok(bundle) = args.bundle() else { return };
    let Some(pages) = preview::preview(&args.content, changed, bundle.as_ref(), args.now()) else {
        return;
    };
    let files = pages.len();
    show.put(pages);
    println!(
        "{files} files can be seen after {:.2} s; the search follows",
        started.elapsed().as_secs_f32()
    );
}
