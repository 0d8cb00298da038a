/* Offer colleagues for a name typed after @: by keys and by pointer, in a listbox below the field.
   Without scripts a whole @username works the same. */

const TYPED = /(?:^|[^\w@.+-])@([\w.+-]{0,30})$/u
let number = 0

export function offerColleagues(field, address) {
  const list = document.createElement("ul")
  Object.assign(list, { className: "mentions", id: `mentions-${++number}`, hidden: true })
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", "@")
  field.after(list)
  field.setAttribute("aria-autocomplete", "list")
  let pause, asked

  const begun = () => TYPED.exec(field.value.slice(0, field.selectionStart))?.[1]
  const chosen = () => list.querySelector("[aria-selected=true]")

  function close() {
    clearTimeout(pause)
    asked = undefined
    list.hidden = true
    list.replaceChildren()
    field.removeAttribute("aria-activedescendant")
    field.removeAttribute("aria-controls")
  }

  function select(option) {
    chosen()?.setAttribute("aria-selected", "false")
    option.setAttribute("aria-selected", "true")
    field.setAttribute("aria-activedescendant", option.id)
    option.scrollIntoView({ block: "nearest" })
  }

  function take(option) {
    const name = begun()
    const end = field.selectionStart
    field.setRangeText(`${option.dataset.username} `, end - name.length, end, "end")
    close()
    field.focus()
  }

  function show(people) {
    list.replaceChildren(
      ...people.map((person, place) => {
        const option = document.createElement("li")
        option.id = `${list.id}-${place}`
        option.dataset.username = person.username
        option.textContent = person.name === person.username ? `@${person.username}` : `${person.name} @${person.username}`
        option.setAttribute("role", "option")
        option.setAttribute("aria-selected", "false")
        // Before the field loses its focus.
        option.addEventListener("pointerdown", (event) => {
          event.preventDefault()
          take(option)
        })
        return option
      }),
    )
    list.hidden = false
    field.setAttribute("aria-controls", list.id)
    select(list.firstElementChild)
  }

  async function ask(name) {
    asked = name
    const answer = await fetch(`${address}?${new URLSearchParams({ q: name })}`, { headers: { Accept: "application/json" } }).catch(() => null)
    if (!answer?.ok || asked !== name || begun() !== name) return
    const { people } = await answer.json().catch(() => ({ people: [] }))
    if (asked !== name) return
    if (people.length) show(people)
    else close()
  }

  field.addEventListener("input", () => {
    clearTimeout(pause)
    const name = begun()
    if (name === undefined) close()
    else pause = setTimeout(() => ask(name), 120)
  })

  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return
    const option = chosen()
    const to = {
      ArrowDown: option.nextElementSibling ?? list.firstElementChild,
      ArrowUp: option.previousElementSibling ?? list.lastElementChild,
    }[event.key]
    if (to) select(to)
    else if (event.key === "Enter" || event.key === "Tab") take(option)
    else if (event.key === "Escape") close()
    else return
    event.preventDefault()
    event.stopPropagation()
  })

  field.addEventListener("blur", close)
}
