// Leaves at once: what is on the screen goes before the next page comes, and this page does not
// stay in the history, so that Back cannot show it. Without a script the link leaves as links do.
const links = document.querySelectorAll("a.leave");
const button = document.querySelector(".button.leave");
const said = document.getElementById("leave-said");
const forget = document.querySelector("#forget button");

const blank = () => document.body.replaceChildren();
const leave = () => location.replace(button.href);

for (const link of links) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    blank();
    leave();
  });
}

// Shift by itself, so often, each time within so many milliseconds of the last: on any keyboard
// it is found without looking, and alone it does nothing.
const counted = said.dataset.counted.split("\n");
const patience = 5000;
let presses = 0;
let over;
let isModifier = false;

const stay = () => {
  clearTimeout(over);
  if (presses) said.textContent = said.dataset.over;
  presses = 0;
  delete button.dataset.presses;
};

// When it is let go: held down, a key repeats.
document.addEventListener("keyup", ({ key, shiftKey }) => {
  if (key !== "Shift") {
    // A capital letter is no wish to leave.
    isModifier ||= shiftKey;
    stay();
  } else if (isModifier) {
    isModifier = false;
  } else {
    clearTimeout(over);
    said.textContent = counted[presses];
    presses += 1;
    button.dataset.presses = presses;
    if (presses < counted.length) {
      over = setTimeout(stay, patience);
    } else {
      blank();
      leave();
    }
  }
});

// Takes along what this phone has kept: the plan (the page names it), the directory (worker.js).
// The screen is blank before that, and nothing that fails keeps anybody here.
const forgetAll = async () => {
  try {
    localStorage.removeItem(forget.dataset.plan);
  } catch {
    // A browser that stores nothing has nothing to forget.
  }
  const scope = new URL(forget.dataset.root, location.href).href;
  for (const name of await caches.keys()) {
    if (name.startsWith(`signpost ${scope} `)) await caches.delete(name);
  }
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration?.scope === scope) await registration.unregister();
};

forget.closest("section").hidden = false;
forget.addEventListener("click", async () => {
  const tooLong = new Promise((resolve) => setTimeout(resolve, 1000));
  // Read before the page is blank.
  const done = forgetAll().catch(() => {});
  blank();
  await Promise.race([done, tooLong]);
  leave();
});
