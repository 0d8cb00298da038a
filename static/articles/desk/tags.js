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
