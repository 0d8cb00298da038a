/* The focal point on the picture: a mark that is dragged, clicked to, or moved with the arrow keys. It writes two number
   fields, which are all there is without scripts.

   `[data-focal]` is a frame round an image; `data-focal-x` and `data-focal-y` are the ids of the fields. Where both are
   empty the mark stands at `data-focal-own`, the photo's own, and says nothing. */

const gettext = window.gettext || ((text) => text)
const STEP = 0.02

const clamp = (value) => Math.min(1, Math.max(0, value))

function attach(frame) {
  if (frame.dataset.focalLive) return
  const fields = [frame.dataset.focalX, frame.dataset.focalY].map((id) => document.getElementById(id))
  const image = frame.querySelector("img")
  if (fields.some((field) => !field) || !image) return
  frame.dataset.focalLive = "yes"
  const mark = document.createElement("button")
  mark.type = "button"
  mark.className = "focal-mark"
  frame.append(mark)

  const own = () => (frame.dataset.focalOwn ?? "0.5 0.5").split(" ").map(Number)
  const isOwn = () => fields.every((field) => field.value === "")
  const values = () => (isOwn() ? own() : fields.map((field) => clamp(Number.parseFloat(field.value) || 0)))

  const show = () => {
    const [x, y] = values()
    const inner = image.getBoundingClientRect()
    const outer = frame.getBoundingClientRect()
    mark.style.left = `${inner.left - outer.left + x * inner.width}px`
    mark.style.top = `${inner.top - outer.top + y * inner.height}px`
    mark.classList.toggle("focal-followed", isOwn())
    mark.setAttribute(
      "aria-label",
      gettext("Focal point, {x} % from the left and {y} % from the top. Move it with the arrow keys.")
        .replace("{x}", Math.round(x * 100))
        .replace("{y}", Math.round(y * 100)),
    )
  }
  const set = (x, y) => {
    for (const [index, value] of [clamp(x), clamp(y)].entries()) fields[index].value = value.toFixed(2)
    fields[0].dispatchEvent(new Event("input", { bubbles: true }))
    fields[0].dispatchEvent(new Event("change", { bubbles: true }))
    show()
  }
  const at = (event) => {
    const box = image.getBoundingClientRect()
    set((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height)
  }

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    event.preventDefault()
    frame.setPointerCapture(event.pointerId)
    at(event)
    mark.focus()
    const move = (moved) => at(moved)
    frame.addEventListener("pointermove", move)
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true })
    frame.addEventListener("pointercancel", () => frame.removeEventListener("pointermove", move), { once: true })
  })
  mark.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] }[event.key]
    if (!step) return
    event.preventDefault()
    const [x, y] = values()
    set(x + step[0], y + step[1])
  })
  for (const field of fields) field.addEventListener("input", show)
  image.addEventListener("load", show)
  new ResizeObserver(show).observe(frame)
  show()
}

const attachAll = () => {
  for (const frame of document.querySelectorAll("[data-focal]")) attach(frame)
}
attachAll()
document.addEventListener("photo:shown", attachAll)
