/* The rows of the form, of names and photos: no empty one waits, a new one goes to the end, and a name that nobody
   bears yet is made where it is typed. Before the admin's own script counts the rows: modules run first. */

const gettext = window.gettext || ((text) => text)
const { element } = window.desk

const rowsOf = (group) => [...group.querySelectorAll(".inline-related:not(.empty-form)")]

/* A row that is there only for who writes without scripts: new, and nothing in it. */
const isSpare = (row) =>
  !row.classList.contains("has_original") &&
  !row.querySelector(".errorlist") &&
  [...row.querySelectorAll("[name$='-author'], [name$='-photo'], [name$='-name'], textarea")].every((field) => !field.value)

for (const id of ["bylines-group", "captions-group"]) {
  const group = document.getElementById(id)
  if (!group) continue
  const total = group.querySelector("[name$='-TOTAL_FORMS']")
  for (const row of rowsOf(group).filter(isSpare)) {
    row.remove()
    total.value = String(Number(total.value) - 1)
  }
  if (group.querySelector(".errorlist")) group.querySelector("details")?.setAttribute("open", "")
}

const NEW = "new " // before a name that is to be made, in the place of a row's number

/* A name that nobody bears: the row asks whose it is, and the name is made when the form is saved. */
function beginName(row, name) {
  row.classList.add("naming")
  row.querySelector("[name$='-name']").value = name
  const kind = row.querySelector("[name$='-kind']")
  kind.value ||= "person"
  kind.focus()
}

if (window.django?.jQuery) {
  const $ = django.jQuery
  $(document).on("select2:opening", "select[data-new-names]", ({ target }) => {
    const { dataAdapter } = $(target).data("select2")
    // After what was found, so that Enter takes a name that exists.
    dataAdapter.insertTag = (found, made) => found.push(made)
    dataAdapter.createTag = ({ term }) =>
      term.trim() ? { id: `${NEW}${term.trim()}`, text: `${gettext("Add the name")} “${term.trim()}”` } : null
  })
  $(document).on("select2:select", "select[data-new-names]", ({ target, params: { data } }) => {
    const row = target.closest(".inline-related")
    row.classList.remove("naming")
    for (const name of ["name", "kind"]) row.querySelector(`[name$='-${name}']`).value = ""
    if (!data.id.startsWith(NEW)) return
    $(target).val(null).trigger("change")
    for (const option of [...target.options].filter(({ value }) => value.startsWith(NEW))) option.remove()
    setTimeout(() => beginName(row, data.id.slice(NEW.length)), 20) // after the list has closed and given the focus back
  })
  // What was found is shown with its kind and thumbnail.
  $(document).on("select2:opening", "select.admin-autocomplete", ({ target }) => {
    $(target).data("select2").options.set("templateResult", (found) => {
      if (!found.thumbnail && !found.kind) return found.text
      const shown = element("span", { className: "found" })
      if (found.thumbnail) shown.append(element("img", { src: found.thumbnail, alt: "", className: "thumbnail" }))
      shown.append(element("bdi", { textContent: found.text }))
      if (found.kind) shown.append(element("small", { textContent: found.kind }))
      return $(shown)
    })
  })
}

// A refused form comes back with the name it was to make.
for (const row of document.querySelectorAll("#bylines-group .inline-related:not(.empty-form)")) {
  if (row.querySelector("[name$='-name']")?.value) row.classList.add("naming")
}
