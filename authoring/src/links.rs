//! Where a link leads, and whether it goes where it says.
//!
//! One judge for links in texts and for addresses among the facts. Deliberately absent: asking a
//! network whether the address exists.

/// Why a link is not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Danger {
    /// It is neither https:, mailto: nor tel:, nor a place on the page.
    Scheme,
    /// It has no beginning such as `https://` at all.
    NoScheme,
    /// `http:`: anybody on the way can read and change it.
    NotEncrypted,
    /// It holds signs that no address has, some of them invisible.
    HiddenSigns,
    /// `https://bank.example@evil.example` opens evil.example.
    At,
    /// Its host holds signs that no host has, such as a slash that is none.
    Host,
    /// Its host is written in letters of two alphabets, or in code (`xn--`).
    LookAlike,
    /// Its host is a number, or a machine on the reader's own network.
    OwnNetwork,
    /// A port that does not exist.
    Port,
    /// A mail address that is none, or more than one.
    Mail,
    /// A mail with copies, or with words that the reader did not write.
    MailCopy,
    /// A telephone number without digits.
    Phone,
}

impl Danger {
    /// What is wrong with it, in plain words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Scheme => "only https:, mailto: and tel: addresses are followed",
            Self::NoScheme => "an address begins with https://, mailto: or tel:",
            Self::NotEncrypted => "this address is not encrypted",
            Self::HiddenSigns => "this address holds signs that no address has",
            Self::At => "an @ in an address hides where it really goes",
            Self::Host => {
                "the name of this site holds signs that no site has, and hides where it goes"
            }
            Self::LookAlike => {
                "the name of this site is in letters that look like others, or in code (xn--)"
            }
            Self::OwnNetwork => {
                "this leads to a number or to the reader's own network, not to a site"
            }
            Self::Port => "there is no such port; an address seldom needs one",
            Self::Mail => "one mail address belongs here",
            Self::MailCopy => {
                "a mail goes to one address, at most with a subject: no copies, no text"
            }
            Self::Phone => "a telephone number has digits",
        }
    }
}

/// Whether a text is an https address that goes where it says.
pub fn is_web_address(text: &str) -> bool {
    judge(text).is_ok() && text.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"))
}

/// Judges an address as it is followed: what Markdown's escapes stood for has been read.
///
/// # Errors
/// Why it is not followed.
pub fn judge(address: &str) -> Result<(), Danger> {
    if address.chars().any(is_hidden) {
        return Err(Danger::HiddenSigns);
    }
    if let Some(part) = address.strip_prefix('#') {
        return if part.is_empty() { Err(Danger::NoScheme) } else { Ok(()) };
    }
    let (scheme, rest) = address.split_once(':').ok_or(Danger::NoScheme)?;
    match scheme.to_ascii_lowercase().as_str() {
        "https" => web(rest),
        "http" => web(rest).and(Err(Danger::NotEncrypted)),
        "mailto" => mail(rest),
        "tel" => phone(rest),
        _ if scheme.contains(['.', '/']) => Err(Danger::NoScheme),
        _ => Err(Danger::Scheme),
    }
}

/// Signs that end an address for some programs and not for others, and those that nobody sees.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || c.is_whitespace()
        || "<>\"`\\".contains(c)
        || matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{180E}')
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(c, '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}')
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

fn web(rest: &str) -> Result<(), Danger> {
    let rest = rest.strip_prefix("//").ok_or(Danger::Scheme)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return Err(Danger::At);
    }
    if host.starts_with('[') {
        return Err(Danger::OwnNetwork);
    }
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    if port.is_some_and(|port| port.parse::<u16>().map_or(true, |port| port == 0)) {
        return Err(Danger::Port);
    }
    is_host(host)
}

