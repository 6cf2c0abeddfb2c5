// On the page for an address that leads nowhere: repairs what programs and hands do to addresses.
const { hash, pathname } = location;
// Guards of mail write `#` as `%23`, and `%` as `%25` before or after. What follows was never for the
// host, and the page is handed it as it was meant.
const [page, ...question] = pathname.split(/%(?:25)*23/i);
const asked = question.join("#").replace(/%(?:25)+/g, "%").replace(/\/+$/, "");
const after = question.length ? `#${asked}` : hash;
// The host has been told of it, and the page of a plan says so.
if (question.length && page.endsWith("/p/")) {
  try {
    sessionStorage.setItem("signpost.repaired", "1");
  } catch {
    // A browser that stores nothing.
  }
}
// A code is copied from paper in capitals, and with letters that codes do without.
const letters = { i: "1", l: "1", o: "0", u: "v" };
const repaired = page.replace(
  /(\/[so]\/)([^/]+)/,
  (_, folder, code) => folder + code.toLowerCase().replace(/[ilou]/g, (letter) => letters[letter]),
);
// What is repaired needs no second repair, so this does not go in circles.
if (repaired !== pathname) location.replace(repaired + after);
