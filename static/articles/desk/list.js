// The story list: beside the bulk verbs only the input of the one that is chosen. Without scripts all of them show.

const actions = document.querySelector("#changelist-form .actions");
const chosen = actions?.querySelector('select[name="action"]');

function show() {
  for (const input of actions.querySelectorAll("[data-for]")) {
    const label = input.closest("label") ?? input;
    label.hidden = !input.dataset.for.split(" ").includes(chosen.value);
  }
}

if (chosen) {
  chosen.addEventListener("change", show);
  show();
}
