//! How near a person is to what matters to them, asked twice at most. The question and the help lines
//! stand in the page; the program shows and hides them.

use catalog::phone::Phone;

use crate::locale::Key;
use crate::markup::Markup;
use crate::pages::context::PageContext;
use crate::plan::WORDS_MAX;
use crate::plan::action::Action;
use crate::plan::near::NEAR_MAX;

/// The section, hidden until there is something to ask or to show.
pub fn near(context: &PageContext<'_>) -> Markup {
    let mut part = Markup::new();
    part.tag("<details class=\"fold near noprint\" id=\"near\" hidden><summary><span>");
    part.text(&context.text(Key::PlanNear))
        .tag("</span></summary><p class=\"soft small\" id=\"near-hint\">");
    part.text(&context.text(Key::PlanNearHint)).tag("</p><div id=\"near-kept\"></div>");
    part.tag("<div class=\"reply\" id=\"near-ask\" hidden><fieldset class=\"marks scale\" aria-describedby=\"near-hint\"><legend class=\"unseen\">");
    part.text(&context.text(Key::PlanNear)).tag("</legend>");
    for near in 0..=NEAR_MAX {
        part.tag("<label class=\"option\"><input type=\"radio\" name=\"near\" value=\"");
        part.number(u32::from(near)).tag("\"><span>");
        part.text(&context.messages.number(u32::from(near))).tag("</span></label>");
    }
    part.tag("</fieldset><div class=\"own\"><label for=\"near-words\">")
        .text(&context.text(Key::PlanNearWords));
    part.tag("</label><textarea dir=\"auto\" id=\"near-words\" rows=\"2\" autocomplete=\"off\" maxlength=\"");
    part.number(WORDS_MAX as u32).tag("\"></textarea></div>");
    button(&mut part, Action::KeepNear, &context.text(Key::PlanNearKeep));
    part.tag("</div>");
    help(&mut part, context);
    part.tag("<p id=\"near-forget\" hidden>");
    button(&mut part, Action::ForgetNear, &context.text(Key::PlanNearForget));
    part.tag("</p></details>");
    part
}

/// Whom to call when things are hard: the directory's own lines, as on every page.
fn help(part: &mut Markup, context: &PageContext<'_>) {
    part.tag("<div id=\"near-help\" hidden><p>").text(&context.text(Key::PlanNearHelp));
    part.tag("</p><ul class=\"help-lines\">");
    for line in &context.config().help_now {
        let label = context.words(&line.label);
        part.tag("<li><a href=\"").text(&Phone::read(&line.phone).link());
        part.tag("\"><bdi dir=\"ltr\" translate=\"no\">")
            .text(&line.display)
            .tag("</bdi></a> <span");
        part.lang(label.lang.as_deref()).tag(">").text(&label.text).tag("</span></li>");
    }
    part.tag("</ul></div>");
}

fn button(part: &mut Markup, action: Action, words: &str) {
    part.tag("<button type=\"button\" class=\"quiet\"");
    action.write(part);
    part.tag(">").text(words).tag("</button>");
}
