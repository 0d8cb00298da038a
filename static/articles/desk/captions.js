/* The story's photos: keys for new rows, thumbnails and the photo's own words beside the fields that follow it.
   The editor (editor.js) asks `window.deskCaptions` for the photos that the text may show. */

const { uuid } = window.desk
const GROUP = "captions-group"

const rows = () =>
  [...document.querySelectorAll(`#${GROUP} .inline-related:not(.empty-form), #lead-group .inline-related:not(.empty-form)`)]
    .map(read)
    .filter((row) => row.photo && !row.removed)

function read(dom) {
  const field = (name) => dom.querySelector(`[name$="-${name}"]`)
  const words = field("caption")
  const photo = field("photo")
  return {
    dom,
    key: field("row_key")?.value,
    photo: photo?.value,
    removed: field("DELETE")?.checked,
    name: photo?.selectedOptions?.[0]?.textContent ?? "",
    words: words?.value || words?.placeholder || "",
    thumbnail: dom.querySelector("img.thumbnail")?.src ?? "",
    isLead: dom.closest("#lead-group") !== null,
  }
}

const tell = () => document.dispatchEvent(new Event("desk:captions"))

/* Show a chosen photo beside its row: thumbnail, and its own words where the row's are empty. */
function show(dom, photo) {
  dom.dataset.shown = photo.id ?? ""
  for (const name of ["caption", "credit", "alt"]) {
    const input = dom.querySelector(`[data-followed="${name}"]`)
    if (input) input.placeholder = photo[name] ?? ""
  }
  let image = dom.querySelector("img.thumbnail")
  if (!image) {
    image = document.createElement("img")
    image.className = "thumbnail"
    image.alt = ""
    dom.querySelector(".field-thumbnail .readonly")?.replaceChildren(image)
  }
  if (photo.thumbnail) image.src = photo.thumbnail
  else image.remove()
  tell()
}

function addRow() {
  const group = document.getElementById(GROUP)
  group.querySelector("details")?.setAttribute("open", "")
  group.querySelector(".add-row a").click()
  return [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1)
}

window.deskCaptions = {
  find: (key) => rows().find((row) => row.key === key),
  list: () => rows().filter((row) => !row.isLead),

  async search(term) {
    const query = new URLSearchParams({ app_label: "articles", model_name: "caption", field_name: "photo", term })
    const address = document.querySelector("select.admin-autocomplete")?.getAttribute("data-ajax--url")
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "application/json" } })
    return answer.ok ? (await answer.json()).results : []
  },

  /* Add a row for a photo of the library and return its key. */
  add(photo) {
    const dom = addRow()
    const select = dom.querySelector('[name$="-photo"]')
    select.append(new Option(photo.text, photo.id, true, true))
    show(dom, photo)
    django.jQuery(select).trigger("change")
    return read(dom).key
  },

  mayUpload: () => document.querySelector(`#${GROUP} .empty-form .add-related`) !== null,

  /* Add a row and open the window that takes a photo in and puts it there. */
  upload() {
    const dom = addRow()
    dom.scrollIntoView({ block: "center" })
    dom.querySelector(".add-related").click()
  },
}

document.addEventListener("formset:added", (event) => {
  const key = event.target.querySelector("[data-caption-key]")
  if (key) key.value = uuid()
  event.target.dataset.shown = ""
})
document.addEventListener("formset:removed", tell)
document.addEventListener("change", (event) => {
  if (event.target.closest(`#${GROUP}, #lead-group`)) tell()
})

// What the page came with is shown already; the admin tells of a change of every field when it begins.
for (const dom of document.querySelectorAll(".inline-related")) {
  dom.dataset.shown = dom.querySelector('[name$="-photo"]')?.value ?? ""
}

if (window.django?.jQuery) {
  const $ = django.jQuery
  // Chosen by typing, the photo brings its words along; one just taken in has to be asked for.
  $(document).on("change", 'select[name$="-photo"]', async ({ target }) => {
    const dom = target.closest(".inline-related")
    const number = target.value
    if (dom.dataset.shown === number) return
    const chosen = $(target).select2("data").find((photo) => photo.id === number && "credit" in photo)
    const photo = chosen ?? (number && (await window.deskCaptions.search(`#${number}`))[0])
    if (target.value === number) show(dom, photo || {})
  })
}
