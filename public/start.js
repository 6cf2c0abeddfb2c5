// Wakes the finder with what `early.js` has asked for.
const element = document.getElementById("finder");
const address = (name) => new URL(element.dataset[name], document.baseURI);
try {
  const { load, manifest, program } = globalThis.signpost;
  const keeping = import(address("keep")).catch(() => {
    // Nothing can be kept then; everything else works.
    document.documentElement.classList.add("no-plan");
    return { keep() {}, kept: () => "" };
  });
  // A browser's first clock takes it as long as a search. The finder's own is quick after this one.
  new Intl.DateTimeFormat("en-CA");
  const { default: init, start } = await import(address("glue"));
  await init({ module_or_path: program });
  const { keep, kept } = await keeping;
  await start(element, manifest, load, (text) => {
    if (text) {
      const [sensitive, page, id, name, lang, phone, when, place, ...times] = text.split("\u001f");
      keep({ id, name, lang, phone, when, place, times, sensitive: sensitive !== "", page });
    }
    return kept();
  });
} catch (error) {
  // The list on the page and the browse pages work without the finder.
  console.error(error);
  document.documentElement.classList.remove("scripted", "asking");
  document.documentElement.classList.add("plain");
}
