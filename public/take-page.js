// The end of `take.js`, behind the program's own JavaScript (`__wbg_init`, `start`): draws the ways to keep a plan
// from a link, to print it and to note its dates. The plan itself is there already.
try {
  const island = document.getElementById("handed");
  // Who saves data has the sheet in one language.
  if (navigator.connection?.saveData) delete island.dataset.beneath;
  island.dataset.stored = globalThis.signpostPlanKey(island.dataset.stored);
  const options = { credentials: "omit", referrerPolicy: "no-referrer" };
  const program = fetch(new URL(island.dataset.wasm, document.baseURI), options);
  await __wbg_init({ module_or_path: program });
  start(island, globalThis.signpostHanded.load);
} catch (error) {
  // The plan can be read without it.
  console.error(error);
}
