# The frame of the pages: navigation, top bar, errors.
error-title-not-found = Page not found
error-title-forbidden = Access refused
error-title-conflict = This change is not possible
error-title-limit = Limit reached
error-title-too-large = Too large
error-title-timeout = The answer took too long
error-title-unavailable = Briefly unavailable
error-title-stopped = The server no longer saves anything
error-title-invalid = Incomplete or wrong request
error-title-internal = Something went wrong
error-sentence-not-found = This page does not exist, no longer exists, or is not open to you.
error-sentence-forbidden = Your rights do not allow this.
error-sentence-conflict = Somebody changed this meanwhile, or its state does not allow the change. Reload the page to see where it stands.
error-sentence-limit = Too many requests, or a limit of your organisation is reached. Try again in a moment.
error-sentence-too-large = What you sent is larger than allowed.
error-sentence-timeout = The server could not answer in time. Try again in a moment.
error-sentence-unavailable = The service will be back soon. Try again in a moment.
error-sentence-stopped = Your last change may not have been saved. Tell the person who runs the server: its disk is full or failing, and the server has to be restarted once the cause is gone.
error-sentence-invalid = Some information is missing or not valid.
error-sentence-internal = The error is ours, and nothing was changed. Give this number to the person who runs your server: it leads to the cause.
error-request = Request number:
error-home = Back to the start
nav-dashboard = Dashboard
form-errors = { $count ->
    [one] One thing needs correcting
   *[other] { $count } things need correcting
}
form-optional = (optional)
form-one-a-line = (one value a line)
form-remove = Remove
form-required = This is needed.
shell-skip = Skip to content
shell-modules = Modules
shell-crumbs = Breadcrumb
shell-search = Search
shell-search-hint = Search documents, activities, purposes…
shell-switch = Switch organisation
shell-account = My account
shell-logout = Sign out
shell-theme = Appearance
shell-theme-auto = As the device
shell-theme-light = Light
shell-theme-dark = Dark
shell-waiting = { $count ->
    [one] One thing waits
   *[other] { $count } things wait
}
nav-register = Register
nav-compliance = Compliance
nav-documents = Documents
nav-settings = Settings
nav-console = Console
form-cancel = Cancel
form-close = Close
