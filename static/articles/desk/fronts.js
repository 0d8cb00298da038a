// A front: stories offered while one types, and moved by arrows or by dragging without a round to the server.

const form = document.querySelector(".front-form");
const DRAGGED = "text/x-front-row"; // what a handle carries: the number of its row
const offered = document.getElementById("front-found");
const PAUSE = 200; // milliseconds after the last key
let waiting, asked;

async function find(input) {
  asked?.abort();
  asked = new AbortController();
  const address = new URL(form.dataset.find, location);
  address.searchParams.set("q", input.value);
  try {
    const answer = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { found } = await answer.json();
    offered.replaceChildren(
      ...found.map((story) => Object.assign(document.createElement("option"), { value: story.value, label: `${story.value} – ${story.state}` })),
    );
  } catch (error) {
    if (error.name !== "AbortError") throw error;
  }
}

const rows = () => [...form.querySelectorAll(".place")];

// What travels with a story: its number and name, and its time. The places stay where they are.
const fields = (row) => row.querySelectorAll(".place-story > input, .place-times input");

function swap(one, two) {
  const [ones, twos] = [fields(one), fields(two)];
  ones.forEach((input, index) => ([input.value, twos[index].value] = [twos[index].value, input.value]));
  for (const row of [one, two]) {
    row.querySelector(".place-state")?.remove();
    row.querySelector(".place-times").open ||= [...row.querySelectorAll(".place-times input")].some((input) => input.value);
  }
}

// Move a story to another row; those between make room.
function move(from, to) {
  const all = rows();
  for (let at = from; at !== to; at += Math.sign(to - from)) swap(all[at], all[at + Math.sign(to - from)]);
}

function step(button) {
  const all = rows();
  const from = all.indexOf(button.closest(".place"));
  const to = from + (button.name === "_up" ? -1 : 1);
  if (!all[to]) return;
  move(from, to);
  all[to].querySelector(`[name="${button.name}"]:enabled`)?.focus();
}

// A handle to drag by, which the arrows do as well: only who has a mouse and scripts is shown it.
for (const [from, row] of rows().entries()) {
  const handle = Object.assign(document.createElement("span"), { className: "place-handle", draggable: true, textContent: "⠿" });
  handle.setAttribute("aria-hidden", "true");
  handle.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData(DRAGGED, String(from));
    event.dataTransfer.setDragImage(row, 0, 0);
  });
  row.querySelector(".place-steps").append(handle);
  row.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    row.classList.add("over");
  });
  row.addEventListener("dragleave", () => row.classList.remove("over"));
  row.addEventListener("drop", (event) => {
    if (!event.dataTransfer.types.includes(DRAGGED)) return;
    event.preventDefault();
    row.classList.remove("over");
    move(Number(event.dataTransfer.getData(DRAGGED)), from);
  });
}

form.addEventListener("input", (event) => {
  if (!event.target.matches('[list="front-found"]')) return;
  clearTimeout(waiting);
  if (!/^#\d+ /.test(event.target.value) && event.target.value.trim().length > 1) waiting = setTimeout(find, PAUSE, event.target);
});

form.addEventListener("click", (event) => {
  const button = event.target.closest('[name="_up"], [name="_down"]');
  if (!button) return;
  event.preventDefault();
  step(button);
});
