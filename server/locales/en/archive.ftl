# The archive of the organisation (reversibility).
archive-get = Take everything away
archive-help = The whole organisation as one file: registers and audit trail as CSV, data as JSON, documents as they were filed. Another instance can import it.
archive-damaged = This file is no complete archive: { $cause }
archive-newer = This archive comes from a later version ({ $version }): update this instance first.
archive-newer-values = This archive holds data of a later version: update this instance first.
archive-organisation-here = “{ $name }” is in this instance already.
archive-line-damaged = { $file }, line { $line }: { $cause }
archive-document-changed = The document “{ $name }” is not the one that was archived.
