/* The cards of the story's photos: keys for new ones, the photo's own words beside the fields that follow it, the focal
   point on the picture, their order, and what becomes of a card whose photo leaves the text.
   The editor (editor.js) and the insets ask `window.deskCaptions` for the photos that the text may show. */

const { element, button, uuid } = window.desk
const gettext = window.gettext || ((text) => text)

const GROUP = "captions-group"
const CARDS = `#${GROUP} .inline-related:not(.empty-form), #lead-group .inline-related:not(.empty-form)`

const cards = () => [...document.querySelectorAll(CARDS)]
const rows = () => cards().map(read).filter((row) => row.photo && !row.removed)

function field(dom, name) {
  return dom.querySelector(`[name$="-${name}"]`)
}

function read(dom) {
  const words = field(dom, "caption")
  return {
    dom,
    key: field(dom, "row_key")?.value,
    photo: field(dom, "photo")?.value,
    removed: field(dom, "DELETE")?.checked,
    name: dom.dataset.photoName ?? "",
    words: words?.value || words?.placeholder || "",
    thumbnail: dom.querySelector("img.thumbnail")?.src ?? "",
    inGallery: field(dom, "role")?.value === "gallery",
    isLead: dom.closest("#lead-group") !== null,
  }
}

const tell = () => document.dispatchEvent(new Event("desk:captions"))
const changed = (input) => {
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }))
}

/* Show a chosen photo in its card: thumbnail, and its own words where the card's are empty. */
function show(dom, photo) {
  dom.dataset.photoName = photo?.text ?? ""
  dom.dataset.shown = photo?.id ?? "" // without a photo nothing else is asked: rows.css
  for (const name of ["caption", "credit", "alt"]) {
    const input = dom.querySelector(`[data-followed="${name}"]`)
    if (input) input.placeholder = photo?.[name] ?? ""
  }
  const frame = dom.querySelector(".caption-frame") ?? dom.querySelector(".field-thumbnail .readonly")
  if (frame) {
    delete frame.dataset.focalLive
    frame.replaceChildren()
    if (photo?.thumbnail) frame.append(element("img", { className: "thumbnail", src: photo.thumbnail, alt: "" }))
    if (photo?.focal) frame.dataset.focalOwn = photo.focal.join(" ")
  }
  for (const name of ["focal_x", "focal_y"]) if (field(dom, name)) field(dom, name).value = ""
  dress(dom)
  follow(dom)
  tell()
}

/* What follows the photo says so; what does not can be made to follow it again. */
function follow(dom) {
  for (const input of dom.querySelectorAll("[data-followed]")) {
    let note = input.parentElement.querySelector(".caption-follows")
    if (!note) {
      note = element("p", { className: "caption-follows" })
      input.after(note)
    }
    const own = input.value !== ""
    if (note.dataset.own === String(own) && note.childNodes.length) continue
    note.dataset.own = String(own)
    const again = button(gettext("Follow the photo again"), () => {
      input.value = ""
      changed(input)
      input.focus()
    })
    again.className = "photo-link"
    note.replaceChildren(own ? again : document.createTextNode(gettext("follows the photo")))
  }
}

/* The focal point on the card's own picture, and the buttons that move the card. */
function dress(dom) {
  const frame = dom.querySelector(".caption-frame")
  const [x, y] = ["focal_x", "focal_y"].map((name) => field(dom, name))
  if (frame && x && y && frame.querySelector("img")) {
    Object.assign(frame.dataset, { focal: "", focalX: x.id, focalY: y.id })
    document.dispatchEvent(new Event("photo:shown"))
  }
  const place = field(dom, "order")?.closest(".form-row")
  if (!place || place.querySelector(".caption-moves")) return
  const move = (sign, name, step) => {
    const made = button(sign, () => shift(dom, step))
    made.setAttribute("aria-label", name)
    return made
  }
  const grip = element("span", { className: "caption-grip", textContent: "⠿", draggable: true, title: gettext("Drag to sort") })
  grip.addEventListener("dragstart", (event) => {
    event.dataTransfer.setData("text/x-caption", dom.id)
    event.dataTransfer.setDragImage(dom, 10, 10)
    dom.classList.add("caption-dragged")
  })
  grip.addEventListener("dragend", () => dom.classList.remove("caption-dragged"))
  place.append(
    element("span", { className: "caption-moves" }, [
      grip,
      move("↑", gettext("Move this photo up"), -1),
      move("↓", gettext("Move this photo down"), 1),
    ]),
  )
}

const sortable = () => cards().filter((dom) => !dom.closest("#lead-group"))

