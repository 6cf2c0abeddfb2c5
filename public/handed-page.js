// The end of `handed.js`, behind the program's own JavaScript (`__wbg_init`, `start`): starts it.
try {
  const { load, program, repaired } = globalThis.signpostHanded;
  const island = document.getElementById("handed");
  island.dataset.stored = globalThis.signpostPlanKey(island.dataset.stored);
  await __wbg_init({ module_or_path: program });
  start(island, load, repaired);
} catch (error) {
  // The words above say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
