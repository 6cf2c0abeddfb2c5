// The page where a directory is stored on a phone, and taken off again. Nothing is stored, and no
// worker is there, before somebody presses. What is kept, and how, is worker.js's.
const element = document.getElementById("keep");
const { root, release, locale } = element.dataset;
const [said, storeIt, forgetIt] = ["keep-said", "keep-it", "forget-it"].map((id) => document.getElementById(id));
const scope = new URL(root, document.baseURI).href;
// As in worker.js.
const ours = `signpost ${scope} `;
const mark = `${scope}offline/kept`;

const isStored = async () => {
  for (const name of await caches.keys()) {
    const marked = name.startsWith(ours) && (await caches.match(mark, { cacheName: name }));
    if (marked && (await marked.json()).includes(locale)) return true;
  }
  return false;
};

// Shows what can be done, and says what was.
const show = async (words) => {
  const kept = await isStored();
  storeIt.hidden = kept;
  forgetIt.hidden = !kept;
  said.textContent = words ?? (kept ? element.dataset.kept : "");
};

// The newest worker that the host has: it is installed, and may have to wait for old tabs to go.
const newestWorker = async () => {
  const registration = await navigator.serviceWorker.register(new URL("worker.js", scope), {
    scope,
    updateViaCache: "none",
  });
  if (registration.active) await registration.update();
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (worker.state === "installing") {
    await new Promise((resolve) => worker.addEventListener("statechange", resolve, { once: true }));
  }
  if (worker.state === "redundant") throw new Error("the worker could not be installed");
  return worker;
};

// "kept", "refused" or "failed".
const ask = (worker) =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    // The browser has ended the worker.
    port1.addEventListener("close", () => resolve("failed"));
    worker.postMessage({ release, locale }, [port2]);
  });

// A button that goes away takes the focus with it; the one in its place gets it.
const stay = (button) => {
  if (!button.hidden && document.activeElement === document.body) button.focus();
};

let isBusy = false;

const store = async () => {
  if (isBusy) return;
  isBusy = true;
  said.textContent = element.dataset.keeping;
  let outcome = "failed";
  try {
    // Somebody asked for it: the browser shall not clear it away by itself.
    navigator.storage?.persist?.().catch(() => {});
    outcome = await ask(await newestWorker());
  } catch (error) {
    console.warn(error);
  }
  isBusy = false;
  await show(element.dataset[outcome]);
  stay(forgetIt);
};

const forget = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith(ours)) await caches.delete(name);
  }
  const registration = await navigator.serviceWorker.getRegistration(scope);
  if (registration?.scope === scope) await registration.unregister();
  await show(element.dataset.forgotten);
  stay(storeIt);
};

if ("serviceWorker" in navigator && "caches" in window) {
  // From here on it changes, and is said when it does.
  said.setAttribute("role", "status");
  storeIt.addEventListener("click", store);
  forgetIt.addEventListener("click", forget);
  // A browser that may store nothing refuses here, and the page goes on saying that it cannot.
  show().catch(() => {});
}
