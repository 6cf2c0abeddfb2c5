// Keeps an activity in the plan of whoever presses the button, on this device and nowhere else. How a
// plan is written down, the page says (app/src/plan/file.rs, `format`).
const format = JSON.parse(document.querySelector("[data-plan-format]").dataset.planFormat);
const key = globalThis.signpostPlanKey(format.stored);

// The version that is written; all before it are read.
const [version] = format.versions.slice(-1);

// What is kept: nothing is stored before something is. Throws where a browser refuses, and where
// something else stands there, which is left as it is.
const stored = () => {
  const text = localStorage.getItem(key);
  const plan =
    text === null ? { [format.versionField]: version, matters: "", kept: [] } : JSON.parse(text);
  if (!format.versions.includes(plan[format.versionField]) || !Array.isArray(plan.kept)) {
    throw new SyntaxError("not a plan");
  }
  plan[format.versionField] = version;
  return plan;
};

const store = (plan) => localStorage.setItem(key, JSON.stringify(plan));

// The ids of what is kept, with spaces between.
const kept = () => {
  try {
    return stored().kept.map((item) => item.id).join(" ");
  } catch {
    return "";
  }
};

// Keeps one; where that fails, says so.
const keep = (item) => {
  const say = (why) => {
    const said = document.getElementById("plan-said");
    said.textContent = why && said.dataset[why];
  };
  try {
    const plan = stored();
    const isNew = plan.kept.every(({ id }) => id !== item.id);
    if (isNew && plan.kept.length >= format.most) return say("full");
    if (isNew) plan.kept.push({ ...item });
    store(plan);
    say("");
  } catch (error) {
    say(error instanceof SyntaxError ? "broken" : "refused");
  }
};

// The same for an activity that comes as one text, its fields in the format's order. The last of
// them, the times, are several.
const keepText = (text) => {
  const values = text.split(format.separator);
  const [last] = format.fields.slice(-1);
  const item = Object.fromEntries(format.fields.map((field, i) => [field, values[i]]));
  item[last] = values.slice(format.fields.length - 1);
  item.sensitive = item.sensitive !== "";
  keep(item);
};

// What is known of it today: who opens its page has it brought up to date in their plan.
const refresh = (item) => {
  try {
    const plan = stored();
    const old = plan.kept.find(({ id }) => id === item.id);
    const before = JSON.stringify(old);
    Object.assign(old, item);
    if (JSON.stringify(old) !== before) store(plan);
  } catch {
    // It is as it was.
  }
};

// For the finder, which this script is a part of there (indexer/src/build/assets.rs).
globalThis.signpostPlan = { kept, keepText };

// The button of a page that is about one activity.
const page = document.querySelector("[data-plan]");
if (page) {
  const [button, link] = page.children;
  const item = JSON.parse(page.dataset.plan);
  const show = () => {
    const isKept = kept().split(" ").includes(item.id);
    button.hidden = isKept;
    link.hidden = !isKept;
    if (isKept) refresh(item);
    page.classList.add("awake");
    return isKept;
  };
  button.addEventListener("click", () => {
    keep(item);
    if (show()) link.focus();
  });
  // Whoever comes back from their plan may have taken it out.
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  show();
}
