# What each person is told: bell, page and dashboard.
notifications-title = Notifications
notifications-help = What waits for you and what others did for you. Choose in your account how to be told by mail.
notifications-choice = Choose my mails
notifications-all = All
notifications-unread = Unread
notifications-read-all = Mark all as read
notifications-read = Mark as read
notifications-unread-again = Mark as unread
notifications-new = new
notifications-none-title = Nothing new
notifications-none = What waits for you will show here and on the bell of every page.
notification-somebody = Somebody
notification-activity-suspended = { $by } awaits your decision on the activity “{ $name }”
notification-action-assigned = { $by } assigns you the action “{ $title }”
notification-activity-validated = { $by } validated your activity “{ $name }”
notification-activity-refused = { $by } sent your activity “{ $name }” back to be reworked
notification-joined = { $by } let you into this organisation
notification-role = { $by } changed your role: { $profile }
notification-role-super-user = { $by } changed your role: { $profile }, super user
notification-mail-failed = A mail could not be sent. { $why }
said-all-read = Everything is marked as read.
notification-activities-suspended = { $count ->
    [one] { $by } awaits your decision on one activity
   *[other] { $by } awaits your decision on { $count } activities
}
notifications-bell = { $count ->
    [one] unread notification
   *[other] unread notifications
}
notification-review-due = The activity “{ $name }” is to be reviewed on { $on }
notification-reviews-due = { $count ->
    [one] An activity is to be reviewed
   *[other] { $count } activities are to be reviewed
}
notification-commented = { $by } commented on the activity “{ $name }”
notification-document-expiry = Expiry of the document “{ $name }”: { $on }.
notification-document-review = The document “{ $name }” is to be reviewed by { $on }.
notification-documents-due = { $count ->
    [one] One document expires soon or is to be reviewed.
   *[other] { $count } documents expire soon or are to be reviewed.
}
notification-action-to-validate = { $by } awaits your validation of the action “{ $title }”
notification-action-due = The action “{ $title }” is to be finished by { $on }
notification-action-commented = { $by } commented on the action “{ $title }”
notification-lead-named = { $by } asks you to lead “{ $title }”
notification-pack-withdrawn = The pack “{ $pack }” is no longer available on this server: your organisation no longer uses it. What you made with it stays.
