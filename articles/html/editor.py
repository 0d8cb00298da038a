"""What the prose editor offers, in the words of its configuration."""

# What the editor offers. Each entry stands for elements of the allowlist; a child is listed beside its parent,
# for the editor does not find it by itself. Those called Story… are ours: static/articles/desk/editor.js.
EDITOR_EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Blockquote": True,
    "HardBreak": True,
    "HorizontalRule": True,
    "Link": {"enableTarget": False, "autolink": False, "protocols": ["mailto", "tel"]},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "StoryPhoto": True,
    "StoryQuote": True,
    "StoryEmbed": True,
    "StoryPaste": True,
    "Menu": {
        "groups": [
            {"group": "blockType -lists", "type": "dropdown", "minItems": 2},
            {"group": "marks"},
            {"group": "link"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "table"},
            {"group": "history"},
        ]
    },
}
