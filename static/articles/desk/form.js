/* Comfort for the story's form: it is sent once, starts at the first error, and writes in the
   story's direction. Everything works without it. */

const form = document.getElementById("article_form")

/* While readers have the newest words, the next steps wait for an edit. Pressed, they save it first. */
function wakeButtons() {
  const more = form.querySelector(".more-acts")
  for (const act of form.querySelectorAll("[data-once-typed]")) {
    act.querySelector(".help").textContent = act.dataset.onceTyped
    if (!("wakes" in act.dataset)) continue
    const button = act.querySelector("button")
    button.disabled = false
    if (act.dataset.wakes && more?.contains(act)) more.before(act)
    if (act.dataset.wakes !== "primary") continue
    form.querySelector(".act-save").after(act)
    act.classList.add("act-primary")
    button.classList.add("default")
    form.querySelector('[name="_save"]').classList.remove("default")
  }
}

if (form) {
  let sent = false
  form.addEventListener("submit", (event) => {
    if (event.submitter?.hasAttribute("formaction")) return // a preview: the form stays as it is
    if (sent) event.preventDefault()
    sent = true
    // Whoever stops a slow save can save again; the server knows the same form when it comes twice.
    setTimeout(() => {
      sent = false
    }, 3000)
  })

  // Words that are not saved yet are not left behind without asking; a refused form has them from the start.
  let unsaved = false
  const typed = () => {
    if (!unsaved) wakeButtons()
    unsaved = true
  }
  if (form.querySelector(".errorlist")) typed()
  form.addEventListener("input", typed)
  window.addEventListener("beforeunload", (event) => {
    if (unsaved && !sent) event.preventDefault()
  })
  window.addEventListener("pageshow", () => {
    sent = false
  })

  const language = document.getElementById("id_language")
  language?.addEventListener("change", () => {
    const dir = ["ar", "ckb"].includes(language.value) ? "rtl" : "ltr"
    for (const field of form.querySelectorAll("textarea[lang], input[lang]")) Object.assign(field, { dir, lang: language.value })
    form.querySelector(".field-body [contenteditable=true]")?.setAttribute("dir", dir)
  })

  // A headline is one line of text in a field that grows.
  document.getElementById("id_headline")?.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })

  document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
    editor.view.dom.setAttribute("dir", textarea.dir)
    editor.view.dom.setAttribute("lang", textarea.lang)
    editor.view.dom.setAttribute("aria-label", textarea.labels?.[0]?.textContent ?? "")
    if (location.hash === "#id_body") editor.commands.focus()
  })

  // The checklist's lines lead to their fields; the body's field is the editor.
  document.addEventListener("click", (event) => {
    const target = event.target.closest?.(".desk-checklist a")?.hash.slice(1)
    const field = target && document.getElementById(target)
    if (!field) return
    event.preventDefault()
    field.closest("details")?.setAttribute("open", "")
    const place = field.closest(".field, .inline-related, .inline-group") ?? field
    place.scrollIntoView({ block: "center" })
    const part = event.target.closest("a").dataset.part
    const named = part && (place.querySelector(`[name$="-${part}"]:not([type=hidden])`) ?? place.querySelector("button"))
    const typed = target === "id_body" ? "[contenteditable=true]" : "input:not([type=hidden]), textarea, select"
    const input = named || place.querySelector(typed)
    ;(input ?? field).focus({ preventScroll: true })
  })

  const failed = form.querySelector(".errorlist:not(.nonfield)")
  if (failed) {
    failed.closest("details")?.setAttribute("open", "")
    const place = failed.closest(".field, .form-row, td") ?? failed.parentElement
    place.querySelector("input:not([type=hidden]), textarea, select")?.focus()
    // The editor comes later and stands in the place of the body's textarea.
    document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => {
      if (place.contains(textarea)) editor.commands.focus()
    })
  }
}
