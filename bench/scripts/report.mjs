// node report.mjs FOLDER RESULTS|- SIZES ENGINES: puts head.md, builds.tsv, the harness's results and own-words.json
// together as report.md and report.svg. Without sizes, as they come from --own-words, the last alone.
import fs from 'node:fs';
import path from 'node:path';

const [folder, results, sizes, engines] = process.argv.slice(2);
const at = (...parts) => path.join(...parts);
const json = (name) => {
  try {
    return JSON.parse(fs.readFileSync(at(results, name), 'utf8'));
  } catch {
    return null;
  }
};
const pair = (l) => (l ? `${l.p50}/${l.p95}` : '');
const median = (list) => {
  const known = (list ?? []).filter((x) => x !== null).sort((a, b) => a - b);
  return known.length ? (known[known.length >> 1] / 1000).toFixed(2) : '';
};
let text = fs.readFileSync(at(folder, 'head.md'), 'utf8');

if (sizes) {
  text += '## Build, on directories made from the sample\n\n| services | languages | | s | peak MB | pages | files |\n|---|---|---|---|---|---|---|\n';
  for (const line of fs.readFileSync(at(folder, 'builds.tsv'), 'utf8').trimEnd().split('\n').slice(1)) {
    const [services, locales, what, seconds, peak, pages, files, remark] = line.split('\t');
    text += `| ${services} | ${locales} | ${what} | ${remark || seconds} | ${peak} | ${pages} | ${files} |\n`;
  }
}

const rows = [];
if (results !== '-') {
  text += '\n## In the browser, on the corpus of the harness\n\nSignpost loads the neighbourhood of the directory’s centre; the others search the whole. Times are milliseconds, p50/p95, from the input event to the results in the page.\n\n';
  text += '| services | engine | KB to first results (requests) | s to them: browser’s own throttling; proxy | warm query, CPU 1x | CPU 4x | filter p50, 1x; 4x | memory MB, JS + wasm | build s; peak MB | MRR; in first 5 |\n|---|---|---|---|---|---|---|---|---|---|\n';
  for (const size of sizes.split(',')) {
    for (const engine of engines.split(',')) {
      const b = json(`bench-${engine}-${size}.json`);
      const build = json(`build-${engine}-${size}.json`);
      const rel = json(`rel-${engine}-${size}.json`)?.total;
      const failure = at(results, `failed-${engine}-${size}.txt`);
      const why = fs.existsSync(failure) ? fs.readFileSync(failure, 'utf8') : b?.initError ?? (b ? '' : 'not measured');
      const built = build ? `${((build.ms ?? build.buildMs ?? NaN) / 1000).toFixed(1)}; ${build.buildPeakMB}` : '';
      if (!b) {
        text += `| ${size} | ${engine} | ${why.replaceAll('|', '/')} | | | | | | ${built} | |\n`;
        continue;
      }
      const kb = b.cold ? b.cold.bytes / 1000 : NaN;
      rows.push({ size: +size, engine, kb, seconds: +median(b.firstProxy) });
      text += `| ${size} | ${engine} | ${kb.toFixed(1)} (${b.cold?.requests}) | ${median(b.firstCdp)}; ${median(b.firstProxy)} | ${pair(b.lat?.warm)} | ${pair(b.latCpu4?.warm)} | ${b.facet?.p50 ?? ''}; ${b.facet?.cpu4p50 ?? ''} | ${b.heap ? `${b.heap.jsMB} + ${b.heap.wasmMB}` : ''} | ${built} | ${rel ? `${rel.mrr}; ${rel.s5}` : ''} |\n`;
      if (why) text += `| | | ${why.replaceAll('|', '/')} | | | | | | | |\n`;
    }
  }
}

text += `${sizes ? '\n' : ''}## In their own words, on the sample\n\n`;
const failed = at(folder, 'own-words-failed.txt');
if (fs.existsSync(failed)) {
  text += `Not measured: ${fs.readFileSync(failed, 'utf8')}\n`;
} else {
  text += ownWords(JSON.parse(fs.readFileSync(at(folder, 'own-words.json'), 'utf8')));
}
fs.writeFileSync(at(folder, 'report.md'), text);
console.log(text);
if (!sizes) process.exit(0);

