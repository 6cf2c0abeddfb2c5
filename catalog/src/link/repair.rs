//! Links that a mail program has rewritten: `#` became `%23`, or `%2523` where two did.

/// What a rewritten address was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The path, up to what stood before the `#`.
    pub path: String,
    /// What stands after the `#`.
    pub fragment: String,
}

/// The path and the fragment of a rewritten path; `None` where nothing was rewritten. A `#` that was
/// encoded has gone to the host as part of the path: whoever repairs it has to say so.
pub fn repair(path: &str) -> Option<Repaired> {
    let at = path.find('%')?;
    let mut rest = &path[at + 1..];
    // Each program that encodes a link once more makes `%25` of the `%`.
    while let Some(once) = rest.strip_prefix("25") {
        rest = once;
    }
    let fragment = rest.strip_prefix("23")?.trim_end_matches('/');
    Some(Repaired { path: path[..at].to_owned(), fragment: fragment.to_owned() })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_a_mail_guard_has_rewritten_is_what_it_was() {
        for rewritten in ["/pa/p/%23vh73j", "/pa/p/%2523vh73j", "/pa/p/%252523vh73j/"] {
            let repaired = repair(rewritten).unwrap();
            assert_eq!((&*repaired.path, &*repaired.fragment), ("/pa/p/", "vh73j"), "{rewritten}");
        }
        for other in ["/pa/p/", "/pa/p/%20x", "/pa/p/%25", "/pa/%C3%A9/"] {
            assert_eq!(repair(other), None, "{other}");
        }
    }
}