function shift(dom, step) {
  const all = sortable()
  const other = all[all.indexOf(dom) + step]
  if (!other) return
  if (step < 0) other.before(dom)
  else other.after(dom)
  renumber()
  dom.querySelector(`.caption-moves button:nth-of-type(${step < 0 ? 1 : 2})`)?.focus()
}

function renumber() {
  for (const [place, dom] of sortable().entries()) {
    const order = field(dom, "order")
    if (order && order.value !== String(place)) {
      order.value = String(place)
      changed(order)
    }
  }
}

document.addEventListener("dragover", (event) => {
  if (event.dataTransfer.types.includes("text/x-caption") && event.target.closest?.(`#${GROUP} .inline-related`)) event.preventDefault()
})
document.addEventListener("drop", (event) => {
  const target = event.target.closest?.(`#${GROUP} .inline-related:not(.empty-form)`)
  const dragged = document.getElementById(event.dataTransfer.getData("text/x-caption"))
  if (!target || !dragged || target === dragged) return
  event.preventDefault()
  const box = target.getBoundingClientRect()
  if (event.clientY < box.top + box.height / 2) target.before(dragged)
  else target.after(dragged)
  renumber()
})

function addRow() {
  const group = document.getElementById(GROUP)
  group.querySelector("details")?.setAttribute("open", "")
  group.querySelector(".add-row a").click()
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1)
}

window.deskCaptions = {
  find: (key) => rows().find((row) => row.key === key),
  list: () => rows().filter((row) => !row.isLead),

  /* Add a card for a photo of the library and return its key. */
  add(photo, { inGallery = false } = {}) {
    const dom = addRow()
    const role = field(dom, "role")
    if (role && inGallery) role.value = "gallery"
    field(dom, "photo").photoSet(photo)
    return read(dom).key
  },

  placed,
}

/* The text says which photos stand in it. A card whose photo has just left is struck out until the form is saved. */
let before = null

function placed(keys, undo) {
  const now = new Set(keys)
  if (before) {
    for (const row of cards().map(read)) {
      if (before.has(row.key) && !now.has(row.key)) strike(row, undo)
      else if (now.has(row.key) && row.dom.querySelector(".caption-left")) unstrike(row)
    }
  }
  before = now
}

function strike({ dom }, undo) {
  if (dom.querySelector(".caption-left")) return
  const box = deletion(dom)
  box.checked = true
  dom.classList.add("caption-struck")
  const keep = button(gettext("Keep in the gallery at the foot"), () => {
    const role = field(dom, "role")
    if (role) role.value = "gallery"
    unstrike(read(dom))
  })
  const back = button(gettext("Undo"), () => undo(read(dom).key))
  const note = element("p", { className: "caption-left" }, [
    element("span", { textContent: gettext("Removed from the text.") }),
    keep,
    back,
  ])
  note.setAttribute("role", "status")
  dom.prepend(note)
  document.getElementById(GROUP).querySelector("details")?.setAttribute("open", "")
  changed(box)
}

/* The box that has a card deleted when the form is saved; a card that was never saved has none yet. */
function deletion(dom) {
  const box = field(dom, "DELETE")
  if (box) return box
  const name = field(dom, "photo").name.replace(/photo$/, "DELETE")
  const made = element("input", { type: "checkbox", name, hidden: true })
  dom.append(made)
  return made
}

function unstrike({ dom }) {
  dom.querySelector(".caption-left")?.remove()
  dom.classList.remove("caption-struck")
  const box = field(dom, "DELETE")
  if (box) {
    box.checked = false
    changed(box)
  }
}

document.addEventListener("formset:added", (event) => {
  const key = event.target.querySelector("[data-caption-key]")
  if (!key) return
  key.value = uuid()
  event.target.dataset.shown = ""
  dress(event.target)
  follow(event.target)
})
document.addEventListener("formset:removed", tell)
for (const name of ["change", "input"]) {
  document.addEventListener(name, (event) => {
    const dom = event.target.closest?.(`#${GROUP} .inline-related, #lead-group .inline-related`)
    if (!dom) return
    if (event.target.matches("[data-followed]")) follow(dom)
    if (name === "change") tell()
  })
}
document.addEventListener("photo:chosen", (event) => {
  const dom = event.target.closest(`#${GROUP} .inline-related, #lead-group .inline-related`)
  if (dom) show(dom, event.detail)
})

for (const dom of cards()) {
  dom.dataset.shown = field(dom, "photo")?.value ?? ""
  dress(dom)
  follow(dom)
}
