# The documents of an activity, and the activities of a document.
attachment-title = Documents of { $name }
attachment-none = No document is attached.
attachment-find-document = Attach a document filed before
attachment-find-activity = Link to an activity
attachment-find = Search
attachment-nothing = Nothing of this name.
attachment-attach = Attach
attachment-attach-document = Attach { $name }
attachment-attach-to = Attach to the activity { $name }
attachment-detach = Detach
attachment-detach-document = Detach { $name }
attachment-detach-from = Detach from the activity { $name }
attachment-send = Or drop a file here
said-attached = Document attached.
said-detached = Document detached.
