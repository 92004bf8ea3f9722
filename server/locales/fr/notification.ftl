# Ce que chacun apprend : la cloche, la page et le tableau de bord.
notifications-title = Notifications
notifications-help = Ce qui vous attend et ce que d’autres ont fait pour vous. Choisissez dans votre compte comment en être averti par courriel.
notifications-choice = Choisir mes courriels
notifications-all = Toutes
notifications-unread = Non lues
notifications-read-all = Tout marquer comme lu
notifications-read = Marquer comme lue
notifications-unread-again = Marquer comme non lue
notifications-new = nouveau
notifications-none-title = Rien de nouveau
notifications-none = Ce qui vous attend s’affichera ici et sur la cloche de chaque page.
notification-somebody = Quelqu’un
notification-activity-suspended = { $by } attend votre décision sur l’activité « { $name } »
notification-action-assigned = { $by } vous confie l’action « { $title } »
notification-activity-validated = { $by } a validé votre activité « { $name } »
notification-activity-refused = { $by } vous renvoie l’activité « { $name } » pour qu’elle soit reprise
notification-joined = { $by } vous a ouvert l’accès à cet organisme
notification-role = { $by } a modifié votre rôle : { $profile }
notification-role-super-user = { $by } a modifié votre rôle : { $profile }, gestionnaire
notification-mail-failed = Un courriel n’a pas pu partir. { $why }
said-all-read = Tout est marqué comme lu.
notification-activities-suspended = { $count ->
    [one] { $by } attend votre décision sur une activité
   *[other] { $by } attend votre décision sur { $count } activités
}
# Suit le nombre, affiché sur la cloche.
notifications-bell = { $count ->
    [one] notification non lue
   *[other] notifications non lues
}
notification-review-due = L’activité « { $name } » est à revoir le { $on }
notification-reviews-due = { $count ->
    [one] Une activité est à revoir
   *[other] { $count } activités sont à revoir
}
notification-commented = { $by } a commenté l’activité « { $name } »
notification-document-expiry = Échéance du document « { $name } » : { $on }.
notification-document-review = Le document « { $name } » est à revoir avant le { $on }.
notification-documents-due = { $count ->
    [one] Un document expire bientôt ou est à revoir.
   *[other] { $count } documents expirent bientôt ou sont à revoir.
}
notification-action-to-validate = { $by } attend votre validation de l’action « { $title } »
notification-action-due = L’action « { $title } » est à terminer pour le { $on }
notification-action-commented = { $by } a commenté l’action « { $title } »
notification-lead-named = { $by } vous confie le pilotage de « { $title } »
notification-pack-withdrawn = Le paquet « { $pack } » n’est plus disponible sur ce serveur : votre organisme ne l’utilise plus. Ce que vous avez fait avec lui reste.
