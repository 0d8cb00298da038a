/* Files dropped or chosen, taken in one request each, three at a time, with progress, cancel and retry for each.

   `window.photoUpload.attach(zone, { place, onPhoto, onDone })` brings a drop zone (_dropzone.html) to life. Files may
   be dropped anywhere on `place`. An expired session pauses the queue until the person has logged in again. */

const AT_ONCE = 3
const MOST = 100
const MOST_BYTES = 50 * 1024 * 1024

const gettext = window.gettext || ((text) => text)
const queues = new Set()

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/* The token in the cookie is the newest: logging in again, in another tab, changes it. */
const token = () =>
  /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? ""

const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files")

class Queue {
  constructor(zone, { onPhoto, onDone }) {
    Object.assign(this, { zone, onPhoto, onDone, waiting: [], running: new Set(), photos: [], failed: 0 })
    this.list = zone.querySelector(".photo-queue ul")
    this.bar = zone.querySelector(".photo-queue-all progress")
    this.words = zone.querySelector(".photo-queue-all [role=status]")
    this.items = []
    queues.add(this)
  }

  get isBusy() {
    return this.running.size > 0 || this.waiting.length > 0
  }

  add(files) {
    const taken = [...files].slice(0, MOST)
    this.zone.querySelector(".photo-queue").hidden = false
    for (const file of taken) this.enqueue(new Item(this, file))
    for (const file of [...files].slice(MOST)) {
      const item = new Item(this, file)
      item.fail(gettext("Left out: 100 photos at once are the limit."))
    }
    this.go()
  }

  enqueue(item) {
    if (item.file.size > MOST_BYTES) item.fail(gettext("Larger than 50 MB."))
    else if (!item.file.size) item.fail(gettext("The file is empty."))
    else {
      item.state = "waiting"
      this.waiting.push(item)
    }
  }

  go() {
    while (!this.isPaused && this.running.size < AT_ONCE && this.waiting.length) {
      const item = this.waiting.shift()
      this.running.add(item)
      item.send()
    }
    this.show()
  }

  ended(item) {
    this.running.delete(item)
    this.go()
    if (!this.isBusy) this.onDone?.(this.photos, this.items.filter((each) => each.state === "failed").length)
  }

  show() {
    const counted = this.items.filter((item) => item.state !== "cancelled")
    const done = counted.filter((item) => item.state === "done").length
    const failed = counted.filter((item) => item.state === "failed").length
    const share = counted.reduce((sum, item) => sum + (item.state === "done" || item.state === "failed" ? 1 : item.share), 0)
    this.bar.value = counted.length ? share / counted.length : 0
    const parts = [gettext("{done} of {all} taken in").replace("{done}", done).replace("{all}", counted.length)]
    if (failed) parts.push(gettext("{failed} refused").replace("{failed}", failed))
    const words = parts.join(" · ")
    if (this.words.textContent !== words) this.words.textContent = words
  }

  /* The session is over: nothing is lost, the files wait. */
  pause(item) {
    this.running.delete(item)
    item.state = "waiting"
    item.share = 0
    item.say(gettext("Waits until you have logged in."))
    this.waiting.unshift(item)
    if (this.isPaused) return
    this.isPaused = true
    const next = encodeURIComponent("/admin/photos/photo/")
    const link = element("a", {
      href: `${this.zone.dataset.logIn}?next=${next}`,
      target: "_blank",
      textContent: gettext("Log in again (in a new tab)"),
    })
    const again = element("button", { type: "button", className: "button", textContent: gettext("Go on") })
    const note = element("p", { className: "errornote photo-paused" }, [
      `${gettext("Your session is over; the files are kept.")} `,
      link,
      " ",
      again,
    ])
    note.setAttribute("role", "alert")
    again.addEventListener("click", () => {
      note.remove()
      this.isPaused = false
      this.go()
    })
    this.zone.querySelector(".photo-queue").prepend(note)
    link.focus()
  }
}

class Item {
  constructor(queue, file) {
    Object.assign(this, { queue, file, share: 0, state: "waiting" })
    this.bar = element("progress", { max: 1, value: 0 })
    this.words = element("span", { className: "photo-said" })
    this.buttons = element("span", { className: "photo-acts" })
    const name = element("bdi", { textContent: file.name, className: "photo-name" })
    this.bar.setAttribute("aria-label", file.name)
    this.dom = element("li", {}, [name, this.bar, this.words, this.buttons])
    queue.list.append(this.dom)
    queue.items.push(this)
    this.offer(gettext("Cancel"), () => this.cancel())
  }

