# The documents of a thing, and the things that a document hangs on.
attachment-title = Documents of { $name }
attachment-none = No document is attached here.
attachment-find-document = Attach a document filed before
attachment-find-subject = Link to an activity or a purpose
attachment-find = Search
attachment-nothing = Nothing of this name.
attachment-attach = Attach
attachment-attach-document = Attach { $name }
attachment-attach-to = Attach to { $name }
attachment-detach = Detach
attachment-detach-document = Detach { $name }
attachment-detach-from = Detach from { $name }
attachment-send = Or drop a file here
said-attached = Document attached.
said-detached = Document detached.
