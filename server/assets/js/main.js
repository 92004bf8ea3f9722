// Loads the behaviours of the page.
