"""All stories, in the order in which the command must make them: an original stands before its translations."""

from newsroom.demo.content import stories_en

STORIES = [*stories_en.STORIES]
