//! `signpost due`: whom to ask this month.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::due::{DUE_MARK, DueGroup, Message, due, message, told};
use crate::plainly::{cannot_write, many};
use crate::review::{COMMENT_MOST, code};
use crate::wording::locales_of;
use app::people::csv::quoted;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use catalog::day::Moment;
use catalog::phone::Phone;
use catalog::query::escape;
use clap::ValueEnum;

use super::{Ended, Errors, leads_nowhere, moment, moment_of, read, usable};
use crate::terminal::Terminal;

/// What `signpost due` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost due
      whom to ask, with messages ready to send
  signpost due --format csv > due.csv
      for a spreadsheet
  signpost due --messages letters/
      also as drafts for a mail program

Who was asked and says that all is right: signpost checked ID --by NAME --how phone")]
pub struct DueArgs {
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// How to say it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also write a message for each group into this folder, as .eml files that a mail program opens
    #[arg(long)]
    messages: Option<PathBuf>,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// The forms in which the list is printed.
#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// For people, with the messages
    Text,
    /// For a spreadsheet
    Csv,
    /// For a calendar: a task a group
    Ics,
    /// For an issue that everybody may read: no number, no address and no message is in it
    Markdown,
}

/// Prints whom to ask.
pub fn run(args: &DueArgs, terminal: &Terminal) -> Ended {
    let DueArgs { content, format, messages: folder, now } = args;
    usable(content)?;
    let now = moment_of(content, *now)?;
    let outcome = read(content, now, Errors::LeaveOut, terminal);
    let Some(directory) = outcome.directory else {
        return Err("The directory cannot be read: `signpost check` says why.".to_owned());
    };
    let locales = locales_of(&directory);
    let groups = due(&directory, now.day);
    // An issue has no links to the site.
    let has_links = !groups.is_empty() && !matches!(format, Format::Markdown);
    if let Some(said) = leads_nowhere(&directory.config, "Links in messages").filter(|_| has_links)
    {
        terminal.complain(said);
    }
    let with_messages: Vec<(DueGroup<'_>, String, Message)> = groups
        .into_iter()
        .filter_map(|group| {
            let locale = group.locale(&directory.config, &locales).to_owned();
            let message = message(&group, &directory.config, locales.get(&locale)?);
            Some((group, locale, message))
        })
        .collect();
    match format {
        Format::Text => terminal.print(&text(&with_messages)),
        Format::Csv => terminal.print(&csv(&with_messages)),
        Format::Ics => terminal.print(&ics(&with_messages, now)),
        Format::Markdown => terminal.print(&markdown(&with_messages)),
    }
    if let Some(folder) = folder {
        write_messages(folder, &with_messages)?;
    }
    Ok(ExitCode::SUCCESS)
}

type Due<'a> = [(DueGroup<'a>, String, Message)];

fn text(due: &Due<'_>) -> String {
    let mut said = String::new();
    for (group, locale, message) in due {
        said.push_str(&format!("{} ({locale})\n", group.group.name));
        if let Some(phone) = group.phone() {
            said.push_str(&format!("  {}\n", Phone::read(phone).link().trim_start_matches("tel:")));
        }
        if let Some(email) = group.email() {
            let (subject, body) = (escape(&message.subject), escape(&message.text));
            said.push_str(&format!("  mailto:{email}?subject={subject}&body={body}\n"));
        }
        for service in &group.services {
            let name = &service.service.id;
            let reasons: Vec<String> = service.reasons.iter().map(|reason| told(*reason)).collect();
            said.push_str(&format!("  {name}  {}: {}\n", service.service.path, reasons.join("; ")));
        }
        for line in message.text.lines() {
            said.push_str(&format!("    | {line}\n"));
        }
        said.push('\n');
    }
    let services: usize = due.iter().map(|(group, ..)| group.services.len()).sum();
    said.push_str(&match due.len() {
        0 => "Nobody has to be asked this month.\n".to_owned(),
        groups => format!("{} to ask after.\n", pages_of(services, groups)),
    });
    said
}

/// How much there is to ask after.
fn pages_of(services: usize, groups: usize) -> String {
    format!("{} of {}", many(services, "page", "pages"), many(groups, "group", "groups"))
}

