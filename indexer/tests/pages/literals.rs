//! No page holds a word of its own: all come from a locale file or from content.
//!
//! Every text of a made-up locale stands in ⟦ ⟧ and every word of content in « », so that a word
//! outside of both was written into a view.

use std::collections::BTreeSet;

use app::finder::state::FinderProps;
use app::finder::state::action::{Action, LocateProblem};
use app::finder::state::model::{Loading, Model};
use app::finder::view::bar::search_bar;
use app::finder::view::cards::{card, shown_cards};
use app::finder::view::order::{order, tools};
use app::finder::view::{REGIONS, filters};
use app::locale::Messages;
use app::locales::Locales;
use app::markup::Markup;
use app::pages::pack::{Booklet, Letters, Style, booklet, poster};
use app::pages::{addresses, render};
use catalog::search::Catalog;
use indexer::pack::tiles::TILE_SERVICES;

use super::small::{EARLY, LEFT, Small, WAIT};

/// Attributes that people read or hear.
const READ: [&str; 5] =
    [" aria-label=\"", " title=\"", " placeholder=\"", " alt=\"", " content=\""];

/// What a `<meta>` says to machines.
const FOR_MACHINES: [&str; 6] =
    ["width=", "default-src", "no-referrer", "noindex", "#7a1f2b", "telephone=no"];

/// The English file with every text in brackets; what is no text stays.
fn marked(english: &str) -> String {
    let mut section = "";
    let mut lines = Vec::new();
    for line in english.lines() {
        if line.starts_with('[') {
            section = line;
        }
        let is_form = section == "[form]"
            && ["direction", "plural", "digits", "decimal", "group", "hours", "separator"]
                .iter()
                .any(|name| line.starts_with(name));
        if line.starts_with('#') || line.starts_with('[') || !line.contains(" = ") || is_form {
            lines.push(line.to_owned());
            continue;
        }
        let (name, value) = line.split_once(" = ").unwrap();
        let mut marked = String::new();
        for (index, part) in value.split('"').enumerate() {
            marked.push_str(&match index % 2 {
                0 => part.to_owned(),
                _ => format!("\"⟦{part}⟧\""),
            });
        }
        lines.push(format!("{name} = {marked}"));
    }
    lines.join("\n")
}

fn in_quotes(words: &str) -> String {
    format!("«{words}»")
}

