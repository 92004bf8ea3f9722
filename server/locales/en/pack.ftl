# Sector packs: the choice, and what is said when one of them fails.
pack-not-installed = The pack “{ $pack }” is not installed on this server.
pack-failed-trap = The pack “{ $pack }” stopped on an error: it has not examined this sheet.
pack-failed-deadline = The pack “{ $pack }” did not answer in time: it has not examined this sheet.
pack-failed-memory = The pack “{ $pack }” asked for too much memory: it has not examined this sheet.
pack-failed-output = The pack “{ $pack }” gave an unreadable answer: it has not examined this sheet.
pack-failed-busy = The server is too busy to ask the pack “{ $pack }”. Reload the page in a moment.
pack-failed-switched-off = The pack “{ $pack }” failed several times in a row and stays off until the server starts again.
pack-failed-missing = The pack “{ $pack }” is chosen by your organisation and no longer installed on this server.
pack-failed-refused = The pack “{ $pack }” cannot run on this server. Whoever runs the server finds the cause in its log.
