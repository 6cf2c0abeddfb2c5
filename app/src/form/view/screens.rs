//! The eight questions.

use super::draw::{Draw, Takes, id_of};
use crate::form::file::FormTerm;
use crate::form::page::{NEW_GROUP, PLACE_KNOWN, PLACE_NONE, PLACE_PRIVATE};
use crate::form::times::{Often, ROWS, field};
use crate::locale::Key;

/// Facts of access that are asked before the others, which stand behind a fold.
const ACCESS_FIRST: usize = 6;

fn terms(terms: &[FormTerm]) -> impl Iterator<Item = (&str, String)> {
    terms.iter().map(|term| (term.id.as_str(), term.label.clone()))
}

/// Whose it is.
pub fn group(draw: &mut Draw<'_>) {
    let file = &draw.props.file;
    let chosen = draw.model.answers.text("group");
    draw.tag("<div class=\"field\">").says("group");
    draw.tag("<select id=\"f-group\" name=\"group\" aria-labelledby=\"question\"");
    draw.tag(" aria-describedby=\"f-group-says\"><option value=\"\">").words(Key::AddChoose);
    draw.tag("</option><option value=\"").text(NEW_GROUP);
    draw.tag(if chosen == NEW_GROUP { "\" selected>" } else { "\">" });
    draw.words(Key::AddGroupNew).tag("</option>");
    for group in &file.groups {
        draw.tag("<option value=\"").text(&group.id);
        draw.tag(if group.id == chosen { "\" selected>" } else { "\">" });
        draw.text(&group.name).tag("</option>");
    }
    draw.tag("</select></div>");
    draw.slot("form-group");
}

/// What it is.
pub fn what(draw: &mut Draw<'_>) {
    let file = &draw.props.file;
    if *file.locale != *draw.props.messages.locale {
        let values = [("language", &*file.language)];
        let words = draw.props.messages.fill(Key::AddLanguage, &values);
        draw.tag("<p class=\"soft\">").text(&words).tag("</p>");
    }
    draw.field("name", Key::AddName, Some(Key::AddNameHint), Takes::Words);
    draw.field("summary", Key::AddSummary, Some(Key::AddSummaryHint), Takes::Words);
    draw.field("about", Key::AddAbout, Some(Key::AddAboutHint), Takes::Lines);
}

/// What it is good for, and for whom.
pub fn fits(draw: &mut Draw<'_>) {
    let file = &draw.props.file;
    draw.tag("<fieldset class=\"part first\" aria-labelledby=\"question\"");
    draw.tag(
        " aria-describedby=\"f-needs-says\"><p class=\"soft\" id=\"f-needs\" tabindex=\"-1\">",
    );
    draw.words(Key::AddNeedsHint).tag("</p>").says("needs");
    draw.ticks("needs", "seg", terms(file.list("needs")));
    draw.close_group();
    let legend = draw.props.messages.text(Key::AddAudience);
    draw.open_group("audience", legend, Some(Key::AddAudienceHint));
    draw.ticks("audience", "seg", terms(file.list("audience")));
    draw.close_group();
    draw.tag("<div class=\"part from-to\">");
    draw.field("age-from", Key::AddAgeFrom, None, Takes::Digits);
    draw.field("age-to", Key::AddAgeTo, None, Takes::Digits);
    draw.tag("</div><p class=\"soft small\">").words(Key::AddAgeHint).tag("</p>");
}

/// When.
pub fn when(draw: &mut Draw<'_>) {
    let messages = &draw.props.messages;
    draw.tag("<p class=\"soft\">").words(Key::AddNoTimes).tag("</p>");
    for row in 0..draw.model.rows {
        draw.tag("<section class=\"row-of-times stack\">");
        draw.slot(&id_of(&field("days", row)));
        draw.tag("<div class=\"from-to\">");
        draw.field(&field("from", row), Key::AddFrom, None, Takes::Time);
        draw.field(&field("to", row), Key::AddTo, None, Takes::Time);
        draw.tag("</div>");
        let name = field("often", row);
        draw.open_group(&name, messages.text(Key::AddOften), None);
        let often = Often::ALL.iter().map(|(_, id, key)| (*id, messages.text(*key).to_owned()));
        draw.radios(&name, "how", "weekly", often);
        draw.slot(&id_of(&field("under", row)));
        draw.close_group();
        let name = field("off", row);
        draw.open_group(&name, messages.text(Key::AddOff), None);
        let has_holidays = !draw.props.file.holidays.is_empty();
        let offs = [
            ("holidays", Key::AddOffHolidays),
            ("months", Key::AddOffMonths),
            ("days", Key::AddOffDays),
        ];
        let offs = offs.into_iter().filter(|(id, _)| has_holidays || *id != "holidays");
        draw.ticks(&name, "how", offs.map(|(id, key)| (id, messages.text(key).to_owned())));
        draw.slot(&id_of(&field("off-under", row)));
        draw.close_group();
        draw.tag("<section class=\"reads\" aria-live=\"polite\" id=\"");
        draw.text(&id_of(&field("reads", row))).tag("\"></section></section>");
    }
    draw.tag("<p class=\"row\">");
    if draw.model.rows < ROWS {
        draw.button("add-row", Key::AddAnother, "quiet");
    }
    if draw.model.rows > 1 {
        draw.button("remove-row", Key::AddRemoveTime, "quiet");
    }
    draw.tag("</p>");
}

