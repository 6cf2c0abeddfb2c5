// Wakes the plan. It asks for nothing but its own program.
const element = document.getElementById("plan");
const address = (name) => new URL(element.dataset[name], document.baseURI);
try {
  const program = fetch(address("wasm"), { credentials: "omit", referrerPolicy: "no-referrer" });
  // Heard of below, whichever fails first.
  program.catch(() => {});
  const { default: init } = await import(address("glue"));
  await init({ module_or_path: program });
} catch (error) {
  // The words below say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