/// Whether a host is a name that reads as it is written.
fn is_host(host: &str) -> Result<(), Danger> {
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(host).split('.').collect();
    let is_label = |label: &&str| {
        !label.is_empty()
            && !label.starts_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-' || is_vowel_sign(c))
    };
    if host.len() > 253 || !labels.iter().all(|label| is_label(label) && label.len() <= 200) {
        return Err(Danger::Host);
    }
    let last = labels.last().copied().unwrap_or_default().to_lowercase();
    let is_number = last.starts_with(|c: char| c.is_ascii_digit());
    let is_near = ["local", "localhost", "internal", "intranet", "lan", "home", "arpa", "corp"];
    if labels.len() < 2 || is_number || is_near.contains(&last.as_str()) {
        return Err(Danger::OwnNetwork);
    }
    let is_code = labels.iter().any(|label| label.to_ascii_lowercase().starts_with("xn--"));
    let scripts: Option<Vec<Script>> = labels.iter().map(|label| script(label)).collect();
    let Some(scripts) = scripts.filter(|_| !is_code) else { return Err(Danger::LookAlike) };
    // Letters that look like Latin ones are only read as what they are where all of the name is theirs.
    let all =
        |wanted: Script| scripts.iter().all(|script| *script == wanted || *script == Script::None);
    if scripts.contains(&Script::LikeLatin) && !all(Script::LikeLatin) {
        return Err(Danger::LookAlike);
    }
    Ok(())
}

/// Whose letters a part of a host's name is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// Digits and hyphens only.
    None,
    Latin,
    /// Cyrillic, Greek, Armenian, Cherokee, Georgian capitals and the like.
    LikeLatin,
    /// Any other: nobody takes it for Latin.
    Other,
}

/// `None` where letters of two kinds are mixed.
fn script(label: &str) -> Option<Script> {
    let mut found = Script::None;
    for c in label.chars() {
        let one = match u32::from(c) {
            _ if c.is_ascii_digit() || c == '-' => continue,
            0x41..=0x5A | 0x61..=0x7A | 0xC0..=0x24F | 0x1E00..=0x1EFF => Script::Latin,
            // Combining marks stand on the letter before.
            0x300..=0x36F => continue,
            0x250..=0x2FF
            | 0x370..=0x58F
            | 0x10A0..=0x10FF
            | 0x13A0..=0x13FF
            | 0x1C80..=0x1CBF
            | 0x1D00..=0x1DBF
            | 0x1F00..=0x1FFF
            | 0x2000..=0x2DFF
            | 0xA4D0..=0xA4FF
            | 0xA640..=0xA7FF
            | 0xAB30..=0xABBF
            | 0xFB00..=0xFB4F
            | 0xFF00..=0xFFEF
            | 0x10280..=0x10FFF
            | 0x1D400..=0x1D7FF => Script::LikeLatin,
            _ => Script::Other,
        };
        if found != Script::None && found != one {
            return None;
        }
        found = one;
    }
    Some(found)
}

fn is_vowel_sign(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x900..=0xDFF)
}

/// One address, and a subject at most.
fn mail(rest: &str) -> Result<(), Danger> {
    let (to, query) = rest.split_once('?').map_or((rest, None), |(to, query)| (to, Some(query)));
    if !is_email(to) {
        return Err(Danger::Mail);
    }
    let Some(query) = query else { return Ok(()) };
    let Some((key, subject)) = query.split_once('=') else { return Err(Danger::MailCopy) };
    let lower = subject.to_ascii_lowercase();
    // A line's end in a subject begins another header in old programs.
    let is_one_line = !lower.contains("%0a") && !lower.contains("%0d") && !lower.contains("%00");
    let is_alone = !subject.contains(['&', ';', '?']) && !lower.contains("%26");
    let is_subject = key.eq_ignore_ascii_case("subject") && is_alone && is_one_line;
    if is_subject { Ok(()) } else { Err(Danger::MailCopy) }
}

/// Whether a text can stand after `mailto:`. Mail servers decide the rest.
pub fn is_email(text: &str) -> bool {
    let plain = |text: &str, also: &[u8]| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || also.contains(&byte))
    };
    text.split_once('@').is_some_and(|(who, host)| {
        plain(who, b".+-_'")
            && plain(host, b".-")
            && host.contains('.')
            && !host.contains("..")
            && !host.starts_with('.')
            && !host.ends_with('.')
    })
}

fn phone(rest: &str) -> Result<(), Danger> {
    let is_phone = rest.bytes().any(|b| b.is_ascii_digit())
        && rest.bytes().all(|b| b.is_ascii_digit() || b"+-.();=ext,".contains(&b));
    if is_phone { Ok(()) } else { Err(Danger::Phone) }
}

