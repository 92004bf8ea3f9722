# Le cadre des pages : navigation, en-tête, erreurs.
error-title-not-found = Page introuvable
error-title-forbidden = Accès refusé
error-title-conflict = Changement impossible
error-title-limit = Limite atteinte
error-title-too-large = Envoi trop volumineux
error-title-timeout = Réponse trop longue à venir
error-title-unavailable = Service momentanément indisponible
error-title-stopped = Le serveur n’enregistre plus rien
error-title-invalid = Demande incomplète ou erronée
error-title-internal = Une erreur est survenue
error-sentence-not-found = Cette page n’existe pas, n’existe plus, ou ne vous est pas accessible.
error-sentence-forbidden = Vos droits ne permettent pas ce geste.
error-sentence-conflict = Quelqu’un a modifié cet élément entre-temps, ou son état ne permet pas ce changement. Rechargez la page pour voir où il en est.
error-sentence-limit = Trop de demandes, ou une limite de votre organisme est atteinte. Réessayez dans un moment.
error-sentence-too-large = Ce que vous avez envoyé dépasse la taille permise.
error-sentence-timeout = Le serveur n’a pas pu répondre à temps. Réessayez dans un moment.
error-sentence-unavailable = Le service revient bientôt. Réessayez dans un moment.
error-sentence-stopped = Votre dernier changement n’est peut-être pas enregistré. Prévenez la personne qui gère le serveur : son disque est plein ou défaillant, et le serveur doit être redémarré une fois la cause écartée.
error-sentence-invalid = Certaines informations manquent ou ne sont pas valables.
error-sentence-internal = L’erreur vient de nous, et rien n’a été modifié. Donnez ce numéro à la personne qui gère votre serveur : il lui permet de retrouver la cause.
error-request = Numéro de la demande :
error-home = Retour à l’accueil
nav-dashboard = Tableau de bord
form-errors = { $count ->
    [one] Une information est à corriger
   *[other] { $count } informations sont à corriger
}
form-optional = (facultatif)
form-one-a-line = (une valeur par ligne)
form-remove = Retirer
form-required = Cette information est nécessaire.
shell-skip = Aller au contenu
shell-modules = Modules
shell-crumbs = Fil d’Ariane
shell-search = Rechercher
shell-search-hint = Rechercher un document, un projet, une finalité…
shell-switch = Changer d’organisme
shell-account = Mon compte
shell-logout = Se déconnecter
shell-theme = Apparence
shell-theme-auto = Comme l’appareil
shell-theme-light = Claire
shell-theme-dark = Sombre
shell-waiting = { $count ->
    [one] Un élément attend
   *[other] { $count } éléments attendent
}
nav-register = Registre
nav-compliance = Conformité
nav-documents = Documents
nav-settings = Paramètres
nav-console = Console
form-cancel = Annuler
form-close = Fermer
