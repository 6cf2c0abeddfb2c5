//! The content security policy: what a page may do. The one place where it stands; pages carry it,
//! and so do the `_headers` of a host and the pages that a phone has stored.

/// What a page may do: nothing but show itself and run its own programs.
const RULES: [&str; 8] = [
    "default-src 'none'",
    // After this: the hashes of the scripts that stand in pages.
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
];

/// The rule that browsers heed in a header only.
const HEADER_RULE: &str = "frame-ancestors 'none'";

/// The policy for a page's `<meta>`, for hosts that cannot send headers.
///
/// `inline_scripts` are the hashes of the scripts that stand in pages, such as `sha256-ungWv4...`:
/// no other script in a page runs.
pub fn for_meta(inline_scripts: &[String]) -> String {
    let mut policy = String::new();
    for rule in RULES {
        if !policy.is_empty() {
            policy.push_str("; ");
        }
        policy.push_str(rule);
        if rule.starts_with("script-src") {
            for hash in inline_scripts {
                policy.extend([" '", hash, "'"]);
            }
        }
    }
    policy
}

/// The policy for the header `Content-Security-Policy`: the same, and no other site may frame a page.
pub fn for_header(inline_scripts: &[String]) -> String {
    [&for_meta(inline_scripts), "; ", HEADER_RULE].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_in_a_page_runs_only_where_its_hash_is_named() {
        assert!(!for_meta(&[]).contains("sha256-") && !for_meta(&[]).contains("unsafe-inline"));
        let policy = for_header(&["sha256-abc=".to_owned(), "sha256-def=".to_owned()]);
        let rules: Vec<&str> = policy.split("; ").collect();
        assert_eq!(rules[1], "script-src 'self' 'wasm-unsafe-eval' 'sha256-abc=' 'sha256-def='");
        assert_eq!(rules.last(), Some(&"frame-ancestors 'none'"));
        assert_eq!(rules.len(), 9);
    }
}
