"""The tables of a register, as Django models; DESIGN's table of words names them.

Keys of rows and listings are computed (`PER_EDITION`), so what points to them cannot miss, and no constraint is checked
a million times; what points to anything else has its constraint. `citable` is the id that people may cite.
"""

from __future__ import annotations

from django.db import models

PER_EDITION = 1 << 32  # more than the rows of any list: row 7 of edition 3 has the key 3 * PER_EDITION + 7


class Edition(models.Model):
    """One published list as of one day, known by its file's SHA-256; `number` counts the imports."""

    number = models.PositiveIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    file = models.TextField()
    source = models.TextField(null=True)
    title = models.TextField(null=True)
    as_of = models.DateField(null=True)
    publisher = models.TextField(null=True)
    format = models.TextField()
    pages = models.PositiveIntegerField()
    rows = models.PositiveIntegerField()
    verdict = models.TextField()
    reasons = models.TextField()
    ledger = models.TextField()
    imported = models.TextField()
    accepted_incomplete = models.BooleanField()

    class Meta:
        db_table = "edition"


class Head(models.Model):
    """The columns of a printed table: its headings in order, and its fields, each with the heading it stands under.

    `headings` is a JSON list, `fields` a JSON list of pairs: a field, and which heading it stands under, from 0 (null:
    under none).
    """

    id = models.BigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, models.CASCADE)
    headings = models.TextField()
    fields = models.TextField()

    class Meta:
        db_table = "head"


class Row(models.Model):
    """One printed row: where it stands, and its cells as a JSON list in the order of the head's headings.

    `cleaned` is a JSON list in the order of the head's fields; the view `value` reads it (decision 0050).
    """

    id = models.BigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, models.CASCADE, db_index=False, db_constraint=False)
    number = models.PositiveIntegerField()
    head = models.ForeignKey(Head, models.CASCADE, db_index=False, db_constraint=False)
    page = models.PositiveIntegerField()
    first_line = models.PositiveIntegerField()
    last_line = models.PositiveIntegerField()
    box = models.TextField(null=True)
    carried = models.TextField(null=True)
    printed = models.TextField()
    cleaned = models.TextField()
    notes = models.TextField(null=True)

    class Meta:
        db_table = "row"


class Listing(models.Model):
    """What an edition says about a project, by keys: one for each row, under the row's key."""

    row = models.OneToOneField(Row, models.CASCADE, primary_key=True, db_column="id", db_constraint=False)
    region = models.TextField(null=True)
    place = models.TextField(null=True)
    places = models.TextField(null=True)
    line = models.TextField(null=True)
    pot = models.TextField(null=True)
    legal_form = models.TextField(null=True)
    core = models.TextField(null=True)
    status = models.TextField()
    begin = models.DateField(null=True)
    end = models.DateField(null=True)

    class Meta:
        db_table = "listing"


class Value(models.Model):
    """One value of a listing (a view): printed and clean text, the kind of the clean value, a note, the heading."""

    pk = models.CompositePrimaryKey("listing_id", "position")
    listing = models.ForeignKey(Listing, models.DO_NOTHING)
    position = models.PositiveIntegerField()
    field = models.TextField()
    heading = models.TextField(null=True)
    printed = models.TextField(null=True)
    clean = models.TextField(null=True)
    kind = models.TextField()
    note = models.TextField(null=True)

    class Meta:
        db_table = "value"
        managed = False


class Place(models.Model):
    """A municipality by its official key."""

    ags = models.CharField(max_length=16, primary_key=True)
    name = models.TextField()
    region = models.TextField(null=True)

    class Meta:
        db_table = "place"


class Organisation(models.Model):
    """A body that listings name; `variants` and `places` are JSON lists."""

    number = models.PositiveIntegerField(primary_key=True)
    citable = models.TextField(db_column="id")
    name = models.TextField()
    core = models.TextField()
    legal_form = models.TextField(null=True)
    variants = models.TextField()
    places = models.TextField()

    class Meta:
        db_table = "organisation"
        constraints = (models.UniqueConstraint(fields=["citable"], name="organisation_id"),)


class Mention(models.Model):
    """A listing names an organisation; its spelling there is the printed value of the field `sponsor`."""

    id = models.BigIntegerField(primary_key=True)
    organisation = models.ForeignKey(Organisation, models.CASCADE)
    listing = models.ForeignKey(Listing, models.CASCADE, db_constraint=False)

    class Meta:
        db_table = "mention"


class Project(models.Model):
    """What listings in several editions are about; its id can be cited."""

    number = models.PositiveIntegerField(primary_key=True)
    citable = models.TextField(db_column="id")

    class Meta:
        db_table = "project"
        constraints = (models.UniqueConstraint(fields=["citable"], name="project_id"),)


class ProjectListing(models.Model):
    """A listing about a project."""

    id = models.BigIntegerField(primary_key=True)
    project = models.ForeignKey(Project, models.CASCADE)
    listing = models.ForeignKey(Listing, models.CASCADE, db_constraint=False)

    class Meta:
        db_table = "project_listing"


class Series(models.Model):
    """Projects that continue or listings that repeat one another; `reasons` is a JSON list."""

    number = models.PositiveIntegerField(primary_key=True)
    citable = models.TextField(db_column="id")
    name = models.TextField()
    relation = models.TextField()
    reasons = models.TextField()

    class Meta:
        db_table = "series"
        constraints = (models.UniqueConstraint(fields=["citable"], name="series_id"),)


class SeriesListing(models.Model):
    """A listing of a series, in the order of `id`."""

    id = models.BigIntegerField(primary_key=True)
    series = models.ForeignKey(Series, models.CASCADE)
    listing = models.ForeignKey(Listing, models.CASCADE, db_constraint=False)

    class Meta:
        db_table = "series_listing"


class Finding(models.Model):
    """Something a reader should know about a value; `row` null: about the whole edition."""

    id = models.BigIntegerField(primary_key=True)
    code = models.TextField()
    severity = models.TextField()
    edition = models.ForeignKey(Edition, models.CASCADE, db_index=False)
    row = models.PositiveIntegerField(null=True)
    field = models.TextField(null=True)
    message = models.TextField()
    message_de = models.TextField()
    evidence = models.TextField()

    class Meta:
        db_table = "finding"
        indexes = (models.Index(fields=["edition", "row"], name="finding_of_row"),)


class Judgement(models.Model):
    """A copy of `judgements.jsonl` as of the last import, for queries; the file is what counts."""

    id = models.BigIntegerField(primary_key=True)
    about = models.TextField()
    one = models.TextField()
    other = models.TextField()
    decision = models.TextField()
    who = models.TextField()
    when = models.TextField()
    why = models.TextField()

    class Meta:
        db_table = "judgement"


class Run(models.Model):
    """One run of an import; `counts` is a JSON object."""

    number = models.PositiveIntegerField(primary_key=True)
    when = models.TextField()
    what = models.TextField()
    version = models.TextField()
    counts = models.TextField()

    class Meta:
        db_table = "run"
