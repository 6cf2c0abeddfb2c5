// The start page, with a script: a field for one's own words and a choice of where one is stand in for
// the links to both, and several needs can be chosen at once. Choices stand after the `#` of links,
// which no host sees, and in the tab's history, where reload and Back find them, in the finder's own
// words (`to_fragment`). Words stand in no address at all: this tab carries them to the finder, once
// (`early.js` takes them), and the finder's box, which the address names, has the focus there.
const link = document.getElementById("several");
const tray = document.getElementById("tray");
const ask = document.getElementById("ask");
const words = ask.querySelector("input");
const place = ask.querySelector("select");
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
ask.previousElementSibling.replaceWith(ask);
ask.hidden = false;

const arms = [...document.querySelectorAll("[data-need]")];
const pages = arms.map((arm) => arm.href);
const boxes = arms.map((arm) => {
  const box = make("input", "");
  box.type = "checkbox";
  box.value = arm.dataset.need;
  return box;
});
const labels = arms.map((arm, i) => make("label", "arm", boxes[i], ...arm.cloneNode(true).childNodes));

const question = (...parts) => parts.filter(Boolean).join("&");
const near = () => place?.value && `at=${place.value}`;
const needs = () => {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value).sort();
  return chosen.length ? `need=${chosen}` : "";
};
const tell = () => {
  const state = question(needs(), near());
  said.textContent = lines[boxes.filter((box) => box.checked).length];
  show.href = state ? `${find}#${state}` : find;
  // What fits a need is nearest first for somebody who has said where they are.
  arms.forEach((arm, i) => {
    arm.href = near() ? `${find}#need=${arm.dataset.need}&${near()}` : pages[i];
  });
  history.replaceState(state, "");
};
const turn = (isOn) => {
  button.setAttribute("aria-pressed", isOn);
  tray.hidden = !isOn;
  arms.forEach((arm, i) => (isOn ? arm.replaceWith(labels[i]) : labels[i].replaceWith(arm)));
};
const go = () => {
  const typed = words.value.trim();
  const state = question(typed && `q=${encodeURIComponent(typed)}`, needs(), near());
  try {
    sessionStorage.setItem("signpost.carried", state);
    location.href = `${find}#words`;
  } catch {
    location.href = `${find}#${state}`;
  }
};

const kept = new URLSearchParams(history.state ?? "");
const chosen = kept.get("need")?.split(",") ?? [];
if (place) {
  place.value = kept.get("at") ?? "";
  place.addEventListener("change", tell);
}
for (const box of boxes) {
  box.checked = chosen.includes(box.value);
  box.addEventListener("change", tell);
}
turn(chosen.length > 0);
if (history.state) tell();
button.addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  turn(tray.hidden);
  tell();
});
ask.querySelector("button").addEventListener("click", go);
words.addEventListener("keydown", ({ isComposing, key }) => {
  if (key === "Enter" && !isComposing) go();
});
