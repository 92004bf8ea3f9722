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
mail-emptied = Content erased after sending
