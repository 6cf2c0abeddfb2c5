//! Ids, and names that can be addresses: what they may look like, and how one is made.
//!
//! Deliberately absent: anything of files, drafts or checks.

use catalog::format::content_hash;
use catalog::text::{Decompose, fold};

use crate::node::nearest;

/// The letters of an id, and whether a text can be one: links pack them.
pub use catalog::link::code::{DIGITS as ID_ALPHABET, is_id};

/// The id of a group whose page says none: eight characters made from its folder's name, the same
/// in every build, and as neutral as a given one.
pub fn id_of_folder(folder: &str) -> String {
    let hash = u64::from_str_radix(&content_hash(folder.as_bytes()), 16).unwrap_or(0);
    (0..8).map(|place| char::from(ID_ALPHABET[(hash >> (5 * place) & 31) as usize])).collect()
}

/// A plain name for anything: where no letter of its own name can stand in one, `other` and the name's hash, the same
/// wherever it is made.
pub fn plain_name_or(name: &str, other: &str, decompose: Decompose) -> String {
    own_plain_name(name, decompose).unwrap_or_else(|| [other, "-", &id_of_folder(name)].concat())
}

/// Names become addresses of pages, on any host: no letter that one system writes otherwise.
pub fn is_plain_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    !name.is_empty()
        && name.len() <= 80
        && name.bytes().all(plain)
        && !name.starts_with('-')
        && !is_device(name)
}

/// Whether a name is that of a device on Windows, whatever ending, spaces and dots follow it: no file can have it
/// there, and a directory with one could not even be copied.
pub fn is_device(name: &str) -> bool {
    let name = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_ascii_lowercase();
    let numbered = ["com", "lpt"].iter().find_map(|device| name.strip_prefix(device));
    matches!(name.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered.is_some_and(|number| {
            let mut number = number.chars();
            let is_one = number.next().is_some_and(|it| it.is_ascii_digit() || "¹²³".contains(it));
            is_one && number.next().is_none()
        })
}

/// A name made plain: `Morning Tai Chi` becomes `morning-tai-chi`, and `Café-été` `cafe-ete`. Empty for
/// a name without a letter from a to z and without a digit, such as `星期五`.
pub fn plain_name(name: &str, decompose: Decompose) -> String {
    let mut plain = String::new();
    for character in fold(&name.to_lowercase(), decompose).chars() {
        match character {
            'a'..='z' | '0'..='9' => plain.push(character),
            '\'' | '’' => {}
            _ if !plain.ends_with('-') && !plain.is_empty() => plain.push('-'),
            _ => {}
        }
    }
    plain.truncate(60);
    let plain = plain.trim_end_matches('-');
    // A group called Aux has a folder all the same.
    if is_device(plain) { [plain, "-1"].concat() } else { plain.to_owned() }
}

/// A name made plain that tells it from others; `None` where too little of it is left for that.
fn own_plain_name(name: &str, decompose: Decompose) -> Option<String> {
    let plain = plain_name(name, decompose);
    let has_letter = plain.bytes().any(|byte| byte.is_ascii_alphabetic());
    // `星期五 2` and `星期六 2` would both be `2`.
    let is_own = has_letter || name.chars().all(|c| !c.is_alphabetic());
    (!plain.is_empty() && is_own).then_some(plain)
}

/// Whether a place has a name of its own that no list needs to have, such as a whole city: it looks like none of the
/// `known` ids, and is no slip in one of them.
pub fn is_elsewhere<'a>(
    place: &str,
    known: impl Iterator<Item = &'a str>,
    decompose: Decompose,
) -> bool {
    let is_id = place.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        || place.chars().any(|c| c.is_ascii_digit());
    let fold = |text: &str| fold(text, decompose);
    !is_id && nearest(place, known).is_none_or(|near| fold(near) == fold(place))
}

/// A name for a page, never empty: where no letter of its own name can stand in an address, it is made of
/// the id that the page has, or of the name itself.
pub fn page_name(name: &str, page: &str, decompose: Decompose) -> String {
    if let Some(plain) = own_plain_name(name, decompose) {
        return plain;
    }
    let id = page.lines().filter_map(|line| line.strip_prefix("id:")).map(str::trim);
    let id = id.into_iter().find(|id| is_id(id)).map_or_else(|| id_of_folder(name), str::to_owned);
    format!("page-{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_windows_keeps_for_itself_is_no_name_of_a_page() {
        for name in [
            "con",
            "aux",
            "nul",
            "prn",
            "com1",
            "lpt9",
            "COM0",
            "Aux",
            "con.md",
            "con.fr.md",
            "aux ",
            "nul .txt",
            "com¹",
            "lpt²",
            "CONIN$",
            "con:stream",
        ] {
            assert!(is_device(name), "{name}");
            assert!(!is_plain_name(name), "{name}");
        }
        for name in
            ["conversation", "auxiliary-group", "null", "com", "com10", "lpt", "a-con", "comx", ""]
        {
            assert!(!is_device(name), "{name}");
        }
        assert_eq!(plain_name("Aux", str::to_lowercase), "aux-1");
        assert_eq!(page_name("CON", "", str::to_lowercase), "con-1");
    }

    #[test]
    fn a_place_in_any_script_has_a_plain_name_of_its_own() {
        let plain = |name: &str| plain_name_or(name, "place", str::to_lowercase);
        let names = ["溫哥華", "本拿比", "ਸਰੀ", "ਡੈਲਟਾ", "北区 2", "南区 2"];
        let made = names.map(plain);
        for name in &made {
            assert!(name.starts_with("place-") && is_plain_name(name), "{name}");
        }
        let own: std::collections::BTreeSet<&String> = made.iter().collect();
        assert_eq!(own.len(), names.len(), "{made:?}");
        assert_eq!(names.map(plain), made, "the same wherever it is made");
        assert_eq!(plain("Deer Lake"), "deer-lake");
    }

    #[test]
    fn names_that_one_system_would_take_for_the_same_are_none() {
        for name in [
            "Tea", "tea.", "tea ", " tea", "tea..", "t\u{e9}", "a/b", "a\\b", "c:tea", ".tea",
            "tea|1",
        ] {
            assert!(!is_plain_name(name), "{name}");
        }
    }
}
