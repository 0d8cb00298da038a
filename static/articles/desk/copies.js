/* What this browser keeps of forms that are not saved: each under person, story, revision and form. Loaded on every page
   of the desk, because a save is confirmed by the page after it, and a log-out may come from any. */

const PREFIX = "desk-copy:"
const DAYS = 7
const { user = "", root = "/admin/" } = document.getElementById("desk-copies")?.dataset ?? {}

/* The browser's store; none where it is switched off. */
const store = (() => {
  try {
    return window.localStorage
  } catch {
    return null
  }
})()

const names = () => Object.keys(store ?? {}).filter((name) => name.startsWith(PREFIX))
const nameOf = ({ story, base, form }) => `${PREFIX}${user}:${story || "new"}:${base || 0}:${form}`

function read(name) {
  try {
    const copy = JSON.parse(store.getItem(name))
    return Array.isArray(copy.entries) && copy.at > Date.now() - DAYS * 86_400_000 ? copy : null
  } catch {
    return null
  }
}

let isLeft = false // logged out: nothing is kept of this page any more

window.deskCopies = {
  keep(place, copy) {
    if (isLeft) return
    try {
      store?.setItem(nameOf(place), JSON.stringify({ ...copy, at: Date.now() }))
    } catch {
      // The store is full: the desk's own scratch and the open form are what is left.
    }
  },
  drop: (place) => store?.removeItem(nameOf(place)),
  /* The copies of a story that were made in other forms, newest first. */
  of: ({ story, form }) =>
    names()
      .filter((name) => name.startsWith(`${PREFIX}${user}:${story || "new"}:`))
      .map((name) => ({ name, form: name.split(":").at(-1), base: name.split(":").at(-2), ...read(name) }))
      .filter((copy) => copy.form !== form)
      .sort((one, other) => other.at - one.at),
  remove: (name) => store?.removeItem(name),
}

// What is saved is dropped: the desk names the forms in a cookie. So is what is too old or cannot be read.
const saved = /(?:^|; )desk_saved=([0-9a-f.]+)/.exec(document.cookie)?.[1].split(".") ?? []
for (const name of names()) if (saved.includes(name.split(":").at(-1)) || !read(name)) store.removeItem(name)
if (saved.length) document.cookie = `desk_saved=; path=${root}; max-age=0; SameSite=Lax`

document.getElementById("logout-form")?.addEventListener("submit", () => {
  isLeft = true
  for (const name of names()) if (name.startsWith(`${PREFIX}${user}:`)) store.removeItem(name)
})
