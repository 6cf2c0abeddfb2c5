// Asks at once for all that a search needs, then wakes the finder. No request follows from what
// a person types or ticks: everything is here before the first key.
const element = document.getElementById("finder");
const address = (name) => new URL(element.dataset[name], document.baseURI);
const load = (name) =>
  fetch(address(name), { credentials: "omit", referrerPolicy: "no-referrer" }).then((answer) => {
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.arrayBuffer();
  });
const parts = ["manifest", "columns", "text", "cards"].map(load);
try {
  const { default: init, start } = await import(address("glue"));
  await init({ module_or_path: address("wasm") });
  await start(element, ...parts);
} catch (error) {
  // The list on the page and the browse pages work without the finder.
  console.error(error);
  document.documentElement.classList.remove("scripted", "asking");
  document.documentElement.classList.add("plain");
}
