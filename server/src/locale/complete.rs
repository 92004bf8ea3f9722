//! Holds the text files to their promise: three languages, the same keys, the same places, each key used.
