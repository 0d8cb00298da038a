"""Lists of stories for feed readers and other newsrooms, with full text: one definition per list, three formats.

content   what a feed and its items say, whatever the format
rss       RSS 2.0
atom      Atom 1.0
jsonfeed  JSON Feed 1.1
views     the lists themselves: front, section, topic, author, corrections
"""
