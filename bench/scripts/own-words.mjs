// In the copy of the harness: node own-words.mjs SITE QUESTIONS ADDITIONS TAXONOMY NOW PEERS|- OUT.json
// Types every question of the own-words set into the find page of its language, as ../shared/bench/own-words/score.mjs
// does, and into a page of each peer that has indexed the service pages of that language; compares with the labels.
//
// It reads #words, #results and its data-for, .suggested, .chips, .found, and data-panel above the results. What shall
// not be lost on the way: a question counts only where its label has something to compare (null is no answer at all).
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { startServer } from './lib/server.mjs';

// What stops everything is said where the program that started this one hears it.
process.on('uncaughtException', (reason) => {
  console.log(String(reason?.message ?? reason).split('\n')[0]);
  process.exit(1);
});

const [site, questionsFile, additionsFile, taxonomy, now, peers, out] = process.argv.slice(2);
const questions = fs.readFileSync(questionsFile, 'utf8').trim().split('\n').map((line) => JSON.parse(line));

// The labels know the sample of the day they were written; what has come since is right too.
for (const { q, locale, want, best, need, absent } of JSON.parse(fs.readFileSync(additionsFile, 'utf8'))) {
  const question = questions.find((one) => one.q === q && one.locale === locale);
  if (!question) throw new Error(`own-words.json adds to a question that there is not: ${locale} ${q}`);
  question.want.push(...want);
  question.best.push(...best);
  question.need.push(...need);
  question.absent = absent ?? question.absent;
}

const terms = (name) =>
  fs.readFileSync(path.join(taxonomy, `${name}.toml`), 'utf8').split('[[term]]').slice(1).map((text) => {
    const labels = text.match(/^label = \{(.*)\}$/m)?.[1] ?? '';
    const label = Object.fromEntries([...labels.matchAll(/([A-Za-z-]+) = "([^"]*)"/g)].map(([, locale, words]) => [locale, words]));
    return { id: text.match(/^id = "([^"]+)"/m)[1], label };
  });
const needs = terms('needs');
const listed = { language: terms('languages'), access: terms('access'), cost: terms('cost'), audience: terms('audience') };
// The facets of catalog/src/facet.rs whose values are fixed, in the order of their checkboxes.
const FACETS = ['need', 'language', 'travel', 'access', 'when', 'cost', 'audience', 'joining', 'intent'];
const FIXED = {
  travel: ['walk-short', 'walk', 'bus', 'drive', 'comes'],
  when: ['today', 'week', 'morning', 'afternoon', 'evening', 'weekend', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  intent: ['join', 'volunteer'],
};
// The labels say "this week" where the finder had no finer choice: a day of it, by its name, is that and more.
const DAYS = FIXED.when.slice(6);
// A chip says a postcode by its name.
const postcodes = Object.fromEntries(
  fs.readFileSync(path.join(taxonomy, '../_places/postcodes.csv'), 'utf8').split('\n').map((line) => [line.split(',')[0], line.split(',').slice(3).join(',').replaceAll('"', '')]),
);

const MEASURES = ['found', 'best', 'never', 'need', 'panel', 'offered', 'told'];
const some = (labels, answer) => (labels.length ? answer() : null);
/** What every engine can be asked: where the services stand that it names. */
const scoreOrder = ({ q, locale, kind, want, best, never }, { ids, ms, late }) => ({
  q, locale, kind, ids, ms, late,
  found: some(want, () => ids.some((id) => want.includes(id))),
  best: some(best, () => best.includes(ids[0])),
  never: some(never, () => !ids.some((id) => never.includes(id))),
});

/** In the page: types `q`, and waits until the list says that it is the answer to it, and is painted. */
const ask = async ({ q, field, name }) => {
  const [box, list] = [field, '#results'].map((selector) => document.querySelector(selector));
  const start = performance.now();
  const isAnswered = await new Promise((go) => {
    const look = () => list.dataset[name] === q && go(true);
    new MutationObserver(look).observe(list, { attributeFilter: [`data-${name}`] });
    setTimeout(go, 10000, false);
    box.value = q;
    box.dispatchEvent(new Event('input', { bubbles: true }));
    look();
  });
  // Painted: the frame that shows it has begun, and what comes after it is let in.
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go)));
  return { ms: performance.now() - start, late: !isAnswered };
};

