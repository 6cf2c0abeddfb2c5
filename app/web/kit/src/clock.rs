//! The directory's wall clock, by the browser's own time zone data.

use catalog::day::{Day, Moment};
use js_sys::{Array, Date, Intl, Object, Reflect};

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
    let format = Intl::DateTimeFormat::new(&Array::of1(&"en-CA".into()), &options);
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
