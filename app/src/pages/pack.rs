//! Things to print and to hand out, each one HTML file that stands by itself: a booklet of what is around
//! a place, for mail carriers, pharmacists and barbers, and a poster of an activity for a hall's door.
//!
//! What is deliberately absent: scripts, requests, pictures but for codes to scan; activities that call for
//! discretion, confidential places, and what does not run. Whoever finds a sheet learns nothing of anybody.
//!
//! Reading order: `entry` (an activity in a few lines), `booklet`, `poster`.

use catalog::service::{Service, Status, Whereabouts};
use leptos::prelude::*;

use super::context::PageContext;
use super::{Address, Site};

mod booklet;
mod entry;
mod poster;

pub use booklet::{Booklet, booklet};
pub(super) use entry::Entry;
pub use poster::poster;

/// A file to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The whole document.
    pub html: String,
    /// How many activities are in it.
    pub activities: usize,
}

/// The style sheet, which stands in the file.
#[derive(Clone, Copy, Debug)]
pub struct Style<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its hash, as a content security policy names it.
    pub integrity: &'a str,
}

/// How large the letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// 14 points.
    Ordinary,
    /// 18 points.
    Large,
    /// 24 points, for eyes that see little.
    Largest,
}

impl Letters {
    /// From points; `None` for other sizes.
    pub fn of_points(points: u8) -> Option<Self> {
        match points {
            14 => Some(Self::Ordinary),
            18 => Some(Self::Large),
            24 => Some(Self::Largest),
            _ => None,
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Ordinary => "booklet letters-14",
            Self::Large => "booklet letters-18",
            Self::Largest => "booklet letters-24",
        }
    }
}

/// Whether an activity may stand on paper that lies about: it runs, does not call for discretion, and its
/// place is no secret.
pub fn is_printable(service: &Service) -> bool {
    service.status == Status::Active
        && !service.sensitive
        && service.whereabouts != Whereabouts::Confidential
}

/// Draws in a locale, where `Address::Home` of that locale stands.
fn drawn<T>(site: &Site<'_>, locale: &str, draw: impl FnOnce(&PageContext<'_>) -> T) -> T {
    let address = Address::Home(locale.to_owned());
    Owner::new().with(|| draw(&PageContext::new(site, &address)))
}

/// The whole file.
fn document(
    context: &PageContext<'_>,
    style: Style<'_>,
    class: &'static str,
    title: String,
    main: AnyView,
) -> String {
    let policy = ["default-src 'none'; style-src '", style.integrity, "'"].concat();
    let head = view! {
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta http-equiv="Content-Security-Policy" content=policy />
            <meta name="referrer" content="no-referrer" />
            <meta name="format-detection" content="telephone=no" />
            <title>{title}</title>
            <style inner_html=style.text.to_owned()></style>
        </head>
    };
    let body = view! { <body class=class><main>{main}</main></body> };
    let (locale, direction) = (context.locale, context.messages.direction.code());
    [
        "<!DOCTYPE html><html lang=\"",
        locale,
        "\" dir=\"",
        direction,
        "\">",
        &head.to_html().replace("<!>", ""),
        &body.to_html().replace("<!>", ""),
        "</html>\n",
    ]
    .concat()
}
