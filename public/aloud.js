// Reads a page aloud, with a voice that lives on this device: one that does not would send the page's
// words to a server. Where there is none for the page's language no button is drawn. Nothing speaks by
// itself, and what speaks falls silent when the page is left or out of sight.
const row = document.getElementById("aloud");
const voices = globalThis.speechSynthesis;

// What is read is what a sheet of paper would have of the answers; of an activity in a plan that calls for
// discretion only its neutral name.
const READ = "h1, .lead, .panel, .answer:not(.noprint), .card";
const PASSED =
  ".noprint:not([data-next]), .on-paper, .for-paper, .own, details, [hidden], .unseen, .card.sensitive :not(h2, h2 *), a[href^='mailto:'], a[href^='http']";

// A language with its script, which tells traditional from simplified Chinese. Android writes zh_CN_#Hans.
const spoken = (tag) => {
  try {
    const { language, script } = new Intl.Locale(tag.split("_#")[0].replaceAll("_", "-")).maximize();
    return language + script;
  } catch {
    return "";
  }
};

// Of several voices the one of the person's own region, then the device's choice: Chinese characters are
// read as Cantonese in Hong Kong.
const voiceOf = (lang) => {
  const able = voices.getVoices().filter((v) => v.localService && spoken(v.lang) === spoken(lang));
  const own = navigator.languages.flatMap((tag) => able.filter((voice) => voice.lang === tag));
  return own[0] ?? able.find((voice) => voice.default) ?? able[0];
};

// A telephone number digit by digit, with a rest at its hyphens.
const digits = (text) =>
  text.replace(/\p{Nd}(?=\p{Nd})/gu, "$& ").replace(/[()–-]+/g, ", ");

// The page's words: a part for each line and language.
const parts = () => {
  const all = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: at, data } = walker.currentNode;
    // Marks that hold numbers together on the screen.
    const text = data.replace(/[\u2066-\u2069]/g, "");
    if (!text.trim() || !at.closest(READ) || at.closest(PASSED)) continue;
    const block = at.closest(".line, h1, h2, h3, p, li, div");
    const { lang } = at.closest("[lang]");
    const words = at.closest("a[href^='tel:']") ? digits(text) : text;
    const last = all.at(-1);
    if (last?.block === block && last.lang === lang) last.words += words;
    else all.push({ block, lang, words });
  }
  return all;
};

if (row && voices) {
  const [read, pause, goOn, stop, careful] = row.dataset.words.split("\n");
  const button = (words) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "quiet";
    made.textContent = words;
    return made;
  };
  const play = button();
  const icon = document.createElement("i");
  icon.className = "icon i-volume-2";
  const end = button(stop);
  const said = document.createElement("span");
  said.role = "status";

  let all = [];
  let at = 0;
  let isWarned = false;
  let isSpeaking = false;
  // Browsers forget what is being said where nobody holds it.
  let now;
  let rest;

  const show = () => {
    play.replaceChildren(icon, isSpeaking ? pause : all.length ? goOn : read);
    // The focus is not taken away from under a finger.
    end.hidden = !all.length && document.activeElement !== end;
    for (const { block } of all) block.classList.remove("read-now");
    if (isSpeaking) all[at].block.classList.add("read-now");
  };
  // Not by the browser's own pause, which some phones do not come back from: a part begins anew.
  const hush = () => {
    isSpeaking = false;
    now = undefined;
    clearTimeout(rest);
    voices.cancel();
    show();
  };
  const finish = () => {
    hush();
    const done = all;
    all = [];
    at = 0;
    for (const { block } of done) block.classList.remove("read-now");
    show();
  };
  const speak = () => {
    // Who leaves at once has emptied the page (leave.js).
    if (at >= all.length || !row.isConnected) return finish();
    show();
    const { words, lang } = all[at];
    const next = () => {
      at += 1;
      speak();
    };
    const voice = voiceOf(lang);
    // Words in a language that this device does not speak are a rest.
    if (!voice) return (rest = setTimeout(next, 700));
    const one = new SpeechSynthesisUtterance(words.replace(/\s+/g, " ").trim());
    now = one;
    one.voice = voice;
    one.lang = voice.lang;
    one.onend = one.onerror = () => one === now && next();
    voices.speak(one);
  };

  play.addEventListener("click", () => {
    if (isSpeaking) return hush();
    // On a page that calls for discretion it takes a second press: others would hear it, too.
    if (careful && !isWarned) {
      isWarned = true;
      said.textContent = careful;
      return;
    }
    said.textContent = "";
    if (!all.length) all = parts();
    isSpeaking = all.length > 0;
    speak();
  });
  end.addEventListener("click", () => {
    play.focus();
    finish();
  });
  addEventListener("pagehide", hush);
  document.addEventListener("visibilitychange", () => document.hidden && hush());

  const offer = () => {
    if (voiceOf(document.documentElement.lang)) {
      if (!play.isConnected) row.append(play, end, said);
    } else {
      row.replaceChildren();
    }
  };
  voices.onvoiceschanged = offer;
  show();
  offer();
}
