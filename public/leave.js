// Leaves at once: what is on the screen goes before the next page comes, this page does not stay in
// the history, and of those before it Back shows nothing (`left.js`, which reads what is written here).
// Without a script the link leaves as links do.
const links = document.querySelectorAll("a.leave");
const button = document.querySelector(".button.leave");
const said = document.getElementById("leave-said");
const forget = document.querySelector("#forget button");
const row = button.parentElement;
const around = row.parentElement;

// On some pages the way out waits until something calls for discretion: asked, chosen, shown or kept.
// It then stays, because that is in the tab's history.
const isOffered = () => button.getClientRects().length > 0;
// Boxes are ticked by a program after what it draws.
const drawn = new MutationObserver(() => requestAnimationFrame(() => setTimeout(show)));
const show = () => {
  if (!document.querySelector(".sensitive:checked, .sensitive:not(input, .urgent[hidden])")) return;
  drawn.disconnect();
  document.documentElement.classList.add("has-way-out");
  const skip = document.querySelector("body > .skip");
  if (skip) document.querySelector("nav.when-discreet").append(skip);
};
if (!isOffered()) {
  drawn.observe(around, { attributeFilter: ["hidden"], childList: true, subtree: true });
  around.addEventListener("change", show);
  show();
}

const blank = () => {
  document.body.replaceChildren();
  // A voice that reads this page to whoever is near.
  globalThis.speechSynthesis?.cancel();
};
const leave = () => {
  try {
    // A question of the finder.
    history.replaceState(null, "");
    sessionStorage.setItem("signpost.left", button.href);
  } catch {
    // A browser that stores nothing leaves all the same.
  }
  location.replace(button.href);
};

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
  if (!isOffered()) return;
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

// The open dialog of filters lies over everything, and the way out over the dialog.
const dialog = document.querySelector("dialog");
const followDialog = () => (dialog.matches(":modal") ? dialog : around).prepend(row);
if (dialog) new MutationObserver(followDialog).observe(dialog, { attributeFilter: ["open"] });

// Takes along what this phone has kept: the plan, words that found nothing (the page names both), the directory (worker.js).
// The screen is blank before that, and nothing that fails keeps anybody here.
const forgetAll = async () => {
  try {
    const { stored } = forget.dataset;
    // As in plan-key.js.
    for (const name of stored.split("\n")) {
      for (const key of [name, `${name} ${new URL("../", import.meta.url).pathname}`]) {
        localStorage.removeItem(key);
      }
    }
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
