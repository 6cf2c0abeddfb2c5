//! `directory.toml`.

use catalog::place::Position;

use super::place::is_within;
use super::record_codes::record_codes;
use super::{CheckFindings, Context, World};
use crate::draft::DraftConfig;
use crate::links::is_web_address;
use crate::names::is_plain_name;
use crate::node::nearest;
use crate::phone::{Book, Number, number_of_nobody};
use crate::report::Finding;

/// A setting that cannot be right.
pub(super) fn bad_setting(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some(config) = &context.drafts.config else { return };
    addresses(config, context.world.knows_zone, findings);
    locales(config, &context.world, findings);
    area(config, findings);
    ages(config, findings);
    desks(context, config, findings);
    record_codes(context, config, findings);
    if let Some(country) = config.country.as_ref().filter(|country| !is_country(&country.value)) {
        let finding = Finding::at(
            country.span,
            "a country is the two capital letters of ISO 3166-1, such as CA, FR or JE",
        );
        findings.add(match meant_country(&country.value) {
            Some(code) => {
                finding.correct(format!("\"{code}\"")).shown(format!("country = \"{code}\""))
            }
            None => finding,
        });
    }
}

/// To whom people answer: an answer that goes to nobody, or that nobody can send, is worse than none.
fn desks(context: &Context<'_>, config: &DraftConfig, findings: &CheckFindings<'_>) {
    let book = Book::new(context.drafts, context.world.find_phone);
    for (index, desk) in config.desks.iter().enumerate() {
        let Some(id) = &desk.id else { continue };
        if !is_plain_name(&id.value) {
            let message = "the id of a desk is small letters, digits and hyphens";
            findings.add(Finding::at(id.span, message).example("id = \"riverside-clinic\""));
        }
        let mut first = config.desks.iter().take(index).filter_map(|desk| desk.id.as_ref());
        if let Some(first) = first.find(|first| first.value == id.value) {
            let finding = Finding::at(id.span, "another desk has this id");
            findings.add(finding.label(first.span, "here"));
        }
        if desk.phone.is_none() && desk.email.is_none() {
            let message = "nobody can answer this desk: add a `phone` that takes text messages, or an \
                           `email`";
            findings.add(Finding::at(id.span, message));
        }
        let numbers = desk.phone.as_ref().and_then(|phone| book.read(&phone.value).ok());
        let takes_texts =
            |numbers: &Vec<Number>| matches!(numbers.as_slice(), [one] if one.extension.is_none());
        if let (Some(phone), Some(false)) = (&desk.phone, numbers.as_ref().map(takes_texts)) {
            let message = "a text message goes to one number, without an extension";
            let country = config.country.as_ref().map(|country| country.value.as_str());
            let example = format!("phone = \"{}\"", number_of_nobody(country));
            findings.add(Finding::at(phone.span, message).example(example));
        }
    }
}

/// What nobody should have to look for in vain: help lines, whom to tell of a mistake, and what becomes
/// of what somebody types.
pub(super) fn directory_incomplete(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some(config) = &context.drafts.config else { return };
    if config.help_now.is_empty() {
        let message = "there is no help line: `Help now` on every page would lead to nothing; add \
                       [[help_now]] with `phone`, `display` and `label`, and ring each line first";
        findings.add(Finding::at(config.top, message));
    }
    if config.contact_email.is_none() && config.contact_phone.is_none() {
        let message = "nobody can be told of a mistake: add [contact] with an `email` or a `phone`";
        findings.add(Finding::at(config.top, message));
    }
    if !context.drafts.pages.iter().any(|page| page.name == PRIVACY && page.locale.is_none()) {
        let path = format!("_pages/{PRIVACY}.md");
        if !context.files.iter().any(|file| file.path == path) {
            let message = "a page that says what becomes of what people type is missing";
            findings.add(Finding::on_absent(&path, message));
        }
    }
}

/// Lines that nobody has rung: somebody in danger would find out.
pub(super) fn placeholder_line(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let config = context.drafts.config.iter();
    let shown = config.flat_map(|config| &config.help_now).map(|line| &line.placeholder);
    let urgent = context.drafts.urgent.lines.iter().map(|line| &line.placeholder);
    for said in shown.chain(urgent).flatten().filter(|said| said.value) {
        let message = "nobody has rung this line yet; ring it, read its words aloud, then take this `placeholder` away";
        findings.add(Finding::at(said.span, message));
    }
}

