/* The notes beside the story's form are sent without leaving the page, so that nothing unsaved is lost.
   Without this script they are read there and written on their own page. */

import { offerColleagues } from "./mentions.js"

const form = document.getElementById("notes-form")

function fields(panel) {
  return [...panel.querySelectorAll("textarea")]
}

function prepare(panel) {
  for (const controls of panel.querySelectorAll("[data-controls]")) controls.hidden = false
  for (const field of fields(panel)) offerColleagues(field, panel.dataset.people)
  // A note is no change of the story in whose form it stands.
  for (const name of ["input", "change"]) panel.addEventListener(name, (event) => event.stopPropagation())
}

function say(panel, words) {
  panel.querySelector("[role=alert]")?.remove()
  const line = document.createElement("p")
  line.className = "errornote"
  line.setAttribute("role", "alert")
  line.textContent = words
  panel.querySelector("h2").after(line)
}

if (form) {
  const notes = () => document.getElementById("notes")
  prepare(notes())
  let under_way = false

  window.addEventListener("beforeunload", (event) => {
    if (!under_way && fields(notes()).some((field) => field.value !== (field.dataset.kept ?? ""))) event.preventDefault()
  })

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    if (under_way) return
    under_way = true
    const button = event.submitter
    const deed = button.value
    let answer, html
    try {
      const data = new FormData(form, button)
      answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Desk-Part": "notes" } })
      html = answer.headers.get("X-Desk-Part") === "notes" ? await answer.text() : undefined
    } catch {
      // The server was not reached.
    }
    under_way = false
    if (html === undefined) {
      say(notes(), form.dataset.failed)
      return
    }
    const unfolded = notes().querySelector(".note-resolved")?.open
    notes().outerHTML = html
    const panel = notes()
    prepare(panel)
    if (unfolded) panel.querySelector(".note-resolved")?.setAttribute("open", "")
    if (!answer.ok) {
      const name = deed === "write" ? "text" : deed.replace(":", "-")
      const field = panel.querySelector(`[name="${CSS.escape(name)}"]`)
      field?.closest("details")?.setAttribute("open", "")
      field?.focus()
      return
    }
    const number = deed.split(":")[1]
    const place = (number && document.getElementById(`note-${number}`)) || panel.querySelector("h2")
    // Inside a folded list nothing can have the focus.
    ;(place.closest("details:not([open])") ? panel.querySelector("h2") : place).focus({ preventScroll: false })
  })
}
