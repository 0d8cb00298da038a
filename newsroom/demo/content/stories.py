"""All stories, in the order in which the command must make them: an original stands before its translations."""

from newsroom.demo.content import stories_ar, stories_ckb, stories_en, stories_ku

ALL = [*stories_en.STORIES, *stories_ar.STORIES, *stories_ku.STORIES, *stories_ckb.STORIES]
STORIES = sorted(ALL, key=lambda story: bool(story.translation_of))
