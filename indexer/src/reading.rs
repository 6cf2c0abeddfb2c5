//! How easy the pages are to read, in the languages in which that can be measured.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use authoring::plain::ease::{ease, standard};
use authoring::report::visible;
use catalog::directory::Directory;
use catalog::service::Status;

/// The reading ease of a page in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReading {
    /// The path of the page in the directory's own language, as in findings.
    pub path: String,
    /// The language that was read.
    pub locale: String,
    /// 0 (very hard) to 100 (very easy).
    pub ease: u32,
}

/// The reading ease of each activity's page, in every language that has a formula. What has ended, what is
/// not translated and what is too short to tell is left out.
pub fn of_pages(directory: &Directory, folder: &str) -> Vec<PageReading> {
    let living = directory.services.iter().filter(|service| service.status != Status::Defunct);
    let mut readings: Vec<PageReading> = living
        .flat_map(|service| {
            service.words.iter().filter_map(|(locale, words)| {
                let lines = [
                    &words.summary,
                    &words.alert,
                    &words.eligibility,
                    &words.first_visit,
                    &words.what_to_bring,
                ];
                let lines = lines.into_iter().flatten().map(String::as_str);
                let whole: Vec<&str> = lines.chain([words.body_text.as_str()]).collect();
                let ease = ease(&whole.join("\n\n"), locale)?;
                let path = format!("{folder}{}", service.path);
                Some(PageReading { path, locale: locale.clone(), ease })
            })
        })
        .collect();
    readings.sort_by(|a, b| (a.ease, &a.path, &a.locale).cmp(&(b.ease, &b.path, &b.locale)));
    readings
}

/// A line for each page, the hardest first, and a line for each language.
pub fn text(readings: &[PageReading]) -> String {
    let mut out = String::from("\nReading ease of each page, 0 (very hard) to 100 (very easy):\n");
    let mut by_locale: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for PageReading { path, locale, ease } in readings {
        let _ = writeln!(out, "  {ease:3}  {locale}  {}", visible(path));
        by_locale.entry(locale).or_default().push(*ease);
    }
    for (locale, all) in by_locale {
        // Sorted already: they come hardest first.
        let (middle, least) = (all.get(all.len() / 2), all.first());
        let _ = writeln!(
            out,
            "{locale}: {} pages, {} in the middle, {} at the least; {} is usual",
            all.len(),
            middle.copied().unwrap_or_default(),
            least.copied().unwrap_or_default(),
            standard(locale).unwrap_or_default()
        );
    }
    out
}
