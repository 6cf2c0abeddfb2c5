//! The data of a directory for others: the folder `data/` of every site, in the formats of the field.
//!
//! Reading order: [`exported`] (which services may leave, and with which words), [`record`] and [`ids`] (how a
//! record is made: what is not known is not in it), [`hsds`] (the whole of a service, from which [`oruk`] and
//! [`tabular`] are made), then the formats that say less: [`fhir`], [`table`], [`calendars`], [`atom`].
//! [`licence`] stands beside all of them.
//!
//! Architecture invariants: a confidential place is not in [`Whereabouts::places`], the only way to a place that
//! this module takes; what prescribers are told is read nowhere here; nothing depends on the day of the build
//! but what the site itself no longer tells (an alert that is over, a check that is too old, hours that were known until then).
//!
//! [`Whereabouts::places`]: catalog::service::Whereabouts::places

mod atom;
mod calendars;
mod exported;
mod fhir;
mod hsds;
mod ids;
mod licence;
mod oruk;
mod record;
mod table;
mod tabular;

use app::pages::{DataFile, DataFormat, Site};
use catalog::directory::Directory;
use catalog::service::Service;
use rayon::prelude::*;
use serde_json::{Value, json};

use crate::build::Unchanged;
use crate::listed::News;
use crate::staging::{Lasting, Staging, StagingError, Written};
use exported::Exported;
pub use exported::plain;
use tabular::Tables;

/// The folder of the data, from the root of the site.
const FOLDER: &str = "data";

/// Most services in a file of JSON. The sample's are 12 KB each in HSDS, so that a file stays under 25 MiB, which
/// is the most that Cloudflare Pages takes.
const SERVICES_IN_A_FILE: usize = 1_000;

/// Whether each service has a file of its own, as the interface of Open Referral UK has an answer for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnFiles {
    /// Each has.
    Written,
    /// The host has no room for them: all is in the pages.
    LeftOut,
}

/// Most files of the data without those of single services: pages of four formats, the tables and what describes
/// them, calendars of all needs and of all services, one table and what its columns are, one feed and the licence.
pub fn files_at_most(directory: &Directory) -> usize {
    let pages = directory.services.len().div_ceil(SERVICES_IN_A_FILE).max(1);
    3 * pages + tabular::FILES_AT_MOST + directory.vocabulary.needs.len() + 1 + 5
}

/// Files of single services, at most.
pub fn own_files_at_most(directory: &Directory) -> usize {
    directory.services.len()
}

/// How many services there are that a file of their own would be of.
pub fn own_files_of(site: &Site<'_>) -> usize {
    Exported::of(site).services.len()
}

/// Writes the data, and tells which files there are, for the page that leads to them. `news` is what has become of the services
/// since an earlier release, where somebody compared one.
///
/// # Errors
/// When a file cannot be written.
pub fn write(
    staging: &Staging,
    site: &Site<'_>,
    own_files: OwnFiles,
    unchanged: &Unchanged,
    news: Option<&News>,
) -> Result<Vec<DataFile>, StagingError> {
    let exported = Exported::of(site);
    staging.progress().begins("Writing the data for others", exported.services.len());
    let mut files = Files { staging, unchanged, written: Vec::new() };
    let mut tables = Tables::default();
    let pages = exported.pages(SERVICES_IN_A_FILE);
    for (number, services) in (1..).zip(&pages) {
        let records: Vec<Value> =
            services.par_iter().map(|service| hsds::service(&exported, service)).collect();
        let page = Page { number, of: pages.len(), all: exported.services.len() };
        // Tables fill row by row, on one core.
        let in_tables = || records.iter().for_each(|record| tables.add(record));
        let as_pages = || files.add_page(&exported, services, &records, &page, own_files);
        rayon::join(in_tables, as_pages).1?;
    }
    files.add(DataFormat::Oruk, "oruk/index.json", oruk::about().to_string().as_bytes())?;
    for (path, text) in tables.finish(&exported) {
        let format = DataFormat::HsdsTabular;
        files.add(format, &["hsds/tabular/", &path].concat(), text.as_bytes())?;
    }
    let table = table::table(&exported);
    files.add(DataFormat::Table, "activities.csv", table.as_bytes())?;
    let mapping = table::mapping(&exported);
    files.add(DataFormat::Table, "activities.mapping.toml", mapping.as_bytes())?;
    for (name, text) in calendars::calendars(&exported) {
        let path = ["calendar/", &name, ".ics"].concat();
        files.add(DataFormat::Calendar, &path, text.as_bytes())?;
    }
    if let Some(feed) = atom::feed(&exported, news) {
        let format = if news.is_some() { DataFormat::News } else { DataFormat::Feed };
        files.add(format, "checked.atom", feed.as_bytes())?;
    }
    let terms = licence::text(&exported);
    files.add(DataFormat::Licence, "LICENCE.txt", terms.as_bytes())?;
    Ok(files.written)
}

