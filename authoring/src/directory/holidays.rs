//! Rows of a timetable with the days taken out on which a whole region is closed.

use catalog::day::Day;
use catalog::directory::Holidays;
use catalog::service::ServiceSchedule;

use crate::draft::{DraftHolidays, DraftLocation, DraftSchedule};

/// A row as it is meant, at its place among `locations`.
pub(super) fn row(
    draft: &DraftSchedule,
    locations: &[DraftLocation],
    holidays: &[DraftHolidays],
) -> Option<ServiceSchedule> {
    let mut times = draft.meant()?;
    let at = draft.at.as_ref().and_then(|name| {
        let same = |location: &DraftLocation| {
            location.name.as_ref().is_some_and(|known| known.value == name.value)
        };
        u8::try_from(locations.iter().position(same)?).ok()
    });
    let place = at.map_or(locations.first(), |at| locations.get(usize::from(at)));
    let region = place.and_then(DraftLocation::region);
    let mut closed: Vec<Day> = draft
        .closed_on
        .iter()
        .flat_map(|list| holidays.iter().filter(move |known| known.holds(&list.value, region)))
        .flat_map(|known| known.days.iter().map(|day| day.value))
        .filter(|day| times.occurs_on(*day))
        .collect();
    times.exdates.append(&mut closed);
    times.exdates.sort_unstable();
    times.exdates.dedup();
    let kind = draft.kind.as_ref().map(|kind| kind.value).unwrap_or_default();
    Some(ServiceSchedule { at, kind, times })
}

/// The lists themselves.
pub(super) fn lists(drafts: &[DraftHolidays]) -> Vec<Holidays> {
    let list = |draft: &DraftHolidays| {
        let DraftHolidays { id, region, days } = draft;
        Some(Holidays {
            id: id.as_ref()?.value.clone(),
            region: region.as_ref().map(|region| region.value.clone()),
            days: days.iter().map(|day| day.value).collect(),
        })
    };
    drafts.iter().filter_map(list).collect()
}
