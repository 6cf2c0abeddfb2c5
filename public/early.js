// Stands in the find page itself, and runs before anything is drawn. A page that was asked for
// something must not flash everything first; and what a first search needs is asked for at once, so
// that it comes side by side. No request follows from what a person types or ticks. `finder.js` goes
// on from here.
(() => {
  const { all, catalog, first, manifest, places, script, wasm } = document.currentScript.dataset;

  // The same question in another language: the link to it carries nothing, this tab does, once.
  const carried = "signpost.carried";
  try {
    const question = sessionStorage.getItem(carried);
    sessionStorage.removeItem(carried);
    if (question) history.replaceState(question, "");
    let isCarried = false;
    addEventListener("click", ({ ctrlKey, metaKey, shiftKey, target }) => {
      isCarried = !ctrlKey && !metaKey && !shiftKey && !!target.closest(".languages a");
    });
    addEventListener("pagehide", () => {
      const { state } = history;
      if (isCarried && typeof state === "string") sessionStorage.setItem(carried, state);
      isCarried = false;
    });
  } catch {
    // A browser that stores nothing begins anew.
  }

  const state = `${location.hash}#${typeof history.state === "string" ? history.state : ""}`;
  const { classList } = document.documentElement;
  classList.add("scripted");
  if (state.includes("=")) classList.add("asking");

  // Without the finder there are the page's own list and the ways to browse.
  const fail = () => {
    if (classList.contains("ready")) return;
    classList.remove("scripted", "asking", "slow");
    classList.add("plain");
  };
  // The finder's script does not come, or it is another file: an upload halfway, a hotel that wants
  // one to log in.
  const main = new URL(script, document.baseURI).href;
  addEventListener("error", ({ filename, target }) => {
    if ((filename || target.src) === main) fail();
  }, true);
  // Nobody looks at an empty page for longer than this. What comes later is taken in all the same.
  setTimeout(() => {
    if (classList.contains("ready") || classList.contains("plain")) return;
    classList.remove("asking");
    classList.add("slow");
  }, 10_000);
  addEventListener("click", ({ target }) => {
    if (target.closest("#again")) location.reload();
    // A press on "Filters" that comes before the finder.
    if (!classList.contains("ready")) globalThis.signpost.pressed = target.closest(".filters-button");
  });

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
  globalThis.signpost = { fail, load, manifest, places: isAt ? load(places) : undefined, program };
})();
