//! What others may do with the data, and whom they name: beside all formats, and inside those that have a place for it.

use app::locale::Key;

use super::exported::Exported;

pub use app::pages::attribution;

/// `LICENCE.txt`: in the directory's own language, as the page for people who take the data has it in all.
pub fn text(exported: &Exported<'_>) -> String {
    let context = &exported.context;
    let config = context.config();
    let terms = match &config.data.licence {
        Some(licence) => {
            let values = [("licence", licence.title.as_str()), ("url", licence.url.as_str())];
            context.fill(Key::DataLicence, &values)
        }
        None => context.text(Key::DataNoLicence),
    };
    let notice = config.notice.as_ref().map(|notice| context.words(notice).text);
    let whom = [&config.contact_email, &config.contact_phone].into_iter().flatten().next();
    let parts = [
        Some(attribution(context)),
        Some(terms),
        whom.cloned(),
        notice,
        Some(context.text(Key::DataUnknown)),
        Some(context.text(Key::DataLeftOut)),
        (!config.data.sensitive).then(|| context.text(Key::DataDiscreet)),
    ];
    parts.into_iter().flatten().flat_map(|part| [part, "\n\n".to_owned()]).collect::<String>()
}
