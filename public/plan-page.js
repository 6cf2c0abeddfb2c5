// Wakes the plan. It asks for nothing but its own program.
const element = document.getElementById("plan");
const address = (name) => new URL(element.dataset[name], document.baseURI);
try {
  const { default: init } = await import(address("glue"));
  await init({ module_or_path: address("wasm") });
} catch (error) {
  // The words below say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
