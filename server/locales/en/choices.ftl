# What fixed choices are called: pages and reports.
choice-answer-unanswered = Not answered
choice-answer-no = No
choice-answer-yes = Yes
choice-status-validated = Validated
choice-status-incomplete = Incomplete
choice-status-suspended = Suspended, to be validated
choice-basis-consent = Consent (art. 6(1)(a))
choice-basis-contract = Performance of a contract (art. 6(1)(b))
choice-basis-legal-obligation = Legal obligation (art. 6(1)(c))
choice-basis-vital-interests = Vital interests (art. 6(1)(d))
choice-basis-public-task = Task in the public interest (art. 6(1)(e))
choice-basis-legitimate-interests = Legitimate interests (art. 6(1)(f))
choice-condition-explicit-consent = Explicit consent (art. 9(2)(a))
choice-condition-employment-social-security = Employment and social protection law (art. 9(2)(b))
choice-condition-vital-interests = Vital interests (art. 9(2)(c))
choice-condition-non-profit-members = Members of a not-for-profit body (art. 9(2)(d))
choice-condition-manifestly-public = Data made public by the person (art. 9(2)(e))
choice-condition-legal-claims = Legal claims (art. 9(2)(f))
choice-condition-substantial-public-interest = Substantial public interest (art. 9(2)(g))
choice-condition-health-social-care = Health or social care (art. 9(2)(h))
choice-condition-public-health = Public health (art. 9(2)(i))
choice-condition-archiving-research-statistics = Archiving, research or statistics (art. 9(2)(j))
choice-source-direct = Direct, from the person
choice-source-other-department = Indirect, from another department or its applications
choice-source-partner = Indirect, from a partner or a service provider
choice-volume-below-50 = Fewer than 50
choice-volume-from-50 = 50 to 100
choice-volume-from-100 = 100 to 500
choice-volume-from-500 = 500 to 1,000
choice-volume-from-1000 = 1,000 to 5,000
choice-volume-from-5000 = 5,000 to 10,000
choice-volume-from-10000 = 10,000 to 50,000
choice-volume-from-50000 = 50,000 to 100,000
choice-volume-from-100000 = 100,000 to 500,000
choice-volume-from-500000 = 500,000 to 1 million
choice-volume-above-1000000 = More than a million
choice-retention-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
choice-retention-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
choice-retention-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
choice-retention-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
choice-retention-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
choice-from-operation-start = from the start of the operation
choice-from-operation-end = from the end of the operation
choice-from-rolling = always the last period
choice-then-erase = then erased
choice-then-anonymise = then made anonymous
choice-then-archive = then archived
choice-safeguard-standard-clauses = Standard contractual clauses (art. 46)
choice-safeguard-binding-corporate-rules = Binding corporate rules (art. 47)
choice-safeguard-derogation = Derogation (art. 49)
choice-safeguard-other-contractual = Other authorised contractual clauses (art. 46(3))
choice-safeguard-code-of-conduct = Code of conduct (art. 46)
choice-safeguard-certification = Certification (art. 46)
