/* The preview beside the form: what is typed, as readers would see it, at the width of a phone or of a desktop.
   The Preview button posts the form to the preview's address; without scripts, or without room, into a window of its
   own. Nothing of it is stored. */

const gettext = window.gettext || ((text) => text)
const { element, button } = window.desk
const opener = document.querySelector("[data-preview]")
const ROOM = 1100 // pixels of the window, as in columns.css
const DESKTOP = 1280

let pane, stage, frame, widths

function fit() {
  const isDesktop = pane.dataset.width === "desktop"
  const scale = isDesktop ? Math.min(1, stage.clientWidth / DESKTOP) : 1
  pane.classList.toggle("desk-preview-phone", !isDesktop)
  Object.assign(frame.style, isDesktop
    ? { width: `${DESKTOP}px`, height: `${100 / scale}%`, transform: `scale(${scale})`, transformOrigin: document.dir === "rtl" ? "top right" : "top left" }
    : { width: "", height: "", transform: "", transformOrigin: "" })
  for (const made of widths) made.setAttribute("aria-pressed", String(made.dataset.width === pane.dataset.width))
}

function width(name, words) {
  const made = button(words, () => {
    pane.dataset.width = name
    fit()
  })
  made.dataset.width = name
  return made
}

function close() {
  pane.hidden = true
  document.body.classList.remove("desk-previewing")
  opener.focus()
}

function build() {
  const heading = element("h2", { id: "desk-preview-heading", textContent: gettext("Preview") })
  widths = [width("phone", gettext("Phone")), width("desktop", gettext("Desktop"))]
  frame = element("iframe", { name: "desk-preview", title: gettext("Preview of the story") })
  stage = element("div", { className: "desk-preview-stage" }, [frame])
  const tools = element("div", { className: "act" }, [
    heading,
    ...widths,
    button(gettext("Show again"), () => opener.click()),
    button(gettext("Close"), close),
  ])
  pane = element("section", { className: "desk-preview" }, [tools, stage])
  pane.setAttribute("aria-labelledby", heading.id)
  pane.dataset.width = "phone"
  pane.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
  })
  document.body.append(pane)
  window.addEventListener("resize", fit)
}

opener?.addEventListener("click", () => {
  const hasRoom = window.innerWidth >= ROOM
  opener.formTarget = hasRoom ? "desk-preview" : "_blank"
  if (!hasRoom) return
  if (!pane) build()
  pane.hidden = false
  document.body.classList.add("desk-previewing")
  fit()
})
