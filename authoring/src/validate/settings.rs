//! `directory.toml`.

use catalog::place::Position;

use super::links::is_web_address;
use super::place::is_within;
use super::{CheckFindings, Context};
use crate::draft::DraftConfig;
use crate::node::nearest;
use crate::report::Finding;

/// A setting that cannot be right.
pub(super) fn bad_setting(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some(config) = &context.drafts.config else { return };
    addresses(config, context.world.knows_zone, findings);
    locales(config, findings);
    area(config, findings);
    ages(config, findings);
    for line in &config.help_now {
        let dials = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'+');
        if let Some(phone) = line.phone.as_ref().filter(|phone| !dials(&phone.value)) {
            let finding = Finding::at(phone.span, "here stands what a phone dials: digits only");
            findings.add(finding.suggest("phone = \"3106789\"\ndisplay = \"310-6789\""));
        }
    }
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
            let address = mended.unwrap_or_else(|| "https://example.org/".to_owned());
            findings.add(finding.suggest(format!("base_url = \"{address}\"")));
        }
    }
    if let Some(exit) = config.quick_exit.as_ref().filter(|exit| !is_web_address(&exit.value)) {
        let finding = Finding::at(exit.span, "the quick exit goes to an https:// address");
        findings.add(finding.suggest("quick_exit = \"https://www.weather.gc.ca/\""));
    }
    if let Some(zone) = config.time_zone.as_ref().filter(|zone| !knows_zone(&zone.value)) {
        let finding = Finding::at(zone.span, "there is no time zone of this name");
        findings.add(finding.suggest("time_zone = \"America/Vancouver\""));
    }
}

/// The address of a site as everything takes it: encrypted, ending in `/`, with nothing after it. A
/// last `/` that somebody has left out is added; `None` where more is wrong.
pub fn site_address(text: &str) -> Option<String> {
    let is_one = is_web_address(text) && !text.contains(['?', '#']);
    is_one.then(|| [text.trim_end_matches('/'), "/"].concat())
}

fn locales(config: &DraftConfig, findings: &CheckFindings<'_>) {
    for (index, locale) in config.locales.iter().enumerate() {
        if !is_locale(&locale.value) {
            let finding = Finding::at(locale.span, "a language is written like en, zh-Hant or pa");
            findings.add(finding);
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
        findings.add(finding.suggest(format!("locales = [\"{}\", …]", default.value)));
    }
}

/// BCP 47 as page locales use it: a language, perhaps a script, perhaps a region.
fn is_locale(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && parts.all(|part| {
            let script = part.len() == 4
                && part.starts_with(|c: char| c.is_ascii_uppercase())
                && part.bytes().skip(1).all(|byte| byte.is_ascii_lowercase());
            script || (part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()))
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
    if west.value >= east.value {
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

fn ages(config: &DraftConfig, findings: &CheckFindings<'_>) {
    if let (Some(stale), Some(hide)) = (&config.stale, &config.hide)
        && stale.value >= hide.value
    {
        let message = format!("a page is stale before it is hidden, at {} months", hide.value);
        findings.add(Finding::at(stale.span, message));
    }
    for remind in &config.remind {
        let months = remind.value.parse::<u8>().ok().filter(|months| (1..=120).contains(months));
        let is_late = config
            .stale
            .as_ref()
            .is_some_and(|stale| months.is_some_and(|months| u32::from(months) >= stale.value));
        if months.is_none() || is_late {
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
            findings.add(Finding::at(line.span, message).maybe_suggest(guess));
        }
        if let Some(id) = kind.id.as_ref().filter(|_| kind.lines.is_empty()) {
            let message = "this kind of danger has no help line: name one in `lines`";
            findings.add(Finding::at(id.span, message));
        }
    }
}
