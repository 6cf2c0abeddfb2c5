// The end of `plan.js`, behind the program's own JavaScript (`__wbg_init`): starts the plan. It asks
// for nothing but its own program.
try {
  const { dataset } = document.getElementById("plan");
  const { wasm } = dataset;
  dataset.stored = globalThis.signpostPlanKey(dataset.stored);
  const options = { credentials: "omit", referrerPolicy: "no-referrer" };
  await __wbg_init({ module_or_path: fetch(new URL(wasm, document.baseURI), options) });
} catch (error) {
  // The words below say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
