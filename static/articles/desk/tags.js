/* Offer tags that exist while one is typed, after the last comma. Without scripts the field is a plain line. */

const field = document.getElementById("id_tags")
const address = document.querySelector("select.admin-autocomplete")?.getAttribute("data-ajax--url")

if (field && address) {
  const offers = document.createElement("datalist")
  offers.id = "desk-tags"
  field.after(offers)
  field.setAttribute("list", offers.id)
  field.autocomplete = "off"
  let pause

  field.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(async () => {
      const [, before, term] = /^(.*[,،]\s*)?(.*)$/s.exec(field.value)
      if (!term.trim()) return
      const query = new URLSearchParams({
        app_label: "articles",
        model_name: "taggedarticle",
        field_name: "tag",
        term: term.trim(),
      })
      const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } })
      if (!answer.ok) return
      const { results } = await answer.json()
      offers.replaceChildren(...results.map(({ text }) => new Option(text, `${before ?? ""}${text}`)))
    }, 150)
  })
}

/* The photos' keywords become buttons, each of which adds itself to the tags. */
for (const word of field ? document.querySelectorAll("[data-keyword]") : []) {
  const add = document.createElement("button")
  add.type = "button"
  add.className = "button"
  add.textContent = word.textContent
  add.addEventListener("click", () => {
    const before = field.value.replace(/[,،\s]+$/, "")
    field.value = before ? `${before}, ${add.textContent}` : add.textContent
    field.dispatchEvent(new Event("input", { bubbles: true }))
    add.remove()
    field.focus()
  })
  if (word.nextSibling?.nodeType === Node.TEXT_NODE) word.nextSibling.remove()
  word.replaceWith(add)
}
