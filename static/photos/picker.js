/* The picker: one dialog over the form, in which photos of the library are found, or dropped, and taken.

   `await window.photoPicker.open({ several, files, own })` gives the taken photos, or null. `own` are the story's own
   photos ({ id, words, thumbnail }); `files` are taken in at once. Escape closes; the focus goes back to where it was.

   It also puts a picture and a button in the place of each number field with `data-photo-picker`. */

const gettext = window.gettext || ((text) => text)

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

const addressOf = () => document.querySelector("[data-photo-picker]")?.dataset.photoPicker ?? "/admin/photos/photo/picker/"

async function fetched(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "XMLHttpRequest" } })
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status))
  return answer.text()
}

let open = null

async function openPicker({ several = false, files = null, own = [] } = {}) {
  if (open) return null
  const before = document.activeElement
  const address = addressOf()
  let html
  try {
    html = await fetched(address)
  } catch {
    window.alert(gettext("The library cannot be reached. If your session is over, log in again in another tab; nothing typed here is lost."))
    return null
  }
  const dialog = element("div", { innerHTML: html }).querySelector("dialog")
  document.body.append(dialog)
  open = dialog
  const taken = await new Promise((resolve) => live(dialog, address, { several, files, own, resolve }))
  open = null
  dialog.remove()
  if (before?.isConnected) before.focus()
  return taken
}

function live(dialog, address, { several, files, own, resolve }) {
  const part = (selector) => dialog.querySelector(selector)
  const grid = part(".photo-options")
  const form = part(".photo-search")
  const use = part("[data-take]")
  const count = part(".photo-count")
  const told = part(".photo-told")
  const title = part("#photo-picker-title")
  title.textContent = several ? title.dataset.several : title.dataset.one
  const chosen = new Map() // number → photo, in the order of choosing
  let upload = null
  let result = null

  const finish = (photos) => {
    if (upload?.isBusy() && !window.confirm(gettext("Files are still being taken in. Leave without them?"))) return
    result = photos
    dialog.close()
  }

  const show = () => {
    for (const option of dialog.querySelectorAll(".photo-option")) {
      option.setAttribute("aria-selected", String(chosen.has(numberOf(option))))
    }
    use.disabled = chosen.size === 0
    count.textContent = chosen.size ? count.dataset.words.replace("{}", String(chosen.size)) : count.dataset.none
    count.hidden = !several
  }
  const numberOf = (option) => JSON.parse(option.dataset.photo).id
  const photoOf = (option) => JSON.parse(option.dataset.photo)

  const toggle = (option) => {
    const photo = photoOf(option)
    if (chosen.has(photo.id)) chosen.delete(photo.id)
    else {
      if (!several) chosen.clear()
      chosen.set(photo.id, photo)
    }
    show()
  }
  const take = (option) => {
    const photo = photoOf(option)
    if (!chosen.has(photo.id)) {
      if (!several) chosen.clear()
      chosen.set(photo.id, photo)
    }
    finish([...chosen.values()])
  }

  const settle = () => {
    for (const option of dialog.querySelectorAll(".photo-options .photo-option")) option.tabIndex = -1
    const first = grid.querySelector(".photo-option")
    if (first) first.tabIndex = 0
    grid.setAttribute("aria-multiselectable", String(several))
    show()
  }

  let asked = 0
  const look = async (page) => {
    const mine = ++asked
    const query = new URLSearchParams(new FormData(form))
    query.set("page", page)
    grid.setAttribute("aria-busy", "true")
    try {
      const html = await fetched(`${address}?${query}`)
      if (mine !== asked) return
      if (page === "0") grid.innerHTML = html
      else {
        const last = grid.querySelector(".photo-more")
        const from = last.previousElementSibling
        last.remove()
        grid.insertAdjacentHTML("beforeend", html)
        window.photoGrid.focus(part("[data-grid]"), from.nextElementSibling ?? from)
      }
      told.textContent = ""
      settle()
    } catch {
      if (mine === asked) told.textContent = gettext("The library gave no answer; try again.")
    } finally {
      if (mine === asked) grid.removeAttribute("aria-busy")
    }
  }

  let pause
  form.addEventListener("input", () => {
    clearTimeout(pause)
    pause = setTimeout(() => look("0"), 200)
  })
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    clearTimeout(pause)
    look("0")
  })
  form.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" || event.target.localName !== "input") return
    const first = grid.querySelector(".photo-option")
    if (first) window.photoGrid.focus(part("[data-grid]"), first)
    event.preventDefault()
  })

  dialog.addEventListener("click", (event) => {
    const option = event.target.closest(".photo-option")
    if (event.target.closest("[data-close]")) finish(null)
    else if (event.target.closest("[data-take]")) finish([...chosen.values()])
    else if (event.target.closest("[data-more]")) look(event.target.closest("[data-more]").dataset.more)
    else if (event.target.closest("[data-clear]")) {
      form.reset()
      look("0")
      part("input[type=search]").focus()
    } else if (option) {
      window.photoGrid.focus(part("[data-grid]"), option)
      if (several) toggle(option)
      else take(option)
    }
  })
  dialog.addEventListener("dblclick", (event) => {
    const option = event.target.closest(".photo-option")
    if (option && several) take(option)
  })
  dialog.addEventListener("photo:toggle", (event) => toggle(event.target))
  dialog.addEventListener("photo:take", (event) => take(event.target))
  dialog.addEventListener("cancel", (event) => {
    // Escape: a question may keep the dialog open.
    event.preventDefault()
    finish(null)
  })
  dialog.addEventListener("close", () => {
    upload?.stop()
    resolve(result?.length ? result : null)
  })
  // What is dropped beside the zone must not open in the place of the form.
  for (const name of ["dragover", "drop"]) dialog.addEventListener(name, (event) => event.preventDefault())

  const story = part(".photo-of-story")
  if (own.length) {
    story.hidden = false
    for (const photo of own) story.querySelector("ul").append(ownTile(photo))
  }

  const zone = part(".photo-drop")
  if (zone) {
    upload = window.photoUpload.attach(zone, {
      place: dialog,
      onPhoto(photo) {
        grid.querySelector(`#picker-photo-${photo.id}`)?.remove()
        grid.insertAdjacentHTML("afterbegin", photo.tile)
        grid.querySelector(".photo-empty")?.remove()
        if (!several) chosen.clear()
        chosen.set(photo.id, photo)
        settle()
      },
      onDone: () => use.focus(),
    })
  }

  settle()
  dialog.showModal()
  part("input[type=search]").focus()
  if (files?.length) {
    if (upload) upload.add(files)
    else told.textContent = gettext("You may not add photos.")
  }
}

