//! The files by which a host looks at changes: written once, in this repository's own `.github`, and carried
//! by the program for a town that begins its own.

/// A file: its path from the root of the repository, and its text.
pub type HostFile = (&'static str, String);

const REVIEW: &str = include_str!("../../.github/workflows/review.yml");
const OWNERS: &str = include_str!("../../.github/CODEOWNERS");

/// A town builds the program from somebody else's repository, at a revision that it names.
const ACTION: &str = include_str!("workflow/action.yml");

/// The files that look at changes, for a town whose program comes from the git repository `source` at
/// `revision`. `None` where one of the two could end the words in which it stands.
pub fn files(source: &str, revision: &str) -> Option<[HostFile; 3]> {
    let is_plain = |text: &str, others: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
    };
    let is_address = source.starts_with("https://") && is_plain(source, ":/.-_~");
    if !is_address || !is_plain(revision, "") {
        return None;
    }
    let action = ACTION.replace("{source}", source).replace("{revision}", revision);
    Some([
        (".github/workflows/review.yml", REVIEW.to_owned()),
        (".github/actions/signpost/action.yml", action),
        (".github/CODEOWNERS", OWNERS.to_owned()),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::COMMENT_MARK;

    #[test]
    fn a_town_gets_the_same_workflow_and_a_program_from_where_it_says() {
        let files = files("https://code.example/signpost.git", "0123abc").unwrap_or_default();
        let text = |path: &str| {
            files.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_str())
        };
        assert_eq!(text(".github/workflows/review.yml"), Some(REVIEW));
        let action = text(".github/actions/signpost/action.yml").unwrap_or_default();
        assert!(
            action.contains("--git \"https://code.example/signpost.git\" --rev \"0123abc\""),
            "{action}"
        );
        assert!(!action.contains("{source}") && !action.contains("{revision}"), "{action}");
        for trick in
            ["https://a.example\" ; touch x \"", "git@a.example:b", "https://a.example/$(x)", ""]
        {
            assert!(super::files(trick, "0123abc").is_none(), "{trick}");
        }
        assert!(super::files("https://a.example/b", "main; x").is_none());
    }

    /// What a stranger has chosen (titles, branches, file names) must not stand in a script: it would be run.
    #[test]
    fn no_word_of_a_change_stands_in_a_script() {
        let mut in_script = None;
        for line in REVIEW.lines() {
            let indent = line.len() - line.trim_start().len();
            if in_script.is_some_and(|at| indent <= at && !line.trim().is_empty()) {
                in_script = None;
            }
            if in_script.is_some() || line.trim_start().starts_with("run:") {
                assert!(!line.contains("${{"), "{line}");
            }
            if line.trim_start().starts_with("run: |") {
                in_script = Some(indent);
            }
        }
        for word in
            ["head.ref", "head.sha", "head.repo", "title", "body }}", "head_ref", "secrets."]
        {
            assert!(!REVIEW.contains(&format!("github.event.pull_request.{word}")), "{word}");
            assert!(!REVIEW.contains(&format!("github.{word}")), "{word}");
        }
        assert!(!REVIEW.contains("secrets."), "no secret is at hand");
    }

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
        assert!(
            REVIEW.matches("persist-credentials: false").count()
                == REVIEW.matches("actions/checkout@").count()
        );
        assert!(REVIEW.contains(COMMENT_MARK));
        let actions = REVIEW.lines().filter_map(|line| line.trim().strip_prefix("uses: "));
        for action in actions.filter(|action| !action.starts_with("./")) {
            let pin = action
                .split_once('@')
                .map_or("", |(_, pin)| pin)
                .split(' ')
                .next()
                .unwrap_or_default();
            assert!(pin.len() == 40 && pin.chars().all(|c| c.is_ascii_hexdigit()), "{action}");
        }
    }
}