/// An address that nobody can open, of a directory that is to be used: one that says that it is no sample, or says nothing
/// and has no notice of one. A sample may have such an address: nobody prints its codes.
pub(super) fn placeholder_address(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let config = context.drafts.config.iter();
    let in_use = config.filter(|config| match &config.sample {
        Some(said) => !said.value,
        None => config.notice.words.is_empty(),
    });
    let addresses = in_use.filter_map(|config| config.base_url.as_ref());
    for url in addresses.filter(|url| is_placeholder_address(&url.value)) {
        let message = "nobody can open this address, and printed codes and messages lead there; write where the site stands";
        findings.add(Finding::at(url.span, message));
    }
}

/// Endings of names that are kept for examples and tests (RFC 2606 and RFC 6761), so that no site stands there.
const NOBODYS: [&str; 6] =
    [".example", ".test", ".invalid", ".example.com", ".example.net", ".example.org"];

/// Whether an address is only an example. `signpost init` writes one where nobody has said where the site will stand.
pub fn is_placeholder_address(address: &str) -> bool {
    let host = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let named = [".", host].concat().to_ascii_lowercase();
    NOBODYS.iter().any(|ending| named.ends_with(ending))
}

/// The name of the page about privacy.
const PRIVACY: &str = "privacy";

/// Every code of ISO 3166-1 alpha-2, one behind the other.
const COUNTRIES: &str = "ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSYEYTZAZMZW";

fn is_country(code: &str) -> bool {
    code.len() == 2 && COUNTRIES.as_bytes().chunks(2).any(|known| known == code.as_bytes())
}

/// The code of a country (ISO 3166-1 alpha-2) that somebody means: what people write for a few countries, and codes in
/// small letters.
pub fn meant_country(typed: &str) -> Option<String> {
    let upper = typed.trim().to_uppercase();
    let known = match upper.as_str() {
        "UK" | "ENGLAND" | "SCOTLAND" | "WALES" | "UNITED KINGDOM" => "GB",
        "CAN" | "CANADA" => "CA",
        "USA" | "U.S." | "UNITED STATES" => "US",
        code => code,
    };
    is_country(known).then(|| known.to_owned())
}

fn addresses(
    config: &DraftConfig,
    knows_zone: &dyn Fn(&str) -> bool,
    findings: &CheckFindings<'_>,
) {
    if let Some(url) = &config.base_url {
        let mended = site_address(&url.value);
        if mended.as_ref() != Some(&url.value) {
            let finding = Finding::at(url.span, "the address begins with https:// and ends with /");
            findings.add(match mended {
                Some(meant) => {
                    finding.correct(format!("\"{meant}\"")).shown(format!("base_url = \"{meant}\""))
                }
                None => finding.example("base_url = \"https://example.org/\""),
            });
        }
    }
    if let Some(exit) = config.quick_exit.as_ref().filter(|exit| !is_web_address(&exit.value)) {
        let finding = Finding::at(exit.span, "the quick exit goes to an https:// address");
        findings.add(finding.example("quick_exit = \"https://www.weather.gc.ca/\""));
    }
    if let Some(at) = config.propose.as_ref().filter(|at| !is_web_address(&at.value)) {
        let finding = Finding::at(at.span, "new pages are proposed at an https:// address");
        findings.add(
            finding
                .example("propose = \"https://github.com/your-town/directory/new/main/content\""),
        );
    }
    if let Some(zone) = config.time_zone.as_ref().filter(|zone| !knows_zone(&zone.value)) {
        let finding = Finding::at(zone.span, "there is no time zone of this name");
        findings.add(finding.example("time_zone = \"Europe/London\""));
    }
}

/// The address of a site as everything takes it: encrypted, ending in `/`, with nothing after it. A
/// last `/` that somebody has left out is added; `None` where more is wrong.
pub fn site_address(text: &str) -> Option<String> {
    let is_one = is_web_address(text) && !text.contains(['?', '#']);
    is_one.then(|| [text.trim_end_matches('/'), "/"].concat())
}

