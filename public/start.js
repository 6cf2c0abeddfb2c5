// Starts the finder with what `early.js` has asked for.
const element = document.getElementById("finder");
const address = (name) => new URL(element.dataset[name], document.baseURI);
try {
  const { load, manifest, places, program } = globalThis.signpost;
  const keeping = import(address("keep")).catch(() => {
    // Nothing can be kept then; everything else works.
    document.documentElement.classList.add("no-plan");
    return { keepText() {}, kept: () => "" };
  });
  // A browser's first clock takes it as long as a search. The finder's own is quick after this one.
  new Intl.DateTimeFormat("en-CA");
  const { default: init, start } = await import(address("glue"));
  await init({ module_or_path: program });
  const { keepText, kept } = await keeping;
  // Where somebody is tells which files come next; without the names of places all is found, too.
  const named = await places?.catch(() => {});
  const bytes = (buffer) => new Uint8Array(buffer ?? 0);
  start(element, bytes(await load(manifest)), bytes(named), load, (text) => {
    if (text) keepText(text);
    return kept();
  });
} catch (error) {
  // The list on the page and the browse pages work without the finder.
  console.error(error);
  document.documentElement.classList.remove("scripted", "asking");
  document.documentElement.classList.add("plain");
}