/// Groups, pages and reasons, for an issue. Names stand as code: no link, no mention of anybody's account.
fn markdown(due: &Due<'_>) -> String {
    let services: usize = due.iter().map(|(group, ..)| group.services.len()).sum();
    let mut said = format!("{DUE_MARK}\n");
    said.push_str(&match due.len() {
        0 => "Nobody has to be asked this month.\n".to_owned(),
        groups => format!(
            "{} to ask after. `signpost due` on your own computer has numbers, addresses and \
             messages that are ready to send; `signpost checked ID --by NAME --how phone` writes down that somebody was \
             asked.\n",
            pages_of(services, groups)
        ),
    });
    let (mut letters, mut left_out) = (said.chars().count(), 0);
    for (group, ..) in due {
        let mut part = format!("\n**{}**\n\n", code(&group.group.name));
        for service in &group.services {
            let reasons: Vec<String> = service.reasons.iter().map(|reason| told(*reason)).collect();
            let (id, path) = (code(&service.service.id), code(&service.service.path));
            part.push_str(&format!("- [ ] {id} {path}: {}\n", reasons.join("; ")));
        }
        let more = letters + part.chars().count();
        match more > COMMENT_MOST {
            true => left_out += 1,
            false => {
                letters = more;
                said.push_str(&part);
            }
        }
    }
    if left_out > 0 {
        said.push_str(&format!(
            "\nThere is no room here for {}: `signpost due` tells them.\n",
            many(left_out, "more group", "more groups")
        ));
    }
    said
}

fn csv(due: &Due<'_>) -> String {
    let mut rows = "group,language,phone,email,id,file,last check,why\r\n".to_owned();
    for (group, locale, _) in due {
        for service in &group.services {
            let checked = service.service.assurance.as_ref();
            let reasons: Vec<String> = service.reasons.iter().map(|reason| told(*reason)).collect();
            let row = [
                group.group.name.clone(),
                locale.clone(),
                group.phone().unwrap_or_default().to_owned(),
                group.email().unwrap_or_default().to_owned(),
                service.service.id.clone(),
                service.service.path.clone(),
                checked.map(|checked| checked.date.to_string()).unwrap_or_default(),
                reasons.join("; "),
            ];
            rows.push_str(&row.map(|text| quoted(&text)).join(","));
            rows.push_str("\r\n");
        }
    }
    rows
}

/// A morning of this month for each group, one after the other: nobody calls thirty groups in a day.
fn ics(due: &Due<'_>, now: Moment) -> String {
    use catalog::calendar::{Calendar, Entry};
    let mut calendar = Calendar::new("-//Signpost//Due//EN", now);
    let mut day = now.day;
    for (group, ..) in due {
        day = day.plus(1);
        while day.weekday().number() > 4 {
            day = day.plus(1);
        }
        let ids: Vec<&str> = group.services.iter().map(|due| due.service.id.as_str()).collect();
        let uid = format!("due-{}-{}@signpost", group.group.id, now.day);
        let text =
            [group.phone().unwrap_or_default(), group.email().unwrap_or_default(), &ids.join(" ")]
                .join("\n");
        let entry =
            Entry { uid: &uid, title: &group.group.name, text: text.trim(), ..Entry::default() };
        calendar.once(&entry, Moment { day, minute: 10 * 60 }, 15);
    }
    calendar.finish()
}

/// Writes a message for each group (RFC 5322), unsent.
fn write_messages(folder: &std::path::Path, due: &Due<'_>) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(cannot_write(folder))?;
    for (group, _, message) in due {
        let file = folder.join(format!("{}.eml", group.group.folder));
        fs::write(&file, eml(group.email(), message)).map_err(cannot_write(&file))?;
    }
    Ok(())
}

/// A message as a mail program opens it: a draft (`X-Unsent`), UTF-8 as base64.
fn eml(to: Option<&str>, message: &Message) -> String {
    let word = format!("=?UTF-8?B?{}?=", BASE64.encode(&message.subject));
    let body = BASE64.encode(message.text.replace('\n', "\r\n"));
    let lines: Vec<&str> =
        body.as_bytes().chunks(76).filter_map(|line| std::str::from_utf8(line).ok()).collect();
    let to = to.filter(|to| !to.contains(['\r', '\n'])).map(|to| format!("To: {to}\r\n"));
    format!(
        "X-Unsent: 1\r\n{}Subject: {word}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
        to.unwrap_or_default(),
        lines.join("\r\n")
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::path::Path;

    use catalog::day::Day;

    use super::*;
    use crate::read::read_directory;

    /// So many groups to ask, all alike.
    fn told_of(groups: usize) -> String {
        let good = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/good");
        let day = Day::parse("2027-12-01").unwrap();
        let directory = read_directory(&good, day).directory.unwrap();
        let none = || Message { subject: String::new(), text: String::new() };
        let all = (0..groups).flat_map(|_| due(&directory, day));
        let all: Vec<_> = all.map(|group| (group, "en".to_owned(), none())).collect();
        markdown(&all)
    }

    #[test]
    fn an_issue_with_no_room_for_all_groups_ends_with_a_whole_one_and_says_how_many_are_left() {
        let said = told_of(1_000);
        // GitHub takes no more.
        assert!(said.chars().count() <= 65_536, "{}", said.chars().count());
        let shown = said.matches("\n**").count();
        assert!(shown > 100 && said.matches("\n- [ ] ").count() == shown, "{shown}");
        let left = format!("{} more groups: `signpost due` tells them.\n", 1_000 - shown);
        assert!(said.ends_with(&left), "{shown}");
        assert!(!told_of(2).contains("There is no room"));
    }
}
