// The end of `form.js`, behind the program's own JavaScript (`__wbg_init`, `start`): starts the form. It asks
// for its own program, for what it must know of its town, and for the town's map where somebody opens it.
try {
  const island = document.getElementById("form");
  const { dataset } = island;
  const options = { credentials: "omit", referrerPolicy: "no-referrer" };
  const load = async (path) => {
    const answer = await fetch(new URL(path, document.baseURI), options);
    if (!answer.ok) {
      throw new Error(`${path}: ${answer.status}`);
    }
    return new Uint8Array(await answer.arrayBuffer());
  };
  const file = load(dataset.file);
  // Both are asked for at once; a failure of the one is told by the other's.
  file.catch(() => {});
  await __wbg_init({ module_or_path: fetch(new URL(dataset.wasm, document.baseURI), options) });
  dataset.stored = globalThis.signpostPlanKey(dataset.stored);
  const copyOldWay = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    island.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };
  // Where a browser has no clipboard, as on a page that came without encryption, the text is selected in a
  // field and copied the old way.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyOldWay(text);
    }
  };
  const fileOf = (name, text) => new File([text], name, { type: "text/markdown" });
  const canShare = Boolean(navigator.canShare?.({ files: [fileOf("page.md", "---")] }));
  // Who changes their mind has shared nothing.
  const share = (name, text) => void navigator.share({ files: [fileOf(name, text)] }).catch(() => {});
  start(island, await file, load, copy, canShare ? share : undefined);
} catch (error) {
  // The words above say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
