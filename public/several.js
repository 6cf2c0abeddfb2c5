// Several choices at once, on the page that asks what matters: they stay in this page, and go on to
// the finder after `#`, which no server sees. Without a script the link leads to the finder's own
// choices.
const list = document.querySelector(".arms");
const link = document.querySelector(".several");
const bar = document.querySelector(".several-bar");
const [said, go] = bar.children;
const find = go.getAttribute("href");
const told = bar.dataset.chosen.split("\n");
const arms = [...list.querySelectorAll("[data-need]")];

const button = document.createElement("button");
button.type = "button";
button.className = "quiet";
button.append(...link.childNodes);
link.replaceWith(button);

const count = () => {
  const needs = arms.filter((arm) => arm.ariaChecked === "true").map((arm) => arm.dataset.need);
  said.textContent = told[needs.length];
  go.href = needs.length ? `${find}#need=${needs.sort().join(",")}` : find;
};

const choose = (isChoosing) => {
  list.classList.toggle("choosing", isChoosing);
  bar.hidden = !isChoosing;
  button.ariaPressed = isChoosing;
  for (const arm of arms) {
    if (isChoosing) {
      arm.setAttribute("role", "checkbox");
      arm.ariaChecked = "false";
    } else {
      arm.removeAttribute("role");
      arm.ariaChecked = null;
    }
  }
  count();
};

button.addEventListener("click", () => choose(bar.hidden));
list.addEventListener("click", (event) => {
  const arm = event.target.closest("[role=checkbox]");
  if (!arm) return;
  event.preventDefault();
  arm.ariaChecked = arm.ariaChecked !== "true";
  count();
});
// A box is ticked with the space bar, a link followed with Enter: here both tick.
list.addEventListener("keydown", (event) => {
  const arm = event.key === " " && event.target.closest("[role=checkbox]");
  if (!arm) return;
  event.preventDefault();
  arm.click();
});
// Who comes back chooses anew.
choose(false);
