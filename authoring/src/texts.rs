//! Every text of a draft that people read, with the key under which it was typed.
//!
//! Checks that are about any words at all (hidden characters, lengths, addresses that must not be
//! told, words of the template) ask here, so that a new text is looked at by all of them. Drafts are
//! taken apart exhaustively: whoever adds a field decides here whether it is a text.

use crate::draft::{
    DraftConfig, DraftContact, DraftLocation, DraftOrganization, DraftOrganizationTranslation,
    DraftSchedule, DraftService, DraftTerm, DraftTranslation, DraftTranslator, DraftUrgent,
    DraftWords, Drafts,
};
use crate::node::Text;

/// What kind of text it is: what may stand in it, and how long it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What something or somebody is called: a title, a place, a role, a street.
    Name,
    /// A sentence or two in a row of a page.
    Line,
    /// The text under the facts, in Markdown.
    Body,
    /// What programs read: an address, a number, a word of a list.
    Fact,
}

/// One text.
#[derive(Clone, Copy, Debug)]
pub struct Wording<'a> {
    /// Its key, such as `transport`; `text` for what stands under the facts.
    pub key: &'static str,
    /// The words.
    pub text: &'a Text,
    /// What kind of text it is.
    pub kind: Kind,
}

/// A growing list of texts.
#[derive(Default)]
struct List<'a>(Vec<Wording<'a>>);

impl<'a> List<'a> {
    fn add(&mut self, kind: Kind, key: &'static str, texts: impl IntoIterator<Item = &'a Text>) {
        self.0.extend(texts.into_iter().map(|text| Wording { key, text, kind }));
    }

    fn notes(&mut self, key: &'static str, notes: &'a [(Text, Text)]) {
        self.add(Kind::Line, key, notes.iter().map(|(_, note)| note));
    }

    fn contacts(&mut self, contacts: &'a [DraftContact]) {
        for DraftContact { span: _, role, phone, extension, sms: _, email, url, languages: _ } in
            contacts
        {
            self.add(Kind::Name, "role", role);
            self.add(Kind::Fact, "phone", phone);
            self.add(Kind::Fact, "extension", extension);
            self.add(Kind::Fact, "email", email);
            self.add(Kind::Fact, "url", url);
        }
    }

    fn translator(&mut self, translator: Option<&'a DraftTranslator>) {
        if let Some(translator) = translator {
            let DraftTranslator { by, by_machine: _, reviewed_by, date: _, of: _, span: _ } =
                translator;
            self.add(Kind::Name, "by", by);
            self.add(Kind::Name, "reviewed_by", reviewed_by);
        }
    }

    fn location(&mut self, location: &'a DraftLocation) {
        self.add(Kind::Name, "name", &location.name);
        self.add(Kind::Name, "address", location.address.iter().flatten().flatten());
        self.notes("access_notes", &location.access_notes);
        self.notes("access_only", &location.access_only);
        self.add(Kind::Line, "transport", &location.transport);
        self.contacts(&location.contact);
    }

    fn schedule(&mut self, row: &'a DraftSchedule) {
        self.add(Kind::Line, "schedule", &row.text);
        self.add(Kind::Line, "pauses", row.pauses.iter().filter_map(|pause| pause.why.as_ref()));
    }

    fn words(&mut self, kind: Kind, key: &'static str, words: &'a DraftWords) {
        self.add(kind, key, words.words.iter().map(|(_, words)| words));
    }
}

