# Les courriels que le serveur envoie.
mail-greeting = Bonjour { $name },
mail-footer = Ce message a été envoyé par Probant, le logiciel avec lequel votre organisme tient ses registres RGPD. Inutile d’y répondre.
mail-sign-in = Se connecter
mail-temporary-password = Mot de passe provisoire :
mail-invitation-subject = Votre compte Probant pour { $organisation }
mail-invitation-body = Un compte vient d’être ouvert à votre nom pour travailler avec { $organisation } à la protection des données personnelles.
mail-invitation-password = Connectez-vous avec votre adresse électronique et le mot de passe provisoire ci-dessous. Vous en choisirez un autre aussitôt. Il est valable jusqu’au { $until }.
mail-welcome-subject = { $organisation } vous attend dans Probant
mail-welcome-body = Votre compte donne désormais aussi accès à { $organisation }. Connectez-vous comme d’habitude : le choix de l’organisme vous sera proposé.
mail-suspended-subject = Votre accès à { $organisation } est suspendu
mail-suspended-body = Votre compte Probant pour { $organisation } vient d’être suspendu : il ne donne plus accès à rien tant que la suspension n’est pas levée. Pour toute question, adressez-vous à la personne qui gère les comptes de l’organisme.
mail-restored-subject = Votre accès à { $organisation } est rétabli
mail-restored-body = Votre compte Probant pour { $organisation } est de nouveau ouvert, avec tout ce que vous y aviez. Connectez-vous comme d’habitude.
mail-promoted-subject = Vous êtes référent pour { $organisation }
mail-promoted-body = Vous êtes désormais référent pour { $organisation } : vous pouvez tenir les registres, valider les traitements et piloter la conformité.
mail-reset-subject = Choisir un nouveau mot de passe
mail-reset-body = Le lien ci-dessous vous permet de choisir un nouveau mot de passe. Il ne sert qu’une fois et il est valable 10 minutes, jusqu’au { $until }.
mail-reset-not-you = Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même.
mail-reset-link = Choisir un nouveau mot de passe
mail-emptied = Contenu effacé après l’envoi
mail-maintenance-subject = Maintenance de Probant du { $from } au { $to }
mail-maintenance-body = Le service sera fermé du { $from } au { $to }, pour maintenance. Enregistrez votre travail avant : rien de ce qui est enregistré ne sera perdu.
mail-maintenance-cancelled-subject = La maintenance de Probant du { $from } n’aura pas lieu
mail-maintenance-cancelled-body = La maintenance annoncée du { $from } au { $to } est annulée : le service reste ouvert.
mail-notice-body = Ceci vous concerne dans Probant :
mail-daily-body = Voici ce qui vous concerne depuis hier dans Probant :
mail-notifications = Voir mes notifications
mail-choice = Pour recevoir ces messages autrement, ou ne plus les recevoir :
mail-open = Ouvrir Probant
mail-test-subject = Essai d’envoi de Probant
mail-test-body = Si vous lisez ce message, Probant peut envoyer des courriels.
mail-fault-no-server = Aucun serveur de courriel n’est configuré. Renseignez la partie [smtp] des réglages.
mail-fault-settings = Les réglages du serveur de courriel sont erronés. Vérifiez l’adresse d’expédition, l’hôte et le fichier d’autorité.
mail-fault-unreachable = Le serveur de courriel est injoignable. Vérifiez l’hôte, le port, et qu’aucun pare-feu ne bloque la connexion.
mail-fault-too-slow = Le serveur de courriel n’a pas répondu à temps. S’il est en marche, vérifiez le port et le chiffrement.
mail-fault-tls = La connexion chiffrée n’a pas pu être établie. Vérifiez le certificat du serveur et le réglage encryption (tls pour le port 465, starttls pour le port 587).
mail-fault-sign-in = Le serveur de courriel refuse l’identification. Vérifiez l’utilisateur et le mot de passe des réglages.
mail-fault-recipient = Le serveur de courriel refuse l’adresse du destinataire ou celle de l’expéditeur. Vérifiez-les.
mail-fault-busy = Le serveur de courriel demande de réessayer plus tard.
mail-fault-other = Le serveur de courriel a refusé le message. Sa réponse dit pourquoi.
mail-daily-subject = { $count ->
    [one] Une chose vous attend dans Probant
   *[other] { $count } choses vous attendent dans Probant
}
mail-daily-more = { $count ->
    [one] Une autre vous attend dans Probant.
   *[other] { $count } autres vous attendent dans Probant.
}
outbox-nothing-leaves = Aucun courriel ne peut partir.
outbox-more = Les { $shown } plus récents sur { $total }.
outbox-all = Tous
outbox-dropped = Retiré
outbox-retry = Renvoyer maintenant
outbox-drop = Retirer de la file
outbox-next = Prochain essai : { $moment }.
outbox-letter-invitation = Invitation
outbox-letter-welcome = Accès à un autre organisme
outbox-letter-suspended = Suspension
outbox-letter-restored = Suspension levée
outbox-letter-promoted = Nouveau référent
outbox-letter-password-reset = Mot de passe oublié
outbox-letter-notice = Notification
outbox-letter-daily = Notifications du jour
outbox-letter-test = Essai
outbox-letter-emptied = Contenu effacé
console-mail = Courriels
said-mail-retried = Le courriel repart.
said-mail-dropped = Le courriel est retiré de la file.
mail-not-pending = Ce courriel est déjà parti, ou son contenu est effacé.
mail-test-title = Essayer l’envoi
mail-test-help = Un courriel d’essai part aussitôt vers cette adresse.
mail-test-do = Envoyer un essai
mail-test-sent = Le serveur de courriel a accepté le message pour { $address }.
mail-test-failed = L’essai n’a pas pu partir.
outbox-attempts = { $count ->
    [one] Un essai a échoué.
   *[other] { $count } essais ont échoué.
}
outbox-letter-maintenance = Maintenance
outbox-letter-maintenance-cancelled = Maintenance annulée
