/* Photos in a grid, by keyboard: arrows move, Home and End go to the ends, Enter opens or takes, Space selects.
   It serves the library's page, whose photos are links, and the picker, whose photos are options. */

const STOPS = ".photo-option, .photo-tile > a"

const stops = (place) => [...place.querySelectorAll(STOPS)].filter((stop) => stop.offsetParent !== null)

/* The photo a row up or down: the one whose middle is nearest. */
function vertical(all, from, down) {
  const box = from.getBoundingClientRect()
  const middle = box.left + box.width / 2
  const beyond = all
    .map((stop) => ({ stop, at: stop.getBoundingClientRect() }))
    .filter(({ at }) => (down ? at.top > box.top + 4 : at.top < box.top - 4))
  if (!beyond.length) return null
  const tops = beyond.map(({ at }) => at.top)
  const row = down ? Math.min(...tops) : Math.max(...tops)
  return beyond
    .filter(({ at }) => Math.abs(at.top - row) < 4)
    .sort((a, b) => Math.abs(a.at.left + a.at.width / 2 - middle) - Math.abs(b.at.left + b.at.width / 2 - middle))[0].stop
}

function move(place, from, key) {
  const all = stops(place)
  const index = all.indexOf(from)
  const isRtl = getComputedStyle(place).direction === "rtl"
  const forward = isRtl ? "ArrowLeft" : "ArrowRight"
  const back = isRtl ? "ArrowRight" : "ArrowLeft"
  const next = {
    [forward]: () => all[index + 1],
    [back]: () => all[index - 1],
    ArrowDown: () => vertical(all, from, true),
    ArrowUp: () => vertical(all, from, false),
    Home: () => all[0],
    End: () => all.at(-1),
  }[key]?.()
  if (!next) return false
  focus(place, next)
  return true
}

/* Only one photo of a picker is a stop of the Tab key. */
function focus(place, stop) {
  if (stop.matches(".photo-option")) {
    for (const other of place.querySelectorAll(".photo-option[tabindex='0']")) other.tabIndex = -1
    stop.tabIndex = 0
  }
  stop.focus()
}

document.addEventListener("keydown", (event) => {
  const stop = event.target.closest?.(STOPS)
  const place = stop?.closest("[data-grid]")
  if (!place || event.ctrlKey || event.metaKey || event.altKey) return
  if (move(place, stop, event.key)) {
    event.preventDefault()
    return
  }
  if (event.key === " ") {
    const box = stop.closest(".photo-tile").querySelector(".photo-select")
    if (box) box.click()
    else stop.dispatchEvent(new CustomEvent("photo:toggle", { bubbles: true }))
    event.preventDefault()
  } else if (event.key === "Enter" && stop.matches(".photo-option")) {
    stop.dispatchEvent(new CustomEvent("photo:take", { bubbles: true }))
    event.preventDefault()
  }
})

// The library's bar of what is done with the selected photos says how many they are.
const bar = document.querySelector(".photo-bulk")
if (bar) {
  const count = () => {
    const chosen = document.querySelectorAll(".photo-select:checked").length
    bar.querySelector(".photo-bulk-count").textContent = String(chosen)
    for (const button of bar.querySelectorAll("button[name]")) button.disabled = !chosen
    bar.classList.toggle("photo-bulk-idle", !chosen)
  }
  document.addEventListener("change", (event) => event.target.matches(".photo-select") && count())
  bar.querySelector(".photo-bulk-all")?.addEventListener("click", () => {
    const boxes = [...document.querySelectorAll(".photo-select")]
    const all = boxes.every((box) => box.checked)
    for (const box of boxes) box.checked = !all
    count()
  })
  count()
}

window.photoGrid = { focus, stops }