fn locales(config: &DraftConfig, world: &World<'_>, findings: &CheckFindings<'_>) {
    for (index, locale) in config.locales.iter().enumerate() {
        if !is_locale(&locale.value) {
            let finding = Finding::at(locale.span, "a language is written like en, zh-Hant or pa");
            findings.add(finding);
        } else if !(world.knows_locale)(&locale.value) {
            let message = match (world.page_language)(&locale.value) {
                Err(instead) => instead,
                Ok(tag) => format!(
                    "pages cannot be drawn in this language: Signpost has no words for it yet. `signpost wording {tag}` \
                     prints all words, to be translated and saved as _locales/{tag}.toml"
                ),
            };
            findings.add(Finding::at(locale.span, message));
        }
        if config.locales.iter().take(index).any(|first| first.value == locale.value) {
            findings.add(Finding::at(locale.span, "this language stands here already"));
        }
    }
    if let Some(default) = &config.default_locale
        && !config.locales.is_empty()
        && !config.locales.iter().any(|locale| locale.value == default.value)
    {
        let finding = Finding::at(default.span, "`locales` does not list the default language");
        findings.add(finding.example(format!("locales = [\"{}\", …]", default.value)));
    }
}

/// BCP 47 as page locales use it: a language, perhaps a script, perhaps a region of two letters or three digits.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            let script = part.len() == 4
                && part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
            script
                || (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
                || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
        })
}

fn area(config: &DraftConfig, findings: &CheckFindings<'_>) {
    let Some(degrees) = &config.bounds else { return };
    let [south, west, north, east] = degrees;
    let Some(bounds) = config.bounds() else {
        findings.add(Finding::at(
            south.span,
            "bounds are degrees on the earth: south and north from -90 to 90",
        ));
        return;
    };
    if south.value >= north.value {
        findings
            .add(Finding::at(south.span, "south is less than north").label(north.span, "north"));
        return;
    }
    // An area may lie across 180 degrees, as Fiji does. The widest country that does is 20 degrees
    // wide there; two numbers that changed places make an area nearly as wide as the earth.
    let width = (east.value - west.value).rem_euclid(360.0);
    if west.value >= east.value && !(0.0 < width && width <= 20.0) {
        findings.add(Finding::at(west.span, "west is less than east").label(east.span, "east"));
        return;
    }
    if let Some([lat, lon]) = &config.centre {
        let at = Position::from_degrees(lat.value, lon.value);
        if !at.is_some_and(|at| is_within(at, bounds)) {
            findings.add(
                Finding::at(lat.span, "the centre is outside the bounds")
                    .label(south.span, "bounds"),
            );
        }
    }
}

/// Months, compared as they hold: with the usual ones where `directory.toml` names none.
fn ages(config: &DraftConfig, findings: &CheckFindings<'_>) {
    let freshness = config.freshness();
    let (stale, hide) = (u32::from(freshness.stale), u32::from(freshness.hide));
    let place = config.stale.as_ref().or(config.hide.as_ref()).map(|months| months.span);
    if let Some(place) = place.filter(|_| stale >= hide) {
        let usual = |setting: bool| if setting { "" } else { ", as usual" };
        let message = format!(
            "a page is stale ({stale} months{}) before it is hidden ({hide} months{})",
            usual(config.stale.is_some()),
            usual(config.hide.is_some()),
        );
        findings.add(Finding::at(place, message));
    }
    for remind in &config.remind {
        let months = remind.value.parse::<u8>().ok().filter(|months| (1..=120).contains(months));
        if months.is_none_or(|months| u32::from(months) >= stale) {
            findings
                .add(Finding::at(remind.span, "a reminder is a number of months, before `stale`"));
        }
    }
}

/// A kind of danger without a help line, or with one that the file does not have.
pub(super) fn unknown_help_line(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let urgent = &context.drafts.urgent;
    let ids =
        || urgent.lines.iter().filter_map(|line| line.id.as_ref()).map(|id| id.value.as_str());
    for kind in &urgent.kinds {
        for line in kind.lines.iter().filter(|line| !ids().any(|id| id == line.value)) {
            let message = format!("there is no [[line]] with the id `{}`", line.value);
            let guess = nearest(&line.value, ids()).map(|id| format!("\"{id}\""));
            findings.add(Finding::at(line.span, message).maybe_correct(guess));
        }
        if let Some(id) = kind.id.as_ref().filter(|_| kind.lines.is_empty()) {
            let message = "this kind of danger has no help line: name one in `lines`";
            findings.add(Finding::at(id.span, message));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_is_kept_for_examples_is_nobody_s() {
        for address in [
            "https://directory.example/",
            "https://EXAMPLE.org/leeds/",
            "https://www.example.com",
            "https://a.test:8080/",
        ] {
            assert!(is_placeholder_address(address), "{address}");
        }
        for address in
            ["https://leeds.org/example.org/", "https://my-example.org/", "https://example.org.uk/"]
        {
            assert!(!is_placeholder_address(address), "{address}");
        }
    }
}
