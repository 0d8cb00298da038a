/* The pulse of an open form: every 15 seconds it says that somebody is here, brings what was typed to the desk's
   scratch, and hears who else is here, what was saved meanwhile, and whether the session still lives. Where it ended, a
   log-in lies over the form; nobody leaves the page. */

const gettext = window.gettext || ((text) => text)
const { element, button, dialog, field, uuid } = window.desk
const form = document.getElementById("article_form")
const place = document.getElementById("desk-keeping")
const TICK = 5000
const PULSE = 15_000
const SCRATCH = 20_000

if (form && place?.dataset.pulse) {
  const { pulse: address, logIn: door, article, user } = place.dataset
  const tab = uuid()
  const moved = place.querySelector(".desk-moved")
  let pulsed = 0
  let brought = 0
  let keptText = ""
  let isOver = false
  let overlay = null

  const line = (className) => place.querySelector(`.${className}`) ?? moved.parentElement.insertBefore(element("p", { className: `${className} desk-moved`, role: "status" }), moved)
  const say = (where, words) => {
    if (where.textContent !== words) where.textContent = words
  }

  const send = (told, options = {}) =>
    fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      body: JSON.stringify({
        tab,
        form: form.elements.token.value,
        article: article ? Number(article) : null,
        base: Number(form.elements.base.value) || null,
        ...told,
      }),
      ...options,
    })

  const renew = (token) => {
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = token
  }

  /* The text that the desk's scratch does not have yet; empty where there is none, or it is too early for it. While an
     older text waits to be used or discarded, the new one is kept by the browser alone. */
  function waiting() {
    if ("offers" in place.dataset || Date.now() - brought < SCRATCH || !window.deskTyped.isUnsaved()) return ""
    const text = JSON.stringify(Object.fromEntries(window.deskTyped.entries()))
    return text === keptText ? "" : text
  }

  async function pulse(again = false) {
    pulsed = Date.now()
    const text = waiting()
    let answer
    let status
    try {
      const response = await send({ unsaved: window.deskTyped.isUnsaved(), ...(text && { fields: JSON.parse(text) }) })
      status = response.status
      answer = await response.json()
    } catch {
      say(line("desk-silent"), gettext("The desk does not answer. What you type stays in the form and in this browser."))
      return
    }
    say(line("desk-silent"), "")
    if (answer.csrf) renew(answer.csrf)
    if (status === 401 || answer.session === "over") return end()
    if (answer.csrf && !again) return pulse(true)
    if (status !== 200) return
    if (isOver) begin()
    if (text) brought = Date.now()
    if (answer.kept) keptText = text
    say(place.querySelector(".desk-here"), (answer.here ?? []).join(" · "))
    say(moved, answer.stale ?? "")
    say(line("desk-clock"), answer.clock ?? "")
    who(answer.who)
  }

  const who = ({ id, name }) => {
    const words = gettext("You are logged in as %s now. The text in the form is kept; what you save is saved under that name.")
    say(line("desk-who"), String(id) === user ? "" : words.replace("%s", name))
  }

  /* The session ended: say so, and offer the log-in once; it comes back when the form is sent. */
  function end() {
    if (isOver) return
    isOver = true
    line("desk-over").replaceChildren(gettext("You are no longer logged in. Nothing you typed is lost."), " ", button(gettext("Log in"), ask))
    ask()
  }

  function begin() {
    isOver = false
    line("desk-over").replaceChildren()
    overlay?.close()
  }

  function ask() {
    if (overlay?.open) return
    const name = field(gettext("Username"), element("input", { type: "text", name: "username", autocomplete: "username", autocapitalize: "none", required: true }))
    const word = field(gettext("Password"), element("input", { type: "password", name: "password", autocomplete: "current-password", required: true }))
    const code = field(gettext("Code"), element("input", { type: "text", name: "code", autocomplete: "one-time-code", inputMode: "numeric", dir: "ltr" }))
    const given = element("input", { type: "hidden", name: "given" })
    code.hidden = true
    const trouble = element("p", { role: "alert" })
    const words = element("p", { textContent: gettext("Your session has ended. Log in here: the form stays as it is, with every word in it.") })
    const entry = element("form", { method: "post", action: door, className: "desk-log-in", noValidate: true }, [name, word, code, given, trouble])
    const logIn = async (event) => {
      event?.preventDefault()
      trouble.textContent = ""
      const body = new FormData(entry)
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
      let answer
      try {
        answer = await post(body)
      } catch {
        answer = { errors: [gettext("The desk does not answer. Please try again.")] }
      }
      if (answer.errors) {
        trouble.textContent = answer.errors.join(" ")
        // The second step: the password was right, and its code is asked for in the password's place.
        given.value = answer.given ?? ""
        code.hidden = !given.value
        name.hidden = word.hidden = !code.hidden
        const next = code.hidden ? word.input : code.input
        word.input.value = code.input.value = ""
        next.focus()
        return
      }
      renew(answer.csrf)
      begin()
      who(answer.who)
      pulse()
    }
    const post = async (body) => {
      const answer = await (await fetch(door, { method: "POST", headers: { Accept: "application/json" }, body })).json()
      if (answer.who || answer.errors) return answer
      renew(answer.csrf) // the log-in of another tab made ours out of date
      body.set("csrfmiddlewaretoken", answer.csrf)
      return (await fetch(door, { method: "POST", headers: { Accept: "application/json" }, body })).json()
    }
    entry.addEventListener("submit", logIn)
    const actions = [button(gettext("Log in"), logIn, "button default"), button(gettext("Not now"), () => overlay.close())]
    overlay = dialog({ title: gettext("You are no longer logged in"), content: [words, entry], actions, enter: logIn })
    name.input.focus()
  }

  // Before form.js: a form that cannot be saved now is not sent.
  form.addEventListener(
    "submit",
    (event) => {
      if (!isOver) return
      event.preventDefault()
      event.stopImmediatePropagation()
      ask()
    },
    { capture: true },
  )

  let leaves = false
  form.addEventListener("submit", (event) => {
    leaves = !event.defaultPrevented && !event.submitter?.hasAttribute("formaction")
    // A save that was stopped in the browser leaves the form where it is.
    setTimeout(() => {
      leaves = false
    }, 3000)
  })

  const isVisible = () => document.visibilityState === "visible"
  setInterval(() => {
    if (isVisible() && !leaves && (Date.now() - pulsed >= PULSE || waiting())) pulse()
  }, TICK)
  document.addEventListener("visibilitychange", () => isVisible() && !leaves && pulse())
  window.addEventListener("pagehide", () => {
    if (article) send({ leaving: true, unsaved: false }, { keepalive: true }).catch(() => {})
  })
  window.addEventListener("pageshow", () => {
    leaves = false
  })
  pulse()
}