function ownTile(photo) {
  const frame = element("span", { className: "photo-frame" })
  if (photo.thumbnail) frame.append(element("img", { src: photo.thumbnail, alt: "" }))
  const words = element("span", { className: "photo-words", dir: "auto", textContent: photo.words || gettext("No caption yet") })
  const tile = element("li", { className: "photo-tile photo-option", tabIndex: -1 }, [frame, words])
  tile.setAttribute("role", "option")
  tile.setAttribute("aria-selected", "false")
  tile.dataset.photo = JSON.stringify({ ...photo, id: `own:${photo.key}`, isOwn: true })
  return tile
}

// Number fields ---------------------------------------------------------------------------------------------------

/* Put a picture and buttons in the place of a number field. `photo:chosen` on the field tells what was taken. */
function dress(input) {
  if (input.dataset.dressed || input.name.includes("__prefix__")) return
  input.dataset.dressed = "yes"
  const label = document.querySelector(`label[for="${input.id}"]`)
  const choose = element("button", { type: "button", className: "button photo-choose-one", id: `${input.id}_choose` })
  const clear = element("button", { type: "button", className: "photo-link", textContent: gettext("Take it out") })
  const words = element("span", { className: "photo-slot-words", dir: "auto" })
  const image = element("img", { className: "photo-slot-image", alt: "" })
  const slot = element("div", { className: "photo-slot" }, [image, words, choose, clear])
  input.after(slot)
  input.type = "hidden"
  input.closest(".form-row, .field, td")?.classList.add("photo-dressed")
  if (label) label.hidden = true // the button says what it does

  const show = (photo) => {
    const isSet = Boolean(input.value)
    choose.textContent = isSet ? gettext("Another photo…") : gettext("Choose a photo…")
    clear.hidden = !isSet || input.required
    image.hidden = !photo?.thumbnail
    if (photo?.thumbnail) image.src = photo.thumbnail
    words.textContent = photo?.text ?? ""
  }
  const set = (photo) => {
    input.value = photo ? photo.id : ""
    show(photo)
    input.dispatchEvent(new CustomEvent("photo:chosen", { bubbles: true, detail: photo }))
    input.dispatchEvent(new Event("input", { bubbles: true }))
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }
  const pick = async (files) => {
    const photos = await openPicker({ files })
    if (photos) set(photos[0])
    choose.focus()
  }
  choose.addEventListener("click", () => pick())
  clear.addEventListener("click", () => {
    set(null)
    choose.focus()
  })
  const place = input.closest("[data-photo-place], .inline-related") ?? slot
  place.addEventListener("dragover", (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return
    event.preventDefault()
    place.classList.add("photo-over")
  })
  place.addEventListener("dragleave", () => place.classList.remove("photo-over"))
  place.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return
    event.preventDefault()
    event.stopPropagation()
    place.classList.remove("photo-over")
    pick([...event.dataTransfer.files])
  })
  input.photoSet = set
  show(null)
  if (input.value && !input.closest(".inline-related")?.querySelector(".caption-frame")) known(input.value).then((photo) => photo && show(photo))
}

async function known(number) {
  const answer = await fetch(`${addressOf()}../find/?q=%23${encodeURIComponent(number)}`, { headers: { Accept: "application/json" } })
  return answer.ok && !answer.redirected ? (await answer.json()).results[0] : null
}

const dressAll = (place) => {
  for (const input of place.querySelectorAll("input[data-photo-picker]")) dress(input)
}
dressAll(document)
document.addEventListener("formset:added", (event) => dressAll(event.target))

window.photoPicker = { open: openPicker, known }
