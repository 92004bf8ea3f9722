# The history of an activity or of a purpose.
history-title = History of { $name }
history-tabs = Sheet and history
history-tab-sheet = Sheet
history-tab = History
history-field-status = Status
history-removed = removed:
history-added = added:
history-saves = { $count ->
    [one] { $count } save, from { $begun } on
   *[other] { $count } saves, from { $begun } on
 }
history-changes = { $count ->
    [one] { $count } field changed
   *[other] { $count } fields changed
 }
history-nothing = No field of the sheet changed.
history-erased = What was written then is no longer kept.
history-pages = Pages of the history
history-latest = Latest
history-older = Older
