// The week: a planned story is dragged to another day. It does what the buttons on its card do, and nothing else.

const KIND = "application/x-planned-story";
let dragged;

for (const form of document.querySelectorAll(".plan-day")) {
  const card = form.closest(".entry");
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = form;
    event.dataTransfer.setData(KIND, form.action);
    event.dataTransfer.effectAllowed = "move";
    card.classList.add("dragged");
  });
  card.addEventListener("dragend", () => {
    dragged = undefined;
    card.classList.remove("dragged");
  });
}

for (const day of document.querySelectorAll("[data-day]")) {
  day.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    day.classList.add("drop");
  });
  day.addEventListener("dragleave", (event) => {
    if (!day.contains(event.relatedTarget)) day.classList.remove("drop");
  });
  day.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    day.classList.remove("drop");
    if (day.contains(dragged)) return;
    for (const field of dragged.querySelectorAll('[name="planned_for"]')) field.disabled = true;
    dragged.append(Object.assign(document.createElement("input"), { type: "hidden", name: "planned_for", value: day.dataset.day }));
    dragged.submit();
  });
}
