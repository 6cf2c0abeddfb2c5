// Stands in the page that opens a plan from a link, and runs before anything is drawn: asks for what the
// page needs, so that it comes side by side, and lets a change of language keep the plan. Every visit asks
// for the same, whatever stands after `#`.
(() => {
  const { slips, wasm } = document.currentScript.dataset;
  const ask = (path) => {
    const options = { credentials: "omit", referrerPolicy: "no-referrer" };
    return fetch(new URL(path, document.baseURI), options);
  };
  const asked = new Map();
  const load = (path) => {
    if (!asked.has(path)) {
      const bytes = ask(path).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return answer.arrayBuffer();
      });
      // Who asks again later has a new try.
      bytes.catch(() => asked.delete(path));
      asked.set(path, bytes);
    }
    return asked.get(path);
  };
  load(slips);
  const program = ask(wasm);
  program.catch(() => {});
  // `lost.js` has repaired the link that a mail program had changed.
  let repaired = false;
  try {
    repaired = sessionStorage.getItem("signpost.repaired") !== null;
    sessionStorage.removeItem("signpost.repaired");
  } catch {
    // A browser that stores nothing: it is not told.
  }
  for (const press of ["click", "auxclick", "contextmenu"]) {
    addEventListener(press, ({ target }) => {
      const link = target.closest(".languages a");
      if (link) link.hash = location.hash;
    }, true);
  }
  globalThis.signpostHanded = { load, program, repaired };
})();
