//! The finder's map: the results once more, as a picture, when somebody asks for it; a picked mark
//! shows its cards below.

use catalog::results::{Hit, Results};

use super::button::{button, sign_button};
use super::cards::cards;
use crate::finder::state::FinderProps;
use crate::finder::state::action::{Action, Side};
use crate::finder::state::map_view::ON_FOOT;
use crate::finder::state::model::{MAP_HITS, Model};
use crate::locale::Key;
use crate::map::{self, Mark};
use crate::markup::Markup;

/// The buttons that move and scale the map, each with its sign and its words.
static MOVES: [(Action, &str, Key); 6] = [
    (Action::Pan(Side::West), "\u{2190}", Key::FinderMapWest),
    (Action::Pan(Side::North), "\u{2191}", Key::FinderMapNorth),
    (Action::Pan(Side::South), "\u{2193}", Key::FinderMapSouth),
    (Action::Pan(Side::East), "\u{2192}", Key::FinderMapEast),
    (Action::ZoomIn, "+", Key::FinderMapCloser),
    (Action::ZoomOut, "\u{2212}", Key::FinderMapWider),
];

/// The open map, as it stands below its button; nothing while it is closed.
pub fn map(model: &Model, results: &Results, props: &FinderProps) -> String {
    let mut chart = Markup::new();
    draw(&mut chart, model, results, props);
    chart.into_text()
}

/// The map, what moves it, and the cards of the mark that was pressed.
fn draw(answer: &mut Markup, model: &Model, results: &Results, props: &FinderProps) {
    let (Some(view), Some(catalog)) = (&model.map, model.catalog()) else { return };
    let FinderProps { manifest, messages, .. } = props;
    let window = view.window(manifest);
    let hits = &results.hits[..results.hits.len().min(MAP_HITS)];
    let positions: Vec<_> = hits.iter().map(|hit| catalog.position(hit.service, hit.at)).collect();
    let marks = window.marks(positions.iter().map(Option::as_slice));
    answer.tag("<div class=\"mapped noprint\"><svg id=\"map\" role=\"group\" aria-label=\"");
    answer.text(messages.text(Key::FinderMap)).tag("\"");
    window.write(answer);
    answer.tag(">").drawn(&model.ground);
    if let Some(origin) = catalog::search::origin(manifest, &model.query) {
        let here = window.plane.put(origin);
        for way in manifest.travel.iter().filter(|way| way.id.starts_with(ON_FOOT)) {
            map::ring(answer, here, way.metres, &messages.on_foot(way.metres));
        }
        answer.tag("<circle class=\"you\" r=\".5em\"");
        map::write_circle(answer, here);
        answer.tag("/>");
    }
    for (number, mark) in (0..).zip(&marks) {
        answer.tag("<g role=\"button\" tabindex=\"0\"");
        Action::PickMark(number).write(answer);
        answer.tag(if view.picked == Some(number) {
            " aria-pressed=\"true\""
        } else {
            " aria-pressed=\"false\""
        });
        answer.tag(" aria-label=\"").text(&named(mark, hits, model, props)).tag("\">");
        map::mark(answer, mark, messages);
        answer.tag("</g>");
    }
    answer.tag("<text class=\"middle\" dy=\".36em\" aria-hidden=\"true\"");
    map::write_at(answer, window.middle);
    answer.tag(">+</text></svg><div class=\"row moves\">");
    for (action, sign, key) in &MOVES {
        sign_button(answer, action, sign, messages.text(*key));
    }
    button(answer, &Action::ChooseSpot, messages.text(Key::FinderMapChoose));
    answer.tag("</div><p class=\"small\">");
    let shown = marks.iter().map(|mark| mark.cards.len()).sum::<usize>() as u32;
    let all = messages.number(results.found);
    answer.text(&messages.count(Key::FinderMapShows, shown, &[("all", &all)])).tag(" ");
    answer.text(messages.text(Key::FinderMapText)).tag("</p>");
    if let Some(mark) = view.picked.and_then(|picked| marks.get(picked as usize)) {
        let picked = mark.cards.iter().filter_map(|card| hits.get(*card));
        answer
            .tag("<h2>")
            .text(messages.text(Key::FinderMapPicked))
            .tag("</h2><ul class=\"cards\">");
        cards(answer, model, results, picked, props);
        answer.tag("</ul>");
    }
    answer.tag("</div>");
}

/// What a mark says to somebody who cannot see it: the names of what is there, and how many more.
fn named(mark: &Mark, hits: &[Hit], model: &Model, props: &FinderProps) -> String {
    let name = |card: &usize| {
        let card = model.catalog()?.card(hits.get(*card)?.service)?;
        Some(card.name.text)
    };
    let mut names: Vec<String> = mark.cards.iter().take(NAMES).filter_map(name).collect();
    let more = mark.cards.len().saturating_sub(NAMES);
    if more > 0 {
        names.push(["+", &props.messages.number(more as u32)].concat());
    }
    props.messages.list(&names)
}

/// As many names of a mark are said as anybody keeps in mind.
const NAMES: usize = 5;
