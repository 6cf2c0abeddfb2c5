// The end of `handed.js`, behind the program's own JavaScript (`__wbg_init`, `start`): starts it.
try {
  const { load, program, repaired } = globalThis.signpostHanded;
  const island = document.getElementById("handed");
  await __wbg_init({ module_or_path: program });
  start(island, load, repaired);
  // To keep, print and note it comes once it can be read.
  const take = () => {
    const script = document.createElement("script");
    script.type = "module";
    script.src = new URL(island.dataset.take, document.baseURI);
    document.head.append(script);
  };
  load(island.dataset.slips).catch(() => {}).then(take);
} catch (error) {
  // The words above say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
