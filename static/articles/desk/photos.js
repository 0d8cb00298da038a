/* The dialog that puts a photo into the text: the story's own photos, and the library's by typing.
   `window.deskPhotos.choose` is all that the editor knows of it. */

const { element, button, dialog } = window.desk
const gettext = window.gettext || ((text) => text)

function choice(photo, onChoose) {
  const label = element("span", { textContent: photo.words || photo.text || photo.name })
  const picture = photo.thumbnail ? [element("img", { src: photo.thumbnail, alt: "" })] : []
  return element("button", { type: "button", className: "photo-choice", onclick: onChoose }, [...picture, label])
}

/* Let somebody choose a photo; `insert` gets the key of its caption's row. */
function choose(insert) {
  const take = (key) => {
    opened.close()
    insert(key)
  }
  const own = window.deskCaptions.list().map((row) => choice(row, () => take(row.key)))
  const found = element("div", { className: "photo-choices" })
  const search = element("input", { type: "search", className: "vTextField", id: "desk-photo-search" })
  let asked = 0
  const look = async () => {
    const mine = ++asked
    const photos = await window.deskCaptions.search(search.value)
    if (mine !== asked) return
    const choices = photos.map((photo) => choice(photo, () => take(window.deskCaptions.add(photo))))
    found.replaceChildren(...(choices.length ? choices : [element("p", { textContent: gettext("Nothing found.") })]))
  }
  search.addEventListener("input", look)
  const upload = () => {
    opened.close()
    window.deskCaptions.upload()
  }
  const opened = dialog({
    title: gettext("Put a photo here"),
    content: [
      ...(own.length
        ? [element("h3", { textContent: gettext("Photos of this story") }), element("div", { className: "photo-choices" }, own)]
        : []),
      element("h3", {}, [element("label", { htmlFor: search.id, textContent: gettext("From the library") })]),
      search,
      found,
    ],
    actions: [
      ...(window.deskCaptions.mayUpload() ? [button(gettext("Add a new photo"), upload)] : []),
      button(gettext("Cancel"), () => opened.close()),
    ],
  })
  look()
}

window.deskPhotos = { choose }
