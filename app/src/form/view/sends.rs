//! The last screen: what is to be mended, how it will look, and how it is sent.

use super::draw::{Draw, Takes};
use super::parts::{drawn, preview, shown_phone};
use super::{FormProps, Slot};
use crate::form::remark::Weight;
use crate::form::send::{self, Message};
use crate::form::state::{FormModel, See};
use crate::locale::Key;
use crate::markup::Markup;

/// The screen.
pub fn look(draw: &mut Draw<'_>) {
    if draw.model.is_done {
        draw.tag("<p class=\"big\">").words(Key::AddDone).tag("</p>");
        return;
    }
    draw.slot("form-mend");
    if draw.model.change.is_some() {
        draw.field("said-by", Key::AddSaidBy, Some(Key::AddSaidByHint), Takes::Words);
        draw.slot("form-send");
        return;
    }
    let see = draw.model.see;
    draw.tag("<fieldset class=\"seg\"><legend>").words(Key::AddSee).tag("</legend>");
    for (kind, id, key) in [
        (See::Card, "see-card", Key::AddCard),
        (See::Page, "see-page", Key::AddPage),
        (See::Paper, "see-paper", Key::AddPaper),
    ] {
        draw.tag("<label><input type=\"radio\" name=\"see\" id=\"").tag(id).tag("\" value=\"");
        draw.tag(id).tag(if kind == see { "\" checked><span>" } else { "\"><span>" });
        draw.words(key).tag("</span></label>");
    }
    draw.tag("</fieldset><div id=\"form-look\"></div>");
    draw.field("said-by", Key::AddSaidBy, Some(Key::AddSaidByHint), Takes::Words);
    draw.tag("<section class=\"part stack-small\"><h3>").words(Key::AddSend).tag("</h3>");
    draw.slot("form-send");
    draw.tag("</section>");
}

/// Its slots.
pub fn slots(slots: &mut Vec<Slot>, model: &FormModel, props: &FormProps) {
    if model.is_done {
        return;
    }
    slots.push(drawn("form-mend", mend(model, props)));
    if let Some(now) = model.now.filter(|_| model.change.is_none()) {
        let preview = preview(model, props, now);
        let look = match model.see {
            See::Card => ["<ul class=\"cards\">", &preview.card(), "</ul>"].concat(),
            See::Page => ["<ul class=\"cards\">", &preview.facts(), "</ul>"].concat(),
            See::Paper => ["<div class=\"for-screen\">", &preview.paper(), "</div>"].concat(),
        };
        slots.push(drawn("form-look", look));
    }
    slots.push(drawn("form-send", sending(model, props)));
}

/// What is to be mended, and what is worth a thought: each leads to its field.
fn mend(model: &FormModel, props: &FormProps) -> String {
    let messages = &props.messages;
    let mut markup = Markup::new();
    let (mend, consider) = model.counts();
    if (mend, consider) == (0, 0) && model.change.is_some() {
        return String::new();
    }
    if (mend, consider) == (0, 0) {
        markup.tag("<p class=\"iconic\">").icon("check").tag("<span>");
        markup.text(messages.text(Key::AddFine)).tag("</span></p>");
        return markup.into_text();
    }
    for (weight, count, key) in
        [(Weight::Mend, mend, Key::AddMend), (Weight::Consider, consider, Key::AddConsider)]
    {
        if count == 0 {
            continue;
        }
        let must = weight == Weight::Mend;
        markup.tag(if must {
            "<div class=\"mend\"><h3>"
        } else {
            "<div class=\"mend could\"><h3>"
        });
        markup.text(&messages.count(key, count, &[])).tag("</h3><ul>");
        for remark in model.remarks.iter().filter(|remark| remark.weight == weight) {
            markup.tag("<li><button type=\"button\" class=\"plain-button\" data-action=\"mend ");
            markup.number(remark.screen.number() as u32).tag(" ").text(remark.field);
            markup.tag("\"><span>").text(messages.text(remark.screen.key())).tag("</span> <span");
            match remark.key() {
                Some(key) => markup.tag(">").text(messages.text(key)),
                None => markup.tag(" lang=\"en\" dir=\"ltr\">").text(&remark.message),
            };
            markup.tag("</span></button> <span class=\"code soft small\">").text(&remark.code);
            markup.tag("</span></li>");
        }
        markup.tag("</ul></div>");
    }
    markup.into_text()
}

