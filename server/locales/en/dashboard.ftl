# The first page: what waits.
dashboard-empty-title = Start with your register
dashboard-empty = Import the register you already keep in a spreadsheet, or describe a first processing activity. What needs your attention will appear here.
dashboard-register-controller = Controller register
dashboard-register-processor = Processor register
dashboard-suspended = { $count ->
    [one] suspended, to be examined
   *[other] suspended, to be examined
 }
dashboard-incomplete = { $count ->
    [one] incomplete
   *[other] incomplete
 }
dashboard-validated = { $count ->
    [one] validated
   *[other] validated
 }
dashboard-total = { $count ->
    [one] activity in all
   *[other] activities in all
 }
dashboard-to-validate = To be validated
dashboard-to-complete = To be completed
dashboard-for-me = What waits for you
dashboard-my-actions = Your actions
dashboard-all-notifications = All notifications
dashboard-to-review = To review
dashboard-all-reviews = { $count ->
    [one] See it
   *[other] See all { $count }
 }
dashboard-conformity = conformity today
dashboard-answered = of the questions answered
dashboard-open = { $count ->
    [one] action to carry out
   *[other] actions to carry out
 }
dashboard-overdue = { $count ->
    [one] action late
   *[other] actions late
 }
dashboard-documents-due = { $count ->
    [one] document expired or soon to be reviewed
   *[other] documents expired or soon to be reviewed
 }