  offer(words, act) {
    this.buttons.replaceChildren()
    if (!act) return
    const button = element("button", { type: "button", className: "photo-link", textContent: words, onclick: act })
    button.setAttribute("aria-label", `${words}: ${this.file.name}`)
    this.buttons.append(button)
  }

  say(sentence) {
    this.words.textContent = sentence
  }

  send() {
    const request = (this.request = new XMLHttpRequest())
    const data = new FormData()
    data.append("file", this.file)
    this.state = "running"
    this.say("")
    request.open("POST", this.queue.zone.dataset.upload)
    request.setRequestHeader("X-CSRFToken", token())
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      this.share = total ? (loaded / total) * 0.95 : 0 // the rest is the server's work
      this.bar.value = this.share
      this.queue.show()
    })
    request.addEventListener("load", () => this.answered(request))
    request.addEventListener("error", () => this.fail(gettext("The connection broke."), { again: true }))
    request.addEventListener("timeout", () => this.fail(gettext("The connection broke."), { again: true }))
    request.send(data)
  }

  answered(request) {
    let told = null
    if ((request.getResponseHeader("Content-Type") ?? "").startsWith("application/json")) {
      try {
        told = JSON.parse(request.responseText)
      } catch {
        told = null
      }
    }
    if (!told && (request.responseURL.includes("/login/") || request.status === 403)) {
      this.queue.pause(this)
      return
    }
    if (told?.photo) {
      this.state = "done"
      this.share = this.bar.value = 1
      this.say([told.error, ...(told.notices ?? [])].filter(Boolean).join(" ") || gettext("Taken in."))
      this.offer("", null)
      this.dom.classList.add(told.error ? "photo-had" : "photo-new")
      if (!this.queue.photos.some((photo) => photo.id === told.photo.id)) this.queue.photos.push(told.photo)
      this.queue.onPhoto?.(told.photo)
      this.queue.ended(this)
      return
    }
    const again = !told || request.status >= 500
    this.fail(told?.error ?? gettext("The server gave no answer."), { again })
  }

  fail(sentence, { again = false } = {}) {
    this.state = "failed"
    this.bar.hidden = true
    this.dom.classList.add("photo-failed")
    this.say(sentence)
    this.offer(gettext("Try again"), again ? () => this.retry() : null)
    this.queue.ended(this)
  }

  retry() {
    this.state = "waiting"
    this.share = this.bar.value = 0
    this.bar.hidden = false
    this.dom.classList.remove("photo-failed")
    this.say("")
    this.offer(gettext("Cancel"), () => this.cancel())
    this.queue.waiting.push(this)
    this.queue.go()
  }

  cancel() {
    this.state = "cancelled"
    this.queue.waiting = this.queue.waiting.filter((item) => item !== this)
    this.request?.abort()
    this.dom.remove()
    this.queue.ended(this)
  }
}

function attach(zone, { place = zone, onPhoto, onDone } = {}) {
  const queue = new Queue(zone, { onPhoto, onDone })
  zone.hidden = false
  const input = zone.querySelector(".photo-file")
  input.addEventListener("change", () => {
    queue.add(input.files)
    input.value = ""
  })
  let depth = 0
  const over = (change) => {
    depth = Math.max(0, depth + change)
    zone.classList.toggle("photo-over", depth > 0)
  }
  place.addEventListener("dragenter", (event) => hasFiles(event) && over(1))
  place.addEventListener("dragleave", (event) => hasFiles(event) && over(-1))
  place.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault())
  place.addEventListener("drop", (event) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    depth = 0
    zone.classList.remove("photo-over")
    queue.add(event.dataTransfer.files)
  })
  return {
    add: (files) => queue.add(files),
    isBusy: () => queue.isBusy,
    stop: () => {
      for (const item of [...queue.waiting, ...queue.running]) item.cancel()
      queues.delete(queue)
    },
  }
}

window.addEventListener("beforeunload", (event) => {
  if ([...queues].some((queue) => queue.isBusy)) event.preventDefault()
})

window.photoUpload = { attach }

// The library's own page: dropped anywhere on it, the new photos go on to their sheet.
for (const zone of document.querySelectorAll(".photo-library-drop .photo-drop")) {
  attach(zone, {
    place: document.documentElement,
    onDone(photos, failed) {
      if (!photos.length) return
      const address = `${zone.dataset.sheet}?photos=${photos.map((photo) => photo.id).join(",")}`
      if (!failed) {
        location.assign(address)
        return
      }
      zone.querySelector(".photo-sheet")?.remove()
      const link = element("a", { href: address, className: "button", textContent: gettext("Give them their words") })
      zone.querySelector(".photo-queue").append(element("p", { className: "photo-sheet" }, [link]))
      link.focus()
    },
  })
}
