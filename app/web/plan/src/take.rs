//! Files that a person takes along: the next dates for any calendar, and the plan itself.

use app::locale::Key;
use app::plan::calendar::{self, Dating};
use app::plan::file;
use catalog::day::{Day, Moment};
use gloo::utils::document;
use js_sys::Date;
use kit::clock::shown;
use kit::file::save;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Url;

use crate::Context;

/// What the files are called: neutral, for whoever sees the folder of downloads.
const PLAN_FILE: &str = "my-plan.json";
const DATES_FILE: &str = "my-dates.ics";

/// Saves the plan as a file.
pub fn plan(context: &Context) {
    let plan = context.model.with_untracked(|model| file::write(&model.plan));
    save(PLAN_FILE, "application/json", &plan);
}

/// Saves the next sessions as a calendar file: of one activity, or of all.
pub fn dates(context: &Context, id: Option<&str>) {
    let text = context.model.with_untracked(|model| {
        let mut coming = model.now.map(|now| model.plan.coming(now)).unwrap_or_default();
        coming.retain(|(item, _)| id.is_none_or(|id| item.id == id));
        if coming.is_empty() {
            return None;
        }
        let page = document().base_uri().ok().flatten().unwrap_or_default();
        let folder = Url::new_with_base(&context.props.folder, &page);
        let folder = folder.map(|url| url.href()).unwrap_or_default();
        let utc = |moment| utc(&context.zone, moment);
        let stamp = instant(&Date::new_0());
        let messages = context.messages();
        Some(calendar::write(&coming, &Dating { messages, stamp, folder: &folder, utc: &utc }))
    });
    match text {
        Some(text) => save(DATES_FILE, "text/calendar;charset=utf-8", &text),
        None => {
            let said = context.messages().text(Key::PlanNoDate).to_owned();
            context.model.update(|model| model.said = said);
        }
    }
}

/// Minutes from 1970 as a moment.
fn from_minutes(minutes: i64) -> Moment {
    Moment { day: Day(minutes.div_euclid(1_440) as i32), minute: minutes.rem_euclid(1_440) as u16 }
}

fn minutes(moment: Moment) -> i64 {
    i64::from(moment.day.0) * 1_440 + i64::from(moment.minute)
}

/// What a clock in UTC shows at an instant.
fn instant(date: &Date) -> Moment {
    from_minutes((date.get_time() / 60_000.0) as i64)
}

/// What a clock in UTC shows when the one in `zone` shows `moment`: a guess, put right twice,
/// because the first step may cross a change of the clocks.
fn utc(zone: &str, moment: Moment) -> Moment {
    let wanted = minutes(moment);
    let mut guess = wanted;
    for _ in 0..2 {
        let date = Date::new(&JsValue::from_f64(guess as f64 * 60_000.0));
        let Some(seen) = shown(zone, &date) else { break };
        guess += wanted - minutes(seen);
    }
    from_minutes(guess)
}
