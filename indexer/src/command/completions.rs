//! `signpost completions`: what a shell completes.

use std::process::ExitCode;

use crate::terminal::Terminal;
use clap_complete::Shell;

use super::Ended;

/// What `signpost completions` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost completions bash > ~/.local/share/bash-completion/completions/signpost
  signpost completions zsh > ~/.zfunc/_signpost
      with `fpath+=~/.zfunc` before `compinit` in .zshrc
  signpost completions fish > ~/.config/fish/completions/signpost.fish
  signpost completions powershell >> $PROFILE")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &CompletionsArgs, mut command: clap::Command, terminal: &Terminal) -> Ended {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, name, &mut script);
    terminal.print(&String::from_utf8_lossy(&script));
    Ok(ExitCode::SUCCESS)
}
