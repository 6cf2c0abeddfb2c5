//! A page before its document is drawn: what stands in it, and what it says of itself.

use leptos::prelude::*;

use super::{Address, FinderAssets};

/// What a page has to say for itself.
pub struct Page {
    /// What it is called; `None` where only the site's name is to be seen, in a tab or a history.
    pub title: Option<String>,
    /// One line for search engines and link previews.
    pub description: Option<String>,
    /// It calls for discretion: a neutral title, and a quick way out.
    pub is_discreet: bool,
    /// When it offers the quick way out, where it does not call for discretion by itself.
    pub way_out: WayOut,
    /// What the paper of a discreet page says instead of everything else; `None`: one neutral word.
    pub discreet_paper: Option<AnyView>,
    /// Search engines are asked to leave it out.
    pub is_unlisted: bool,
    /// It prints as a sheet to hand over: without the top and the foot of the site, and a service on one sheet.
    pub is_one_sheet: bool,
    /// The way to it: address and words, from the start page on, itself not included.
    pub trail: Vec<(Address, String)>,
    /// The finder's files, where it holds the finder.
    pub finder: Option<FinderAssets>,
    /// What it needs of the plan.
    pub plan: Option<PlanPart>,
    /// The script that starts its program, by its path from the root of the site; where the program does not
    /// come, the page says so.
    pub program: Option<String>,
    /// Style sheets of its own beside that of all pages, by their paths from the root of the site.
    pub stylesheets: Vec<String>,
    /// The style sheet of what it prints alone, which no screen waits for.
    pub paper_stylesheet: Option<String>,
    /// A script of its own, by its path from the root of the site.
    pub script: Option<String>,
    /// What it tells programs of other sites (schema.org, JSON-LD): a data block, which no browser runs.
    pub structured: Option<String>,
    /// What stands in `<main>`.
    pub main: AnyView,
}

/// When a page offers the quick way out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Never.
    Never,
    /// Once something on the page is sensitive ([`crate::card::SENSITIVE`]); until then the way out is
    /// drawn, and hidden.
    WhenDiscreet,
    /// From the beginning.
    Always,
}

/// What a page needs of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// A button that keeps an activity.
    Keep,
    /// The plan itself.
    Whole,
    /// A plan that somebody was handed.
    Handed,
}

impl Page {
    /// A page like most.
    pub fn new(title: String, main: AnyView) -> Self {
        Self {
            title: Some(title),
            description: None,
            is_discreet: false,
            way_out: WayOut::Never,
            discreet_paper: None,
            is_unlisted: false,
            is_one_sheet: false,
            trail: Vec::new(),
            finder: None,
            plan: None,
            program: None,
            stylesheets: Vec::new(),
            paper_stylesheet: None,
            script: None,
            structured: None,
            main,
        }
    }

    /// When the page offers the quick way out.
    pub fn way_out(&self) -> WayOut {
        if self.is_discreet { WayOut::Always } else { self.way_out }
    }
}
