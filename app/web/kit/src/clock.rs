//! The directory's wall clock, by the browser's own time zone data, and a beat for what depends on
//! it.

use catalog::day::{Day, Moment};
use gloo::timers::callback::Interval;
use js_sys::{Date, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// `Intl.DateTimeFormat`, called as a function, which gives what `new` would; throws for a time zone
    /// that the browser does not know.
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = DateTimeFormat)]
    fn date_time_format(locale: &str, options: &Object) -> Result<Intl::DateTimeFormat, JsValue>;
}

/// How often the clock is read again, in milliseconds: sessions begin on whole minutes.
const BEAT_MS: u32 = 60_000;

/// Does something every minute, for as long as the page lives.
pub fn every_minute(act: impl FnMut() + 'static) {
    Interval::new(BEAT_MS, act).forget();
}

/// The present moment on the wall clock of `zone`.
pub fn now(zone: &str) -> Option<Moment> {
    shown(zone, &Date::new_0())
}

/// What the wall clock of `zone` shows at an instant.
pub fn shown(zone: &str, instant: &Date) -> Option<Moment> {
    let options = Object::new();
    let set = |key: &str, value: &str| Reflect::set(&options, &key.into(), &value.into()).is_ok();
    let all_set = set("timeZone", zone)
        && set("hourCycle", "h23")
        && set("year", "numeric")
        && ["month", "day", "hour", "minute"].into_iter().all(|part| set(part, "2-digit"));
    if !all_set {
        return None;
    }
    let new = |options: &Object| date_time_format("en-CA", options);
    // An old phone may not know the zone, whose name is new to it. Its own clock is then likely right:
    // most people are where the directory is.
    let format = new(&options).or_else(|_| {
        let _ = Reflect::delete_property(&options, &"timeZone".into());
        new(&options)
    });
    let format = format.ok()?;
    let parts = format.format_to_parts(instant);
    let part = |wanted: &str| -> Option<i32> {
        parts.iter().find_map(|part| {
            let kind = Reflect::get(&part, &"type".into()).ok()?.as_string()?;
            let value = Reflect::get(&part, &"value".into()).ok()?.as_string()?;
            if kind == wanted { value.parse().ok() } else { None }
        })
    };
    let day = Day::from_ymd(
        part("year")?,
        u8::try_from(part("month")?).ok()?,
        u8::try_from(part("day")?).ok()?,
    )?;
    Moment::new(day, u16::try_from(part("hour")? * 60 + part("minute")?).ok()?)
}

/// Minutes from 1970 as a moment.
fn from_minutes(minutes: i64) -> Moment {
    Moment { day: Day(minutes.div_euclid(1_440) as i32), minute: minutes.rem_euclid(1_440) as u16 }
}

fn minutes(moment: Moment) -> i64 {
    i64::from(moment.day.0) * 1_440 + i64::from(moment.minute)
}

/// What a clock in UTC shows now.
pub fn now_utc() -> Moment {
    from_minutes((Date::new_0().get_time() / 60_000.0) as i64)
}

/// What a clock in UTC shows when the one in `zone` shows `moment`: a guess, put right twice,
/// because the first step may cross a change of the clocks.
pub fn utc(zone: &str, moment: Moment) -> Moment {
    let wanted = minutes(moment);
    let mut guess = wanted;
    for _ in 0..2 {
        let date = Date::new(&JsValue::from_f64(guess as f64 * 60_000.0));
        let Some(seen) = shown(zone, &date) else { break };
        guess += wanted - minutes(seen);
    }
    from_minutes(guess)
}
