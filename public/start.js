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
  const keep = (text) => {
    if (text) keepText(text);
    return kept();
  };
  // "Link copied" stays long enough to be read twice. Where a browser refuses, or the page came without
  // encryption, the link stands in the address until the question changes.
  const share = (question) => {
    const link = `${location.href.split("#")[0]}#${question}`;
    const showInAddress = () => history.replaceState(question, "", link);
    if (!navigator.clipboard) return showInAddress();
    const said = island.querySelector(".share span");
    const words = (said.dataset.words ??= said.textContent);
    const copied = () => {
      said.textContent = said.dataset.copied;
      setTimeout(() => (said.textContent = words), 4_000);
    };
    navigator.clipboard.writeText(link).then(copied, showInAddress);
  };
  // A device may look for so many milliseconds once its owner has said yes.
  const locate = (told) => {
    const found = ({ coords }) => told(coords.latitude, coords.longitude);
    const refused = ({ code }) => told(NaN, code);
    if (!navigator.geolocation) return refused({});
    navigator.geolocation.getCurrentPosition(found, refused, { timeout: 10_000 });
  };
  // Who comes from the start page's field goes on typing. A browser gives the box the focus by itself,
  // but not where the program, which takes the name out of the address, is quicker.
  const isTyping = location.hash === "#words";
  start(island, bytes(await load(manifest)), bytes(named), load, keep, share, locate);
  if (isTyping) document.getElementById("words").focus();
  signpost.pressed?.click();
  // Who listens hears what was found when they pause, not with every letter, and then also where the
  // number is the same as before.
  const status = document.getElementById("status");
  let pause;
  island.addEventListener("input", ({ target }) => {
    if (target.id !== "words") return;
    // A keyboard leaves little of a phone's screen: what is found comes up under the field.
    const top = island.offsetTop - parseFloat(getComputedStyle(document.body).paddingTop);
    if (visualViewport.height < 480 && scrollY < top) scrollTo(0, top);
    status.ariaLive = "off";
    clearTimeout(pause);
    pause = setTimeout(() => {
      status.ariaLive = "polite";
      status.replaceChildren(status.textContent);
    }, 1_000);
  });
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
