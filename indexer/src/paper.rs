//! Files to print: booklets and posters, each one HTML file that stands by itself.

use app::pages::pack::{Booklet, Letters, Paper, Style, booklet, is_printable, poster};
use catalog::day::Moment;
use catalog::directory::{Directory, Place, PlaceKind, Term};
use sha2::{Digest as _, Sha256};

use crate::build::{Parts, SharedAssets};
use crate::hashed::integrity;
use crate::pack::tiles;
use crate::progress::Untold;

/// The style sheet of all of them.
const STYLE: &str = include_str!("../../public/pack.css");

/// What is wanted on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A booklet of what is around a place.
    Booklet {
        /// The id of a neighbourhood or postcode area.
        area: String,
        /// Only what meets this need, by its id.
        need: Option<String>,
        /// Points of its letters: 14, 18 or 24.
        points: u8,
    },
    /// A poster of one activity, by its id.
    Poster(String),
}

/// Draws a file in a locale.
///
/// # Errors
/// A sentence for the person at the keyboard: what is not known, with what is; and what must not lie about.
pub fn paper(
    mut directory: Directory,
    locale: &str,
    wanted: &Wanted,
    now: Moment,
) -> Result<Paper, String> {
    let locales = directory.config.locales.iter();
    let locale = known("language", locale, locales.map(String::as_str))?;
    // Nothing is drawn in another language.
    directory.config.locales = vec![locale.clone()];
    let directory = &directory;
    let hash = integrity(Sha256::digest(STYLE));
    let style = Style { text: STYLE, integrity: &hash };
    let parts = || {
        let shared = SharedAssets::new(directory, None);
        Parts::new(directory, shared, &tiles::cut(directory), now, &Untold).map(|(parts, _)| parts)
    };
    match wanted {
        Wanted::Booklet { area, need, points } => {
            let area = wanted_area(directory, area)?;
            let need = need.as_ref().map(|need| wanted_need(directory, need)).transpose()?;
            let letters = Letters::of_points(*points)
                .ok_or_else(|| format!("There are no letters of {points} points: 14, 18 or 24."))?;
            let wanted = Booklet { locale: &locale, area, need, letters };
            let paper = booklet(&parts()?.site(directory, now), &wanted, style);
            if paper.activities == 0 {
                return Err(format!(
                    "Nothing that may be printed is within reach of `{}`: no booklet is written.",
                    area.id
                ));
            }
            Ok(paper)
        }
        Wanted::Poster(id) => {
            let service = directory
                .service(&id.to_ascii_lowercase())
                .ok_or_else(|| unknown("activity", id))?;
            if !is_printable(service) {
                return Err(format!(
                    "`{id}` gets no poster: it calls for discretion, its place is kept private, or it does not run \
                     now."
                ));
            }
            let drawn = poster(&parts()?.site(directory, now), &locale, service, style);
            drawn.ok_or_else(|| format!("`{id}` is in no catalog: `signpost check` tells why."))
        }
    }
}

/// A need by its id, one that may stand on paper.
fn wanted_need<'d>(directory: &'d Directory, id: &str) -> Result<&'d Term, String> {
    let open = || directory.vocabulary.needs.iter().filter(|need| !need.sensitive);
    let id = known("need", id, open().map(|need| need.id.as_str()))?;
    open().find(|need| need.id == id).ok_or_else(|| unknown("need", &id))
}

/// An area by its id, or a neighbourhood by its name. A province has two hundred postcode areas: the error
/// tells only what they look like.
fn wanted_area<'d>(directory: &'d Directory, typed: &str) -> Result<&'d Place, String> {
    let is_typed = |place: &&Place| {
        let is_named =
            || place.kind == PlaceKind::Neighbourhood && place.name.eq_ignore_ascii_case(typed);
        place.id.eq_ignore_ascii_case(typed) || is_named()
    };
    directory.places.iter().find(is_typed).ok_or_else(|| {
        let of_kind = |kind| directory.places.iter().filter(move |place| place.kind == kind);
        let named: Vec<&str> =
            of_kind(PlaceKind::Neighbourhood).map(|place| place.id.as_str()).collect();
        let code = of_kind(PlaceKind::PostcodeArea).next();
        let code = code.map(|place| format!(", and postcode areas such as {}", place.id));
        let code = code.unwrap_or_default();
        format!("{} Known are: {}{code}.", unknown("area", typed), named.join(", "))
    })
}

/// An id as it is written, whatever its capitals; the error tells all that are known.
fn known<'k>(
    what: &str,
    typed: &str,
    ids: impl Iterator<Item = &'k str>,
) -> Result<String, String> {
    let ids: Vec<&str> = ids.collect();
    let found = ids.iter().find(|id| id.eq_ignore_ascii_case(typed));
    found
        .map(|id| (*id).to_owned())
        .ok_or_else(|| format!("{} Known are: {}.", unknown(what, typed), ids.join(", ")))
}

fn unknown(what: &str, typed: &str) -> String {
    format!("There is no {what} `{typed}`.")
}
