/* What is typed into the story's form: read as one, kept in this browser after each second's pause, and offered again
   beside the form where a browser or machine had died over it. */

const gettext = window.gettext || ((text) => text)
const { element, button } = window.desk
const form = document.getElementById("article_form")
const place = document.getElementById("desk-keeping")
const PAUSE = 1000
const LONGEST = 5000 // milliseconds of typing without a pause

// Not typed by anybody: tokens, row numbers, and what a new row gets by itself.
const TECHNICAL = /^(csrfmiddlewaretoken|token|base|_.*|initial-.*|.*__prefix__.*|.*-(row_key|id|article|(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS))$/

const entries = () =>
  [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.startsWith("_") && !name.includes("__prefix__"))

const typed = (all) => new Map(all.filter(([name]) => !TECHNICAL.test(name)).map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]))

/* The names of the fields in which two readings differ; what is missing is empty. */
function differing(one, other) {
  return [...new Set([...one.keys(), ...other.keys()])].filter((name) => (one.get(name) ?? "") !== (other.get(name) ?? ""))
}

if (form && place?.dataset.pulse) {
  const mine = { story: place.dataset.article, base: form.elements.base.value, form: form.elements.token.value }
  const keepsCopies = !("copies" in place.dataset)
  let opened = typed(entries())
  let unsaved = "filled" in place.dataset || form.querySelector(".errorlist, .desk-stale") !== null
  const isUnsaved = () => unsaved || differing(opened, typed(entries())).length > 0

  // The editor writes the body in its own way: what it made of it is what was opened.
  document.addEventListener("prose-editor:ready", ({ detail: { textarea } }) => {
    if (!touched) opened.set(textarea.name, textarea.value.replaceAll("\r\n", "\n"))
  })

  /* The words that a person reads in a field, where they are not its value. */
  const texts = () =>
    Object.fromEntries(
      [...form.querySelectorAll("select")].filter((field) => field.name && field.value).map((field) => [field.name, field.selectedOptions[0]?.textContent ?? ""]),
    )

  const keep = () => {
    clearTimeout(pause)
    pause = first = 0
    if (!keepsCopies) return
    if (isUnsaved()) window.deskCopies.keep(mine, { entries: entries(), texts: texts() })
    else window.deskCopies.drop(mine)
  }

  let pause = 0
  let first = 0
  let touched = false
  const onInput = () => {
    touched = true
    clearTimeout(pause)
    first ||= Date.now()
    pause = setTimeout(keep, Date.now() - first > LONGEST ? 0 : PAUSE)
  }
  for (const event of ["input", "change"]) form.addEventListener(event, onInput)
  window.addEventListener("pagehide", () => pause && keep())
  document.addEventListener("visibilitychange", () => pause && keep())

  // A filled form is not saved yet: whoever leaves it is asked (form.js).
  if ("filled" in place.dataset) form.dispatchEvent(new Event("input", { bubbles: true }))

  window.deskTyped = { entries, isUnsaved }

  // A form that is open in another tab answers that its copy is no relic.
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("desk-copies") : null
  const alive = new Set()
  channel?.addEventListener("message", ({ data }) => {
    if (data === "who?") channel.postMessage(mine.form)
    else alive.add(data)
  })
  channel?.postMessage("who?")
  setTimeout(() => {
    const now = typed(entries())
    for (const copy of window.deskCopies.of(mine)) {
      if (alive.has(copy.form)) continue
      const names = differing(now, typed(copy.entries))
      if (names.length) offer(copy, names)
      else window.deskCopies.remove(copy.name)
    }
  }, 400)
}

/* Offer a copy: what is in the form beside what was kept, to be used or discarded. */
function offer(copy, names) {
  const when = new Date(copy.at).toLocaleString(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" })
  const kept = typed(copy.entries)
  const now = typed(entries())
  const rows = names
    .filter((name) => label(name))
    .flatMap((name) => [
      element("h3", { textContent: label(name) }),
      side(gettext("In the form"), shown(name, now.get(name))),
      side(gettext("Kept by this browser"), shown(name, kept.get(name), copy.texts?.[name])),
    ])
  const said = element("p", {
    textContent: interpolate(gettext("This browser kept text of yours from %s that was not saved."), [when]),
  })
  const box = element("section", { className: "desk-offer desk-copy" }, [
    said,
    button(gettext("Use"), () => use(copy)),
    button(gettext("Discard"), () => {
      if (!window.confirm(gettext("Discard this text? It cannot be brought back."))) return
      window.deskCopies.remove(copy.name)
      box.remove()
    }),
    element("div", { className: "desk-compare" }, rows),
  ])
  box.setAttribute("aria-label", said.textContent)
  place.append(box)
}

const side = (title, text) => element("div", {}, [element("b", { textContent: title }), element("p", { textContent: text })])

const interpolate = (text, values) => values.reduce((made, value) => made.replace("%s", value), text)

const fieldOf = (name) => form.querySelector(`[name="${CSS.escape(name)}"]`) ?? form.querySelector(`[name="${CSS.escape(name.replace(/-\d+-/, "-__prefix__-"))}"]`)

/* What a field is called on the form; rows of a table have it in their head. */
function label(name) {
  const field = fieldOf(name)
  if (!field || (field.type === "hidden" && name !== "body")) return ""
  const head = field.closest("table")?.querySelector(`thead .column-${name.split("-").at(-1)}`)
  return (field.labels?.[0] ?? head)?.textContent.trim().replace(/:$/, "") || name
}

/* A value as a person reads it. */
function shown(name, value = "", text = "") {
  const field = fieldOf(name)
  if (name === "body") {
    const { body } = new DOMParser().parseFromString(value, "text/html")
    return [...body.children].map((block) => block.textContent).join("\n\n") || body.textContent
  }
  if (field?.type === "checkbox") return value ? gettext("yes") : gettext("no")
  if (field?.localName === "select") return [...field.options].find((option) => option.value === value)?.textContent || text || value || "–"
  return value || "–"
}

/* Have the desk fill the form with a copy: rows, tags and all. It saves nothing. */
function use(copy) {
  const filled = element("form", { method: "post", action: location.pathname, hidden: true })
  const all = [...copy.entries, ["_fill", "copy"], ["csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value]]
  filled.append(...all.map(([name, value]) => Object.assign(document.createElement("textarea"), { name, value })))
  document.body.append(filled)
  filled.submit()
}
