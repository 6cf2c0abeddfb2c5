//! Shows the desk: the regions of screen 1, the rows one by one, and screen 2.

use app::desk::hand_over::{self, HandOver};
use app::desk::record;
use app::desk::state::{Screen, languages_asked};
use app::desk::view::{self, RowState};
use app::locale::Key;
use app::markup::{ACTION, Markup};
use gloo::timers::callback::Timeout;
use gloo::utils::document;
use kit::element::{first, focus};
use kit::island::on_change;
use kit::list::KeyedList;
use kit::region::Region;
use kit::signal::*;
use web_sys::Element;

use crate::Context;

/// Draws whatever changes, for as long as the page lives.
pub fn follow(context: &Context) {
    region(context, ".chips", |context| {
        context.with(|model, results, _, desk| {
            view::chips(model, results, desk, &context.finder.props)
        })
    });
    region(context, "#status", |context| {
        let line =
            context.with(|model, _, answer, _| view::status(model, answer, &context.finder.props));
        let mut markup = Markup::new();
        markup.text(&line);
        markup.into_text()
    });
    region(context, ".below", |context| {
        context.with(|model, _, answer, desk| {
            answer.map_or_else(String::new, |answer| {
                view::below(model, answer, desk, &context.finder.props)
            })
        })
    });
    region(context, "#tray", |context| {
        context.with(|model, _, _, desk| {
            if desk.screen == Screen::HandOver {
                return String::new();
            }
            view::tray(model, desk, &context.finder.props)
        })
    });
    region(context, "#hand-screen", hand_screen);
    rows(context);
    screens(context);
}

impl Context {
    /// Reads all that is known, and follows it.
    fn with<T>(
        &self,
        read: impl FnOnce(
            &app::finder::state::model::Model,
            Option<&catalog::results::Results>,
            Option<&app::desk::state::Answer>,
            &app::desk::state::DeskModel,
        ) -> T,
    ) -> T {
        self.finder.results.with(|results| {
            self.answer.with(|answer| {
                self.finder.model.with(|model| {
                    self.desk.with(|desk| read(model, results.as_ref(), answer.as_ref(), desk))
                })
            })
        })
    }
}

/// A region that is drawn anew whenever its markup is another.
fn region(context: &Context, selector: &str, draw: fn(&Context) -> String) {
    let Some(mut shown) = Region::find(&context.island, selector, String::new()) else { return };
    let context = context.clone();
    on_change(move || shown.draw(draw(&context)));
}

fn rows(context: &Context) {
    let Some(list) = first(&context.island, "#rows") else { return };
    let mut list: KeyedList<u32, RowState> = KeyedList::new(list);
    let context = context.clone();
    on_change(move || {
        context.with(|model, results, answer, desk| {
            let (Some(results), Some(answer)) = (results, answer) else { return };
            let props = &context.finder.props;
            let states = view::rows(model, results, answer, desk, props).into_iter();
            let markup = |state: &RowState| {
                let mut markup = Markup::new();
                view::row(&mut markup, state, model, desk, props);
                markup.into_text()
            };
            list.update(states.map(|state| (state.key(), state)), markup);
            // For which words these are: a person who watches the page from outside can tell an
            // answer from the last.
            let _ = list.element().set_attribute("data-for", &model.query.words);
        });
    });
}

/// Shows one of the two screens.
fn screens(context: &Context) {
    let screen = |selector| first(&context.island, selector);
    let (Some(find), Some(hand)) = (screen("#find-screen"), screen("#hand-screen")) else { return };
    let desk = context.desk;
    on_change(move || {
        let is_hand = desk.with(|desk| desk.screen == Screen::HandOver);
        hide(&find, is_hand);
        hide(&hand, !is_hand);
    });
}

fn hide(element: &Element, is_hidden: bool) {
    // Refused only for a name that is none.
    let _ = if is_hidden {
        element.set_attribute("hidden", "")
    } else {
        element.remove_attribute("hidden")
    };
}

/// Screen 2, while it is shown.
fn hand_screen(context: &Context) -> String {
    if context.desk.with(|desk| desk.screen == Screen::Find) {
        return String::new();
    }
    hand_over_with(context, hand_over::screen).unwrap_or_default()
}

/// Hands what is handed over, as it is now, to a function; nothing before there is a clock.
pub fn hand_over_with<T>(context: &Context, tell: impl FnOnce(&HandOver<'_>) -> T) -> Option<T> {
    let told = &context.told;
    let props = &context.finder.props;
    context.with(|model, results, _, desk| {
        let now = model.now?;
        let today = now.day;
        let asked = languages_asked(model, results, &props.manifest);
        let own = &*props.manifest.locale;
        let locale = desk.locale(own, &asked, &told.locales);
        let reasons = view::reasons(model, results, props);
        let needs = view::needs_asked(model, results, props);
        let default_locale = &*props.manifest.default_locale;
        let spoken = told.locales.iter().find(|known| known.locale == locale);
        let spoken = spoken.and_then(|known| known.speaks.first());
        let language = spoken.and_then(|code| desk.language_name(default_locale, code));
        let language = language.unwrap_or(locale);
        let record = record::write(
            desk,
            &desk.chosen_slips(&props.manifest.default_locale),
            &record::Told {
                messages: &told.record,
                decompose: kit::catalog_files::decompose,
                reasons: &reasons,
                needs: &needs,
                codes: &told.codes,
                language,
                now,
            },
        );
        let (sheet, code) = hand_over::paper(
            desk,
            locale,
            own,
            &told.site,
            props.messages.text(Key::HandOverCodeTitle),
            now,
        );
        Some(tell(&HandOver {
            messages: &props.messages,
            desk,
            locales: &told.locales,
            locale,
            site: &told.site,
            record: &record,
            sheet: &sheet,
            code: &code,
            today,
            can_share: context.outside.share.is_some(),
        }))
    })
}

/// Lets something change, and gives the focus back to the same button, box or field where it was drawn
/// anew meanwhile.
pub fn keep_focus(context: &Context, change: impl FnOnce()) {
    let stop = document().active_element().and_then(|element| name_of(&element));
    change();
    let Some(stop) = stop else { return };
    let island = context.island.clone();
    // What has changed is drawn before the browser's next task.
    Timeout::new(0, move || {
        let page = document();
        if page.active_element() == page.body().map(Into::into) {
            let same = first(&island, &stop).or_else(|| first(&island, "#status"));
            same.into_iter().for_each(focus);
        }
    })
    .forget();
}

/// A selector of a button, a box or a field of the island.
fn name_of(element: &Element) -> Option<String> {
    if let Some(action) = element.get_attribute(ACTION) {
        return Some(["[", ACTION, "=\"", &action, "\"]"].concat());
    }
    let id = element.id();
    (!id.is_empty()).then(|| ["#", &id].concat())
}

/// Says that everything is gone.
pub fn say_forgotten(context: &Context) {
    let words = context.island.dataset().get("forgotten").unwrap_or_default();
    if let Some(status) = first(&context.island, "#forgotten") {
        status.set_text_content(Some(&words));
    }
}
