// The end of `plan.js`, behind the program's own JavaScript (`__wbg_init`, `start`): starts the plan. It asks
// for its own program, and for what is listed in this language, which is the same whatever is kept: the plan
// then tells what has changed.
//
// What a person gives away themselves is copied or handed to another program here, and only when they
// press.
const element = (id) => document.getElementById(id);
const copyOldWay = (text) => {
  const field = document.createElement("textarea");
  field.value = text;
  element("plan").append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
};
element("plan").addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copies], [data-shares]");
  if (!button) return;
  const { copies, shares } = button.dataset;
  const text = element(copies ?? shares).textContent;
  // Who changes their mind has shared nothing.
  if (shares) return navigator.share({ text }).catch(() => {});
  const said = element("reply-said");
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that came without encryption has no clipboard.
    copyOldWay(text);
  }
  said.textContent = said.dataset.copied;
});
if (navigator.share) element("reply-share").hidden = false;
// Text messages are written on telephones.
if (matchMedia("(hover: none) and (pointer: coarse)").matches) element("reply-text").hidden = false;
try {
  const { dataset } = document.getElementById("plan");
  const { slips, wasm } = dataset;
  dataset.stored = globalThis.signpostPlanKey(dataset.stored);
  const ask = (path, priority) => {
    const options = { credentials: "omit", priority, referrerPolicy: "no-referrer" };
    return fetch(new URL(path, document.baseURI), options);
  };
  const program = ask(wasm);
  const listed =
    slips &&
    ask(slips, "low").then((answer) => {
      if (!answer.ok) throw new Error(`${slips}: ${answer.status}`);
      return answer.arrayBuffer();
    });
  // Without it, a plan is as it was kept.
  listed?.catch(() => {});
  await __wbg_init({ module_or_path: program });
  start(() => listed);
} catch (error) {
  // The words below say what to do without it.
  console.error(error);
  document.documentElement.classList.add("plain");
}
