//! What a build says of its warnings: by name what people will not find, and of the rest how many there are.

use std::collections::BTreeMap;

use authoring::report::{Diagnostic, Severity, visible};

use crate::plainly::many;

/// Warnings that keep something from people, and what becomes of it.
const KEPT_FROM_PEOPLE: [(&str, &str); 5] = [
    ("hidden-page", "has left the search: nobody has checked it for so long"),
    ("unknown-file", "is not read"),
    ("outside-link", "is not read: it is only a link to another place"),
    ("unknown-locale", "is not read: directory.toml does not list its language"),
    ("list-unknown-service", "names an activity that is not there"),
];

/// Most files that are named: what is more than a screen is for `signpost check`.
const NAMED_AT_MOST: usize = 20;

/// The files that people will not find, or not whole, a line each. Empty where there is none.
pub fn named(diagnostics: &[Diagnostic]) -> Vec<String> {
    let becomes = |found: &Diagnostic| {
        let known = KEPT_FROM_PEOPLE.iter().find(|(code, _)| *code == found.code)?;
        Some(format!("{} {} ({})", visible(&found.path), known.1, found.code))
    };
    let mut lines: Vec<String> = diagnostics.iter().filter_map(becomes).collect();
    lines.dedup();
    if lines.len() > NAMED_AT_MOST {
        let more = lines.len() - NAMED_AT_MOST;
        lines.truncate(NAMED_AT_MOST);
        lines.push(format!("and {more} others: signpost check"));
    }
    lines
}

/// How many warnings there are, by their codes, the commonest first; `None` where there is none.
pub fn counted(diagnostics: &[Diagnostic]) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in diagnostics.iter().filter(|found| found.severity == Severity::Warning) {
        *counts.entry(found.code).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, one), (b, other)| other.cmp(one).then(a.cmp(b)));
    let by_code: Vec<String> =
        counts.iter().map(|(code, count)| format!("{count} {code}")).collect();
    (all > 0).then(|| format!("{}: {}", many(all, "warning", "warnings"), by_code.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::explain;

    fn found(code: &'static str, severity: Severity, path: &str) -> Diagnostic {
        Diagnostic {
            severity,
            code,
            path: path.to_owned(),
            line: 1,
            column: 1,
            length: 1,
            quote: String::new(),
            quote_column: 1,
            message: String::new(),
            suggestion: None,
            labels: Vec::new(),
        }
    }

    #[test]
    fn what_people_will_not_find_is_named_and_the_rest_is_counted() {
        let all = [
            found("stale-page", Severity::Warning, "content/a/b.md"),
            found("hidden-page", Severity::Warning, "content/a/old.md"),
            found("stale-page", Severity::Warning, "content/a/c.md"),
            found("jargon", Severity::Note, "content/a/c.md"),
            found("bad-date", Severity::Error, "content/a/d.md"),
        ];
        assert_eq!(
            named(&all),
            [
                "content/a/old.md has left the search: nobody has checked it for so long (hidden-page)"
            ]
        );
        assert_eq!(counted(&all).as_deref(), Some("3 warnings: 2 stale-page, 1 hidden-page"));
        assert_eq!(counted(&all[3..]), None);
        assert_eq!(named(&all[2..]), Vec::<String>::new());
    }

    #[test]
    fn a_town_with_many_of_them_gets_a_screen_and_not_more() {
        let all: Vec<_> = (0..30)
            .map(|at| found("hidden-page", Severity::Warning, &format!("content/a/{at}.md")))
            .collect();
        let lines = named(&all);
        assert_eq!(lines.len(), NAMED_AT_MOST + 1);
        assert_eq!(lines.last().map(String::as_str), Some("and 10 others: signpost check"));
    }

    #[test]
    fn each_code_that_is_named_is_one_of_a_warning() {
        for (code, _) in KEPT_FROM_PEOPLE {
            let severity = explain::code(code).map(|code| code.severity);
            assert_eq!(severity, Some(Severity::Warning), "{code}");
        }
    }
}
