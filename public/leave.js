// Leaves at once: what is on the screen goes before the next page comes, and this page does not
// stay in the history, so that Back cannot show it. Without a script the link leaves as links do.
const link = document.querySelector("a.leave");
link.addEventListener("click", (event) => {
  event.preventDefault();
  const { href } = link;
  document.body.replaceChildren();
  location.replace(href);
});
