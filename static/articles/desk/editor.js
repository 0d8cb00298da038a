/* The desk's own parts of the prose editor: the photo in the text, and what happens to pasted HTML.
   Loaded by the editor through its configuration; the photos of the story come from captions.js. */

import { Extension, Node, Plugin } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)

function element(tag, properties = {}, children = []) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

/* Draw a photo from its caption row: what readers will see, or that the row is not there. */
function draw(figure, key) {
  const row = window.deskCaptions?.find(key)
  figure.replaceChildren()
  figure.classList.toggle("missing", !row)
  if (!row) {
    figure.append(element("p", { textContent: gettext("Photo missing") }))
    return
  }
  if (row.thumbnail) figure.append(element("img", { src: row.thumbnail, alt: "" }))
  figure.append(element("figcaption", { textContent: row.words || row.name || gettext("No caption yet") }))
}

/* An atom: it holds the key of a caption row and nothing else. */
export const StoryPhoto = Node.create({
  name: "storyPhoto",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return {
      key: {
        default: null,
        parseHTML: (dom) => dom.getAttribute("data-caption"),
        renderHTML: ({ key }) => ({ "data-caption": key }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "figure[data-caption]" }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["figure", HTMLAttributes]
  },

  addNodeView() {
    return ({ node }) => {
      const dom = element("figure", { className: "story-photo" })
      const redraw = () => draw(dom, node.attrs.key)
      redraw()
      document.addEventListener("desk:captions", redraw)
      return {
        dom,
        ignoreMutation: () => true,
        destroy: () => document.removeEventListener("desk:captions", redraw),
      }
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "storyPhoto",
      groups: "nodes",
      button: buttons.text(gettext("Photo"), gettext("Put a photo here")),
      command: openPhotos,
    })
    // Without a name of its own among the block types, the menu would show "?" while a photo is selected.
    menu.defineItem({
      name: "storyPhotoType",
      groups: "blockType",
      button: buttons.text(gettext("Photo")),
      option: element("p", { textContent: gettext("Photo") }),
      active: (editor) => editor.isActive("storyPhoto"),
      hidden: (editor) => !editor.isActive("storyPhoto"),
      command: () => {},
    })
  },
})

/* The dialog of the toolbar's button: the story's photos, and the library's by typing. */
function openPhotos(editor) {
  const insert = (key) => {
    dialog.close()
    editor.chain().focus().insertContent({ type: "storyPhoto", attrs: { key } }).run()
  }
  const choice = (photo, onChoose) => {
    const label = element("span", { textContent: photo.words || photo.text || photo.name })
    const picture = photo.thumbnail ? [element("img", { src: photo.thumbnail, alt: "" })] : []
    return element("button", { type: "button", className: "photo-choice", onclick: onChoose }, [...picture, label])
  }
  const own = window.deskCaptions.list().map((row) => choice(row, () => insert(row.key)))
  const found = element("div", { className: "photo-choices" })
  const search = element("input", { type: "search", className: "vTextField", id: "desk-photo-search" })
  let asked = 0
  const look = async () => {
    const mine = ++asked
    const photos = await window.deskCaptions.search(search.value)
    if (mine !== asked) return
    const choices = photos.map((photo) => choice(photo, () => insert(window.deskCaptions.add(photo))))
    found.replaceChildren(...(choices.length ? choices : [element("p", { textContent: gettext("Nothing found.") })]))
  }
  search.addEventListener("input", look)
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
  const dialog = element("dialog", { className: "desk-dialog" }, [
    element("h2", { textContent: gettext("Put a photo here") }),
    ...(own.length
      ? [
          element("h3", { textContent: gettext("Photos of this story") }),
          element("div", { className: "photo-choices" }, own),
        ]
      : []),
    element("h3", {}, [element("label", { htmlFor: search.id, textContent: gettext("From the library") })]),
    search,
    found,
    element("p", { className: "act" }, [
      ...(window.deskCaptions.mayUpload()
        ? [
            element("button", {
              type: "button",
              className: "button",
              textContent: gettext("Add a new photo"),
              onclick: () => {
                dialog.close()
                window.deskCaptions.upload()
              },
            }),
          ]
        : []),
      element("button", {
        type: "button",
        className: "button",
        textContent: gettext("Cancel"),
        onclick: () => dialog.close(),
      }),
    ]),
  ])
  dialog.addEventListener("close", () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  look()
}

/* Pasted HTML: Word's paragraphs that begin with a dot become a list, its headings those of a story; pictures are left
   out, and it says so. */
export const StoryPaste = Extension.create({
  name: "storyPaste",

  addProseMirrorPlugins() {
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => {
            const { body } = new DOMParser().parseFromString(html, "text/html")
            makeLists(body)
            makeHeadings(body)
            const pictures = body.querySelectorAll("img, picture, svg, video, object")
            for (const picture of pictures) picture.remove()
            if (pictures.length) say(gettext("Pictures in the pasted text were left out. Add them with the Photo button."))
            return body.innerHTML
          },
        },
      }),
    ]
  },
})

const BULLET = /^[\s\u00a0]*(?:[·•▪◦o§–-]|\(?(\d{1,3}|[a-z])[.)])[\s\u00a0]+/

function makeLists(body) {
  let list = null
  for (const paragraph of body.querySelectorAll("p")) {
    const isItem = /mso-list:(?!\s*none)/i.test(paragraph.getAttribute("style") || "") || /^MsoListParagraph/.test(paragraph.className)
    const match = isItem && BULLET.exec(paragraph.textContent)
    if (!match) {
      list = null
      continue
    }
    const tag = match[1] ? "ol" : "ul"
    if (!list || list.nextElementSibling !== paragraph || list.localName !== tag) {
      list = document.createElement(tag)
      paragraph.before(list)
    }
    const item = document.createElement("li")
    dropStart(paragraph, match[0].length)
    item.append(...paragraph.childNodes)
    list.append(item)
    paragraph.remove()
  }
}

/* A story has two levels of headings; those of other documents become the nearest. */
function makeHeadings(body) {
  for (const heading of body.querySelectorAll("h1, h4, h5, h6")) {
    const made = document.createElement(heading.localName === "h1" ? "h2" : "h3")
    made.append(...heading.childNodes)
    heading.replaceWith(made)
  }
}

/* Take the first characters of an element's text, however they are divided among its children. */
function dropStart(root, length) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  while (length > 0 && walker.nextNode()) {
    const { currentNode: text } = walker
    const taken = Math.min(length, text.data.length)
    text.data = text.data.slice(taken)
    length -= taken
  }
}

function say(sentence) {
  let place = document.getElementById("desk-said")
  if (!place) {
    place = element("p", { id: "desk-said", className: "desk-said", role: "status" })
    document.querySelector(".field-body")?.append(place)
  }
  place.textContent = sentence
}
