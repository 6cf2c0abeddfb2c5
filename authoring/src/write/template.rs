//! A page to be filled in by hand: what is known, and every other key as a comment that explains it.
//!
//! Nothing in it is a fact that nobody typed, and nothing in it could be one: what stands in a template
//! is refused wherever it still stands ([`is_placeholder`]). What every page needs and this one does not
//! have yet, `signpost check` asks for.

use super::yaml;
use crate::value::Value;

/// The keys of a service's page in their order, each a comment with an example.
const SERVICE: &str = include_str!("service.txt");

/// The keys of a group's page.
const ORGANIZATION: &str = include_str!("organization.txt");

/// What stands in a template for somebody's own words. A test holds the templates to it.
const PLACEHOLDERS: [&str; 32] = [
    "choose",
    "yes or no",
    "YEAR-MONTH-DAY",
    "YEAR-MONTH-DAYTHOUR:MINUTE",
    "YEARS",
    "MINUTES",
    "RULE",
    "LATITUDE",
    "LONGITUDE",
    "Name of the service",
    "Name of the group",
    "Name of the place",
    "What it is, in one line of 140 characters at most",
    "Who you are, in one line",
    "What is different just now",
    "Who can come",
    "Number and street",
    "City",
    "Postal code",
    "Which bus, which stop, and how far it is from there",
    "Days and times in words",
    "Who answers",
    "Telephone number",
    "What happens the first time",
    "First name",
    "What volunteers do",
    "Who checked",
    "What a link worker should know before sending somebody",
    "https://your-address",
    "your-name@your-address",
    // Templates of earlier days.
    "One line that says what it is, 140 characters at most",
    "Your name",
];

/// The first line of every template, as long as nobody has taken it away.
const FIRST_LINE: &str = "# Take the # and the space away from each line";

/// Whether a value is still what a template holds in its place.
pub fn is_placeholder(value: &str) -> bool {
    let value = value.trim().trim_end_matches('.');
    PLACEHOLDERS.contains(&value)
}

/// Whether a page's text still begins as a template does.
pub fn is_template(text: &str) -> bool {
    text.contains(FIRST_LINE)
}

/// A page for a new service, of which the id and the name are known.
pub fn new_service(id: &str, name: &str) -> String {
    explained(SERVICE, &[("id", Value::from(id)), ("name", Value::from(name))])
}

/// A page for a new group.
pub fn new_organization(id: &str, name: &str) -> String {
    explained(ORGANIZATION, &[("id", Value::from(id)), ("name", Value::from(name))])
}

/// The template with the facts that are known in place of their comments. The remark behind an
/// example stays behind the fact.
fn explained(template: &str, known: &[(&str, Value)]) -> String {
    let mut page = String::from("---\n");
    let mut is_known = false;
    for line in template.lines() {
        let key = line.strip_prefix("# ").and_then(|rest| Some(rest.split_once(':')?.0));
        let fact = key.and_then(|key| known.iter().find(|(known, _)| *known == key));
        if let Some((key, value)) = fact {
            let remark = line.get(1..).and_then(|rest| Some(rest.split_once(" # ")?.1));
            page.push_str(&yaml::entry(key, value, 0));
            if let Some(remark) = remark {
                page.push_str(&format!("  # {remark}"));
            }
            page.push('\n');
            is_known = true;
        } else if !(is_known && line.starts_with("#  ")) {
            is_known = false;
            page.push_str(line);
            page.push('\n');
        }
    }
    page.push_str("---\n");
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::{Kind, Node, parse_yaml};
    use crate::order;
    use crate::report::Findings;

    #[test]
    fn a_new_page_claims_nothing_but_its_id_and_its_name() {
        let page = new_service("k7f3q", "Tea & \"talk\": all");
        let said: Vec<&str> = page.lines().filter(|line| !line.starts_with('#')).collect();
        let id =
            "id: k7f3q  # given once, never changed; the address of the page and of printed codes";
        assert_eq!(said, ["---", id, "name: \"Tea & \\\"talk\\\": all\"", "---"]);
        let group = new_organization("m4w8t", "Riverside friends");
        assert!(is_template(&page) && is_template(&group));
        assert!(group.contains("\nid: m4w8t  # given once, never changed\n"), "{group}");
        assert!(group.contains("\nname: Riverside friends\n"), "{group}");
    }

    #[test]
    fn nothing_that_stands_in_a_template_can_be_published() {
        fn check(node: &Node, found: &mut usize) {
            match &node.kind {
                Kind::Scalar { text, .. } => {
                    assert!(is_placeholder(text), "{text}");
                    *found += 1;
                }
                Kind::List(list) => list.iter().for_each(|node| check(node, found)),
                Kind::Map(entries) => entries.iter().for_each(|entry| check(&entry.value, found)),
            }
        }
        for template in [SERVICE, ORGANIZATION] {
            let is_fact = |line: &&str| {
                line.starts_with("#  ")
                    || line
                        .split_once(": ")
                        .is_some_and(|(key, _)| !key.trim_start_matches("# ").contains(' '))
                    || line.ends_with(':')
                    || line.contains(":   ")
            };
            let lines = template.lines().filter(is_fact).filter_map(|line| line.strip_prefix("# "));
            let facts: String = lines.map(|line| format!("{line}\n")).collect();
            let findings = Findings::default();
            let node = parse_yaml(0, &facts, 0..facts.len(), &findings);
            assert!(findings.is_empty(), "{:?}\n{facts}", findings.take());
            let mut found = 0;
            node.iter().for_each(|node| check(node, &mut found));
            assert!(found > 5, "{facts}");
        }
    }

    #[test]
    fn every_key_of_a_page_is_explained_in_its_order() {
        let keys = |template: &str| -> Vec<String> {
            let lines = template.lines().filter_map(|line| line.strip_prefix("# "));
            let keys = lines.filter_map(|line| Some(line.split_once(':')?.0.to_owned()));
            keys.filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')).collect()
        };
        let of_others = [
            "title",
            "for_whom",
            "version",
            "services",
            "website",
            "language_notes",
            "access_notes",
            "access_only",
            "transport",
            "translation",
        ];
        let all = order::keys("").iter().filter(|key| !of_others.contains(key));
        assert_eq!(keys(SERVICE), all.copied().collect::<Vec<_>>());
        assert_eq!(keys(ORGANIZATION), ["id", "name", "summary", "website", "contact"]);
    }
}
