// Under which name the browser keeps a plan: a host may have several sites, each with a plan of its
// own. `stored` is the name that they shared before; whoever comes first takes over what stands there.
globalThis.signpostPlanKey = (stored) => {
  const key = `${stored} ${new URL("../", import.meta.url).pathname}`;
  try {
    const old = localStorage.getItem(stored);
    if (old !== null && localStorage.getItem(key) === null) {
      localStorage.setItem(key, old);
      localStorage.removeItem(stored);
    }
  } catch {
    // A browser that stores nothing has nothing to take over.
  }
  return key;
};
