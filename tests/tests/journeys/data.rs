//! The data that the sample's site gives away, read by validators and readers that others wrote. What is in it, and what
//! is not, is the business of `indexer/tests/data.rs`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use journeys::server::Kind;
use journeys::site::Site;
use journeys::tools::{ajv, feeds, fhir, schemas, skipped, vocabulary};
use journeys::{Habits, Town};
use serde_json::Value;

/// Runs a script in node, with its arguments, and gives what it says as JSON.
fn node(script: &str, arguments: &[&Path]) -> Value {
    let output = Command::new("node").args(["-e", script]).args(arguments).output();
    let output = output.expect("node runs");
    let said = String::from_utf8_lossy(&output.stdout);
    serde_json::from_str(said.trim()).unwrap_or_else(|_| {
        panic!("node said {said} {}", String::from_utf8_lossy(&output.stderr));
    })
}

/// Checks records by schemas that name each other: how many there are, what is wrong with them, and whether a record
/// without a name would be found out.
const BY_SCHEMA: &str = "
    const fs = require('fs'), path = require('path');
    const [formats, folder, root, ...files] = process.argv.slice(1);
    const load = require('module').createRequire(formats);
    const Ajv = load('ajv').default;
    const ajv = new Ajv({ strict: false, allErrors: true });
    require(formats).default(ajv);
    const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
    for (const file of fs.readdirSync(folder).filter((file) => file.endsWith('.json'))) {
        const schema = read(path.join(folder, file));
        delete schema.$schema;
        ajv.addSchema(schema, 'https://schemas.example/' + file);
    }
    const isValid = ajv.getSchema('https://schemas.example/' + root);
    const records = files.map(read).flatMap((file) => file.contents ?? [file]);
    const wrong = records.flatMap((record) =>
        isValid(record) ? [] : [[record.name, ajv.errorsText(isValid.errors)]]);
    const { name, ...nameless } = records[0];
    console.log(JSON.stringify({ all: records.length, wrong, broken: isValid(nameless) }));
";

/// Where a standard's schemas are looked for.
const LOOKED_FOR: &str =
    "is not in ../shared/data/hsds, nor where SIGNPOST_SCHEMAS says, so nothing was checked by it";

/// Whether these records are as a standard's own schemas want them. Says so where the schemas are not here.
fn are_valid(schemas_of: &str, root: &str, files: &[PathBuf]) {
    let Some(folder) = schemas(schemas_of) else {
        return skipped(&format!("{schemas_of} {LOOKED_FOR}"));
    };
    let ajv = ajv();
    let arguments = [ajv.as_path(), &folder, Path::new(root)].into_iter();
    let told =
        node(BY_SCHEMA, &arguments.chain(files.iter().map(PathBuf::as_path)).collect::<Vec<_>>());
    assert_eq!(told["wrong"], Value::Array(Vec::new()), "{schemas_of}");
    assert!(told["all"].as_u64().is_some_and(|all| all > 50), "{told}");
    assert_eq!(told["broken"], false, "a validator that finds nothing is none");
}

/// Checks tables by the standard's schema of them, which it gives away as JSON and, with fewer words, as a sheet: how many
/// rows there are, what is wrong with them, which tables and columns the schema does not know, and whether a service
/// without an id would be found out. The schema wants of a row what a table must have, beside what any record must.
const BY_TABLES: &str = r#"
    const fs = require('fs'), path = require('path');
    const [formats, file, folder] = process.argv.slice(1);
    const load = require('module').createRequire(formats);
    const Ajv = load('ajv').default;
    // Years are `%Y`, which is no format of JSON's.
    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    require(formats).default(ajv);
    // RFC 4180.
    const table = (text) => {
        const lines = [[]];
        for (const [, cell, end] of text.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r?\n|$)/g)) {
            lines.at(-1).push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
            if (end !== ',') lines.push([]);
        }
        const [names, ...rows] = lines.filter((line) => line.length > 1);
        return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at]])));
    };
    const ofSheet = (rows) => {
        const properties = {};
        for (const { table_name, name, type, format, ...rest } of rows) {
            properties[table_name] ??= { type: 'array', items: { type: 'object', properties: {}, required: [] } };
            const { items } = properties[table_name];
            items.properties[name] = {
                type, ...(format && { format }), ...(rest.enum && { enum: rest.enum.split(',') }),
            };
            // So the standard spells it.
            const isRequired = [rest.constraints_required, rest.constraints_tablular_required];
            if (isRequired.includes('true')) items.required.push(name);
        }
        return { type: 'object', properties };
    };
    const read = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');
    const schema = file.endsWith('.json') ? JSON.parse(read(file)) : ofSheet(table(read(file)));
    for (const { items } of Object.values(schema.properties)) {
        items.required = [...items.required ?? [], ...items.tabular_required ?? []];
        // A cell holds no list, and no other record.
        for (const [name, { type }] of Object.entries(items.properties)) {
            if (!['string', 'number', 'boolean'].includes(type)) delete items.properties[name];
        }
    }
    const tables = {}, unknown = [];
    for (const { name, path: file } of JSON.parse(read(folder, 'datapackage.json')).resources) {
        const columns = schema.properties[name]?.items.properties;
        const rows = table(read(folder, file));
        if (columns === undefined) unknown.push(name);
        else unknown.push(...Object.keys(rows[0]).filter((column) => !(column in columns))
            .map((column) => `${name}.${column}`));
        const typed = ([column, cell]) =>
            [column, columns?.[column]?.type === 'number' ? Number(cell) : cell];
        // An empty cell says nothing.
        const said = (row) => Object.entries(row).filter(([, cell]) => cell !== '');
        tables[name] = rows.map((row) => Object.fromEntries(said(row).map(typed)));
    }
    const isValid = ajv.compile(schema);
    const wrong = isValid(tables) ? [] : isValid.errors.map(({ instancePath, message }) => `${instancePath} ${message}`);
    const all = Object.values(tables).flat().length;
    delete tables.service[0].id;
    console.log(JSON.stringify({ all, wrong, unknown, broken: isValid(tables) }));
