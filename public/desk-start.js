// The end of `desk.js`, behind the program's own JavaScript (`__wbg_init`, `start`), `urgent.js` and
// `plan-key.js`:
// starts the desk with what `early.js` has asked for. Nothing here is stored.
const { signpost } = globalThis;
try {
  const { load, manifest, program } = signpost;
  new Intl.DateTimeFormat("en-CA");
  await __wbg_init({ module_or_path: program });
  const island = document.getElementById("desk");
  island.dataset.stored = globalThis.signpostPlanKey(island.dataset.stored);
  // Where a browser has no clipboard, as on a page that came without encryption, the text is selected in
  // a field and copied the old way.
  const copy = (text) => {
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).catch(() => copyOldWay(text));
    } else {
      copyOldWay(text);
    }
  };
  const copyOldWay = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    island.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  };
  // Who changes their mind has shared nothing.
  const share = navigator.share ? (text) => void navigator.share({ text }).catch(() => {}) : undefined;
  const random = () => crypto.getRandomValues(new Uint32Array(1))[0];
  start(island, new Uint8Array(await load(manifest)), load, copy, share, random, () => print());
  document.getElementById("about").focus();
} catch (error) {
  // The words below say what to do without the desk.
  console.error(error);
  signpost.fail();
}
