/* What the desk offers and never does by itself: a dateline, a credit or a source that was typed or pasted into the
   text can be moved to its own field, by a button. */

const { element, button } = window.desk
const gettext = window.gettext || ((text) => text)

// A place of at most five words, a bracket with an agency perhaps, a dash: "ISTANBUL – ", "Qamişlo (Firat) — ".
const PLACE = /^[\s\u00a0]*((?:[\p{Lu}\p{Lo}][\p{L}\p{M}\u200c’'.-]*[,/]?[ \u00a0]?){1,5}?)[ \u00a0]?(?:\([^)]{1,40}\)[ \u00a0]?)?[–—-][ \u00a0]+(?=\S)/u
const SOURCE = /^[\s\u00a0]*(?:Source|المصدر|مصدر|Çavkanî|سەرچاوە)[ \u00a0]?[:：][\s\u00a0]*(\S.{0,119})$/iu
const CREDIT = /^(.*\S)[\s\u00a0]*\(([^()]{2,60})\)[\s\u00a0.]*$/s

function place(anchor, id) {
  let found = document.getElementById(id)
  if (!found) {
    // Made before it speaks: a screen reader hears only what changes.
    found = element("div", { id, className: "desk-offers", role: "status" })
    anchor.append(found)
  }
  return found
}

const atBody = () => place(document.querySelector(".field.field-body"), "desk-said")

function say(sentence) {
  atBody().append(element("p", { className: "desk-said", textContent: sentence }))
}

/* Offer once: a sentence, a button that does it, one that leaves it. */
function offer(where, name, sentence, action, accept) {
  where.querySelector(`[data-offer="${name}"]`)?.remove()
  const made = element("p", { className: "desk-offer act", dataset: { offer: name } }, [
    element("span", { textContent: sentence }),
    button(action, () => {
      made.remove()
      accept()
    }),
    button(gettext("Leave it"), () => made.remove()),
  ])
  where.append(made)
}

function fill(id, value) {
  const input = document.getElementById(id)
  input.value = value
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

const isEmpty = (id) => document.getElementById(id)?.value.trim() === ""

function offerDateline(editor) {
  const first = editor.state.doc.firstChild
  const match = first?.type.name === "paragraph" && PLACE.exec(first.textContent)
  if (!match || !isEmpty("id_dateline")) return
  const town = match[1].trim()
  offer(atBody(), "dateline", `${gettext("The text begins with a place:")} “${town}”.`, gettext("Make it the dateline"), () => {
    const now = editor.state.doc.firstChild
    const again = PLACE.exec(now?.textContent ?? "")
    if (again) editor.view.dispatch(editor.state.tr.delete(1, 1 + again[0].length))
    fill("id_dateline", town)
    editor.commands.focus("start")
  })
}

/* Return the last paragraph that names the source, or null. */
function sourceIn(editor) {
  let at = null
  editor.state.doc.forEach((node, position) => {
    const match = node.type.name === "paragraph" && SOURCE.exec(node.textContent)
    if (match) at = { node, position, words: match[1].trim() }
  })
  return at
}

function offerSource(editor) {
  const at = sourceIn(editor)
  if (!at || !isEmpty("id_source")) return
  let address = ""
  at.node.descendants((child) => {
    address ||= child.marks.find((mark) => mark.type.name === "link")?.attrs.href ?? ""
  })
  offer(atBody(), "source", `${gettext("The text names its source:")} “${at.words}”.`, gettext("Move it to the source"), () => {
    const now = sourceIn(editor) // the text may have moved since
    if (now) editor.view.dispatch(editor.state.tr.delete(now.position, now.position + now.node.nodeSize))
    fill("id_source", at.words)
    if (/^https?:/.test(address) && isEmpty("id_source_url")) fill("id_source_url", address)
    editor.commands.focus()
  })
}

document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
  atBody()
  editor.view.dom.addEventListener("paste", () => setTimeout(() => (offerDateline(editor), offerSource(editor))))
})

/* Without the editor's help: a caption that ends in a credit, in the card where it was typed. */
document.addEventListener("change", ({ target }) => {
  if (target.dataset?.followed !== "caption") return
  const row = target.closest(".inline-related")
  const credit = row.querySelector('[data-followed="credit"]')
  const match = CREDIT.exec(target.value)
  if (!match || credit.value.trim()) return
  const where = place(target.closest(".form-row"), `${target.id}-offers`)
  offer(where, "credit", `${gettext("The caption ends with a credit:")} “${match[2]}”.`, gettext("Move it to the credit"), () => {
    fill(target.id, match[1])
    fill(credit.id, match[2].trim())
    credit.focus()
  })
})

window.deskOffers = { say, offer, fill }
