# The mails that the server sends.
mail-greeting = Hello { $name },
mail-footer = This message was sent by Probant, the software with which your organisation keeps its GDPR registers. Please do not reply.
mail-sign-in = Sign in
mail-temporary-password = Temporary password:
mail-invitation-subject = Your Probant account for { $organisation }
mail-invitation-body = An account has been opened in your name so that you can work with { $organisation } on the protection of personal data.
mail-invitation-password = Sign in with your e-mail address and the temporary password below. You will choose another one straight away. It is valid until { $until }.
mail-welcome-subject = { $organisation } is waiting for you in Probant
mail-welcome-body = Your account now opens { $organisation } as well. Sign in as usual: you will be asked which organisation to enter.
mail-suspended-subject = Your access to { $organisation } is suspended
mail-suspended-body = Your Probant account for { $organisation } has just been suspended: it opens nothing until the suspension is lifted. For any question, turn to whoever manages the organisation’s accounts.
mail-restored-subject = Your access to { $organisation } is restored
mail-restored-body = Your Probant account for { $organisation } is open again, with everything you had there. Sign in as usual.
mail-promoted-subject = You are privacy champion for { $organisation }
mail-promoted-body = You are now privacy champion for { $organisation }: you can keep the registers, validate activities and steer compliance.
mail-reset-subject = Choose a new password
mail-reset-body = The link below lets you choose a new password. It works once and is valid for 10 minutes, until { $until }.
mail-reset-not-you = If you did not ask for it, ignore this message: your password stays the same.
mail-reset-link = Choose a new password
mail-emptied = Content erased after sending
mail-maintenance-subject = Maintenance of Probant from { $from } to { $to }
mail-maintenance-body = The service will be closed from { $from } to { $to } for maintenance. Save your work before then: nothing that is saved will be lost.
mail-maintenance-cancelled-subject = The maintenance of Probant on { $from } will not happen
mail-maintenance-cancelled-body = The maintenance announced from { $from } to { $to } is cancelled: the service stays open.
mail-notice-body = This concerns you in Probant:
mail-daily-body = This is what concerns you in Probant since yesterday:
mail-notifications = See my notifications
mail-choice = To get these messages in another way, or not at all:
mail-open = Open Probant
mail-test-subject = Probant test mail
mail-test-body = If you are reading this message, Probant can send mail.
mail-fault-no-server = No mail server is configured. Fill in the [smtp] part of the settings.
mail-fault-settings = The settings of the mail server are wrong. Check the sender’s address, the host and the authority file.
mail-fault-unreachable = The mail server cannot be reached. Check host and port, and that no firewall blocks the connection.
mail-fault-too-slow = The mail server did not answer in time. If it is up, check port and encryption.
mail-fault-tls = The encrypted connection could not be made. Check the certificate of the server and the setting encryption (tls for port 465, starttls for port 587).
mail-fault-sign-in = The mail server refuses the sign-in. Check user and password in the settings.
mail-fault-recipient = The mail server refuses the address of the recipient or of the sender. Check both.
mail-fault-busy = The mail server asks to try again later.
mail-fault-other = The mail server refused the message. Its answer says why.
mail-daily-subject = { $count ->
    [one] One thing waits for you in Probant
   *[other] { $count } things wait for you in Probant
}
mail-daily-more = { $count ->
    [one] One more waits in Probant.
   *[other] { $count } more wait in Probant.
}
outbox-nothing-leaves = No mail can leave.
outbox-more = The latest { $shown } of { $total }.
outbox-all = All
outbox-dropped = Taken out
outbox-retry = Send again now
outbox-drop = Take out of the queue
outbox-next = Next attempt: { $moment }.
outbox-letter-invitation = Invitation
outbox-letter-welcome = Access to another organisation
outbox-letter-suspended = Suspension
outbox-letter-restored = Suspension lifted
outbox-letter-promoted = New privacy champion
outbox-letter-password-reset = Forgotten password
outbox-letter-notice = Notification
outbox-letter-daily = Daily notifications
outbox-letter-test = Test
outbox-letter-emptied = Content erased
console-mail = Mail
said-mail-retried = The mail is on its way again.
said-mail-dropped = The mail is taken out of the queue.
mail-not-pending = This mail has left already, or its content is erased.
mail-test-title = Try sending
mail-test-help = A test mail leaves at once for this address.
mail-test-do = Send a test
mail-test-sent = The mail server took the message for { $address }.
mail-test-failed = The test could not be sent.
outbox-attempts = { $count ->
    [one] One attempt failed.
   *[other] { $count } attempts failed.
}
outbox-letter-maintenance = Maintenance
outbox-letter-maintenance-cancelled = Maintenance cancelled
