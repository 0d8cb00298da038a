/* Pull quotes and embeds: the entries of Story.insets, kept in a hidden field as JSON and edited in a dialog.
   The editor's nodes (editor.js) hold their keys and are drawn from here. */

const { element, uuid, button, dialog, field, writing } = window.desk
const gettext = window.gettext || ((text) => text)
const store = document.getElementById("id_insets")

function entries() {
  try {
    return JSON.parse(store?.value || "{}") ?? {}
  } catch {
    return {}
  }
}

function put(key, entry) {
  store.value = JSON.stringify({ ...entries(), [key]: entry })
  store.dispatchEvent(new Event("input", { bubbles: true }))
  document.dispatchEvent(new Event("desk:insets"))
}

const line = (value = "", more = {}) => element("input", { className: "vTextField", value, ...more })

function quoteForm(entry) {
  const words = field(gettext("The quote"), element("textarea", { rows: 4, value: entry.words ?? "", ...writing() }))
  const who = field(gettext("Who said it"), line(entry.who, writing()), gettext("Printed after the quote; may be empty."))
  return {
    title: gettext("Pull quote"),
    rows: [words, who],
    read: () => ({ kind: "quote", words: words.input.value.trim(), who: who.input.value.trim() }),
    wrong: (read) => (read.words ? null : [words, gettext("Type the words of the quote.")]),
  }
}

/* The name of the provider at an address; the server has the last word. */
function provider(address) {
  const rows = JSON.parse(store?.dataset.providers || "[]")
  return rows.find(([, pattern]) => new RegExp(`^(?:${pattern})$`).test(address))?.[0] ?? ""
}

const names = () => JSON.parse(store?.dataset.providers || "[]").map(([name]) => name).join(", ")

/* An address as it was meant: people leave out "https://", and copy it from where it began with "http://". */
function whole(typed) {
  const address = typed.trim()
  const secure = `https://${address.replace(/^http:\/\//i, "")}`
  return provider(secure) ? secure : address
}

/* Why an address is nothing that readers could be given. */
function unfit(address) {
  if (!address) return gettext("Type the address of a post or film.")
  if (!/^https?:\/\//i.test(address)) return gettext("This is no address of a page: it begins with https://.")
  const told = gettext("Readers would get nothing of this address. Embeds are single posts or films from:")
  return `${told} ${names()}. ${gettext("Anything else can be linked in the text.")}`
}

function embedForm(entry) {
  const url = field(gettext("Address"), line(entry.url, { type: "url", dir: "ltr" }))
  const said = element("p", { className: "help", role: "status" })
  const title = field(gettext("Title"), line(entry.title, writing()), gettext("What readers see as the link."))
  const author = field(gettext("Author"), line(entry.author, writing()))
  const photos = window.deskCaptions.list()
  const choices = [new Option(gettext("No photo"), ""), ...photos.map((row) => new Option(row.words || row.name, row.key))]
  const photo = field(gettext("Photo of this story that stands above it"), element("select", {}, choices))
  photo.input.value = photos.some((row) => row.key === entry.photo) ? entry.photo : ""
  const judge = () => {
    const address = whole(url.input.value)
    const name = provider(address)
    if (name) said.textContent = `${gettext("Readers get:")} ${name}: ${title.input.value || address}`
    else said.textContent = address ? unfit(address) : ""
  }
  for (const row of [url, title]) row.input.addEventListener("input", judge)
  judge()
  return {
    title: gettext("Embed"),
    rows: [element("p", { className: "help", textContent: gettext("A post or film elsewhere. Readers get its name and a link, and nothing is fetched from there.") }), url, said, title, author, photo],
    read: () => ({
      kind: "embed",
      url: whole(url.input.value),
      title: title.input.value.trim(),
      author: author.input.value.trim(),
      photo: photo.input.value,
    }),
    wrong: (read) => (provider(read.url) ? null : [url, unfit(read.url)]),
  }
}

window.deskInsets = {
  find: (key) => entries()[key],
  provider,

  /* Open the dialog of an inset, a new one where no key is given; `onPut` gets the key of what was put. */
  edit(kind, key, onPut, suggested = {}) {
    const form = (kind === "quote" ? quoteForm : embedForm)(entries()[key] ?? suggested)
    const settle = () => {
      const read = form.read()
      const [refused, why] = form.wrong(read) ?? []
      if (refused) {
        refused.refuse(why)
        return
      }
      const used = key ?? uuid()
      put(used, read)
      opened.close()
      onPut?.(used)
    }
    const opened = dialog({
      title: form.title,
      content: form.rows,
      actions: [
        button(key ? gettext("Change it") : gettext("Put it in the text"), settle, "button default"),
        button(gettext("Cancel"), () => opened.close()),
      ],
      enter: settle,
    })
    opened.querySelector("textarea, input").focus()
  },
}
