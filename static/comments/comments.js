// Comfort only: the form works without this file.
// It fetches the sum when a reader first touches the form, counts characters, and keeps the text of this tab until the
// receipt, so that neither a dead connection nor a closed page loses it.

const RENEW_BEFORE = 300; // seconds

for (const form of document.querySelectorAll("[data-comment-form]")) enliven(form);
const receipt = document.querySelector("[data-receipt]");
if (receipt) settle(receipt);

function enliven(form) {
  const words = form.elements.words;
  const key = `comment:${form.elements.story.value}:${form.elements.to.value}`;
  keepText(form, words, key);
  count(form, words);
  rememberReader(form);
  if (!form.elements.slip.value) {
    form.addEventListener("focusin", () => fetchSum(form), { once: true });
  }
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault(); // a double click
    sent = true;
    setTimeout(() => { sent = false; }, 4000); // the network may have failed
    if (form.elements.keep.checked) store(localStorage, "comment:name", form.elements.pen.value);
  });
}

function keepText(form, words, key) {
  const kept = load(sessionStorage, key);
  if (kept && !words.value) words.value = kept;
  words.addEventListener("input", () => store(sessionStorage, key, words.value));
  form.addEventListener("submit", () => store(sessionStorage, "comment:sent", key));
}

function count(form, words) {
  const counter = form.querySelector("[data-counter]");
  const limit = Number(form.dataset.limit);
  const sentence = counter.textContent;
  const show = () => {
    const used = [...words.value].length;
    counter.textContent = used > limit * 0.8 ? `${used} / ${limit}` : sentence;
    counter.classList.toggle("comment-error", used > limit);
  };
  words.addEventListener("input", show);
  show();
}

function rememberReader(form) {
  const mark = load(localStorage, "comment:mark");
  if (!mark) return;
  form.elements.mark.value ||= mark;
  form.elements.keep.checked = true;
  form.elements.pen.value ||= load(localStorage, "comment:name") || "";
}

async function fetchSum(form) {
  let sum;
  try {
    const response = await fetch(form.dataset.token, { credentials: "omit" });
    if (!response.ok) return; // the form then takes its second step on a page of its own
    sum = await response.json();
  } catch {
    return;
  }
  form.elements.slip.value = sum.slip;
  const field = form.querySelector("[data-sum]");
  const typed = form.elements.tally?.value;
  field.replaceChildren(...(sum.parts.length ? [row(sum)] : []), trap(sum));
  if (sum.parts.length) form.querySelector("[data-skip]").replaceChildren(skip(sum));
  if (typed) form.elements.tally.value = "";
  setTimeout(() => {
    if (form.elements.tally && !form.elements.tally.value) fetchSum(form);
  }, Math.max(30, sum.left - RENEW_BEFORE) * 1000);
}

function row(sum) {
  const label = element("label", { className: "hidden", htmlFor: "comment-tally", textContent: sum.sentence });
  const parts = sum.parts.map(([kind, text]) => {
    if (kind === "blank") {
      return element("input", { id: "comment-tally", name: "tally", inputMode: "numeric", autocomplete: "off", size: 4 });
    }
    const part = element("bdi", { className: `comment-sum-${kind}`, textContent: text });
    part.setAttribute("aria-hidden", "true");
    return part;
  });
  const line = element("div", { className: "comment-sum", dir: document.documentElement.dir });
  line.append(...parts);
  const all = element("div", { className: "comment-field" });
  all.append(label, line);
  return all;
}

function trap(sum) {
  const box = element("p", { className: "comment-trap" });
  const label = element("label", { htmlFor: "comment-trap", textContent: sum.trap_label });
  box.append(label, element("input", { id: "comment-trap", name: sum.trap, tabIndex: -1, autocomplete: "off" }));
  return box;
}

function skip(sum) {
  return element("button", {
    type: "submit", className: "comment-skip", name: "skip", value: "1", formNoValidate: true, textContent: sum.cannot,
  });
}

function settle(page) {
  const key = load(sessionStorage, "comment:sent");
  if (key) {
    sessionStorage.removeItem(key);
    sessionStorage.removeItem("comment:sent");
  }
  if (page.dataset.mark) store(localStorage, "comment:mark", page.dataset.mark);
}

function element(name, properties) {
  return Object.assign(document.createElement(name), properties);
}

// Storage may be forbidden, or full.
function load(storage, key) {
  try { return storage.getItem(key); } catch { return null; }
}
function store(storage, key, value) {
  try { storage.setItem(key, value); } catch { /* comfort only */ }
}
