// The end of `sheet.js`, behind the program's own JavaScript (`__wbg_init`, `start`): draws the sheet of a plan
// from a link, and the ways to take it along. The plan itself is there already.
try {
  const island = document.getElementById("handed");
  const options = { credentials: "omit", referrerPolicy: "no-referrer" };
  const program = fetch(new URL(island.dataset.wasm, document.baseURI), options);
  await __wbg_init({ module_or_path: program });
  start(island, globalThis.signpostHanded.load);
} catch (error) {
  // The plan can be read without it.
  console.error(error);
}
