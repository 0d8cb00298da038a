/* Photos come into the text: from the picker, or dropped on it as files. `window.deskPhotos.choose` is all that the
   editor knows of it. Of several photos each is a part of one gallery. */

/* Let somebody choose; `insert` gets the keys of the captions' cards. */
async function choose(insert, files = null) {
  const own = window.deskCaptions.list().map(({ key, words, name, thumbnail }) => ({ key, words: words || name, thumbnail }))
  const photos = await window.photoPicker.open({ several: true, own, files })
  if (!photos) return
  const inGallery = photos.length > 1
  insert(photos.map((photo) => (photo.isOwn ? photo.key : window.deskCaptions.add(photo, { inGallery }))))
}

window.deskPhotos = { choose }

document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
  const keys = () => {
    const found = []
    editor.state.doc.descendants((node) => {
      if (node.type.name === "storyPhoto") found.push(node.attrs.key)
    })
    return found
  }
  const undo = (key) => {
    editor.commands.undo()
    if (!keys().includes(key)) editor.commands.insertContent({ type: "storyPhoto", attrs: { key } })
  }
  const look = () => window.deskCaptions.placed(keys(), undo)
  editor.on("update", look)
  look()

  // Files dropped on the text: before the editor itself sees them.
  const place = editor.view.dom
  place.addEventListener(
    "dragover",
    (event) => {
      if ([...event.dataTransfer.types].includes("Files")) event.preventDefault()
    },
    true,
  )
  place.addEventListener(
    "drop",
    (event) => {
      if (!event.dataTransfer.files.length) return
      event.preventDefault()
      event.stopPropagation()
      const at = editor.view.posAtCoords({ left: event.clientX, top: event.clientY })
      if (at) editor.commands.setTextSelection(at.pos)
      choose(
        (found) => {
          const nodes = found.map((key) => ({ type: "storyPhoto", attrs: { key } }))
          editor.chain().focus().insertContent(nodes).run()
        },
        [...event.dataTransfer.files],
      )
    },
    true,
  )
})
