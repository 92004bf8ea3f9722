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
mail-emptied = Contenu effacé après l’envoi
