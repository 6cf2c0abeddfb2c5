//! `directory.toml`.

use catalog::place::Position;

use super::links::is_web_address;
use super::place::{bounds, is_within};
use super::{Found, Look};
use crate::draft::DraftConfig;
use crate::report::Remark;

/// A setting that cannot be right.
pub(super) fn bad_setting(look: &Look<'_>, found: &Found<'_>) {
    let Some(config) = &look.drafts.config else { return };
    addresses(config, look.world.knows_zone, found);
    locales(config, found);
    area(config, found);
    ages(config, found);
    for line in &config.help_now {
        let dials = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'+');
        if let Some(phone) = line.phone.as_ref().filter(|phone| !dials(&phone.value)) {
            let remark = Remark::at(phone.span, "here stands what a phone dials: digits only");
            found.add(remark.typing("phone = \"3106789\"\ndisplay = \"310-6789\""));
        }
    }
}

fn addresses(config: &DraftConfig, knows_zone: &dyn Fn(&str) -> bool, found: &Found<'_>) {
    if let Some(url) = &config.base_url
        && (!is_web_address(&url.value)
            || !url.value.ends_with('/')
            || url.value.contains(['?', '#']))
    {
        let remark = Remark::at(url.span, "the address begins with https:// and ends with /");
        found.add(remark.typing("base_url = \"https://example.org/\""));
    }
    if let Some(exit) = config.quick_exit.as_ref().filter(|exit| !is_web_address(&exit.value)) {
        let remark = Remark::at(exit.span, "the quick exit goes to an https:// address");
        found.add(remark.typing("quick_exit = \"https://www.weather.gc.ca/\""));
    }
    if let Some(zone) = config.time_zone.as_ref().filter(|zone| !knows_zone(&zone.value)) {
        let remark = Remark::at(zone.span, "there is no time zone of this name");
        found.add(remark.typing("time_zone = \"America/Vancouver\""));
    }
}

fn locales(config: &DraftConfig, found: &Found<'_>) {
    for (index, locale) in config.locales.iter().enumerate() {
        if !is_locale(&locale.value) {
            let remark = Remark::at(locale.span, "a language is written like en, zh-Hant or pa");
            found.add(remark);
        }
        if config.locales.iter().take(index).any(|first| first.value == locale.value) {
            found.add(Remark::at(locale.span, "this language stands here already"));
        }
    }
    if let Some(default) = &config.default_locale
        && !config.locales.is_empty()
        && !config.locales.iter().any(|locale| locale.value == default.value)
    {
        let remark = Remark::at(default.span, "`locales` does not list the default language");
        found.add(remark.typing(format!("locales = [\"{}\", …]", default.value)));
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

fn area(config: &DraftConfig, found: &Found<'_>) {
    let Some(degrees) = &config.bounds else { return };
    let [south, west, north, east] = degrees;
    let Some(bounds) = bounds(config) else {
        found.add(Remark::at(
            south.span,
            "bounds are degrees on the earth: south and north from -90 to 90",
        ));
        return;
    };
    if south.value >= north.value {
        found.add(Remark::at(south.span, "south is less than north").beside(north.span, "north"));
        return;
    }
    if west.value >= east.value {
        found.add(Remark::at(west.span, "west is less than east").beside(east.span, "east"));
        return;
    }
    if let Some([lat, lon]) = &config.centre {
        let at = Position::from_degrees(lat.value, lon.value);
        if !at.is_some_and(|at| is_within(at, bounds)) {
            found.add(
                Remark::at(lat.span, "the centre is outside the bounds")
                    .beside(south.span, "bounds"),
            );
        }
    }
}

fn ages(config: &DraftConfig, found: &Found<'_>) {
    if let (Some(stale), Some(hide)) = (&config.stale, &config.hide)
        && stale.value >= hide.value
    {
        let message = format!("a page is stale before it is hidden, at {} months", hide.value);
        found.add(Remark::at(stale.span, message));
    }
    for remind in &config.remind {
        let months = remind.value.parse::<u8>().ok().filter(|months| (1..=120).contains(months));
        let is_late = config
            .stale
            .as_ref()
            .is_some_and(|stale| months.is_some_and(|months| u32::from(months) >= stale.value));
        if months.is_none() || is_late {
            found.add(Remark::at(remind.span, "a reminder is a number of months, before `stale`"));
        }
    }
}
