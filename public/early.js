// Before anything is drawn: a page that was asked for something must not flash everything first.
(() => {
  const state = typeof history.state === "string" && history.state;
  const asked = location.hash.includes("=") || state;
  document.documentElement.classList.add("scripted");
  if (asked) document.documentElement.classList.add("asking");
})();
