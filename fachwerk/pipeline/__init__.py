"""From a published file to proven rows: the stages joined, for one file or for many at once."""

from fachwerk.pipeline.listed import Listed, Source, read_list
from fachwerk.pipeline.parallel import in_parallel

__all__ = ["Listed", "Source", "in_parallel", "read_list"]