/// Whether nothing but marked words, numbers and signs is in a text.
fn is_marked(text: &str) -> bool {
    let mut depth = 0;
    let mut outside = String::new();
    for c in text.chars() {
        match c {
            '⟦' | '«' => depth += 1,
            '⟧' | '»' => depth -= 1,
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    depth == 0 && !outside.replace("&amp;", "").chars().any(char::is_alphabetic)
}

/// The texts between tags.
fn texts(html: &str) -> Vec<String> {
    html.split('<')
        .skip(1)
        .filter_map(|rest| rest.split_once('>').map(|(_, text)| text.trim().to_owned()))
        .filter(|text| !text.is_empty())
        .collect()
}

/// A directory in which every word is marked.
fn marked_directory() -> Small {
    let english = marked(include_str!("../../../app/locales/en.toml"));
    let files = [("en", english.as_str()), ("zh-Hant", &english), ("pa", &english)];
    let locales = Locales::from_files(&files).unwrap_or_else(|problems| panic!("{problems}"));
    Small::new(locales, in_quotes)
}

/// Fails on a word that is not marked, and tells how many texts there are.
fn texts_that_are_marked(html: &str, of: &str) -> usize {
    // The one script that stands in a page is for machines.
    let html = html.replace("<!>", "").replace(EARLY, "").replace(LEFT, "").replace(WAIT, "");
    let texts = texts(&html);
    for text in &texts {
        // Addresses, of mail and of the page on paper, and the codes of services stand as they are.
        let is_address = text.contains('@') || html.contains(&format!("translate=\"no\">{text}<"));
        assert!(is_address || is_marked(text), "{of}: {text:?}");
    }
    for attribute in READ {
        for rest in html.split(attribute).skip(1) {
            let value = rest.split('"').next().unwrap();
            let for_machines = FOR_MACHINES.iter().any(|known| value.contains(known));
            assert!(for_machines || is_marked(value), "{of}:{attribute}{value}");
        }
    }
    texts.len()
}

#[test]
fn no_page_holds_a_word_of_its_own() {
    let small = marked_directory();
    let site = small.site();
    let pages = addresses(&site).into_iter();
    let seen: usize =
        pages.map(|page| texts_that_are_marked(&render(&site, &page), &page.path())).sum();
    assert!(seen > 1_000, "{seen}");
}

#[test]
fn no_paper_holds_a_word_of_its_own() {
    let small = marked_directory();
    let site = small.site();
    let style = Style { text: "", integrity: "sha256-" };
    let area = &site.directory.places[0];
    let wanted = Booklet { locale: "en", area, need: None, letters: Letters::Ordinary };
    let paper = booklet(&site, &wanted, style);
    assert!(paper.activities > 0, "nothing is near {}", area.id);
    assert!(texts_that_are_marked(&paper.html, "booklet") > 15);
    let posters = site.directory.services.iter().filter_map(|service| {
        let paper = poster(&site, "en", service, style)?;
        Some(texts_that_are_marked(&paper.html, &service.id))
    });
    assert!(posters.sum::<usize>() > 20);
}

/// The finder in English with this catalog, and with the words that a phone is sent.
fn finder(small: &Small, catalog: Catalog) -> (Model, FinderProps) {
    let manifest = catalog.manifest().clone();
    let messages = Messages::from_shipped("en", small.locales.get("en").unwrap().shipped());
    let model = Model {
        loading: Loading::Ready(Box::new(catalog)),
        now: Some(small.site().now),
        ..Model::new()
    };
    (model, FinderProps { messages, manifest, root: "../../".into() })
}

/// Checks everything that the finder shows in a state, and notes which regions were not empty.
fn look(model: &Model, props: &FinderProps, of: &str, drawn: &mut BTreeSet<&'static str>) {
    let results = model.results();
    let mut regions: Vec<_> = REGIONS
        .iter()
        .map(|region| (region.selector, (region.draw)(model, results.as_ref(), props)))
        .collect();
    let mut list = Markup::new();
    for state in results.iter().flat_map(|results| shown_cards(model, results, &props.manifest)) {
        card(&mut list, &state, model, props);
    }
    let line = |words: String| {
        let mut line = Markup::new();
        line.tag("<p>").text(&words).tag("</p>");
        line.into_text()
    };
    let found = results.as_ref().map(|results| results.found);
    regions.extend([
        ("#results", list.into_text()),
        (".suggestions", filters::suggestions(model, &props.manifest)),
        ("#place-hint", line(filters::hint(model, &props.manifest, &props.messages))),
        (".show", line(filters::show(found, &props.messages))),
        (".chosen", line(filters::number_chosen(model.chosen(), &props.messages))),
    ]);
    for (selector, html) in regions {
        // A region without a tag around it, as the polite line, is a text all the same.
        if texts_that_are_marked(&["<p>", &html].concat(), &format!("{of}, {selector}")) > 0 {
            drawn.insert(selector);
        }
    }
}

#[test]
fn no_part_of_the_finder_holds_a_word_of_its_own() {
    let mut small = marked_directory();
    let (mut model, props) = finder(&small, small.packed("en").catalog);
    let mut drawn = BTreeSet::new();
    let messages = &props.messages;
    let fixed = [search_bar(messages), filters::filters(&props), order(messages), tools(messages)];
    assert!(texts_that_are_marked(&fixed.concat(), "what stands in the page") > 40);

    let mut after = |of: &str, actions: &[Action]| {
        for action in actions {
            model.apply(action.clone(), &props.manifest);
        }
        look(&model, &props, of, &mut drawn);
    };
    let facets = 0..props.manifest.choices.len() as u32;
    let each_first: Vec<_> = facets.map(|facet| Action::Toggle(facet, 0)).collect();
    after("nothing asked", &[]);
    after("something kept", &[Action::ShowKept("a1111 c3333".into())]);
    after("a need in words", &[Action::Type("meeting people".into())]);
    after("no such words", &[Action::Type("zzzz".into()), Action::Toggle(1, 0)]);
    after("a choice of each", &[[Action::ClearAll].as_slice(), &each_first].concat());
    after("known facts only", &[Action::ToggleKnownOnly]);
    after("a fact that few have", &[Action::ClearAll, Action::Toggle(3, 0), Action::Toggle(3, 1)]);
    after("a walk from nowhere", &[Action::ClearAll, Action::Toggle(2, 0)]);
    after("a typed place", &[Action::TypePlace("sun".into())]);
    after("a place", &[Action::ChooseFirstPlace]);
    after("its map", &[Action::ToggleMap]);
    after("a mark on it", &[Action::PickMark(0)]);
    after("a spot", &[Action::ChooseSpot]);
    after("no position", &[Action::ForgetPlace, Action::StandNowhere(LocateProblem::Refused)]);
    after("a device that cannot tell", &[Action::StandNowhere(LocateProblem::Unavailable)]);

    model.is_part_missing = true;
    look(&model, &props, "a part missing", &mut drawn);
    for loading in [Loading::Underway, Loading::Failed] {
        model.loading = loading;
        look(&model, &props, "no catalog", &mut drawn);
    }

    // More cards than are drawn at once, in a tile beyond which the directory goes on.
    small.crowd(TILE_SERVICES + 1);
    let (model, props) = finder(&small, small.nearest_tile("en"));
    look(&model, &props, "one tile of two", &mut drawn);
    let results = model.results().unwrap();
    assert!(results.left_out > 0 && results.found as usize > model.shown);

    let regions = REGIONS.iter().map(|region| region.selector);
    let others = ["#results", ".suggestions", "#place-hint", ".show", ".chosen"];
    let all: BTreeSet<_> = regions.chain(others).collect();
    assert_eq!(drawn, all, "every part was drawn with words at least once");
}
