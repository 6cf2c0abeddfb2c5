//! Addresses of mail and of the web as people and programs write them.

use super::evened;

/// A mail address without what programs put around it: `mailto:`, angle brackets, a full stop at the
/// end, a name before it. The text itself where there is nothing around it.
pub fn email(text: &str) -> String {
    let text = evened(text);
    let text = link_target(&text).unwrap_or(&text).trim();
    let text = match (text.rfind('<'), text.strip_suffix('>')) {
        (Some(at), Some(inner)) => inner.get(at + 1..).unwrap_or(text),
        _ => text,
    };
    let text = match text.get(..7) {
        Some(start) if start.eq_ignore_ascii_case("mailto:") => &text[7..],
        _ => text,
    };
    text.trim().trim_end_matches(['.', ',', ';']).to_owned()
}

/// A web address without what programs put around it: a link of Markdown, angle brackets, a full stop
/// or comma at the end.
pub fn web(text: &str) -> String {
    let text = text.trim();
    let text = link_target(text).unwrap_or(text).trim();
    let text = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    text.trim().trim_end_matches(['.', ',', ';']).to_owned()
}

/// The address of `[words](address)`.
fn link_target(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix('[')?.strip_suffix(')')?;
    inner.split_once("](").map(|(_, address)| address)
}

/// The https address that was meant; its path stays as it was typed. `None` where nobody can tell.
pub fn encrypted(address: &str) -> Option<String> {
    let address = web(address);
    let after = |scheme: &str| {
        address
            .get(..scheme.len())
            .filter(|start| start.eq_ignore_ascii_case(scheme))
            .and_then(|_| address.get(scheme.len()..))
    };
    let (rest, is_named) = match after("https://").or(after("http://")) {
        Some(rest) => (rest, true),
        None => (after("//").unwrap_or(&address), false),
    };
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let is_host = host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !host.contains("..")
        && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-'));
    let has_port = host.split_once(':').is_some_and(|(name, port)| {
        name.contains('.') && port.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_plain =
        !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"`\\".contains(c));
    (is_plain && (is_host || (is_named && has_port)))
        .then(|| ["https://", &host.to_ascii_lowercase(), path].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_programs_put_around_an_address_is_not_part_of_it() {
        for typed in [
            "tea@riverside.example",
            "mailto:tea@riverside.example",
            "MAILTO:tea@riverside.example",
            "<tea@riverside.example>",
            "Mei Lau <tea@riverside.example>",
            "tea@riverside.example.",
            "[Write to us](mailto:tea@riverside.example)",
            "tea＠riverside.example",
        ] {
            assert_eq!(email(typed), "tea@riverside.example", "{typed}");
        }
        for typed in [
            "https://riverside.example/Tea",
            "[our page](https://riverside.example/Tea)",
            "<https://riverside.example/Tea>",
            "https://riverside.example/Tea.",
        ] {
            assert_eq!(web(typed), "https://riverside.example/Tea", "{typed}");
        }
    }

    #[test]
    fn an_address_is_encrypted_and_keeps_its_path_as_it_was_typed() {
        for (typed, meant) in [
            ("http://zeta.example/Sign-Up/Form.PDF", Some("https://zeta.example/Sign-Up/Form.PDF")),
            ("HTTP://Zeta.Example/A?b=C#D", Some("https://zeta.example/A?b=C#D")),
            ("www.zeta.example", Some("https://www.zeta.example")),
            ("zeta.example/Path", Some("https://zeta.example/Path")),
            ("//zeta.example/x", Some("https://zeta.example/x")),
            ("javascript:alert(1)", None),
            ("https://bank.example@evil.example", None),
            ("tea@zeta.example", None),
            ("our page", None),
            ("", None),
        ] {
            assert_eq!(encrypted(typed).as_deref(), meant, "{typed}");
        }
    }
}
