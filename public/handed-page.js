// The end of `handed.js`, behind the program's own JavaScript (`__wbg_init`, `start`): starts it.
try {
  const { load, program, repaired } = globalThis.signpostHanded;
  const island = document.getElementById("handed");
  island.dataset.stored = globalThis.signpostPlanKey(island.dataset.stored);
  await __wbg_init({ module_or_path: program });
  start(island, load, repaired);
  // Paper and calendar come once the plan can be read.
  const draw = () => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(island.dataset.sheet, document.baseURI);
    document.head.append(script);
  };
  load(island.dataset.slips).catch(() => {}).then(draw);
} catch (error) {
  // The words above say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