/// The texts of a service's page, in the order in which they are written.
pub fn of_service(draft: &DraftService) -> Vec<Wording<'_>> {
    let DraftService {
        path: _,
        folder: _,
        stem: _,
        front: _,
        id: _,
        name,
        summary,
        status: _,
        alert,
        needs: _,
        topics: _,
        not_topics: _,
        intent: _,
        audience: _,
        eligibility,
        cost,
        delivery: _,
        joining: _,
        languages,
        locations,
        area: _,
        confidential_address: _,
        undecided: _,
        schedule,
        contact,
        first_visit,
        volunteer,
        capacity,
        assurance,
        prescriber_notes,
        sensitive: _,
        body,
    } = draft;
    let mut list = List::default();
    list.add(Kind::Name, "name", name);
    list.add(Kind::Line, "summary", summary);
    list.add(Kind::Line, "alert", alert.iter().filter_map(|alert| alert.text.as_ref()));
    if let Some(eligibility) = eligibility {
        list.add(Kind::Line, "eligibility", &eligibility.text);
        list.add(Kind::Name, "residency", &eligibility.residency);
    }
    list.add(Kind::Line, "cost", cost.iter().filter_map(|cost| cost.note.as_ref()));
    let notes = languages.iter().filter_map(|language| language.note.as_ref());
    list.add(Kind::Line, "languages", notes);
    locations.iter().for_each(|location| list.location(location));
    schedule.iter().for_each(|row| list.schedule(row));
    list.contacts(contact);
    if let Some(visit) = first_visit {
        list.add(Kind::Line, "what_happens", &visit.what_happens);
        list.add(Kind::Name, "ask_for", &visit.ask_for);
        list.add(Kind::Line, "what_to_bring", &visit.what_to_bring);
    }
    list.add(Kind::Line, "volunteer", volunteer.iter().filter_map(|it| it.role.as_ref()));
    list.add(Kind::Line, "capacity", capacity.iter().filter_map(|it| it.note.as_ref()));
    list.add(Kind::Name, "by", assurance.iter().filter_map(|it| it.by.as_ref()));
    list.add(Kind::Line, "prescriber_notes", prescriber_notes);
    list.add(Kind::Body, "text", [&body.markdown]);
    list.0
}

/// The texts of a service's page in another language.
pub fn of_translation(draft: &DraftTranslation) -> Vec<Wording<'_>> {
    let DraftTranslation {
        path: _,
        folder: _,
        stem: _,
        locale: _,
        front: _,
        name,
        summary,
        alert,
        eligibility,
        schedule,
        cost,
        access_notes,
        access_only,
        transport,
        language_notes,
        what_happens,
        what_to_bring,
        capacity,
        volunteer,
        translator,
        body,
    } = draft;
    let mut list = List::default();
    list.add(Kind::Name, "name", name);
    list.add(Kind::Line, "summary", summary);
    list.add(Kind::Line, "alert", alert);
    list.add(Kind::Line, "eligibility", eligibility);
    list.add(Kind::Line, "schedule", schedule.iter().flat_map(|list| &list.value));
    list.add(Kind::Line, "cost", cost.iter().flat_map(|list| &list.value));
    list.notes("access_notes", access_notes);
    list.notes("access_only", access_only);
    list.add(Kind::Line, "transport", transport.iter().flat_map(|list| &list.value));
    list.notes("language_notes", language_notes);
    list.add(Kind::Line, "what_happens", what_happens);
    list.add(Kind::Line, "what_to_bring", what_to_bring);
    list.add(Kind::Line, "capacity", capacity);
    list.add(Kind::Line, "volunteer", volunteer);
    list.translator(translator.as_ref());
    list.add(Kind::Body, "text", [&body.markdown]);
    list.0
}

/// The texts of a group's page.
pub fn of_organization(draft: &DraftOrganization) -> Vec<Wording<'_>> {
    let DraftOrganization {
        path: _,
        folder: _,
        front: _,
        id: _,
        lacks_id: _,
        name,
        summary,
        website,
        contact,
        body,
    } = draft;
    let mut list = List::default();
    list.add(Kind::Name, "name", name);
    list.add(Kind::Line, "summary", summary);
    list.add(Kind::Fact, "website", website);
    list.contacts(contact);
    list.add(Kind::Body, "text", [&body.markdown]);
    list.0
}

