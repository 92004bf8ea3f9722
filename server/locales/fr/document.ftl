# Documents : dépôt, fiche, téléchargement.
document-drop = Déposez vos documents ici
document-drop-help = Tout type de fichier, jusqu’à { $limit } Mo chacun. Le texte des fichiers PDF, Word, OpenDocument, Excel, PowerPoint, texte, Markdown, CSV, HTML et courriel (EML) devient consultable par la recherche.
document-choose = Choisir des fichiers
document-upload = Envoyer
document-category = Catégorie
document-name = Nom
document-text = Recherche dans le texte
document-size = Taille
document-filed = Déposé le
document-type = Type
document-digest = Empreinte SHA-256
document-digest-help = Elle prouve que le contenu n’a pas changé depuis son dépôt.
document-text-pending = Lecture en cours
document-text-indexed = Consultable
document-text-unreadable = Illisible
document-text-none = Sans texte
document-text-help-pending = Le texte est en cours de lecture. Le document se trouve déjà par son nom.
document-text-help-indexed = Les mots de ce document se trouvent par la recherche.
document-text-help-unreadable = Ce fichier est endommagé, protégé ou trop lourd à lire. Il se trouve par son nom et se télécharge.
document-text-help-none = Aucun texte n’est lu dans ce type de fichier. Il se trouve par son nom.
document-none-title = Aucun document pour l’instant
document-none = Déposez ici ce qui prouve votre conformité : contrats, chartes, mentions d’information, analyses d’impact.
document-page = Page { $page } sur { $pages }
document-newer = Documents plus récents
document-older = Documents plus anciens
document-links = Lié à
document-links-none = Ce document n’est lié à rien.
document-save = Enregistrer
document-download = Télécharger
document-delete = Supprimer
document-delete-title = Supprimer « { $name } » ?
document-delete-help = Le fichier et son texte seront effacés. Ce geste ne peut pas être annulé.
document-too-large = Ce fichier dépasse la limite de { $limit } Mo.
document-disk-full = Le serveur n’a plus de place pour ce fichier.
document-category-too-long = La catégorie compte { $limit } caractères au plus.
document-too-many-links = Un document se lie à { $limit } éléments au plus.
document-form-broken = L’envoi a été interrompu ou n’est pas valable. Rien n’a été gardé.
document-subcategory = Sous-catégorie
document-category-missing = Une sous-catégorie demande une catégorie.
document-expires-on = Expire le
document-expires-help = Après ce jour, le document ne prouve plus rien. Un rappel vous parvient trente jours avant.
document-review-on = À revoir le
document-review-help = Le jour où vérifier que le document est toujours à jour. Un rappel vous parvient trente jours avant.
document-details = Classement et dates
document-expiry-soon = Expire le { $on }
document-expiry-overdue = Expiré depuis le { $on }
document-review-soon = À revoir avant le { $on }
document-review-overdue = À revoir depuis le { $on }
document-versions = Versions
document-version = Version { $number }
document-version-send = Remplacer par une nouvelle version
document-version-help = Le fichier actuel est conservé et reste disponible ici.
document-version-same = Ce fichier est identique à la version actuelle.
document-choose-one = Choisir un fichier
document-filter-name = Nom d’un document
document-filter-category = Catégorie
document-filter-author = Déposé par
document-filter-text = Recherche dans le texte
document-filter-order = Ordre
document-filter-due = { $count ->
    [one] 1 échéance à surveiller
   *[other] { $count } échéances à surveiller
}
document-filter-loose = { $count ->
    [one] 1 lié à rien
   *[other] { $count } liés à rien
}
document-filter-nothing = Aucun document ne répond à ces filtres.
document-order-filed = Les plus récents d’abord
document-order-name = Par nom
document-order-size = Les plus lourds d’abord
document-order-due = Par prochaine échéance
document-total = { $count ->
    [one] Un document
   *[other] { $count } documents
}
said-version-filed = Nouvelle version déposée. La précédente est conservée.

# Ce à quoi ressemble un document avant de le télécharger.
preview-title = Aperçu
preview-alone = Ouvrir dans une page à part
preview-words = Lire le texte seul
preview-busy = Trop de pages sont demandées en même temps. Réessayez dans un instant.
preview-of = Aperçu de { $name }
preview-page = Page { $number }
preview-sheet = Feuille { $number }
preview-cut = L’aperçu s’arrête ici. Téléchargez le document pour lire la suite.
preview-field-from = De
preview-field-to = À
preview-field-date = Date
preview-field-subject = Objet
preview-field-attachment = Pièce jointe

# Les liens vers un document pour qui n’a pas de compte.
shares-title = Liens de partage
share-title = Document partagé
share-help = Quelqu’un a partagé ce document avec vous.
share-until = Disponible jusqu’au
share-works-until = Fonctionne jusqu’au { $until } inclus
share-guarded = Protégé par un mot de passe
share-end = Arrêter ce lien
share-make = Créer un lien
share-made = Voici le lien. Copiez-le maintenant : il ne sera plus affiché.
share-last-day = Dernier jour
share-last-day-help = À la fin de ce jour, le lien cesse de fonctionner.
share-password = Mot de passe
share-password-help = Huit caractères au moins. Transmettez-le par un autre moyen que le lien.
share-password-asked = Mot de passe de ce lien
share-password-refused = Ce n’est pas le mot de passe de ce lien.
share-password-wrong = Le mot de passe d’un lien compte de 8 à 200 caractères.
share-day-wrong = Choisissez un jour entre aujourd’hui et dans un an.
share-too-many = Ce document a trop de liens. Arrêtez-en d’abord.
share-dead = Ce lien ne fonctionne pas, ou plus.
share-dead-help = Il est peut-être arrivé à son terme ou a été arrêté. Demandez à la personne qui vous l’a envoyé.
said-share-ended = Le lien ne fonctionne plus.
document-infected = Ce fichier a été refusé : l’antivirus y a trouvé { $name }.
document-not-scanned = L’antivirus ne peut pas examiner ce fichier pour l’instant. Réessayez plus tard ou demandez à l’opérateur.
document-rules = Durées de conservation
document-rules-help = Un document d’une catégorie expire tant de mois après son dépôt ; chacun est prévenu avant ce jour, puis supprime le document ou le garde.
document-rules-none = Aucune règle pour l’instant
document-rule-kept = Conservés
document-rule-for = { $months ->
    [one] { $months } mois après le dépôt
   *[other] { $months } mois après le dépôt
}
document-rule-end = Mettre fin
document-rule-end-of = Mettre fin à la règle de { $category }
document-rule-months-label = Mois après le dépôt
document-rule-months-help = De 1 à 120. Les documents de la catégorie qui n’ont pas de date d’expiration en reçoivent une.
document-rule-months = De 1 à { $limit } mois.
document-rule-set = Enregistrer la règle
