# The page of components, for developers.
style-title = Style guide
style-name = Rent recovery
style-other = Lettings
style-long = Monitoring of arrears and repayment plans
style-sentence = Kept 10 years instead of 5. Item added: over-indebtedness.
style-help = Proposed by the lettings department, yesterday.
style-badge = CNIL model
style-suspended = Suspended
style-good = Validated
style-bad = DPIA needed
style-grades = Sensitivity
style-do = Examine
style-add = Add
style-open = Open
style-delete = Delete
