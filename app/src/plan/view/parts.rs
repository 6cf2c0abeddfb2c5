//! What the phone draws into the parts whose words stand in the page.

use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::plan::Plan;
use crate::plan::near::{AGAIN_DAYS, NEAR_MAX};
use crate::plan::reply::{items_of, references};
use crate::plan::state::PlanModel;

/// The plans that can be answered, to choose from.
pub fn plans(plan: &Plan) -> String {
    let mut list = Markup::new();
    for reference in references(plan) {
        list.tag("<label class=\"option\"><input type=\"radio\" name=\"of\" value=\"")
            .text(reference);
        list.tag("\"><span><bdi dir=\"ltr\">").text(reference).tag("</bdi>");
        for item in items_of(plan, reference) {
            list.tag(" <bdi class=\"soft small\">").text(&item.name).tag("</bdi>");
        }
        list.tag("</span></label>");
    }
    list.into_text()
}

/// What was said of how near one is, and when it is asked once more.
pub fn said(model: &PlanModel, messages: &Messages) -> String {
    let mut list = Markup::new();
    for said in &model.plan.check_ins {
        let (day, n) = (messages.day(said.day), messages.number(u32::from(said.near)));
        let all = messages.number(u32::from(NEAR_MAX));
        list.tag("<p>");
        list.text(&messages.fill(Key::PlanNearKept, &[("day", &day), ("n", &n), ("all", &all)]));
        list.tag("<br><bdi>").text(&said.words).tag("</bdi></p>");
    }
    if let [first] = model.plan.check_ins.as_slice()
        && model.now.is_some_and(|now| !model.plan.asks_how_near(now.day))
    {
        let day = messages.day(first.day.plus(AGAIN_DAYS));
        list.tag("<p class=\"soft small\">");
        list.text(&messages.fill(Key::PlanNearAgain, &[("day", &day)])).tag("</p>");
    }
    list.into_text()
}
