/* What happens to pasted HTML: the lists of word processors become lists, headings those of a story; pictures are left
   out, and it says so. Styles and everything else that is not on the allowlist the editor drops by itself. */

import { Extension, Plugin } from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)

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
            if (pictures.length) {
              window.deskOffers.say(gettext("Pictures in the pasted text were left out. Add them with the Photo button."))
            }
            return body.innerHTML
          },
        },
      }),
    ]
  },
})

// Word's own mark of an item, and what any processor leaves where its lists became paragraphs.
const ITEM = /^[\s\u00a0]*(?:[·•▪◦o§–-]|\(?(\d{1,3}|[a-z])[.)])[\s\u00a0]+/
const DOT = /^[\s\u00a0]*[·•▪◦][\s\u00a0]+/

/* Return how an item of a list begins and how deep it lies; null where a paragraph is none. */
function itemOf(paragraph) {
  const style = paragraph.getAttribute("style") || ""
  const isWords = /mso-list:(?!\s*none)/i.test(style) || /^MsoListParagraph/.test(paragraph.className)
  const match = (isWords ? ITEM : DOT).exec(paragraph.textContent)
  if (!match) return null
  return { length: match[0].length, tag: match[1] ? "ol" : "ul", level: Number(/mso-list:[^;]*level(\d)/i.exec(style)?.[1] ?? 1) }
}

function makeLists(body) {
  let open = [] // the lists that an item may join, the outermost first
  let last = null
  for (const paragraph of body.querySelectorAll("p")) {
    const item = itemOf(paragraph)
    if (!item || (last && last.nextElementSibling !== paragraph)) open = []
    if (!item) continue
    open.length = Math.min(open.length, item.level)
    if (open.length === item.level && open.at(-1).localName !== item.tag) open.pop()
    while (open.length < item.level) {
      const list = document.createElement(item.tag)
      const outer = open.at(-1)
      if (outer?.lastElementChild) outer.lastElementChild.append(list)
      else if (outer) outer.append(list)
      else paragraph.before(list)
      open.push(list)
    }
    const made = document.createElement("li")
    const words = document.createElement("p")
    dropStart(paragraph, item.length)
    words.append(...paragraph.childNodes)
    made.append(words)
    open.at(-1).append(made)
    last = open[0]
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
