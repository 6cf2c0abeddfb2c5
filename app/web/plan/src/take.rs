//! Files that a person takes along: the next dates for any calendar, and the plan itself.

use app::locale::Key;
use app::plan::calendar::{self, Dating};
use app::plan::file;
use gloo::utils::document;
use kit::clock::{now_utc, utc};
use kit::file::save;
use kit::signal::*;
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
        let stamp = now_utc();
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
