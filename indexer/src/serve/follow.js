// Lets a page that is open follow what somebody saves, while `signpost serve --watch` shows it; in no built site.
// The server tells when something has changed; the page comes anew only where it is another one by then, so that
// nobody loses their place for a change to another page.
(() => {
  const own = document.currentScript.dataset.of;
  const say = trouble();
  let events;

  async function follow({ data }) {
    say(JSON.parse(data).trouble);
    try {
      const now = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      const of = now.headers.get("etag");
      if (of && of !== own) location.reload();
    } catch {
      // The server has ended. When it is back it tells again.
    }
  }

  // A browser has six connections to a server: a tab that nobody sees needs none.
  function listen() {
    if (document.hidden || events) return;
    events = new EventSource("/__signpost/events");
    events.onmessage = follow;
  }
  function rest() {
    events?.close();
    events = undefined;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", listen);
  listen();

  // What keeps the site from being built, below everything else; gone once it is mended.
  function trouble() {
    const box = document.createElement("details");
    const head = document.createElement("summary");
    const text = document.createElement("pre");
    head.textContent = "Not built: the site stands as it was";
    box.append(head, text);
    box.open = true;
    box.dir = "ltr";
    box.lang = "en";
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", zIndex: "2147483647", maxHeight: "60vh", overflow: "auto", margin: "0",
      padding: "0.75rem 1rem", background: "#2b0b0b", color: "#fff", borderTop: "4px solid #ff6b6b",
      font: "1rem/1.4 ui-monospace, monospace", textAlign: "start",
    });
    Object.assign(head.style, { cursor: "pointer", fontWeight: "bold", color: "inherit" });
    Object.assign(text.style, {
      margin: "0.5rem 0 0", whiteSpace: "pre-wrap", overflowWrap: "anywhere", font: "inherit", color: "inherit",
      background: "none", border: "0", padding: "0",
    });
    return (words) => {
      if (!words) return box.remove();
      text.textContent = words;
      if (!box.isConnected) document.body.append(box);
    };
  }
})();
