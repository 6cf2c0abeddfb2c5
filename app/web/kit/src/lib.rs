//! The one runtime of a program in the browser. Each program (finder, plan) says which state it
//! holds, which regions it draws and which effects it has; everything else is here.
//!
//! A program lives on one element of a plain page, the *island*, whose markup the build has drawn.
//! Its state is leptos' signals ([`signal`]); what changes is markup, drawn by functions of `app` that the build
//! uses, too. No view is mounted or hydrated: a region whose markup is another is drawn anew
//! ([`region`]), and a list keeps the nodes of what did not change ([`list`]).
//!
//! Reading order for a newcomer: [`island`] (start, effects), [`action`] (what is pressed and
//! typed), [`region`] and [`list`] (what is seen), [`focus`], then what a browser keeps
//! ([`history`], [`storage`]), brings ([`loading`], [`promise`], [`catalog_files`],
//! [`slip_files`]), tells ([`clock`]) and saves
//! ([`file`]).

pub mod action;
pub mod catalog_files;
pub mod clock;
pub mod element;
mod executor;
pub mod file;
pub mod focus;
pub mod history;
pub mod island;
pub mod list;
pub mod loading;
pub mod promise;
pub mod region;
pub mod signal;
pub mod slip_files;
pub mod storage;
