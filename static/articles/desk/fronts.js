// A front: stories offered while one types, and arrows that move a story without a round to the server.

const form = document.querySelector(".front-form");
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

function step(button) {
  const rows = [...form.querySelectorAll(".place")];
  const from = rows.indexOf(button.closest(".place"));
  const to = from + (button.name === "_up" ? -1 : 1);
  if (!rows[to]) return;
  const fields = (row) => row.querySelectorAll(".place-story > input, .place-time input");
  const [one, two] = [fields(rows[from]), fields(rows[to])];
  one.forEach((input, index) => ([input.value, two[index].value] = [two[index].value, input.value]));
  for (const row of [rows[from], rows[to]]) row.querySelector(".place-state")?.remove();
  rows[to].querySelector(`[name="${button.name}"]:enabled`)?.focus();
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