/// The same address, encrypted, with its path in its own letters; `None` where that is no help.
pub fn encrypted(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let https = format!("https://{rest}");
    (scheme.eq_ignore_ascii_case("http") && judge(&https).is_ok()).then_some(https)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_goes_where_it_says_is_followed() {
        for address in [
            "https://riverside.example/tea?day=2&x=y#when",
            "HTTPS://Riverside.Example/Tea",
            "https://riverside.example:8443/",
            "https://café.example/été",
            "https://茶.example/",
            "https://пример.рф/",
            "https://example.org/a@b",
            "https://example.org/%E8%8C%B6",
            "mailto:tea@nh.example",
            "mailto:tea+group@nh.example?subject=Tea%20group",
            "tel:+1-604-555-0100",
            "tel:+16045550100,5",
            "#when",
        ] {
            assert_eq!(judge(address), Ok(()), "{address}");
        }
    }

    #[test]
    fn an_address_that_hides_where_it_goes_is_not_followed() {
        for (address, why) in [
            ("http://riverside.example/", Danger::NotEncrypted),
            ("javascript:alert(1)", Danger::Scheme),
            ("riverside.example", Danger::NoScheme),
            ("riverside.example/a:b", Danger::NoScheme),
            ("https:riverside.example", Danger::Scheme),
            ("https://bank.example@evil.example/", Danger::At),
            ("https://bank.example%2f@evil.example/", Danger::At),
            ("https://bank.example\u{2044}login.evil.example/", Danger::Host),
            ("https://bank.example\u{29F8}login.evil.example/", Danger::Host),
            ("https://bank.example\u{2215}x.evil.example/", Danger::Host),
            ("https://bank.example\u{FF0F}x.evil.example/", Danger::Host),
            ("https://bank%2eexample/", Danger::Host),
            ("https://bank。example/", Danger::Host),
            ("https://b\u{430}nk.example/", Danger::LookAlike),
            ("https://\u{430}\u{440}\u{440}.example/", Danger::LookAlike),
            ("https://xn--bnk-5cd.example/", Danger::LookAlike),
            ("https://XN--bnk-5cd.example/", Danger::LookAlike),
            ("https://127.0.0.1/", Danger::OwnNetwork),
            ("https://192.168.1.1:80/", Danger::OwnNetwork),
            ("https://2130706433/", Danger::OwnNetwork),
            ("https://0x7f.1/", Danger::OwnNetwork),
            ("https://[::1]/", Danger::OwnNetwork),
            ("https://localhost/", Danger::OwnNetwork),
            ("https://printer.local/", Danger::OwnNetwork),
            ("https://riverside.example:99999/", Danger::Port),
            ("https://riverside.example:0/", Danger::Port),
            ("https://riverside.example:/", Danger::Port),
            ("https://riverside.example:80x/", Danger::Port),
            ("https://a\u{202E}b.example/", Danger::HiddenSigns),
            ("https://a\u{200B}b.example/", Danger::HiddenSigns),
            ("https://", Danger::Host),
            ("mailto:help@real.example?bcc=spy@evil.example", Danger::MailCopy),
            ("mailto:help@real.example?CC=spy@evil.example", Danger::MailCopy),
            ("mailto:help@real.example?body=I%20agree", Danger::MailCopy),
            ("mailto:help@real.example?subject=a&bcc=spy@evil.example", Danger::MailCopy),
            ("mailto:help@real.example?subject=a%0abcc:spy@evil.example", Danger::MailCopy),
            ("mailto:help@real.example,spy@evil.example", Danger::Mail),
            ("mailto:help%40real.example", Danger::Mail),
            ("mailto:a+?bcc=spy@evil.example", Danger::Mail),
            ("mailto:?to=spy@evil.example", Danger::Mail),
            ("tel:", Danger::Phone),
            ("tel:call-me", Danger::Phone),
        ] {
            assert_eq!(judge(address), Err(why), "{address}");
        }
    }

    #[test]
    fn an_address_is_encrypted_in_its_own_letters() {
        let typed = "http://zeta.example/Sign-Up/Form.PDF";
        assert_eq!(encrypted(typed).as_deref(), Some("https://zeta.example/Sign-Up/Form.PDF"));
        assert_eq!(encrypted("http://192.168.1.1/"), None);
    }
}
