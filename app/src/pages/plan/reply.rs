//! The answer that a plan's owner may send: all its words and controls stand in the page, and the
//! program shows, hides and fills them.
//!
//! To whom: places that the directory's own content names, or anybody whom the person chooses in
//! their own program. A link or a plan never says where an answer goes.

use catalog::directory::Desk;
use catalog::link::reply::WORDS_MAX;

use crate::locale::Key;
use crate::markup::Markup;
use crate::pages::Address;
use crate::pages::context::PageContext;
use crate::plan::reply::Tells;

/// The section, hidden until something in the plan can be answered.
pub fn reply(context: &PageContext<'_>) -> Markup {
    let mut part = Markup::new();
    part.tag("<section class=\"answer reply noprint\" id=\"reply\" hidden><h2>");
    part.text(&context.text(Key::PlanReply)).tag("</h2><p>");
    part.text(&context.text(Key::PlanReplyLead)).tag("</p><p class=\"soft\" id=\"reply-none\">");
    part.text(&context.text(Key::PlanReplyNone)).tag("</p>");
    part.tag("<fieldset class=\"marks\" id=\"reply-many\" hidden><legend>");
    part.text(&context.text(Key::PlanReplyWhich));
    part.tag("</legend><div id=\"reply-which\"></div></fieldset>");
    part.tag("<div class=\"reply\" id=\"reply-whole\" hidden>");
    tells(&mut part, context);
    words(&mut part, context);
    whom(&mut part, context);
    exact(&mut part, context);
    part.tag("</div></section>");
    part
}

fn tells(part: &mut Markup, context: &PageContext<'_>) {
    part.tag("<fieldset class=\"marks\"><legend>").text(&context.text(Key::PlanReplyTells));
    part.tag("</legend>");
    for (tells, name) in Tells::ALL {
        let key = match tells {
            Tells::Outcome => Key::PlanTellsOutcome,
            Tells::Reason => Key::PlanTellsReason,
            Tells::Words => Key::PlanTellsWords,
        };
        part.tag("<label class=\"option\"><input type=\"radio\" name=\"tells\" value=\"");
        part.tag(name).tag(if tells == Tells::default() {
            "\" checked><span>"
        } else {
            "\"><span>"
        });
        part.text(&context.text(key)).tag("</span></label>");
    }
    part.tag("</fieldset>");
}

fn words(part: &mut Markup, context: &PageContext<'_>) {
    part.tag("<div class=\"own\" id=\"reply-own\" hidden><label for=\"reply-words\">");
    part.text(&context.text(Key::PlanReplyWords));
    part.tag("</label><p class=\"soft small\" id=\"reply-words-hint\">");
    part.text(&context.text(Key::PlanReplyWordsHint));
    part.tag("</p><textarea dir=\"auto\" id=\"reply-words\" rows=\"2\" autocomplete=\"off\" maxlength=\"");
    part.number(WORDS_MAX as u32).tag("\" aria-describedby=\"reply-words-hint\"></textarea></div>");
}

/// To whom: nothing to choose where the directory names no place.
fn whom(part: &mut Markup, context: &PageContext<'_>) {
    let desks = &context.config().desks;
    if desks.is_empty() {
        return;
    }
    part.tag("<fieldset class=\"marks\"><legend>").text(&context.text(Key::PlanReplyTo));
    part.tag(
        "</legend><label class=\"option\"><input type=\"radio\" name=\"to\" value=\"\" checked>",
    );
    part.tag("<span>").text(&context.text(Key::PlanReplyToOther)).tag("</span></label>");
    for desk in desks {
        let Desk { id, name, phone, email } = desk;
        let name = context.words(name);
        part.tag("<label class=\"option\"><input type=\"radio\" name=\"to\" value=\"");
        part.text(id).tag("\" data-phone=\"").text(phone.as_deref().unwrap_or_default());
        part.tag("\" data-email=\"").text(email.as_deref().unwrap_or_default());
        part.tag("\"><span><span")
            .lang(name.lang.as_deref())
            .tag(">")
            .text(&name.text)
            .tag("</span>");
        let shown = phone.as_ref().map(|phone| context.messages.phone(phone));
        for address in shown.iter().chain(email) {
            part.tag("<br><bdi class=\"soft small\" dir=\"ltr\" translate=\"no\">")
                .text(address)
                .tag("</bdi>");
        }
        part.tag("</span></label>");
    }
    part.tag("</fieldset>");
}

/// What is sent, to the letter, and the ways to do so.
fn exact(part: &mut Markup, context: &PageContext<'_>) {
    part.tag("<h3>").text(&context.text(Key::PlanReplySent));
    part.tag("</h3><p class=\"exact\" id=\"reply-exact\" dir=\"auto\"></p><div class=\"row\">");
    part.tag("<button type=\"button\" data-copies=\"reply-exact\">");
    part.text(&context.text(Key::PlanReplyCopy)).tag("</button>");
    // Each copies first: what an address cannot carry is pasted.
    part.tag("<a class=\"button quiet\" id=\"reply-text\" data-copies=\"reply-exact\" hidden>")
        .icon("message-square");
    part.text(&context.text(Key::PlanReplyText)).tag("</a>");
    part.tag("<a class=\"button quiet\" id=\"reply-email\" data-copies=\"reply-exact\">")
        .icon("mail");
    part.text(&context.text(Key::PlanReplyEmail)).tag("</a>");
    part.tag("<button type=\"button\" class=\"quiet\" id=\"reply-share\" data-shares=\"reply-exact\" hidden>").icon("share-2");
    part.text(&context.text(Key::PlanReplyShare)).tag("</button></div>");
    part.tag("<p role=\"status\" id=\"reply-said\" data-copied=\"")
        .text(&context.text(Key::PlanReplyCopied));
    part.tag("\"></p><div class=\"aloud\" id=\"reply-aloud\" hidden><p>");
    part.text(&context.text(Key::PlanReplyAloud));
    part.tag("</p><p class=\"typed\" dir=\"ltr\" translate=\"no\" id=\"reply-code\"></p>");
    part.tag("<p><a class=\"button quiet\" id=\"reply-call\" hidden></a></p></div>");
    part.tag("<details class=\"fold\" id=\"reply-linked\" hidden><summary><span>");
    part.text(&context.text(Key::PlanReplyAsLink));
    part.tag("</span></summary><p class=\"exact\" id=\"reply-link\" dir=\"ltr\" translate=\"no\"");
    if context.site.assets.people.is_some() {
        // Whoever handed the plan over reads the directory's own language.
        let people = Address::People(context.default_locale().to_owned());
        part.tag(" data-page=\"").text(&context.absolute(&people)).tag("\"");
    }
    part.tag("></p><p>");
    part.tag("<button type=\"button\" class=\"quiet\" data-copies=\"reply-link\">");
    part.text(&context.text(Key::PlanReplyCopyLink)).tag("</button></p></details>");
}