/// The ways out: only by one of them leaves anything this phone.
fn sending(model: &FormModel, props: &FormProps) -> String {
    let messages = &props.messages;
    let words = |key| messages.text(key);
    let mut markup = Markup::new();
    if model.counts().0 > 0 || model.note.is_empty() {
        let is_same = model.counts().0 == 0 && model.change.is_some();
        let key = if is_same { Key::AddNothing } else { Key::AddSendWait };
        markup.tag("<p>").text(words(key)).tag("</p>");
        return markup.into_text();
    }
    let name = name(model);
    let message = message(model, &name, props);
    let file = &props.file;
    let about = if model.change.is_some() { Key::AddNoteText } else { Key::AddSendText };
    markup.tag("<pre class=\"exact\" dir=\"auto\" translate=\"no\" tabindex=\"0\">");
    markup.text(&model.note).tag("</pre>");
    markup.tag("<p>").text(words(about)).tag("</p><div class=\"send\">");
    let email = message.to_email(&file.email);
    if let Some(email) = &email {
        way(&mut markup, email, "button wide tall", "mail", words(Key::AddSendEmail), false);
    }
    let is_wide = email.is_none() && !file.email.is_empty();
    // A few lines need no file; where a mail program cannot take them, there is one.
    if !file.email.is_empty() && (model.change.is_none() || is_wide) {
        let class = if is_wide { "wide tall" } else { "quiet" };
        press(&mut markup, "save-email", class, "mail", words(Key::AddSendEml));
    }
    if let Some(text) = message.to_text_message(&file.phone).filter(|_| !file.phone.is_empty()) {
        let shown = shown_phone(&file.phone, props);
        let words = messages.fill(Key::AddSendSms, &[("phone", &shown)]);
        way(&mut markup, &text, "button quiet", "message-square", &words, false);
    }
    press(&mut markup, "copy", "quiet", "copy", words(Key::AddSendCopy));
    if model.change.is_some() {
        press(&mut markup, "save-note", "quiet", "file-text", words(Key::AddSendNoteFile));
    }
    for (at, page) in message.pages.iter().enumerate() {
        let key = if page.is_group { Key::AddSendGroupFile } else { Key::AddSendFile };
        let action = ["save ", &at.to_string()].concat();
        press(&mut markup, &action, "quiet", "file-text", words(key));
        if props.can_share {
            let action = ["share ", &at.to_string()].concat();
            let words = match page.is_group {
                true => messages.fill(
                    Key::PlanWhom,
                    &[("action", words(Key::AddSendShare)), ("name", page.file_name())],
                ),
                false => words(Key::AddSendShare).to_owned(),
            };
            press(&mut markup, &action, "quiet", "share-2", &words);
        }
        if let Some(address) = send::propose(page, &file.propose) {
            let words = match page.is_group {
                true => messages.fill(
                    Key::PlanWhom,
                    &[("action", words(Key::AddSendSite)), ("name", page.file_name())],
                ),
                false => words(Key::AddSendSite).to_owned(),
            };
            way(&mut markup, &address, "button quiet", "external-link", &words, true);
        }
    }
    let signs = messages.count(Key::AddSigns, model.note.chars().count() as u32, &[]);
    let fits = if email.is_some() { Key::AddShort } else { Key::AddLong };
    markup.tag("</div><p class=\"small soft\">").text(&signs).tag(" ").text(words(fits));
    markup.tag("</p>");
    if model.is_sent {
        markup.tag("<div class=\"part stack-small\"><p>").text(words(Key::AddStay)).tag("</p>");
        press(&mut markup, "arrived", "quiet full", "check", words(Key::AddArrived));
        markup.tag("</div>");
    }
    markup.into_text()
}

/// What the page is called, where it may be named.
pub fn name(model: &FormModel) -> String {
    let is_discreet = model.change.as_ref().is_some_and(|change| change.is_discreet);
    model.answers.said("name").filter(|_| !is_discreet).unwrap_or_default()
}

/// What is sent.
pub fn message<'a>(model: &'a FormModel, name: &'a str, props: &'a FormProps) -> Message<'a> {
    let is_change = model.change.is_some();
    Message {
        note: &model.note,
        pages: if is_change { &[] } else { &model.pages },
        about: if is_change { Key::AddSubjectChange } else { Key::AddSubject },
        name,
        messages: &props.messages,
    }
}

/// A link by which it leaves: to a program of the phone, or to a site that opens beside this page.
fn way(
    markup: &mut Markup,
    href: &str,
    class: &'static str,
    icon: &'static str,
    words: &str,
    is_beside: bool,
) {
    markup.tag("<a class=\"").tag(class).tag("\" href=\"").text(href).tag("\"");
    if is_beside {
        markup.tag(" target=\"_blank\" rel=\"noreferrer noopener external\"");
    }
    markup.action("opened", &[]).tag(">").icon(icon).tag("<span>").text(words).tag("</span></a>");
}

fn press(markup: &mut Markup, action: &str, class: &'static str, icon: &'static str, words: &str) {
    markup.tag("<button type=\"button\" class=\"").tag(class).tag("\" data-action=\"");
    markup.text(action).tag("\">").icon(icon).tag("<span>").text(words).tag("</span></button>");
}
