// How the harness uses our find page. SIGNPOST_IDS: the ids of the records, as to_content.py wrote them.
// SIGNPOST_AT: a place id, as a resident has named it; without it the directory's centre. SIGNPOST_WHOLE: "look
// further" until the whole directory is searched, as the others do.
import fs from 'node:fs';
const ids = process.env.SIGNPOST_IDS ? JSON.parse(fs.readFileSync(process.env.SIGNPOST_IDS, 'utf8')) : {};
const further = "document.querySelector('[data-action=further]')";
const all = `(()=>{const more=${further};if(more)more.click();return !more})()`;
export default ({ size }) => ({
  name: 'signpost',
  root: process.env.SITE_ROOT ?? `${process.cwd()}/sites/signpost-${size}`,
  path: `/en/find/${process.env.SIGNPOST_AT ? `#at=${process.env.SIGNPOST_AT}` : ''}`,
  input: '#words',
  results: '#results>li',
  done: (q) => `document.querySelector('#results')?.dataset.for===${JSON.stringify(q)}`,
  id: `(${JSON.stringify(ids)})[el.querySelector('a').getAttribute('href').split('/').at(-2)]`,
  readyExpr: `!!document.querySelector('#results[data-for]')${process.env.SIGNPOST_WHOLE ? `&&${all}` : ''}`,
  // A tick on a value, with every count drawn anew; then away again, outside the measured time.
  facetFn: `async (filter) => {
    const want = Object.keys(filter).length;
    const boxes = [...document.querySelectorAll('[data-action^="toggle 0 "]')].slice(0, want);
    const answered = () => document.querySelector('#status').textContent;
    const start = performance.now();
    for (const box of boxes) box.click();
    const ms = performance.now() - start;
    const total = parseInt(answered().replace(/\\D/g, ''), 10);
    for (const box of boxes) box.click();
    return { ms, total };
  }`,
});