/// Where.
pub fn place(draw: &mut Draw<'_>) {
    let (messages, file) = (&draw.props.messages, &draw.props.file);
    draw.open_group("delivery", messages.text(Key::AddHow), None);
    draw.ticks("delivery", "seg", terms(file.list("delivery")));
    draw.close_group();
    draw.open_group("place", messages.text(Key::AddPlace), None);
    let places = [
        (PLACE_KNOWN, Key::AddPlaceKnown),
        (PLACE_PRIVATE, Key::AddPlacePrivate),
        (PLACE_NONE, Key::AddPlaceNone),
    ];
    draw.radios("place", "how", "", places.map(|(id, key)| (id, messages.text(key).to_owned())));
    draw.close_group();
    draw.slot("form-place");
}

/// How one gets in.
pub fn access(draw: &mut Draw<'_>) {
    let terms = draw.props.file.list("access");
    draw.tag("<p>").words(Key::AddAccessText).tag("</p><div id=\"f-access\" tabindex=\"-1\">");
    draw.says("access");
    let (first, more) = terms.split_at(terms.len().min(ACCESS_FIRST));
    first.iter().for_each(|term| fact(draw, term));
    draw.tag("</div>");
    if !more.is_empty() {
        let words = draw.props.messages.count(Key::AddMoreAccess, more.len() as u32, &[]);
        draw.tag("<details class=\"fold\"><summary>").text(&words).tag("</summary>");
        more.iter().for_each(|term| fact(draw, term));
        draw.tag("</details>");
    }
}

fn fact(draw: &mut Draw<'_>, term: &FormTerm) {
    let name = ["access.", &term.id].concat();
    draw.tag("<fieldset class=\"ynk\"><legend>").text(&term.label).tag("</legend>");
    if !term.about.is_empty() {
        draw.tag("<p class=\"soft small\">").text(&term.about).tag("</p>");
    }
    draw.radios(&name, "seg", "", yes_no(draw));
    draw.slot(&id_of(&["note-of.", &term.id].concat()));
    draw.tag("</fieldset>");
}

/// Yes, no, don't know.
fn yes_no(draw: &Draw<'_>) -> [(&'static str, String); 3] {
    [("yes", Key::AddYes), ("no", Key::AddNo), ("unknown", Key::AddDontKnow)]
        .map(|(id, key)| (id, draw.props.messages.text(key).to_owned()))
}

/// Languages, cost, how one starts.
pub fn start(draw: &mut Draw<'_>) {
    let (messages, file) = (&draw.props.messages, &draw.props.file);
    draw.open_group("languages", messages.text(Key::AddLanguages), None);
    draw.ticks("languages", "seg", terms(file.list("languages")));
    draw.tag("<details class=\"fold\"");
    if draw.model.answers.ticked("interpreter").next().is_some() {
        draw.tag(" open");
    }
    draw.tag("><summary>").words(Key::AddInterpreter).tag("</summary>");
    draw.ticks("interpreter", "seg", terms(file.list("languages")));
    draw.tag("</details>");
    draw.close_group();
    draw.open_group("cost", messages.text(Key::AddCost), None);
    draw.radios("cost", "seg", "", terms(file.list("cost")));
    draw.slot("form-amount");
    draw.close_group();
    draw.open_group("joining", messages.text(Key::AddJoining), None);
    draw.radios("joining", "seg", "", terms(file.list("joining")));
    draw.close_group();
}

/// How to reach somebody, and what the first time is like.
pub fn reach(draw: &mut Draw<'_>) {
    draw.field("phone", Key::AddPhone, None, Takes::Phone);
    draw.field("extension", Key::AddExtension, None, Takes::Digits);
    let words = draw.props.messages.text(Key::AddSms).to_owned();
    draw.ticks("sms", "how", [("yes", words)]);
    draw.field("email", Key::AddEmail, None, Takes::Email);
    draw.field("website", Key::AddWebsite, None, Takes::Address);
    draw.field("role", Key::AddRole, None, Takes::Words);
    if draw.model.change.as_ref().is_some_and(|change| change.is_group) {
        return;
    }
    draw.field("first", Key::AddFirstTime, Some(Key::AddFirstTimeHint), Takes::Lines);
    draw.tag("<details class=\"fold\"><summary>").words(Key::AddMore).tag("</summary>");
    draw.field("ask-for", Key::AddAskFor, None, Takes::Words);
    draw.field("bring", Key::AddBring, None, Takes::Words);
    for (name, key) in [("meet", Key::AddMeet), ("company", Key::AddCompany)] {
        draw.tag("<fieldset class=\"ynk\"><legend>").words(key).tag("</legend>");
        draw.radios(name, "seg", "", yes_no(draw));
        draw.tag("</fieldset>");
    }
    draw.tag("</details>");
}
