// Stands in the find page itself, and runs before anything is drawn. A page that was asked for
// something must not flash everything first; and what a first search needs is asked for at once, so
// that it comes side by side. No request follows from what a person types or ticks. `finder.js` goes
// on from here.
(() => {
  const { all, catalog, first, manifest, places, wasm } = document.currentScript.dataset;
  const state = `${location.hash}#${typeof history.state === "string" ? history.state : ""}`;
  const { classList } = document.documentElement;
  classList.add("scripted");
  if (state.includes("=")) classList.add("asking");

  const ask = (path) => {
    const options = { credentials: "omit", referrerPolicy: "no-referrer" };
    return fetch(new URL(path, document.baseURI), options);
  };
  const asked = new Map();
  const load = (name) => {
    if (!asked.has(name)) {
      const bytes = ask(`${catalog}/${name}`).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.arrayBuffer();
      });
      // A caller that waits for the bytes hears of a failure; one that asks again later has a new try.
      bytes.catch(() => asked.delete(name));
      asked.set(name, bytes);
    }
    return asked.get(name);
  };
  load(manifest);
  // Where every phone loads everything, it does so in one order, so that nobody learns from it where
  // somebody is. Elsewhere the manifest and the names of places tell which tile a person needs first
  // who has said where they are.
  const isAt = all === undefined && /[#&]at=/.test(state);
  if (!isAt) first.split(" ").forEach(load);
  const program = ask(wasm);
  program.catch(() => {});
  globalThis.signpost = { load, manifest, places: isAt ? load(places) : undefined, program };
})();
