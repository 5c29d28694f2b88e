"""Training: the files of `kg/models`, made again from the corpus and from public data sets."""
