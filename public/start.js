// The end of `finder.js`, behind the program's own JavaScript (`__wbg_init`, `start`) and
// `plan-add.js`: starts the finder with what `early.js` has asked for.
const { signpost } = globalThis;
try {
  const { load, manifest, places, program } = signpost;
  // A browser's first clock takes it as long as a search. The finder's own is quick after this one.
  new Intl.DateTimeFormat("en-CA");
  await __wbg_init({ module_or_path: program });
  // Where somebody is tells which files come next; without the names of places all is found, too.
  const named = await places?.catch(() => {});
  const bytes = (buffer) => new Uint8Array(buffer ?? 0);
  const { keepText, kept } = globalThis.signpostPlan;
  const island = document.getElementById("finder");
  start(island, bytes(await load(manifest)), bytes(named), load, (text) => {
    if (text) keepText(text);
    return kept();
  });
  signpost.pressed?.click();
  // On a phone, Enter puts the keyboard away, which lies over the results.
  island.addEventListener("keydown", ({ isComposing, key, target }) => {
    const isDone = key === "Enter" && !isComposing && target.id === "words";
    if (isDone && matchMedia("(pointer: coarse)").matches) target.blur();
  });
} catch (error) {
  // The list on the page and the browse pages work without the finder.
  console.error(error);
  signpost.fail();
}
