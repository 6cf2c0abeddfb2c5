// Stands in the page of the plan: where the plan's program does not come, or takes long, the page says
// what can be done instead. What comes late is shown all the same.
(() => {
  const { classList } = document.documentElement;
  const main = new URL(document.currentScript.dataset.script, document.baseURI).href;
  const fail = () => classList.add("plain");
  addEventListener("error", ({ filename, target }) => {
    if ((filename || target.src) === main) fail();
  }, true);
  setTimeout(() => classList.contains("ready") || fail(), 10_000);
  addEventListener("click", ({ target }) => target.closest("#again") && location.reload());
})();
