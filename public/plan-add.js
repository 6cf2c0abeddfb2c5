// Keeps an activity in the plan of whoever presses the button, on this device and nowhere else.
// The plan's own page reads it: fields and limits are those of app/src/plan/file.rs.
const KEY = "signpost.plan";
const MOST = 60;
const FIELDS = ["id", "name", "lang", "phone", "when", "place", "times", "sensitive", "page"];

// What is kept: nothing is stored before something is. Throws where a browser refuses, and where
// something else stands there, which is left as it is.
const stored = () => {
  const text = localStorage.getItem(KEY);
  const plan = text === null ? { "signpost-plan": 1, matters: "", kept: [] } : JSON.parse(text);
  if (plan["signpost-plan"] !== 1 || !Array.isArray(plan.kept)) throw new SyntaxError("not a plan");
  return plan;
};

// The ids of what is kept, with spaces between.
export const kept = () => {
  try {
    return stored().kept.map((item) => item.id).join(" ");
  } catch {
    return "";
  }
};

// Keeps one; where that fails, says so.
export const keep = (item) => {
  const say = (why) => {
    const said = document.getElementById("plan-said");
    said.textContent = why && said.dataset[why];
  };
  try {
    const plan = stored();
    const isNew = plan.kept.every(({ id }) => id !== item.id);
    if (isNew && plan.kept.length >= MOST) return say("full");
    if (isNew) plan.kept.push(Object.fromEntries(FIELDS.map((field) => [field, item[field]])));
    localStorage.setItem(KEY, JSON.stringify(plan));
    say("");
  } catch (error) {
    say(error instanceof SyntaxError ? "broken" : "refused");
  }
};

// What is known of it today: who opens its page has it brought up to date in their plan.
const refresh = (item) => {
  try {
    const plan = stored();
    const old = plan.kept.find(({ id }) => id === item.id);
    const before = JSON.stringify(old);
    FIELDS.forEach((field) => (old[field] = item[field]));
    if (JSON.stringify(old) !== before) localStorage.setItem(KEY, JSON.stringify(plan));
  } catch {
    // It is as it was.
  }
};

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
