//! What the exit code of each command says, told below its help and in its manual.
//!
//! A script reads the code and nothing else, so every command tells its codes. They stand in one table, because a code
//! means the same for every command: only what was done, or was not, has words of its own.

/// What the codes of a command say.
struct Exits {
    /// The command as it is typed; `signpost` itself the first.
    command: &'static str,
    /// What code 0 says.
    done: &'static str,
    /// What code 1 says, where a command has it: it ran, and a person has something left to do.
    left: Option<&'static str>,
    /// What code 2 says.
    nothing: &'static str,
}

const fn exits(command: &'static str, done: &'static str, nothing: &'static str) -> Exits {
    Exits { command, done, left: None, nothing }
}

const fn exits_with(
    command: &'static str,
    done: &'static str,
    left: &'static str,
    nothing: &'static str,
) -> Exits {
    Exits { command, done, left: Some(left), nothing }
}

/// Every command's, in the order of the help.
const EXITS: &[Exits] = &[
    exits_with(
        "signpost",
        "it is done, and nothing is wrong",
        "the content has errors (with --deny-warnings, or warnings), or something was left for a person to do",
        "nothing was done: wrong usage, or a file that cannot be read or written",
    ),
    exits(
        "init",
        "the folder is written",
        "nothing was written: wrong usage, an answer that is missing, or a folder that holds something already",
    ),
    exits_with(
        "places",
        "done",
        "nothing was written: a file has errors",
        "nothing was written: wrong usage, or a file that cannot be read or written",
    ),
    exits(
        "new",
        "the page is written",
        "nothing was written: wrong usage, no such group, or there is such a page already",
    ),
    exits_with(
        "check",
        "nothing is an error; with --deny-warnings, nothing is a warning either",
        "there are errors, or warnings with --deny-warnings, in what was asked for",
        "nothing was checked: wrong usage, or no such file or folder",
    ),
    exits("explain", "explained", "there is no such code, setting or text"),
    exits_with(
        "diff",
        "compared, whether or not something has changed",
        "compared, and the new side has errors, or its settings cannot be read",
        "wrong usage, no such folder or revision, or no git",
    ),
    exits_with(
        "build",
        "the site is built",
        "nothing was written: the content has errors, or warnings with --deny-warnings, or a help line that nobody has rung",
        "nothing was written: wrong usage, a file that cannot be read or written, or another build is at work",
    ),
    exits_with(
        "import",
        "written; with --dry-run, the report only",
        "written, but the content has errors elsewhere",
        "nothing is written",
    ),
    exits("dates", "the days are told", "wrong usage, or no such day lies in between"),
    exits_with(
        "pack",
        "the file is written",
        "nothing was written: the content has errors",
        "nothing was written: wrong usage, no such place or activity, or a file that cannot be written",
    ),
    exits(
        "due",
        "told, whether or not somebody is to be asked",
        "wrong usage, or content that cannot be read, or a message that cannot be written",
    ),
    exits(
        "checked",
        "written on every page",
        "nothing was written: wrong usage, no such page, or a day that has not come yet",
    ),
    exits_with(
        "apply",
        "all of it was put",
        "something was left for a person to do",
        "nothing was put: wrong usage, or a file that cannot be read or written",
    ),
    exits(
        "published",
        "the list has every address",
        "nothing was written: wrong usage, or a file that cannot be read or written",
    ),
    exits(
        "gaps",
        "told, whether or not something lacks",
        "wrong usage, content that cannot be read, or no such earlier release",
    ),
    exits_with(
        "serve",
        "never: a site is shown until somebody stops it",
        "the content has errors, and without --watch there is nothing to show",
        "wrong usage, or the port is taken",
    ),
    exits_with(
        "translated",
        "all of them say it",
        "there are some to look at",
        "nothing was done: wrong usage, or a file that cannot be read or written",
    ),
    exits(
        "words",
        "told, whether or not the words find something",
        "wrong usage, or a file or content that cannot be read",
    ),
    exits(
        "wording",
        "printed, or written",
        "nothing was written: wrong usage, no such language, or a file that cannot be read or written",
    ),
    exits("completions", "printed", "there is no such shell"),
    exits("man", "printed or written", "no such command, or a folder that cannot be written"),
    exits("help", "printed", "there is no such command"),
    exits("version", "printed", "wrong usage"),
];

impl Exits {
    /// The codes as a help shows them: what each says stands below it, so that a narrow terminal wraps words and not the
    /// table.
    fn told(&self) -> String {
        let Self { command: _, done, left, nothing } = self;
        let codes = [
            ("0", Some(*done)),
            ("1", *left),
            ("2", Some(*nothing)),
            ("130", Some("stopped, with Ctrl-C for example")),
        ];
        let said = codes.into_iter().filter_map(|(code, says)| Some((code, says?)));
        let mut told = "Exit codes:".to_owned();
        said.for_each(|(code, says)| told += &format!("\n  {code}\n      {says}"));
        told
    }
}

/// `signpost` with the exit codes below the help of each command.
pub(super) fn below_each_help(whole: clap::Command) -> clap::Command {
    with_codes(whole).mut_subcommands(with_codes)
}

fn with_codes(command: clap::Command) -> clap::Command {
    let Some(exits) = EXITS.iter().find(|exits| exits.command == command.get_name()) else {
        return command;
    };
    let below = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    command.after_long_help(format!("{below}\n\n{}", exits.told()))
}
