// Keys for the queue; every key presses a button that is on the page. Silent inside fields, off where a user wishes so.

const queue = document.getElementById("queue");
const cards = [...document.querySelectorAll("[data-card]")];
const claimed = new Map(); // when each card was last said to be read
const undo = document.querySelector("[data-undo]");
if (undo) setTimeout(() => undo.remove(), Number(undo.dataset.undo) * 1000);
for (const card of cards) card.addEventListener("focusin", () => claim(card));
for (const form of document.querySelectorAll("[data-reading]")) form.remove(); // the focus says it
let leaving = false; // a decision is on its way: a second press of its key must not decide again
document.addEventListener("submit", () => { leaving = true; });
addEventListener("pageshow", () => { leaving = false; });
if (queue?.hasAttribute("data-shortcuts")) document.addEventListener("keydown", press);

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => button("approve"),
  s: () => button("mark_spam"),
  r: () => why("reject"),
  d: () => why("remove"),
  e: () => button("pick"),
  n: () => why("note"),
  u: () => undo?.querySelector("button").click(),
  x: () => current()?.querySelector("[name=pick][type=checkbox]")?.click(),
  t: () => nextTab(),
  "/": () => document.getElementById("queue-search").focus(),
  "?": () => help(),
};
const BULK = { a: "approve", s: "mark_spam", r: "reject", d: "remove" };

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape") return close();
  if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
  if (leaving) return event.preventDefault();
  const key = letter(event);
  const reason = event.target.closest(".queue-choices")?.querySelector(`[data-letter="${key}"]`);
  if (reason) {
    reason.click();
  } else if (event.shiftKey && BULK[key]) {
    document.querySelector(`#bulk [value="${BULK[key]}"]`)?.click();
  } else if (ACTS[key]) {
    ACTS[key]();
  } else return;
  event.preventDefault();
}

// The letter that was meant: on a Latin layout what it writes, wherever it lies; on another where it lies.
function letter(event) {
  if (/^[a-z?/]$/i.test(event.key)) return event.key.toLowerCase();
  if (event.code === "Slash") return event.shiftKey ? "?" : "/";
  return event.code.startsWith("Key") ? event.code.slice(3).toLowerCase() : "";
}

// The card that has the focus. Without one nothing is decided: the first that is read now gets the focus.
function current() {
  const card = focused();
  if (!card) focus(cards.find(isRead));
  return card;
}

// Whether a card begins on the screen, or fills most of it.
function isRead(card) {
  const place = card.getBoundingClientRect();
  return place.top >= 0 || place.bottom > innerHeight / 2;
}

function focused() {
  return document.activeElement.closest("[data-card]");
}

function focus(card) {
  card?.focus();
  card?.scrollIntoView({ block: "nearest" });
}

function move(step) {
  const card = current();
  if (card) focus(cards[Math.min(cards.length - 1, Math.max(0, cards.indexOf(card) + step))]);
}

function help() {
  const keys = document.querySelector(".queue-keys");
  keys.open = !keys.open;
  if (keys.open) keys.scrollIntoView({ block: "nearest" });
}

// Closes the reasons of the card, which gets the focus back, or the help.
function close() {
  const card = focused();
  const open = (card || queue).querySelector("details[open]");
  if (!open) return;
  open.open = false;
  card?.focus();
}

function button(verb) {
  current()?.querySelector(`.queue-acts form [name=do][value="${verb}"]`)?.click();
}

function why(verb) {
  const reasons = current()?.querySelector(`[data-why="${verb}"]`);
  if (!reasons) return;
  reasons.open = true;
  reasons.querySelector(".queue-choices button, [name=private_note]").focus();
}

function nextTab() {
  const tabs = [...document.querySelectorAll(".queue-tabs a")];
  const at = tabs.findIndex((tab) => tab.hasAttribute("aria-current"));
  tabs[(at + 1) % tabs.length]?.click();
}

// Tells other moderators for two minutes that this card is read, and says who reads it already.
async function claim(card) {
  if (Date.now() - (claimed.get(card) || 0) < 60_000) return;
  claimed.set(card, Date.now());
  try {
    const response = await fetch(card.dataset.claim, { method: "POST", headers: { "X-CSRFToken": queue.dataset.token } });
    if (response.ok) card.querySelector("[data-reader]").textContent = (await response.json()).reader;
  } catch { /* courtesy only */ }
}
