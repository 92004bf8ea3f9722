# What everybody reads of the operator: plan, contact, terms of use.
plan-seats-full = All { $limit } privacy champion seats of your organisation are taken. For more, ask whoever runs the server.
plan-seats-full-ask = All { $limit } privacy champion seats of your organisation are taken. For more, ask { $contact }.
plan-seats-taken = The organisation has { $taken } privacy champions already: { $limit } seats are not enough.
operator-not-oneself = You cannot give up the operator role yourself: ask another operator.
text-french-missing = Write the French text too: it stands in for missing translations.
