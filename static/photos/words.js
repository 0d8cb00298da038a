/* The words of photos: where a field's words came from, until they are edited; and the credit that stands in brackets at
   the end of a caption, offered to be moved to its field. Nothing is moved by itself.

   A caption field says with `data-credit-field` which field is its credit's, and with `data-credit-address` who knows. */

const gettext = window.gettext || ((text) => text)
const TAIL = /\s*\(([^()]{2,200})\)\s*\.?\s*$/

document.addEventListener("input", (event) => {
  const row = event.target.closest?.(".form-row, .field")
  for (const mark of row?.querySelectorAll(".photo-origin") ?? []) mark.remove()
})

function creditOf(caption) {
  const name = caption.name.replace(/caption$/, "credit")
  return caption.form?.elements.namedItem(name)
}

function offerOf(caption) {
  let offer = caption.parentElement.querySelector(".photo-offer")
  if (!offer) {
    offer = document.createElement("p")
    offer.className = "photo-offer"
    offer.setAttribute("role", "status")
    caption.after(offer)
  }
  return offer
}

/* On the page of a photo that readers see, the button says that a new credit reaches them at once. */
const live = document.querySelector(".photo-live-note")
const saving = document.querySelector(".submit-row [name=_save]")
if (live && saving) {
  const credit = document.getElementById("id_credit")
  const [before, plain] = [credit.value, saving.value]
  credit.addEventListener("input", () => {
    saving.value = credit.value === before ? plain : live.dataset.live
  })
}

const asked = new WeakMap()

async function look(caption) {
  const credit = creditOf(caption)
  const offer = offerOf(caption)
  const tail = TAIL.exec(caption.value)
  offer.replaceChildren()
  if (!credit || !tail) return
  const mine = {}
  asked.set(caption, mine)
  const query = new URLSearchParams({ tail: tail[1], credit: credit.value || credit.placeholder || "" })
  const answer = await fetch(`${caption.dataset.creditAddress}?${query}`, { headers: { Accept: "application/json" } })
  if (!answer.ok || answer.redirected || asked.get(caption) !== mine) return
  const found = await answer.json()
  if (!found.credit) return
  if (found.agrees === false) offer.append(document.createTextNode(`${found.sentence} `))
  const button = document.createElement("button")
  button.type = "button"
  button.className = "photo-link"
  button.textContent = gettext("Move ({credit}) to the credit").replace("{credit}", tail[1])
  button.addEventListener("click", () => {
    caption.value = caption.value.replace(TAIL, "")
    credit.value = found.credit
    for (const field of [caption, credit]) {
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.dispatchEvent(new Event("change", { bubbles: true }))
    }
    offer.replaceChildren()
    credit.focus()
  })
  offer.append(button)
}

let pause
document.addEventListener("input", (event) => {
  const field = event.target
  const caption = field.matches?.("[data-credit-address]")
    ? field
    : field.name?.endsWith("credit") && field.form?.elements.namedItem(field.name.replace(/credit$/, "caption"))
  if (!caption?.dataset?.creditAddress) return
  clearTimeout(pause)
  pause = setTimeout(() => look(caption), 300)
})
for (const caption of document.querySelectorAll("[data-credit-address]")) if (TAIL.test(caption.value)) look(caption)