/// The files as they are written.
struct Files<'a> {
    staging: &'a Staging,
    unchanged: &'a Unchanged,
    written: Vec<DataFile>,
}

impl Files<'_> {
    fn add(&mut self, format: DataFormat, name: &str, bytes: &[u8]) -> Result<(), StagingError> {
        self.add_lasting(format, name, bytes, None)
    }

    fn add_lasting(
        &mut self,
        format: DataFormat,
        name: &str,
        bytes: &[u8],
        lasting: Option<Lasting>,
    ) -> Result<(), StagingError> {
        let path = [FOLDER, "/", name].concat();
        let written = self.staging.write_lasting(&path, bytes, lasting)?;
        self.note(format, written);
        Ok(())
    }

    fn note(&mut self, format: DataFormat, Written { path, bytes, .. }: Written) {
        self.written.push(DataFile { format, path, bytes });
    }

    /// Some services in each format that tells of so many at a time, and each by itself.
    fn add_page(
        &mut self,
        exported: &Exported<'_>,
        services: &[&Service],
        records: &[Value],
        page: &Page,
        own_files: OwnFiles,
    ) -> Result<(), StagingError> {
        let Self { staging, unchanged, .. } = *self;
        let number = page.number;
        let names = [
            (DataFormat::Hsds, format!("hsds/services-{number}.json")),
            (DataFormat::Oruk, format!("oruk/services-{number}.json")),
            (DataFormat::Fhir, format!("fhir/bundle-{number}.json")),
        ];
        let own = |service: &Service| {
            format!("{FOLDER}/oruk/services/{}.json", exported.id("service", &[&service.id]))
        };
        let lasting = page.lasting(unchanged, services, own_files);
        let is_as_it_was = names
            .iter()
            .all(|(_, name)| unchanged.lasts(staging, &[FOLDER, "/", name].concat(), lasting));
        let uk = services.par_iter().zip(records).map(|(service, record)| {
            let path = own(service);
            let lasting = unchanged.all_day(&service.id, [&*service.organization]);
            let has_own = own_files == OwnFiles::Written;
            let own_stands = has_own && unchanged.lasts(staging, &path, lasting);
            staging.progress().step();
            if own_stands {
                staging.reuse(&path)?;
            }
            if is_as_it_was && (own_stands || !has_own) {
                return Ok(String::new());
            }
            let record = oruk::service(record.clone());
            if has_own && !own_stands {
                staging.write_lasting(&path, record.to_string().as_bytes(), lasting)?;
            }
            Ok(if has_own { oruk::listed(record) } else { record }.to_string())
        });
        let uk: Vec<String> = uk.collect::<Result<_, StagingError>>()?;
        if is_as_it_was {
            for (format, name) in names {
                let written = staging.reuse(&[FOLDER, "/", &name].concat())?;
                self.note(format, written);
            }
            return Ok(());
        }
        let hsds: Vec<String> = records.par_iter().map(Value::to_string).collect();
        let bundle = fhir::bundle(exported, services).to_string();
        let made = [page.text(&hsds), page.text(&uk), bundle];
        for ((format, name), text) in names.into_iter().zip(made) {
            self.add_lasting(format, &name, text.as_bytes(), lasting)?;
        }
        Ok(())
    }
}

/// One of the pages of a long list, as HSDS and Open Referral UK both shape it.
struct Page {
    /// From 1.
    number: usize,
    of: usize,
    all: usize,
}

impl Page {
    /// For what the files of this page hold.
    fn lasting(
        &self,
        unchanged: &Unchanged,
        services: &[&Service],
        own_files: OwnFiles,
    ) -> Option<Lasting> {
        let ids: Vec<&str> = services.iter().map(|service| service.id.as_str()).collect();
        let what = format!("{} {} {own_files:?} {}", self.of, self.all, ids.join(" "));
        unchanged.all_day(&what, services.iter().map(|service| service.organization.as_str()))
    }

    /// The page as JSON, with its records.
    fn text(&self, records: &[String]) -> String {
        let head = json!({
            "total_items": self.all,
            "total_pages": self.of,
            "page_number": self.number,
            "size": records.len(),
            "first_page": self.number == 1,
            "last_page": self.number == self.of,
            "empty": records.is_empty(),
        })
        .to_string();
        // The records stand where the head ends: they are long, and are written on every core.
        [head.trim_end_matches('}'), ",\"contents\":[\n", &records.join(",\n"), "]}\n"].concat()
    }
}
