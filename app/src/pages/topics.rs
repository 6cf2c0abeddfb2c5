//! Topics of a directory's services as pages show them: which have a page, and which services stand on it.
//!
//! A service that calls for discretion stands on the page of a topic only where the topic's need calls for
//! discretion, too: that page has a neutral title and a quick way out, and nobody comes upon it by looking
//! for something else. What has ended or was not checked for long stands on none, as with needs.

use std::collections::BTreeMap;

use catalog::day::Moment;
use catalog::directory::{Directory, Term};
use catalog::query::Query;
use catalog::search::Catalog;
use catalog::service::Service;

/// The topics of every service, and the services of every topic.
#[derive(Clone, Debug, Default)]
pub struct SiteTopics {
    /// For each of the directory's services, its topics as indices, the strongest first.
    of_service: Vec<Vec<usize>>,
    /// For each of the directory's topics, the numbers of the services on its page, in order.
    on_page: Vec<Vec<u32>>,
    /// For each of the directory's services, its number in the catalog.
    numbers: Vec<u32>,
    /// For each number of the catalog, the index of the service.
    by_number: BTreeMap<u32, usize>,
}

impl SiteTopics {
    /// From the topics of each service. `numbers` are the services' numbers in the catalog, of which one in
    /// any locale will do: facts are the same in all.
    pub fn new(
        directory: &Directory,
        of_service: Vec<Vec<usize>>,
        numbers: &[u32],
        catalog: Option<&Catalog>,
        now: Moment,
    ) -> Self {
        let by_number: BTreeMap<u32, usize> =
            numbers.iter().enumerate().map(|(index, number)| (*number, index)).collect();
        let topics = &directory.vocabulary.topics;
        let mut on_page = vec![Vec::new(); topics.len()];
        let hits = catalog.map(|catalog| catalog.search(&Query::default(), now).hits);
        for number in hits.iter().flatten().map(|hit| hit.service) {
            let Some(index) = by_number.get(&number) else { continue };
            let Some(service) = directory.services.get(*index) else { continue };
            for topic in of_service.get(*index).into_iter().flatten() {
                let is_fit = topics
                    .get(*topic)
                    .is_some_and(|topic| !service.sensitive || is_sensitive(directory, topic));
                if let Some(services) = on_page.get_mut(*topic).filter(|_| is_fit) {
                    services.push(number);
                }
            }
        }
        for services in &mut on_page {
            services.sort_unstable();
        }
        Self { of_service, on_page, numbers: numbers.to_vec(), by_number }
    }

    /// For each of the directory's services, its topics as indices, the strongest first.
    pub fn of_services(&self) -> &[Vec<usize>] {
        &self.of_service
    }

    /// The numbers of the services on a topic's page, sorted; empty: it has no page.
    pub fn on_page(&self, topic: usize) -> &[u32] {
        self.on_page.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The topics that have a page, in the order of the list, each with its index.
    pub fn shown<'d>(
        &self,
        directory: &'d Directory,
    ) -> impl Iterator<Item = (usize, &'d Term)> + use<'_, 'd> {
        let topics = directory.vocabulary.topics.iter().enumerate();
        topics.filter(|(topic, _)| !self.on_page(*topic).is_empty())
    }

    /// The topics on whose pages a service stands, the strongest first. What other groups do makes no
    /// difference: a page is seen while it is written, before anything is known of others.
    pub fn of<'d>(&self, directory: &'d Directory, id: &str) -> Vec<&'d Term> {
        let services = &directory.services;
        let index = services.binary_search_by(|service| service.id.as_str().cmp(id)).ok();
        let number = index.and_then(|index| self.numbers.get(index));
        let topics = index.and_then(|index| self.of_service.get(index)).into_iter().flatten();
        topics
            .filter(|topic| {
                number.is_some_and(|number| self.on_page(**topic).binary_search(number).is_ok())
            })
            .filter_map(|topic| directory.vocabulary.topics.get(*topic))
            .collect()
    }

    /// The service of a number of the catalog.
    pub fn service<'d>(&self, directory: &'d Directory, number: u32) -> Option<&'d Service> {
        directory.services.get(*self.by_number.get(&number)?)
    }
}

/// Whether the page of a topic calls for discretion: where that of its need does.
pub fn is_sensitive(directory: &Directory, topic: &Term) -> bool {
    let mut needs = directory.vocabulary.needs.iter();
    topic.sensitive || needs.any(|need| need.sensitive && topic.need.as_ref() == Some(&need.id))
}