/** Tables of the figures: of all questions, of each language, of each kind; an engine a line. */
function ownWords({ now, services, engines }) {
  const measures = { found: 'found', best: 'best first', never: 'never kept', need: 'need right', panel: 'help lines right', offered: 'choices offered', told: 'absent told' };
  // Cut, not rounded: 1.00 is every one.
  const share = ([right, asked]) => (asked ? (Math.floor((100 * right) / asked) / 100).toFixed(2) : '');
  const cells = ({ alarms, empty, late, ms, ...of }) => [
    // What an engine never has, and what no question here asks for.
    ...Object.keys(measures).map((one) => (of[one] ? share(of[one]) : 'not offered')),
    alarms ?? 'not offered', empty, late, `${ms.p50}/${ms.p95}`,
  ];
  const columns = [...Object.values(measures), 'false alarms', 'no answer', 'late', 'ms p50/p95'];
  const table = (first, groups) => {
    const head = [first, 'engine', 'questions', ...columns];
    const rows = groups.flatMap(([group, pick]) => engines.map((one) => {
      const told = one.why ? ['', one.why.replaceAll('|', '/'), ...columns.slice(1).map(() => '')] : [pick(one).questions, ...cells(pick(one))];
      return [group, one.engine, ...told];
    }));
    return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
  };
  const { locales, kinds, all } = engines[0];
  const each = (key, of) => Object.keys(of).map((value) => [value, (one) => one[key][value]]);
  const asked = Object.keys(measures).map((one) => `${measures[one]} ${all[one][1]}`).join(', ');
  return `${all.questions} questions, typed into the find page of ${services} services in ${Object.keys(locales).length} languages as built for ${now}; the labels of ../shared with bench/own-words.json. The others have indexed name, group, summary, text and needs of the same pages, each language by itself, as the harness does. A share is of the questions whose label asks for it (${asked}). Found: one of those wanted is among the first three. Best first: a best one is the first. Never kept: none of those that must not be is among the first three, which an engine without an answer keeps as well. Milliseconds from the input event to the answer painted, the frame awaited; each question is typed once. Not offered: the engine has no such thing.\n\n${
    table('', [['all', (one) => one.all]])}\n${table('language', each('locales', locales))}\n${table('kind', each('kinds', kinds))}`;
}

// Kilobytes over services, both by powers of ten: what a first search loads as a directory grows.
const colours = ['#7a1f2b', '#1f5a7a', '#3f6b2a', '#7a5a1f', '#5a2a7a', '#555555'];
const x = (size) => 80 + ((Math.log10(size) - 2) / 3) * 560;
const y = (kb) => 380 - ((Math.log10(kb) - 1) / 4) * 340;
let svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 440" font-family="sans-serif" font-size="14"><rect width="820" height="440" fill="#fff"/><text x="80" y="24">KB to the first results of a first search, by number of services</text>';
for (const size of [100, 1000, 10000, 100000]) svg += `<path d="M${x(size)} 40V380" stroke="#ddd"/><text x="${x(size)}" y="404" text-anchor="middle">${size}</text>`;
for (const kb of [10, 100, 1000, 10000, 100000]) svg += `<path d="M80 ${y(kb)}H640" stroke="#ddd"/><text x="72" y="${y(kb) + 5}" text-anchor="end">${kb}</text>`;
engines.split(',').forEach((engine, i) => {
  const points = rows.filter((row) => row.engine === engine && row.kb > 0).map((row) => [x(row.size), y(row.kb)]);
  const colour = colours[i % colours.length];
  if (points.length) svg += `<path d="M${points.map((p) => p.join(' ')).join('L')}" fill="none" stroke="${colour}" stroke-width="2"/>`;
  for (const [px, py] of points) svg += `<circle cx="${px}" cy="${py}" r="4" fill="${colour}"/>`;
  svg += `<text x="660" y="${60 + 22 * i}" fill="${colour}">${engine}</text>`;
});
fs.writeFileSync(at(folder, 'report.svg'), `${svg}</svg>\n`);
