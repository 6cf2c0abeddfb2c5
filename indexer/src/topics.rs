//! The topics of a whole directory, found side by side.

use authoring::report::PageTopics;
use authoring::topics::TopicFinder;
use catalog::directory::Directory;
use catalog::sayings::Strength;
use catalog::text::decompose_natively;
use rayon::prelude::*;

use crate::pack::DirectoryTopics;

/// For each of the directory's services its topics, the strongest first, as indices into the directory's topics.
pub fn of_services(directory: &Directory) -> Vec<Vec<(usize, Strength)>> {
    let finder = TopicFinder::new(&directory.vocabulary.topics, decompose_natively);
    let own = &directory.config.default_locale;
    directory.services.par_iter().map(|service| finder.topics_of(service, own)).collect()
}

/// The topics of each page, for its writer; `folder` is put before every path.
pub fn of_pages(directory: &Directory, folder: &str) -> Vec<PageTopics> {
    let id = |(topic, strength): (usize, Strength)| {
        Some((directory.vocabulary.topics.get(topic)?.id.clone(), strength.part()))
    };
    let found = directory.services.iter().zip(of_services(directory));
    let mut pages: Vec<PageTopics> = found
        .map(|(service, topics)| PageTopics {
            path: format!("{folder}{}", service.path),
            topics: topics.into_iter().filter_map(id).collect(),
        })
        .collect();
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    pages
}

/// The same as pages take them.
pub fn for_pages(directory: &Directory) -> Vec<Vec<usize>> {
    DirectoryTopics::new(directory).for_pages()
}