"#;

/// The schema of tables: that of the newest standard where it is here, else the sheet that came with HSDS 3.
fn schema_of_tables() -> Option<PathBuf> {
    let known = [
        ("schema-3.1", "tabular.json"),
        ("schema-3.1/compiled", "tabular.json"),
        ("schema-3x/simple", "schema.csv"),
    ];
    let mut files = known.iter().filter_map(|(folder, file)| Some(schemas(folder)?.join(file)));
    files.find(|file| file.exists())
}

fn data() -> PathBuf {
    Site::sample().folder.join("data")
}

#[test]
fn another_directory_reads_every_service_as_hsds_3_1_by_the_standard_s_own_schemas() {
    are_valid("schema-3.1", "service.json", &[data().join("hsds/services-1.json")]);
}

#[test]
fn a_directory_in_the_uk_reads_every_service_by_its_profile_s_own_schemas() {
    let single = fs::read_dir(data().join("oruk/services")).expect("each service has a file");
    let single: Vec<PathBuf> = single.map(|entry| entry.expect("is there").path()).collect();
    are_valid("schema-oruk/compiled", "service.json", &single);
    let pages = [data().join("oruk/services-1.json")];
    are_valid("schema-oruk/compiled", "service_list.json", &pages);
}

#[test]
fn somebody_with_a_spreadsheet_reads_every_table_by_the_standard_s_own_schema_of_tables() {
    let Some(schema) = schema_of_tables() else {
        return skipped(&format!("the schema of HSDS's tables {LOOKED_FOR}"));
    };
    let told = node(BY_TABLES, &[&ajv(), &schema, &data().join("hsds/tabular")]);
    assert_eq!(told["wrong"], Value::Array(Vec::new()), "{}", schema.display());
    assert!(told["all"].as_u64().is_some_and(|all| all > 1_000), "{told}");
    assert_eq!(told["broken"], false, "a validator that finds nothing is none");
    // What came with HSDS 3.1, and a link whose type the sheet of HSDS 3 leaves open. A slip in a name would be here.
    let newer = ["url", "unit", "service_capacity", "taxonomy_term.taxonomy"];
    let unknown = told["unknown"].as_array().expect("a list").iter();
    let slips: Vec<_> = unknown.filter(|name| !newer.iter().any(|known| *name == known)).collect();
    assert!(slips.is_empty(), "{slips:?}");
}

#[test]
fn a_health_record_reads_the_bundle_by_somebody_else_s_validator() {
    let script = "const { Fhir } = require(process.argv[1]);
        const text = require('fs').readFileSync(process.argv[2], 'utf8');
        const told = (text) => new Fhir().validate(JSON.parse(text), { errorOnUnexpected: true });
        const { valid, messages } = told(text);
        const errors = messages.filter(({ severity }) => !['info', 'warning'].includes(severity));
        const broken = told(text.replaceAll('\"providedBy\":', '\"providedFor\":'));
        const kinds = JSON.parse(text).entry.map(({ resource }) => resource.resourceType);
        console.log(JSON.stringify({ valid, errors, broken: broken.valid, kinds: [...new Set(kinds)] }));";
    let told = node(script, &[&fhir(), &data().join("fhir/bundle-1.json")]);
    assert_eq!(told["valid"], true, "{told}");
    assert_eq!(told["errors"], Value::Array(Vec::new()));
    assert_eq!(told["broken"], false, "a validator that finds nothing is none");
    assert_eq!(told["kinds"].to_string(), "[\"Organization\",\"Location\",\"HealthcareService\"]");
}

