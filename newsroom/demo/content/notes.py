"""What the demonstration's people said to each other, and typed and did not save. No reader sees a word of it."""

from newsroom.demo.content.shapes import Edit, Remark, Unsaved

REMARKS = [
    Remark(
        "term",
        "reporter",
        "The headmaster rings back about the number of pupils. @editor, can it wait until four?",
        answers=(("editor", "It can. If he does not ring, write “more than 600”."),),
    ),
    Remark(
        "marathon",
        "editor",
        "@reporter, is the hill on the last kilometre new this year? Runners will ask.",
    ),
    Remark(
        "term",
        "editor",
        "The old door in the entrance hall: have we a photo of it?",
        answers=(("reporter", "Only from behind. The one of the yard says more."),),
        resolved_by="editor",
    ),
]

UNSAVED = [
    Unsaved(
        "marathon",
        "reporter",
        (
            Edit("headline", "to pass below the citadel", "to end below the citadel"),
            Edit("body", "The organisers expect more on the day.", "The organisers expect 300 more on the day."),
        ),
    ),
]
