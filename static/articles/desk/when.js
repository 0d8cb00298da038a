// Says beside a time which moment it is: in the desk's zone and in UTC, and how far away. The server does the sum.

const PAUSE = 300; // milliseconds after the last key

for (const field of document.querySelectorAll("[data-when]")) {
  const said = document.createElement("output");
  said.className = "help when";
  said.htmlFor = field.id;
  field.after(said);
  let waiting, asked;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    if (!field.value) {
      said.textContent = "";
      return;
    }
    try {
      const address = `${field.dataset.when}?wall_time=${encodeURIComponent(field.value)}`;
      const answer = await fetch(address, { signal: asked.signal });
      said.textContent = answer.ok ? await answer.text() : "";
    } catch {
      said.textContent = ""; // the answer to the form itself says what is wrong
    }
  }

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  ask();
}
