//! For people who take the data: each file with what it is and its size, what they may do with it and whom they name,
//! and what is not in it.

use leptos::prelude::*;
use serde_json::json;

use super::Address;
use super::context::PageContext;
use super::page::Page;
use crate::locale::Key;

/// A file of the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DataFile {
    /// What it is.
    pub format: DataFormat,
    /// From the root of the site.
    pub path: String,
    /// Its size.
    pub bytes: u64,
}

/// What a file of the data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFormat {
    /// For a spreadsheet.
    Table,
    /// Open Referral HSDS, JSON.
    Hsds,
    /// Open Referral HSDS, tables.
    HsdsTabular,
    /// Open Referral UK.
    Oruk,
    /// FHIR.
    Fhir,
    /// To subscribe to.
    Calendar,
    /// What was checked lately.
    Feed,
    /// The same, and what is new or has changed since an earlier release.
    News,
    /// What others may do with it.
    Licence,
}

/// The formats, simplest first, with what each is called. The licence stands by itself.
const FORMATS: [(DataFormat, Key); 8] = [
    (DataFormat::Table, Key::DataTable),
    (DataFormat::Calendar, Key::DataCalendar),
    (DataFormat::Feed, Key::DataFeed),
    (DataFormat::News, Key::DataFeedNews),
    (DataFormat::Hsds, Key::DataHsds),
    (DataFormat::HsdsTabular, Key::DataHsdsTabular),
    (DataFormat::Oruk, Key::DataOruk),
    (DataFormat::Fhir, Key::DataFhir),
];

/// The page.
pub fn data(context: &PageContext<'_>) -> Page {
    let title = context.text(Key::DataTitle);
    let lead = context.text(Key::DataLead);
    let language = context.site.locales.own_name(context.default_locale());
    let discreet = (!context.config().data.sensitive).then(|| context.text(Key::DataDiscreet));
    let formats = FORMATS.iter().map(|(format, key)| files(context, *format, *key)).collect_view();
    let main = view! {
        <h1>{title.clone()}</h1>
        <p class="lead">{lead.clone()}</p>
        <h2>{context.text(Key::DataTerms)}</h2>
        {terms(context)}
        <h2>{context.text(Key::DataMeaning)}</h2>
        <p>{context.text(Key::DataUnknown)}</p>
        <p>{context.text(Key::DataLeftOut)}" "{discreet}</p>
        <p>{context.text(Key::DataDates)}</p>
        <p>{context.fill(Key::DataWords, &[("language", language)])}</p>
        {formats}
    };
    Page {
        description: Some(lead),
        trail: vec![(Address::Home(context.own()), context.text(Key::SiteStart))],
        structured: Some(dataset(context)),
        ..Page::new(title, main.into_any())
    }
}

/// What one may do, and how the directory is named.
fn terms(context: &PageContext<'_>) -> AnyView {
    let config = context.config();
    let licence = match &config.data.licence {
        Some(licence) => {
            let values = [("licence", licence.title.as_str()), ("url", licence.url.as_str())];
            context.fill(Key::DataLicence, &values)
        }
        None => context.text(Key::DataNoLicence),
    };
    let whole = context.site.assets.data.iter().find(|file| file.format == DataFormat::Licence);
    let whole = whole.map(|file| {
        let href = context.file(&file.path);
        view! { <p><a class="tap" href=href><bdi dir="ltr" translate="no">{shown(file)}</bdi></a></p> }
    });
    let email = config.contact_email.clone().map(|email| {
        let href = ["mailto:", &email].concat();
        view! { <p><a class="tap" href=href><bdi dir="ltr" translate="no">{email}</bdi></a></p> }
    });
    view! {
        <p>{licence}</p>
        {whole}
        <p>{context.text(Key::DataCite)}</p>
        <p><bdi translate="no">{attribution(context)}</bdi></p>
        {email}
    }
    .into_any()
}

/// The line to name the directory with, in its own language: the same for everybody.
pub fn attribution(context: &PageContext<'_>) -> String {
    let config = context.config();
    let name = config.name.get(&config.default_locale).map_or("Signpost", String::as_str);
    match &config.data.licence {
        Some(licence) => [name, ", ", &config.base_url, " (", &licence.title, ")"].concat(),
        None => [name, ", ", &config.base_url].concat(),
    }
}

/// The files of a format.
fn files(context: &PageContext<'_>, format: DataFormat, key: Key) -> Option<AnyView> {
    let of_format = context.site.assets.data.iter().filter(|file| file.format == format);
    let links: Vec<_> = of_format
        .map(|file| {
            let kilobytes = u32::try_from(file.bytes.div_ceil(1_000)).unwrap_or(u32::MAX);
            let size = context.messages.number(kilobytes);
            let about = calendar(context, file);
            view! {
                <li>
                    <a class="tap" href=context.file(&file.path)>
                        <bdi dir="ltr" translate="no">{shown(file)}</bdi>
                    </a>
                    " "
                    {about.map(|about| view! { <span>{about}</span> " " })}
                    <span class="soft small">{context.fill(Key::DataSize, &[("n", &size)])}</span>
                </li>
            }
        })
        .collect();
    (!links.is_empty()).then(|| {
        view! {
            <h2>{context.text(key)}</h2>
            <ul class="plain links">{links}</ul>
        }
        .into_any()
    })
}

/// A file as people read it: its path from here on.
fn shown(file: &DataFile) -> String {
    file.path.trim_start_matches("data/").to_owned()
}

/// The need that a calendar is of.
fn calendar(context: &PageContext<'_>, file: &DataFile) -> Option<String> {
    let need = shown(file).strip_prefix("calendar/")?.strip_suffix(".ics")?.to_owned();
    let term = context.directory().vocabulary.needs.iter().find(|term| term.id == need)?;
    Some(term.label(context.locale, context.default_locale()).to_owned())
}

/// The same for programs that look for data (schema.org).
fn dataset(context: &PageContext<'_>) -> String {
    let config = context.config();
    let files = context.site.assets.data.iter().filter(|file| file.format != DataFormat::Licence);
    let files: Vec<_> = files
        .map(|file| {
            let address = [config.base_url.as_str(), &file.path].concat();
            json!({
                "@type": "DataDownload",
                "contentUrl": address,
                "encodingFormat": media_type(&file.path),
            })
        })
        .collect();
    let name = [&context.text(Key::DataTitle), " · ", &context.site_name()].concat();
    let mut told = json!({
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": context.text(Key::DataLead),
        "url": context.absolute(context.address),
        "inLanguage": config.default_locale,
        "creator": { "@type": "Organization", "name": context.site_name(), "url": config.base_url },
        "isAccessibleForFree": true,
        "distribution": files,
    });
    if let Some(licence) = &config.data.licence {
        told["license"] = json!(licence.url);
    }
    told.to_string().replace('<', "\\u003c")
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("ics") => "text/calendar",
        Some("atom") => "application/atom+xml",
        _ => "application/json",
    }
}
