// Words that found nothing: a part of `finder.js`. They stay in this page's memory until somebody sends them
// with a program of their own, or keeps them on this phone, both by a press, and sees each letter before.
// Words that speak of danger or call for discretion are never among them, and once such words were typed
// nothing is offered any more on this page.
const box = document.getElementById("unfound");
const field = document.getElementById("words");
if (box && field) {
  const text = box.querySelector("textarea");
  const part = (name) => box.querySelector(`[data-unfound="${name}"]`);
  const key = globalThis.signpostPlanKey(box.dataset.stored);
  // How long words stay before they are somebody's question and not half of one.
  const settled = 1500;
  // As much as a text message carries, in letters of any script.
  const most = 500;
  let found = "";
  let pause;

  // What looks like a number of somebody's own, or an address, is nobody else's.
  const isPrivate = (words) => /@|\p{Nd}[\p{Nd}\s-]{4,}/u.test(words);
  // The way out comes with the first thing that calls for discretion, and stays; where the page's own first
  // list has one, it says nothing of what was typed.
  const { classList } = document.documentElement;
  const hadWayOut = classList.contains("has-way-out");
  const isDiscreet = () =>
    (!hadWayOut && classList.contains("has-way-out")) ||
    document.querySelector("#urgent:not([hidden]), .sensitive:checked, .suggested .sensitive");
  const head = `[${document.documentElement.lang}]`;

  const fill = () => {
    const body = encodeURIComponent(text.value.trim());
    for (const link of box.querySelectorAll("a[data-to]")) link.href = `${link.dataset.to}body=${body}`;
  };
  const add = (words) => {
    const lines = text.value.split("\n");
    if (lines.includes(words) || text.value.length + words.length > most) return;
    // Half a question that was longer after a rest is no question of its own.
    const kept = lines.filter((line) => line !== found || !words.startsWith(found));
    text.value = [...kept.filter(Boolean), words].join("\n");
    found = words;
    fill();
  };
  const look = () => {
    const words = field.value.trim().replace(/\s+/g, " ");
    if (isDiscreet()) {
      text.value = "";
      box.hidden = true;
    } else if (words && !isPrivate(words) && document.querySelector(".nothing, .absent, .strange")) {
      if (!text.value) text.value = head;
      add(words);
      box.hidden = false;
    }
  };
  const wait = () => {
    if (isDiscreet()) look();
    clearTimeout(pause);
    pause = setTimeout(look, settled);
  };
  field.addEventListener("input", wait);
  new MutationObserver(wait).observe(document.querySelector("#results"), { attributeFilter: ["data-for"] });
  text.addEventListener("input", fill);

  const say = (what) => {
    const said = part("said");
    said.textContent = said.dataset[what];
  };
  const stored = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const actions = {
    copy: async () => {
      try {
        await navigator.clipboard.writeText(text.value);
      } catch {
        // A page that came without encryption has no clipboard.
        text.select();
        document.execCommand("copy");
      }
      say("copied");
    },
    // Who changes their mind has shared nothing.
    share: () => navigator.share({ text: text.value }).catch(() => {}),
    keep: () => {
      try {
        localStorage.setItem(key, text.value);
        part("forget").hidden = false;
        say("kept");
      } catch {
        say("refused");
      }
    },
    forget: () => {
      localStorage.removeItem(key);
      text.value = head;
      fill();
      text.focus();
      part("forget").hidden = true;
      say("gone");
    },
  };
  box.addEventListener("click", ({ target }) => actions[target.closest("button")?.dataset.unfound]?.());
  part("share").hidden = !navigator.share;
  // Text messages are written on telephones.
  for (const link of box.querySelectorAll("a[data-to^='sms']")) {
    link.hidden = !matchMedia("(hover: none) and (pointer: coarse)").matches;
  }
  // What was kept on another day stands here again.
  const before = stored();
  if (before && !isDiscreet()) {
    text.value = before;
    part("forget").hidden = false;
    box.hidden = false;
    fill();
  }
}