#[test]
fn a_feed_reader_shows_what_was_checked_lately() {
    let script = "const Parser = require(process.argv[1]);
        const text = require('fs').readFileSync(process.argv[2], 'utf8');
        const broken = new Parser().parseString(text.replace('</entry>', '')).then(() => true, () => false);
        new Parser().parseString(text).then(async ({ title, items }) => console.log(JSON.stringify({
            title, all: items.length, broken: await broken,
            whole: items.every(({ title, link, isoDate, summary, id }) => title && link && isoDate && summary && id),
        })));";
    let told = node(script, &[&feeds(), &data().join("checked.atom")]);
    assert_eq!(told["title"], "Signpost South Vancouver: checked lately", "{told}");
    assert_eq!(told["whole"], true, "{told}");
    assert_eq!(told["broken"], false, "a reader that takes anything is none");
    assert!(told["all"].as_u64().is_some_and(|all| all > 50), "{told}");
}

/// The words of schema.org, as those who keep them write them down for programs: every type with its properties.
const BY_VOCABULARY: &str = r#"
    const fs = require('fs'), path = require('path');
    const [types, site] = process.argv.slice(1);
    const known = new Map();
    // "interface EventBase extends ThingBase {", then a line a property: "eventSchedule"?: ...
    let current = { parents: new Set(), own: new Set() };
    const plain = (name) => name.replace(/(Base|Leaf)$/, '');
    for (const line of fs.readFileSync(types, 'utf8').split('\n')) {
        const [, name, parents] = line.match(/^(?:export )?interface (\w+)(?: extends (.*?))? \{/) ?? [];
        if (name !== undefined) {
            current = known.get(plain(name)) ?? { parents: new Set(), own: new Set() };
            for (const parent of parents?.match(/\w+/g) ?? []) current.parents.add(plain(parent));
            known.set(plain(name), current);
        }
        const [, property] = line.match(/^    "(\w+)"\??:/) ?? [];
        if (property !== undefined) current.own.add(property);
    }
    const has = (type, property, seen = new Set()) => {
        if (seen.has(type)) return false;
        seen.add(type);
        const found = known.get(type);
        return found !== undefined && (found.own.has(property)
            || [...found.parents].some((parent) => has(parent, property, seen)));
    };
    const wrong = [];
    const check = (value) => {
        if (Array.isArray(value)) return value.forEach(check);
        if (value === null || typeof value !== 'object') return;
        const type = value['@type'];
        if (!known.has(type)) wrong.push(type);
        for (const [property, inner] of Object.entries(value)) {
            if (property.startsWith('@')) continue;
            if (!has(type, property)) wrong.push(`${type}.${property}`);
            check(inner);
        }
    };
    const kinds = {};
    for (const locale of ['en', 'fa']) {
        for (const id of fs.readdirSync(path.join(site, locale, 's'))) {
            const page = fs.readFileSync(path.join(site, locale, 's', id, 'index.html'), 'utf8');
            const block = page.match(/<script type="application\/ld\+json">(.*?)<\/script>/s);
            if (block === null) { kinds.none = (kinds.none ?? 0) + 1; continue; }
            const data = JSON.parse(block[1]);
            kinds[data['@type']] = (kinds[data['@type']] ?? 0) + 1;
            check(data);
        }
    }
    const found = [...new Set(wrong)];
    wrong.length = 0;
    check({ '@type': 'Event', 'name': 'Tea', 'eventTimetable': 'Tuesdays' });
    console.log(JSON.stringify({ wrong: found, kinds, broken: wrong }));
"#;

#[test]
fn a_search_engine_knows_every_word_that_a_page_tells_it() {
    let told = node(BY_VOCABULARY, &[&vocabulary(), &Site::sample().folder]);
    assert_eq!(told["wrong"], Value::Array(Vec::new()), "{told}");
    assert_eq!(told["broken"].to_string(), "[\"Event.eventTimetable\"]", "{told}");
    for kind in ["Event", "Service", "none"] {
        assert!(told["kinds"][kind].as_u64().is_some_and(|number| number > 5), "{told}");
    }
}

#[test]
fn somebody_who_takes_the_data_finds_every_file_from_the_page_about_this() {
    let site = Site::sample();
    let town = Town::at(site, "/", Kind::WithHeaders);
    let lena = town.visitor_who(Habits::computer().without_javascript());
    lena.opens("en/pages/about/");
    lena.follows("The data of this directory, for use elsewhere");
    assert_eq!(lena.address(), "en/data/");
    let read = lena.reads();
    for words in
        ["ask us before you publish", "It is not a “no”", "What calls for discretion is left out"]
    {
        assert!(read.contains(words), "{words}: {read}");
    }
    for file in site.files().iter().filter(|file| file.starts_with("data/")) {
        let name = file.trim_start_matches("data/");
        // What is missing has a page of its own; its counts are for the next release.
        let is_elsewhere = name.starts_with("oruk/services/")
            || ["LICENCE.txt", "gaps.json", "listed.json"].contains(&name);
        assert!(is_elsewhere || read.contains(name), "{name}");
    }
}
