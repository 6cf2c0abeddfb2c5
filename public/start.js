// Asks at once for what a first search needs, then wakes the finder, which asks for what else is
// around. No request follows from what a person types or ticks: it is all asked for before.
const element = document.getElementById("finder");
const address = (name) => new URL(element.dataset[name], document.baseURI);
const folder = new URL(`${element.dataset.catalog}/`, document.baseURI);
const asked = new Map();
const load = (name) => {
  if (!asked.has(name)) {
    const options = { credentials: "omit", referrerPolicy: "no-referrer" };
    const bytes = fetch(new URL(name, folder), options).then((answer) => {
      if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
      return answer.arrayBuffer();
    });
    // Whoever waits for it hears of a failure; so does whoever asks again later, with a new try.
    bytes.catch(() => asked.delete(name));
    asked.set(name, bytes);
  }
  return asked.get(name);
};
load(element.dataset.manifest);
// Whoever has said where they are needs other files first, which the manifest tells.
const state = typeof history.state === "string" ? history.state : "";
if (!/[#&]at=/.test(`${location.hash}#${state}`)) element.dataset.first.split(" ").forEach(load);
try {
  const keeping = import(address("keep")).catch(() => {
    // Nothing can be kept then; everything else works.
    document.documentElement.classList.add("no-plan");
    return { keep() {}, kept: () => "" };
  });
  const { default: init, start } = await import(address("glue"));
  const { keep, kept } = await keeping;
  await init({ module_or_path: address("wasm") });
  await start(element, element.dataset.manifest, load, (text) => {
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
