"""What happened at the demonstration's desk, played in the order in which it happened, each act by its verb."""

import uuid
from datetime import timedelta

from django.utils import timezone

from articles import desk, documents
from articles.desk import notes, scratch
from articles.models import Article, Byline, Caption, Notice
from articles.zones import FORMAT
from comments import moderation
from comments.cleaning import clean_body, clean_name
from newsroom.demo.content.comments import COMMENTS
from newsroom.demo.content.notes import REMARKS, UNSAVED
from newsroom.demo.content.planning import FRONTS, PLANS, STUBS
from newsroom.demo.content.stories import STORIES

WRITING = timedelta(minutes=95)  # from the first save to publication
READING = timedelta(minutes=35)  # from submission to publication
MODERATING = timedelta(minutes=6)  # from a comment to its decision
UNSAVED_SINCE = 0.3  # hours
UNREAD = 4  # notices of each person

Stage = Article.Stage


class Timeline:
    """The stories and comments of the content files, told from the oldest to the newest."""

    def __init__(self, staff, authors, sections, photos, *, now):
        self.staff, self.authors, self.sections, self.photos = staff, authors, sections, photos
        self.now = now
        self.stories = {story.key: story for story in STORIES}
        self.articles = {}
        self.comments = {}

    def play(self):
        """Do everything, oldest first."""
        for _age, act in sorted(self._acts(), key=lambda act: -act[0]):
            act()
        self._plan()
        for front in FRONTS:
            self._set(front)
        for remark in REMARKS:
            self._talk(remark)
        for unsaved in UNSAVED:
            self._leave_unsaved(unsaved)
        for person in self.staff.values():
            self._read_notices(person)

    def at(self, age):
        """Return the moment `age` hours before now; never one to come."""
        return self.now - timedelta(hours=max(0.0, age))

    def _acts(self):
        """Give (age in hours, what was done)."""
        for story in STORIES:
            yield story.age, lambda story=story: self.article(story.key)
            for change in story.changes:
                yield change.age, lambda story=story, change=change: self._change(story, change)
            if story.draft:
                newest = min([story.age, *(change.age for change in story.changes)])
                yield newest / 2, lambda story=story, age=newest / 2: self._draft(story, age)
            if story.state == "withdrawn":
                yield story.withdrawn_age, lambda story=story: self._withdraw(story)
        for comment in COMMENTS:
            yield comment.age, lambda comment=comment: self._receive(comment)
            if comment.state in ("removed", "withdrawn"):
                # When everybody who answered it had done so.
                age = min([comment.age, *(other.age for other in COMMENTS if other.reply_to == comment.ref)]) / 2
                yield age, lambda comment=comment, age=age: self._take_away(comment, age)

    # A story ----------------------------------------------------------------------------------------------

    def article(self, key):
        """Return the story's article, told up to its first publication or as far as the desk has got with it."""
        if key not in self.articles:
            story = self.stories[key]
            self.articles[key] = self._written(story)
            self._take_to_its_state(story, self.articles[key])
        return self.articles[key]

    def _written(self, story):
        """Make the rows of the working copy and record them."""
        writer, publisher = self.staff[story.writer], self.staff[story.publisher]
        assigned = story.state == "assigned"
        article = Article.objects.create(
            stage=Stage.ASSIGNED if assigned else Stage.WRITING,
            created_by=publisher if assigned else writer,
            assignee=writer if assigned else None,
            section=self.sections[story.section],
            translation_of=self.article(story.translation_of) if story.translation_of else None,
            deadline=self.now + timedelta(hours=story.deadline) if story.deadline else None,
            **{
                field: getattr(story, field)
                for field in (
                    "language", "kicker", "headline", "standfirst", "byline_line", "dateline", "source", "source_url",
                    "slug", "genre", "brief", "needs_photo",
                )
            },
        )  # fmt: skip
        for order, (slug, role) in enumerate(story.bylines):
            Byline.objects.create(article=article, author=self.authors[slug], role=role, order=order)
        article.body = self._placed(story, article)
        self._set_in(story, article)
        article.save(update_fields=["body", "insets"])
        article.tags.set(story.tags)
        desk.record(article, by=article.created_by, at=self.at(story.age) - WRITING)
        return article

    def _placed(self, story, article):
        """Make the captions, and return the body with a photo's node for each {photo:name}."""
        body = story.body
        uses = [(Caption.Role.LEAD, use) for use in (story.lead,) if use]
        uses += [(Caption.Role.INLINE, use) for use in story.inline]
        uses += [(Caption.Role.GALLERY, use) for use in story.gallery]
        for order, (role, use) in enumerate(uses):
            row = Caption.objects.create(
                article=article,
                key=uuid.uuid4(),
                photo=self.photos[use.photo],
                role=role,
                order=order,
                caption=use.caption,
                alt=use.alt,
                credit=use.credit,
            )
            if role == Caption.Role.INLINE:
                body = body.replace(f"{{photo:{use.photo}}}", f'<figure data-caption="{row.key}"></figure>', 1)
        return body

    def _set_in(self, story, article):
        """Give the article its quotes and embeds, with a node in the body for each {quote:name} and {embed:name}."""
        for inset in story.insets:
            key, kind = str(uuid.uuid4()), inset.parts["kind"]
            article.insets[key] = inset.parts
            node = f'<figure data-{kind}="{key}"></figure>'
            article.body = article.body.replace(f"{{{kind}:{inset.name}}}", node, 1)

    def _take_to_its_state(self, story, article):
        writer, publisher = self.staff[story.writer], self.staff[story.publisher]
        published = self.at(story.age)
        if story.protection:
            self._protect(story, article)
        if story.embargo:
            until = self._wall(story.embargo.hours)
            desk.set_embargo(article, by=publisher, reason=story.embargo.reason, wall_time=until)
        if story.state in ("assigned", "writing"):
            return
        if story.state == "killed":
            desk.kill(article, by=publisher, reason=story.reason)
            return
        desk.submit(article, by=writer, at=published - READING)
        if story.was_published:
            desk.publish(article, by=publisher, at=published)
            if story.is_to_be_withdrawn:
                desk.schedule_withdrawal(article, by=publisher, wall_time=self._wall(story.due), reason=story.reason)
        elif story.state == "sent_back":
            desk.send_back(article, by=publisher, reason=story.reason)
        elif story.state == "approved":
            desk.approve(article, by=publisher, at=published)
        elif story.state == "scheduled":
            desk.schedule(article, by=publisher, wall_time=self._wall(story.due))

    def _wall(self, hours):
        """Return the wall time of the desk so many hours from now."""
        return timezone.localtime(self.now + timedelta(hours=hours)).strftime(FORMAT)

    def _protect(self, story, article):
        hidden = story.protection
        desk.protect_byline(
            article,
            by=self.staff[story.publisher],
            author=self.authors[hidden.author],
            public=self.authors[hidden.public],
            editors=[self.staff[username] for username in hidden.editors],
        )

    def _change(self, story, change):
        """Publish a later version of a live story."""
        article = self._edited(story, change.edits, change_kind=change.kind, change_note=change.note)
        desk.record(article, by=self.staff[story.writer], at=self.at(change.age) - MODERATING)
        desk.publish(article, by=self.staff[story.publisher], at=self.at(change.age))

    def _draft(self, story, age):
        """Save words that readers have not got yet."""
        desk.record(self._edited(story, story.draft), by=self.staff[story.writer], at=self.at(age))

    def _edited(self, story, edits, **fields):
        article = Article.objects.get(pk=self.article(story.key).pk)
        fields |= self._words(article, edits)
        for field, value in fields.items():
            setattr(article, field, value)
        article.save(update_fields=list(fields))
        return article

    def _words(self, article, edits):
        """Return {field: text} of a story after these edits."""
        words = {}
        for edit in edits:
            text = words.get(edit.field, getattr(article, edit.field))
            if text.count(edit.old) != 1:
                raise ValueError(f"{article}: {edit.old!r} does not stand once in its {edit.field}.")
            words[edit.field] = text.replace(edit.old, edit.new)
        return words

    def _withdraw(self, story):
        desk.withdraw(
            self.article(story.key),
            by=self.staff[story.publisher],
            reason=story.reason,
            at=self.at(story.withdrawn_age),
        )

    # What is planned, and the fronts ----------------------------------------------------------------------

    def _plan(self):
        """Assign what is still to be written, and say of what is in hand when it is to run and how long."""
        editor = self.staff["editor"]
        for stub in STUBS:
            desk.assign(
                by=editor,
                brief=stub.brief,
                language=stub.language,
                section=self.sections[stub.section],
                assignee=self.staff.get(stub.writer),
                deadline=None if stub.deadline is None else self.now + timedelta(hours=stub.deadline),
                planned_for=self._day(stub.day),
                commissioned_words=stub.words,
                needs_photo=stub.needs_photo,
                at=self.now,
            )
        for plan in PLANS:
            article = self.article(plan.story)
            desk.assign(article, by=editor, planned_for=self._day(plan.day), commissioned_words=plan.words, at=self.now)

    def _day(self, days):
        return None if days is None else timezone.localdate(self.now) + timedelta(days=days)

    def _talk(self, remark):
        article = self.articles[remark.story]
        note = notes.write(article, by=self.staff[remark.writer], text=remark.text)
        for writer, text in remark.answers:
            notes.write(article, by=self.staff[writer], text=text, answers=note)
        if remark.resolved_by:
            notes.resolve(note, by=self.staff[remark.resolved_by])

    def _read_notices(self, person):
        """Leave of a person's notices the last few unread, as somebody finds them who comes back from the kettle."""
        notices = Notice.objects.filter(user=person)
        newest = list(notices.order_by("-at", "-pk").values_list("pk", flat=True)[:UNREAD])
        notices.exclude(pk__in=newest).update(read_at=self.now)

    def _leave_unsaved(self, unsaved):
        article = Article.objects.get(pk=self.articles[unsaved.story].pk)
        words = self._words(article, unsaved.edits)
        base = documents.head(article).number
        scratch.keep(
            article, words, by=self.staff[unsaved.writer], form=uuid.uuid4().hex, base=base, at=self.at(UNSAVED_SINCE)
        )

    def _set(self, front):
        section = self.sections[front.section] if front.section else None
        places = [desk.Place(slot, self.article(key).pk) for slot, key in front.stories.items()]
        desk.set_front(front.language, section, places, by=self.staff["chief"], at=self.now)

    # Its comments -----------------------------------------------------------------------------------------

    def _receive(self, comment):
        """Take a reader's comment, and decide it unless it waits."""
        row = moderation.receive(
            self.article(comment.story),
            name=clean_name(comment.name),
            body=clean_body(comment.text),
            parent=self.comments.get(comment.reply_to),
            reports_error=comment.reports_error,
            at=self.at(comment.age),
        )
        self.comments[comment.ref] = row
        decide = {
            "published": moderation.approve,
            "removed": moderation.approve,
            "withdrawn": moderation.approve,
            "rejected": moderation.reject,
            "spam": moderation.mark_spam,
            "pending": moderation.pull_back,
        }[comment.state]
        reached = {"removed": "published", "withdrawn": "published"}.get(comment.state, comment.state)
        at = min(self.now, self.at(comment.age) + MODERATING)
        if row.state != reached:
            why = {"reason": comment.reason, "note": comment.note} if comment.state == "rejected" else {}
            decide(row, by=self.staff["moderator"], version=row.version, at=at, **why)
            row.refresh_from_db()
        if comment.is_picked:
            moderation.pick(row, by=self.staff["moderator"], version=row.version, at=at)
        if comment.reported:
            moderation.report(row, reason=comment.reported, text=comment.alarm, at=at)

    def _take_away(self, comment, age):
        row = self.comments[comment.ref]
        row.refresh_from_db()
        if comment.state == "withdrawn":
            moderation.withdraw(row, at=self.at(age))
        else:
            moderation.remove(
                row,
                by=self.staff["moderator"],
                version=row.version,
                reason=comment.reason,
                note=comment.note,
                at=self.at(age),
            )
