/* What the desk's modules share: making elements, and a dialog over the form. */

let dialogs = 0

function element(tag, properties = {}, children = []) {
  const { dataset, ...others } = properties
  const made = Object.assign(document.createElement(tag), others)
  Object.assign(made.dataset, dataset)
  made.append(...children)
  return made
}

/* A random UUID also where the page came over plain http, to which the browser gives no randomUUID. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}

/* A button that sends no form. */
const button = (textContent, onclick, className = "button") => element("button", { type: "button", textContent, onclick, className })

/* Open a dialog and return it. Escape closes it, the focus goes back to where it was, and it leaves nothing behind.
   Enter in one of its lines presses `enter`, and never sends the form. */
function dialog({ title, content, actions, enter }) {
  const before = document.activeElement
  const heading = element("h2", { id: `desk-dialog-${++dialogs}`, textContent: title })
  const made = element("dialog", { className: "desk-dialog" }, [heading, ...content, element("p", { className: "act" }, actions)])
  made.setAttribute("aria-labelledby", heading.id)
  made.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return
    event.preventDefault()
    enter?.()
  })
  made.addEventListener("close", () => {
    made.remove()
    if (document.activeElement === document.body) before?.focus?.()
  })
  document.body.append(made)
  made.showModal()
  return made
}

/* A labelled field of a dialog; `field.input` is what is filled in, `field.refuse` says what is wrong with it. */
function field(label, input, help = "") {
  input.id ||= `desk-field-${uuid()}`
  const row = element("div", { className: "dialog-field" }, [element("label", { htmlFor: input.id, textContent: label }), input])
  if (help) {
    const note = element("p", { className: "help", id: `${input.id}-help`, textContent: help })
    input.setAttribute("aria-describedby", note.id)
    row.append(note)
  }
  return Object.assign(row, { input, refuse: (sentence) => refuse(input, sentence) })
}

/* Say below a field why it cannot stand, and put the focus there; the sentence goes with the next letter typed. */
function refuse(input, sentence) {
  const id = `${input.id}-error`
  document.getElementById(id)?.remove()
  const error = element("p", { className: "dialog-error", id, role: "alert", textContent: sentence })
  input.after(error)
  input.setAttribute("aria-invalid", "true")
  input.setAttribute("aria-errormessage", id)
  input.addEventListener("input", () => {
    error.remove()
    input.removeAttribute("aria-invalid")
    input.removeAttribute("aria-errormessage")
  }, { once: true })
  input.focus()
}

/* The direction and language of the story, for what is typed in a dialog. */
const writing = () => {
  const { dir, lang } = document.getElementById("id_headline") ?? {}
  return { dir, lang }
}

window.desk = { element, uuid, button, dialog, field, writing }
