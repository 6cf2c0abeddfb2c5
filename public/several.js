// Several choices at once, on the start page: arms become boxes to tick, and one link leads to what
// fits any of them. What is ticked stands after the `#` of that link, which no host sees, and in the
// tab's history, where reload and Back find it; both in the finder's own words (`to_fragment`).
const link = document.getElementById("several");
const tray = document.getElementById("tray");
const [said, show] = tray.children;
const lines = said.dataset.said.split("\n");
const find = show.href;

const make = (name, className, ...children) => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
};
const button = make("button", "quiet", ...link.childNodes);
button.type = "button";
button.id = link.id;
link.replaceWith(button);

const arms = [...document.querySelectorAll("[data-need]")];
const boxes = arms.map((arm) => {
  const box = make("input", "");
  box.type = "checkbox";
  box.value = arm.dataset.need;
  return box;
});
const labels = arms.map((arm, i) => make("label", "arm", boxes[i], ...arm.cloneNode(true).childNodes));

const tell = () => {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value).sort();
  const state = chosen.length ? `need=${chosen}` : "";
  said.textContent = lines[chosen.length];
  show.href = state ? `${find}#${state}` : find;
  history.replaceState(state, "");
};
const turn = (isOn) => {
  button.setAttribute("aria-pressed", isOn);
  tray.hidden = !isOn;
  arms.forEach((arm, i) => (isOn ? arm.replaceWith(labels[i]) : labels[i].replaceWith(arm)));
};

const [, kept = ""] = `${history.state}`.split("need=");
for (const box of boxes) {
  box.checked = kept.split(",").includes(box.value);
  box.addEventListener("change", tell);
}
turn(kept !== "");
if (kept) tell();
button.addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  turn(tray.hidden);
  tell();
});
