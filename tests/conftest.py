"""Property tests try the same inputs in every run and may take their time: a busy machine makes no test fail."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True, database=None)
settings.load_profile("steady")
