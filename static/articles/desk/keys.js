/* The keys of the story's form. Each does what a button or link of the page does; one switch turns all of them off. */

const gettext = window.gettext || ((text) => text)
const { element, button, dialog } = window.desk
const form = document.getElementById("article_form")
const columns = form?.querySelector(".desk-columns")

/* The letter of a key, also where the keyboard writes another script. */
const letter = ({ key, code }) => (/^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase())

const isField = (target) => target.closest?.("input, textarea, select, [contenteditable=true]") !== null

const press = (selector) => form.querySelector(selector)?.click()

/* Save, and open the page of the next step: never take it. */
function openNextStep() {
  const next = form.querySelector(".act-primary button:enabled")
  if (!next) return
  const ask = element("input", { type: "hidden", name: "_ask", value: "1" })
  form.append(ask)
  next.click()
  ask.remove()
}

function help() {
  const list = document.getElementById("desk-shortcuts").content.cloneNode(true)
  const opened = dialog({
    title: gettext("Keyboard shortcuts"),
    content: [list],
    actions: [button(gettext("Close"), () => opened.close())],
  })
  opened.querySelector("button").focus()
}

function act(event) {
  const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey
  if (!isCommand) return ["?", "؟"].includes(event.key) && !isField(event.target) ? help : null
  if (!event.shiftKey) return letter(event) === "s" ? () => press('[name="_save"]') : null
  if (event.key === "Enter") return openNextStep
  if (letter(event) === "p") return () => press("[data-preview]")
  if (letter(event) === "h") return () => press("[data-history]")
  return null
}

if (columns && columns.dataset.shortcuts !== "off") {
  // Before the editor, which has a use of its own for some of them.
  document.addEventListener(
    "keydown",
    (event) => {
      const wanted = document.querySelector("dialog[open]") ? null : act(event)
      if (!wanted) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) wanted()
    },
    true,
  )
}