/** In the page: what the answer says beside its time. */
const read = () => {
  const text = (el) => (el?.textContent ?? '').replace(/[\u2066-\u2069]/g, '').replace(/\s+/g, ' ').trim();
  const list = document.querySelector('#results');
  const found = document.querySelector('.found');
  const isShown = (el) => el.getClientRects().length > 0;
  const isAbove = (el) => !!(el.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING);
  const above = (selector, within) => [...within.querySelectorAll(selector)].filter((el) => isShown(el) && isAbove(el) && !el.closest('li.card'));
  let panel = above('main [data-panel]', document)[0]?.dataset.panel ?? null;
  if (!panel) {
    // Numbers named above the results, outside the cards.
    const words = above('*', found).filter((el) => !el.contains(list)).map((el) => `${text(el)} ${el.getAttribute('href') ?? ''}`).join(' ');
    if (/563-?0808|VictimLink/.test(words)) panel = 'violence';
    else if (/9-8-8|tel:988/.test(words)) panel = 'suicide';
    else if (/9-1-1|tel:911/.test(words)) panel = 'emergency';
  }
  const outside = found.cloneNode(true);
  outside.querySelectorAll('li.card').forEach((el) => el.remove());
  const cards = [...document.querySelectorAll('#results > li')];
  return {
    panel,
    // Where nothing was counted, what is near to it may stand in the list: that is an answer too.
    ids: cards.map((li) => li.querySelector('a[href*="/s/"]')?.getAttribute('href').match(/\/s\/(\w+)\//)?.[1]).filter(Boolean).slice(0, 3),
    suggested: [...document.querySelectorAll('.suggested [data-action^="need "]')].map((el) => [el.dataset.action, text(el)]),
    chips: text(document.querySelector('.chips')),
    outside: text(outside),
    hash: location.hash,
    boxes: [...document.querySelectorAll('#filters input[data-action^="toggle "]')].map((el) => [el.dataset.action, text(el.nextElementSibling), el.checked]),
  };
};

/** Every measure that the labels of a question have. */
const score = (question, asked, seen) => {
  const { locale, kind, need, panel, absent } = question;
  const box = (facet, value) => seen.boxes.find(([action]) => action === `toggle ${FACETS.indexOf(facet)} ${value}`)?.[1];
  const suggested = seen.suggested.map(([action]) => {
    const label = box('need', action.split(' ')[1]);
    return needs.find((one) => one.label[locale] === label)?.id;
  });
  const words = `${seen.chips} ${seen.suggested.map(([, text]) => text).join(' ')}`;
  const values = Object.entries(question.filter).flatMap(([facet, value]) => [value].flat().map((value) => ({ facet, value })));
  const isOffered = ({ facet, value }) => {
    if (facet === 'at') return seen.hash.includes(`at=${value}`) || [value, postcodes[value]].some((name) => name && words.toLowerCase().includes(name.toLowerCase()));
    if (facet === 'when' && value === 'week' && DAYS.some((day) => isOffered({ facet, value: day }))) return true;
    const label = FIXED[facet] ? box(facet, FIXED[facet].indexOf(value)) : listed[facet]?.find((term) => term.id === value)?.label[locale];
    const isTicked = () => seen.boxes.some(([action, text, on]) => on && text === label && action.startsWith(`toggle ${FACETS.indexOf(facet)} `));
    return !!label && (words.includes(label) || isTicked());
  };
  // Where the help line, the choice or the sentence is what matters, no need is asked for.
  const needMatters = suggested.length || !(absent || panel || ['access', 'audience', 'name'].includes(kind));
  return {
    ...scoreOrder(question, { ...asked, ids: seen.ids }),
    suggested,
    shown: seen.panel,
    need: needMatters ? some(need, () => suggested.some((one) => need.includes(one))) : null,
    panel: panel ? seen.panel === panel : null,
    alarm: !panel && !!seen.panel && !(question.panel_ok ?? []).includes(seen.panel),
    offered: some(values, () => values.some(isOffered)),
    told: absent ? /2-1-1|8-1-1/.test(seen.outside) : null,
  };
};

/** The figures of some questions: for each measure how many are right, of how many. */
const figures = (rows) => {
  const of = { questions: rows.length, empty: rows.filter((row) => !row.ids.length).length };
  if (rows[0] && 'alarm' in rows[0]) of.alarms = rows.filter((row) => row.alarm).length;
  for (const measure of MEASURES.filter((one) => rows[0] && one in rows[0])) {
    const asked = rows.filter((row) => row[measure] !== null);
    of[measure] = [asked.filter((row) => row[measure]).length, asked.length];
  }
  const times = rows.filter((row) => !row.late).map((row) => row.ms).sort((a, b) => a - b);
  const at = (share) => +(times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? NaN).toFixed(1);
  return { ...of, late: rows.length - times.length, ms: { p50: at(0.5), p95: at(0.95) } };
};
const summary = (engine, rows) => {
  const by = (key) => Object.fromEntries([...new Set(questions.map((one) => one[key]))].sort().map((value) => [value, figures(rows.filter((row) => row[key] === value))]));
  return { engine, all: figures(rows), locales: by('locale'), kinds: by('kind'), rows };
};

const locales = [...new Set(questions.map((one) => one.locale))];
const browser = await chromium.launch({ executablePath: process.env.CHROME || '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
/** A page on a phone, in Vancouver, at the moment for which the site is built. */
const open = async (root, address, locale) => {
  const server = await startServer(root);
  const context = await browser.newContext({ ignoreHTTPSErrors: true, serviceWorkers: 'block', viewport: { width: 360, height: 740 }, locale: 'en-CA', timezoneId: 'America/Vancouver' });
  await context.addInitScript((moment) => {
    const Real = Date;
    const shift = new Real(moment).getTime() - Real.now();
    globalThis.Date = class extends Real {
      constructor(...given) {
        super(...(given.length ? given : [Real.now() + shift]));
      }

      static now() {
        return Real.now() + shift;
      }
    };
  }, now);
  const page = await context.newPage();
  await page.goto(`https://localhost:${server.port}${address}`, { waitUntil: 'networkidle', timeout: 60000 });
  return { page, questions: questions.filter((one) => one.locale === locale), close: () => context.close().then(() => server.close()) };
};

/** Signpost's answers; on the way, what its service pages say in each language. */
const pages = {};
const ours = async () => {
  const rows = [];
  for (const locale of locales) {
    const { page, questions, close } = await open(site, `/${locale}/find/`, locale);
    await page.waitForSelector('#results[data-for]', { state: 'attached', timeout: 60000 });
    // What is asked for after the first results.
    await page.waitForTimeout(500);
    await page.waitForLoadState('networkidle');
    for (const question of questions) {
      const asked = await page.evaluate(ask, { q: question.q, field: '#words', name: 'for' });
      // Parts of the answer that may be drawn just after the list.
      await page.waitForTimeout(60);
      rows.push(score(question, asked, await page.evaluate(read)));
    }
    if (peers !== '-') pages[locale] = await page.evaluate(readPages, { ids: fs.readdirSync(path.join(site, locale, 's')), locale });
    await close();
  }
  return rows;
};

/** In a page of the site: the service pages, as records of the harness. */
const readPages = ({ ids, locale }) =>
  Promise.all(ids.map(async (name, id) => {
    const answer = await fetch(`/${locale}/s/${name}/`);
    const main = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const text = (selector) => [...main.querySelectorAll(selector)].map((el) => el.textContent.replace(/\s+/g, ' ').trim());
    const one = (selector) => text(selector).join(' ');
    const page = { id, name, title: one('h1'), org: one('.who'), summary: one('.lead'), description: one('.prose'), needs: text('a[href*="/browse/need/"]') };
    if (!page.title || !page.summary || !page.description) throw new Error(`${locale}/s/${name}: no name, no summary or no text`);
    return { ...page, languages: [], mobility: [], lat: 0, lon: 0 };
  }));

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]);
/** How a peer's index is made. Pagefind's of the harness is English; this is the same in any language. */
const BUILDS = {
  minisearch: async (given) => (await import('./engines/minisearch/build.mjs')).build(given),
  pagefind: async ({ docs, out, locale }) => {
    const pagefind = await import('pagefind');
    const { index } = await pagefind.createIndex({ forceLanguage: locale.toLowerCase() });
    for (const { id, title, org, summary, description, needs } of docs) {
      const weighty = [['org', org], ['summary', summary]].map(([name, text]) => `<p data-pagefind-meta="${name}" data-pagefind-weight="3">${escaped(text)}</p>`).join('');
      const content = `<html lang="${locale}"><body><main data-pagefind-body><h1 data-pagefind-meta="title">${escaped(title)}</h1>${weighty}<p>${escaped(description)}</p>${needs.map((need) => `<span data-pagefind-filter="needs">${escaped(need)}</span>`).join(' ')}</main></body></html>`;
      await index.addHTMLFile({ url: `/s/${id}`, content });
    }
    const { errors } = await index.writeFiles({ outputPath: path.join(out, 'pagefind') });
    if (errors.length) throw new Error(errors.join('; '));
  },
};

/** A peer's answers, in the harness's page with its language. */
const theirs = async (peer) => {
  const esbuild = await import('esbuild');
  const rows = [];
  for (const locale of locales) {
    const folder = path.resolve('sites', `own-words-${peer}-${locale}`);
    fs.rmSync(folder, { recursive: true, force: true });
    fs.mkdirSync(folder, { recursive: true });
    await BUILDS[peer]({ docs: pages[locale], out: folder, size: pages[locale].length, locale });
    fs.writeFileSync(path.join(folder, 'index.html'), fs.readFileSync('lib/page.html', 'utf8').replace('lang="en"', `lang="${locale}"`));
    await esbuild.build({ entryPoints: ['lib/shell.js'], bundle: true, minify: true, format: 'esm', outfile: path.join(folder, 'app.js'), alias: { ENGINE: path.resolve('engines', peer, 'app.js') }, logLevel: 'error' });
    const { page, questions, close } = await open(folder, '/', locale);
    await page.waitForFunction('window.__ready > 0 || window.__initError');
    const failure = await page.evaluate('window.__initError');
    if (failure) throw new Error(failure.split('\n')[0]);
    for (const question of questions) {
      const asked = await page.evaluate(ask, { q: question.q, field: '#q', name: 'q' });
      const places = await page.evaluate(() => [...document.querySelectorAll('#results > li')].slice(0, 3).map((li) => Number(li.dataset.id)));
      rows.push(scoreOrder(question, { ...asked, ids: places.map((id) => pages[locale][id].name) }));
    }
    await close();
  }
  return rows;
};

const engines = [summary('signpost', await ours())];
for (const peer of peers === '-' ? [] : peers.split(',')) {
  try {
    engines.push(summary(peer, await theirs(peer)));
  } catch (reason) {
    engines.push({ engine: peer, why: String(reason?.message ?? reason).split('\n')[0] });
  }
}
await browser.close();
fs.writeFileSync(out, `${JSON.stringify({ now, services: fs.readdirSync(path.join(site, locales[0], 's')).length, engines }, null, 1)}\n`);
process.exit(0);
