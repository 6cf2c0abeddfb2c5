//! What to take along: the papers that all kept activities ask for, and what each says to bring.

use super::Plan;
use crate::markup::Markup;

/// A thing to take along, and for which activities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToPack<'a> {
    /// In words.
    pub what: &'a str,
    /// The language of the words, as far as it is known: that of the activity's name.
    pub lang: &'a str,
    /// The activities' names.
    pub names: Vec<&'a str>,
}

/// Each paper once, in the order of the plan; then what to bring.
pub fn to_pack(plan: &Plan) -> Vec<ToPack<'_>> {
    let papers = plan.items.iter().flat_map(|item| {
        item.papers.iter().map(move |paper| (paper.as_str(), "", item.name.as_str()))
    });
    let bring = plan.items.iter().filter(|item| !item.bring.is_empty());
    let bring = bring.map(|item| (item.bring.as_str(), item.lang.as_str(), item.name.as_str()));
    let mut all: Vec<ToPack<'_>> = Vec::new();
    for (what, lang, name) in papers.chain(bring) {
        match all.iter_mut().find(|known| known.what == what) {
            Some(known) if !known.names.contains(&name) => known.names.push(name),
            Some(_) => {}
            None => all.push(ToPack { what, lang, names: vec![name] }),
        }
    }
    all
}

/// The same as the entries of a list; nothing where nothing is asked for.
pub fn list(plan: &Plan, locale: &str) -> String {
    let mut list = Markup::new();
    for thing in to_pack(plan) {
        let lang = Some(thing.lang).filter(|lang| !lang.is_empty() && *lang != locale);
        list.tag("<li><span").lang(lang).tag(">").text(thing.what).tag("</span>");
        for name in thing.names {
            list.tag(" <bdi class=\"soft small\">").text(name).tag("</bdi>");
        }
        list.tag("</li>");
    }
    list.into_text()
}
