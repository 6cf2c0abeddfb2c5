// Words that speak of danger bring help lines at once, above all results: a part of `finder.js` and `desk.js`, before
// the program, so that they come where the program does not. What is typed stays here; the phrases
// are one file, asked for after the first results, whatever anybody types.
//
// The file: for each panel of the page its phrases, the words that count only alone, and turns of
// speech that mean no harm. Accents count where they are typed. A word of five letters may hold a slip.
const place = document.getElementById("urgent");
const field = document.querySelector("#words, #about");
const list = document.querySelector("#results, #rows");
if (place && field && list) {
  const panels = [...place.children];
  let kinds = [];

  const plain = (text) =>
    text.normalize("NFC").toLowerCase().replace(/['’ʼ‘`´\u200b-\u200f\u2066-\u2069]/g, "")
      .replace(/[يى]/g, "ی").replace(/ك/g, "ک").replace(/[\u064b-\u0652]/g, "");
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");
  const words = (text) => plain(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const isLatin = (text) => /^[\p{Script=Latin}\p{M}\p{N}\s\p{P}]*$/u.test(text);

  // Whether one word became the other by so many letters added, lost, changed or swapped.
  const isSlip = (a, b, most) => {
    if (a[0] !== b[0] || Math.abs(a.length - b.length) > most) return false;
    let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= a.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      [before, row] = [row, next];
    }
    return row[b.length] <= most;
  };
  // How many slips a typed word holds of a known one; none, one, or too many.
  const slips = (typed, known) => {
    if (typed === known) return 0;
    if (bare(typed) !== typed) return 9;
    const letters = bare(known);
    if (typed === letters) return 0;
    return letters.length > 4 && isSlip(typed, letters, letters.length > 8 ? 2 : 1) ? 1 : 9;
  };
  // Where a phrase ends that begins at a word; in a longer one a word may stand between. 0: nowhere.
  const end = (typed, at, phrase, mayDiffer) => {
    let [here, slipped] = [at, 0];
    for (const [number, known] of phrase.entries()) {
      let cost = here < typed.length ? slips(typed[here], known) : 9;
      if (cost > 1 && number > 0 && mayDiffer && phrase.length > 2 && here + 1 < typed.length) {
        here += 1;
        cost = slips(typed[here], known);
      }
      slipped += cost;
      if (slipped > (mayDiffer ? 1 : 0)) return 0;
      here += 1;
    }
    return here;
  };
  const compile = (phrase) => (isLatin(phrase) ? words(phrase) : words(phrase).join(""));
  // Whether words hold a phrase of a kind; where they may differ, with a slip or a word between.
  const holds = ({ phrases, alone, except }, text, mayDiffer) => {
    let typed = words(text);
    let joined = typed.join("");
    if (alone.some((one) => (typeof one === "string" ? one === joined
      : one.length === typed.length && end(typed, 0, one, mayDiffer) === typed.length))) return true;
    for (const one of except) {
      if (typeof one === "string") joined = joined.replaceAll(one, " ");
      else {
        typed.forEach((_, at) => {
          const to = end(typed, at, one, false);
          if (to) typed = typed.map((word, number) => (number >= at && number < to ? "" : word));
        });
      }
    }
    return phrases.some((one) => (typeof one === "string" ? joined.includes(one)
      : typed.some((word, at) => word && end(typed, at, one, mayDiffer))));
  };
  const show = () => {
    // What was typed right says more than what was perhaps meant.
    const found = [false, true].map((mayDiffer) =>
      kinds.map((kind) => holds(kind, field.value, mayDiffer)));
    const shown = found.find((some) => some.includes(true)) ?? [];
    panels.forEach((panel, number) => {
      panel.hidden = !shown[number];
    });
    place.hidden = panels.every((panel) => panel.hidden);
  };
  const load = () => {
    if (!place.dataset.words) return;
    const options = { credentials: "omit", referrerPolicy: "no-referrer" };
    const file = fetch(new URL(place.dataset.words, document.baseURI), options);
    delete place.dataset.words;
    file.then((answer) => answer.json()).then((all) => {
      kinds = all.map((kind) => {
        const [phrases, alone, except] = kind.map((some) => some.map(compile));
        return { phrases, alone, except };
      });
      show();
    }).catch((error) => console.error(error));
  };
  field.addEventListener("input", show);
  // The finder says for which words its list is: those of a link and those that somebody comes back to.
  new MutationObserver(() => {
    load();
    show();
  }).observe(list, { attributeFilter: ["data-for"] });
  setTimeout(load, 4000);
}
