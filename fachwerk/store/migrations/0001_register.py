"""The first version of the tables."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "listing_id", "position", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("field", models.TextField()),
                ("heading", models.TextField(null=True)),
                ("printed", models.TextField(null=True)),
                ("clean", models.TextField(null=True)),
                ("kind", models.TextField()),
                ("note", models.TextField(null=True)),
            ],
            options={
                "db_table": "value",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("file", models.TextField()),
                ("source", models.TextField(null=True)),
                ("title", models.TextField(null=True)),
                ("as_of", models.DateField(null=True)),
                ("publisher", models.TextField(null=True)),
                ("format", models.TextField()),
                ("pages", models.PositiveIntegerField()),
                ("rows", models.PositiveIntegerField()),
                ("verdict", models.TextField()),
                ("reasons", models.TextField()),
                ("ledger", models.TextField()),
                ("imported", models.TextField()),
                ("accepted_incomplete", models.BooleanField()),
            ],
            options={
                "db_table": "edition",
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("about", models.TextField()),
                ("one", models.TextField()),
                ("other", models.TextField()),
                ("decision", models.TextField()),
                ("who", models.TextField()),
                ("when", models.TextField()),
                ("why", models.TextField()),
            ],
            options={
                "db_table": "judgement",
            },
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField()),
                ("page", models.PositiveIntegerField()),
                ("first_line", models.PositiveIntegerField()),
                ("last_line", models.PositiveIntegerField()),
                ("box", models.TextField(null=True)),
                ("carried", models.TextField(null=True)),
                ("printed", models.TextField()),
                ("cleaned", models.TextField()),
                ("notes", models.TextField(null=True)),
                (
                    "edition",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        to="store.edition",
                    ),
                ),
            ],
            options={
                "db_table": "row",
            },
        ),
        migrations.CreateModel(
            name="Place",
            fields=[
                ("ags", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("name", models.TextField()),
                ("region", models.TextField(null=True)),
            ],
            options={
                "db_table": "place",
            },
        ),
        migrations.CreateModel(
            name="Run",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("when", models.TextField()),
                ("what", models.TextField()),
                ("version", models.TextField()),
                ("counts", models.TextField()),
            ],
            options={
                "db_table": "run",
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("headings", models.TextField()),
                ("fields", models.TextField()),
                ("edition", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.edition")),
            ],
            options={
                "db_table": "head",
            },
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                (
                    "row",
                    models.OneToOneField(
                        db_column="id",
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="store.row",
                    ),
                ),
                ("region", models.TextField(null=True)),
                ("place", models.TextField(null=True)),
                ("places", models.TextField(null=True)),
                ("line", models.TextField(null=True)),
                ("pot", models.TextField(null=True)),
                ("legal_form", models.TextField(null=True)),
                ("core", models.TextField(null=True)),
                ("status", models.TextField()),
                ("begin", models.DateField(null=True)),
                ("end", models.DateField(null=True)),
            ],
            options={
                "db_table": "listing",
            },
        ),
        migrations.AddField(
            model_name="row",
            name="head",
            field=models.ForeignKey(
                db_constraint=False, db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.head"
            ),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("citable", models.TextField(db_column="id")),
                ("name", models.TextField()),
                ("core", models.TextField()),
                ("legal_form", models.TextField(null=True)),
                ("variants", models.TextField()),
                ("places", models.TextField()),
            ],
            options={
                "db_table": "organisation",
                "constraints": [models.UniqueConstraint(fields=("citable",), name="organisation_id")],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("citable", models.TextField(db_column="id")),
            ],
            options={
                "db_table": "project",
                "constraints": [models.UniqueConstraint(fields=("citable",), name="project_id")],
            },
        ),
        migrations.CreateModel(
            name="Series",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False)),
                ("citable", models.TextField(db_column="id")),
                ("name", models.TextField()),
                ("relation", models.TextField()),
                ("reasons", models.TextField()),
            ],
            options={
                "db_table": "series",
                "constraints": [models.UniqueConstraint(fields=("citable",), name="series_id")],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("code", models.TextField()),
                ("severity", models.TextField()),
                ("row", models.PositiveIntegerField(null=True)),
                ("field", models.TextField(null=True)),
                ("message", models.TextField()),
                ("message_de", models.TextField()),
                ("evidence", models.TextField()),
                (
                    "edition",
                    models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.edition"),
                ),
            ],
            options={
                "db_table": "finding",
                "indexes": [models.Index(fields=["edition", "row"], name="finding_of_row")],
            },
        ),
        migrations.CreateModel(
            name="SeriesListing",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("series", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.series")),
                (
                    "listing",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="store.listing"
                    ),
                ),
            ],
            options={
                "db_table": "series_listing",
            },
        ),
        migrations.CreateModel(
            name="ProjectListing",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("project", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.project")),
                (
                    "listing",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="store.listing"
                    ),
                ),
            ],
            options={
                "db_table": "project_listing",
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="store.organisation"),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        db_constraint=False, on_delete=django.db.models.deletion.CASCADE, to="store.listing"
                    ),
                ),
            ],
            options={
                "db_table": "mention",
            },
        ),
    ]
