/* The desk's own nodes of the prose editor: a photo, a pull quote, an embed. Each is an atom that holds a key and
   nothing else, and is drawn from what the form knows under it (captions.js, insets.js). Loaded by the editor through
   its configuration. */

import { Node } from "django-prose-editor/editor"

const { element, button } = window.desk
const gettext = window.gettext || ((text) => text)

/* Return a node. `draw(dom, key)` returns whether anything is known under the key and then fills `dom`; `change(key)`
   opens its dialog, where it has one; `begin(editor, insert)` lets somebody choose a new one. */
function atom({ name, attribute, label, title, missing, event, className, draw, change, begin }) {
  return Node.create({
    name,
    group: "block",
    atom: true,
    draggable: true,

    addAttributes() {
      return {
        key: {
          default: null,
          parseHTML: (dom) => dom.getAttribute(attribute),
          renderHTML: ({ key }) => ({ [attribute]: key }),
        },
      }
    },

    parseHTML() {
      return [{ tag: `figure[${attribute}]` }]
    },

    renderHTML({ HTMLAttributes }) {
      return ["figure", HTMLAttributes]
    },

    addNodeView() {
      return ({ node, editor, getPos }) => {
        const shown = element("div", { className: "story-node-shown" })
        const dom = element("figure", { className: `story-node ${className}` }, [shown])
        const tools = [
          ...(change ? [tool(gettext("Change"), label, () => change(node.attrs.key))] : []),
          tool("↑", `${gettext("Move up:")} ${label}`, () => move(editor, getPos(), -1)),
          tool("↓", `${gettext("Move down:")} ${label}`, () => move(editor, getPos(), 1)),
        ]
        if (editor.isEditable) dom.append(element("div", { className: "story-node-tools" }, tools))
        const redraw = () => {
          shown.replaceChildren()
          const known = draw(shown, node.attrs.key)
          dom.classList.toggle("missing", !known)
          if (!known) shown.append(element("p", { textContent: missing }))
        }
        redraw()
        document.addEventListener(event, redraw)
        return {
          dom,
          ignoreMutation: () => true,
          stopEvent: ({ target, type }) => type !== "dragstart" && target.closest?.(".story-node-tools") !== null,
          destroy: () => document.removeEventListener(event, redraw),
        }
      }
    },

    addMenuItems({ menu, buttons }) {
      menu.defineItem({
        name,
        groups: "nodes",
        button: buttons.text(label, title),
        command: (editor) => {
          const { node } = editor.state.selection
          if (change && node?.type.name === name) change(node.attrs.key)
          else begin(editor, (keys) => put(editor, [keys].flat().map((key) => ({ type: name, attrs: { key } }))))
        },
      })
      // Without a name of its own among the block types, the menu would show "?" while the node is selected.
      menu.defineItem({
        name: `${name}Type`,
        groups: "blockType",
        button: buttons.text(label),
        option: element("p", { textContent: label }),
        active: (editor) => editor.isActive(name),
        hidden: (editor) => !editor.isActive(name),
        command: () => {},
      })
    },
  })
}

/* Put a node at the cursor; after what is marked, be it words or another node, for that is not to be lost. */
function put(editor, content) {
  const { empty, to, $to } = editor.state.selection
  if (empty) editor.chain().focus().insertContent(content).run()
  else editor.chain().focus().insertContentAt($to.depth ? $to.after(1) : to, content).run()
}

function tool(sign, name, onclick) {
  const made = button(sign, onclick)
  made.setAttribute("aria-label", sign.length > 1 ? `${sign}: ${name}` : name)
  return made
}

/* Move the node at a place of the text over its neighbour: what dragging does, by button. */
function move(editor, from, step) {
  const { doc, tr } = editor.state
  const node = doc.nodeAt(from)
  const beside = (at) => (step < 0 ? doc.resolve(at).nodeBefore : doc.resolve(at).nodeAfter)
  let to = step < 0 ? from : from + node.nodeSize
  let neighbour = beside(to)
  // An empty paragraph is nothing to a reader: the next that is something is passed with it.
  while (neighbour?.type.name === "paragraph" && !neighbour.content.size && beside(to + step * neighbour.nodeSize)) {
    to += step * neighbour.nodeSize
    neighbour = beside(to)
  }
  if (!neighbour) return
  to += step * neighbour.nodeSize
  if (step > 0) to -= node.nodeSize // its own place is free by then
  editor.view.dispatch(tr.delete(from, from + node.nodeSize).insert(to, node))
  const moved = editor.view.nodeDOM(to)
  moved?.scrollIntoView({ block: "nearest" })
  moved?.querySelector(`.story-node-tools button:nth-last-child(${step < 0 ? 2 : 1})`)?.focus()
}

const selected = ({ state: { doc, selection } }) => doc.textBetween(selection.from, selection.to, " ").trim()

export const StoryPhoto = atom({
  name: "storyPhoto",
  attribute: "data-caption",
  label: gettext("Photo"),
  title: gettext("Put a photo here"),
  missing: gettext("Photo missing"),
  event: "desk:captions",
  className: "story-photo",
  draw(dom, key) {
    const row = window.deskCaptions?.find(key)
    if (!row) return false
    if (row.thumbnail) dom.append(element("img", { src: row.thumbnail, alt: "" }))
    dom.append(element("figcaption", { textContent: row.words || row.name || gettext("No caption yet") }))
    return true
  },
  begin: (_editor, insert) => window.deskPhotos.choose(insert),
})

export const StoryQuote = atom({
  name: "storyQuote",
  attribute: "data-quote",
  label: gettext("Pull quote"),
  title: gettext("Put a pull quote here"),
  missing: gettext("Quote missing"),
  event: "desk:insets",
  className: "story-quote",
  draw(dom, key) {
    const entry = window.deskInsets?.find(key)
    if (entry?.kind !== "quote") return false
    dom.append(element("blockquote", { textContent: entry.words }))
    if (entry.who) dom.append(element("p", { className: "story-quote-who", textContent: `– ${entry.who}` }))
    return true
  },
  change: (key) => window.deskInsets.edit("quote", key),
  // A pull quote repeats words of the text: those that are marked, they stay there too.
  begin: (editor, insert) => window.deskInsets.edit("quote", undefined, insert, { words: selected(editor) }),
})

export const StoryEmbed = atom({
  name: "storyEmbed",
  attribute: "data-embed",
  label: gettext("Embed"),
  title: gettext("Put an embed here"),
  missing: gettext("Embed missing"),
  event: "desk:insets",
  className: "story-embed",
  draw(dom, key) {
    const entry = window.deskInsets?.find(key)
    if (entry?.kind !== "embed") return false
    const name = window.deskInsets.provider(entry.url)
    const words = [entry.title || entry.url, entry.author].filter(Boolean).join(" – ")
    dom.append(element("p", { textContent: name ? `${name}: ${words}` : words }))
    if (!name) dom.append(element("p", { className: "desk-said", textContent: gettext("Readers would get nothing of this address.") }))
    return true
  },
  change: (key) => window.deskInsets.edit("embed", key),
  begin: (_editor, insert) => window.deskInsets.edit("embed", undefined, insert),
})