/// The texts of a group's page in another language.
pub fn of_organization_translation(draft: &DraftOrganizationTranslation) -> Vec<Wording<'_>> {
    let DraftOrganizationTranslation { folder: _, locale: _, front: _, summary, translator, body } =
        draft;
    let mut list = List::default();
    list.add(Kind::Line, "summary", summary);
    list.translator(translator.as_ref());
    list.add(Kind::Body, "text", [&body.markdown]);
    list.0
}

/// The texts of every file of a folder.
pub fn of_all(drafts: &Drafts) -> Vec<Wording<'_>> {
    let Drafts {
        config,
        terms,
        urgent,
        // For writers: nobody else reads it.
        jargon: _,
        places: _,
        holidays: _,
        landmarks: _,
        wording: _,
        published: _,
        all_places: _,
        organizations,
        organization_translations,
        services,
        all_services: _,
        translations,
        lists,
        list_translations,
        pages,
    } = drafts;
    let mut list = List::default();
    config.iter().for_each(|config| of_config(config, &mut list));
    terms.iter().flat_map(|terms| &terms.terms).for_each(|term| of_term(term, &mut list));
    of_urgent(urgent, &mut list);
    list.0.extend(organizations.iter().flat_map(of_organization));
    list.0.extend(organization_translations.iter().flat_map(of_organization_translation));
    list.0.extend(services.iter().flat_map(of_service));
    list.0.extend(translations.iter().flat_map(of_translation));
    for draft in lists {
        list.add(Kind::Name, "title", &draft.title);
        list.add(Kind::Line, "for_whom", &draft.for_whom);
        list.add(Kind::Body, "text", [&draft.body.markdown]);
    }
    for draft in list_translations {
        list.add(Kind::Name, "title", &draft.title);
        list.add(Kind::Line, "for_whom", &draft.for_whom);
        list.add(Kind::Body, "text", [&draft.body.markdown]);
    }
    for draft in pages {
        list.add(Kind::Name, "title", &draft.title);
        list.add(Kind::Line, "summary", &draft.summary);
        list.add(Kind::Body, "text", [&draft.body.markdown]);
    }
    list.0
}

fn of_config<'a>(config: &'a DraftConfig, list: &mut List<'a>) {
    list.words(Kind::Name, "name", &config.name);
    list.words(Kind::Name, "area", &config.area);
    list.words(Kind::Line, "notice", &config.notice);
    list.add(Kind::Fact, "phone", &config.contact_phone);
    list.add(Kind::Fact, "email", &config.contact_email);
    for line in &config.help_now {
        list.add(Kind::Fact, "phone", &line.phone);
        list.add(Kind::Name, "display", &line.display);
        list.words(Kind::Line, "label", &line.label);
    }
    for desk in &config.desks {
        list.words(Kind::Name, "name", &desk.name);
        list.add(Kind::Fact, "phone", &desk.phone);
        list.add(Kind::Fact, "email", &desk.email);
    }
    if let Some(codes) = &config.record_codes {
        list.add(Kind::Fact, "system", &codes.system);
        list.add(Kind::Fact, "record_codes", codes.all());
    }
}

fn of_urgent<'a>(urgent: &'a DraftUrgent, list: &mut List<'a>) {
    for line in &urgent.lines {
        list.add(Kind::Fact, "phone", &line.phone);
        list.add(Kind::Name, "display", &line.display);
        list.words(Kind::Line, "label", &line.label);
    }
    for kind in &urgent.kinds {
        list.words(Kind::Line, "title", &kind.title);
    }
}

fn of_term<'a>(term: &'a DraftTerm, list: &mut List<'a>) {
    list.words(Kind::Name, "label", &term.label);
    list.words(Kind::Line, "description", &term.description);
    for (key, phrases) in
        [("synonyms", &term.synonyms), ("asked", &term.asked), ("chosen", &term.chosen)]
    {
        list.add(Kind::Name, key, phrases.iter().flat_map(|(_, phrases)| phrases));
    }
}
