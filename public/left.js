// Stands in every page, and runs before anything of it is drawn: when somebody has pressed "Leave",
// Back and Forward show nothing of what was there before. `leave.js` writes down where the way out led.
// What somebody opens after that, they open by their own will: it is shown, and Back to it is, too.
(() => {
  const name = "signpost.left";
  const look = (isAnew) => {
    const [exit, ...since] = (sessionStorage.getItem(name) ?? "").split("\n");
    // Which entry of this tab's history this is. Older browsers do not tell.
    const entry = globalThis.navigation?.currentEntry?.key;
    if (!exit || since.includes(entry)) return;
    if (!isAnew) {
      stop();
      document.documentElement.replaceChildren();
      location.replace(exit);
    } else if (entry) {
      sessionStorage.setItem(name, [exit, ...since, entry].join("\n"));
    } else {
      sessionStorage.removeItem(name);
    }
  };
  try {
    look(performance.getEntriesByType("navigation")[0]?.type !== "back_forward");
    // A page that the browser has kept whole runs no script again.
    addEventListener("pageshow", ({ persisted }) => persisted && look(false));
    // Links to a place on the page make entries of their own.
    globalThis.navigation?.addEventListener("currententrychange", () => look(true));
  } catch {
    // A browser that stores nothing cannot know.
  }
})();
