"""The readers' site. It reads Editions and Publications, never a working copy.

page      what every page has: head, language, masthead; how it is answered
front     the front page of a language
lists     section, topic, author
story     the story page and the short link
history   its published versions, word by word
corrections  what was corrected, of all stories
search    the search page
feeds     one definition per list, as RSS
sitemaps  what machines read: sitemaps, robots.txt
errors    404 and 410
"""
