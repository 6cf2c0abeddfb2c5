// node report.mjs FOLDER RESULTS|- SIZES ENGINES: puts head.md, builds.tsv and the harness's results together as
// report.md and report.svg.
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

text += '## Build, on directories made from the sample\n\n| services | languages | | s | peak MB | pages | files |\n|---|---|---|---|---|---|---|\n';
for (const line of fs.readFileSync(at(folder, 'builds.tsv'), 'utf8').trimEnd().split('\n').slice(1)) {
  const [services, locales, what, seconds, peak, pages, files, remark] = line.split('\t');
  text += `| ${services} | ${locales} | ${what} | ${remark || seconds} | ${peak} | ${pages} | ${files} |\n`;
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
fs.writeFileSync(at(folder, 'report.md'), text);

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
console.log(text);
