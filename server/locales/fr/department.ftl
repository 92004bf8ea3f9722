# Les services de l’organisme.
settings-departments = Services
departments-everybody = Toutes les personnes
departments-without = Sans service
departments-people = { $count ->
    [0] aucune personne
    [one] { $count } personne
   *[other] { $count } personnes
}
departments-activities = { $count ->
    [0] aucun traitement
    [one] { $count } traitement
   *[other] { $count } traitements
}
departments-edit = Modifier { $department }
departments-add = Ajouter un service
departments-create = Créer le service
departments-name = Nom du service
departments-head = Responsable du service
departments-head-help = Les registres exportés le désignent comme responsable opérationnel des traitements du service.
departments-first-name = Prénom
departments-last-name = Nom
departments-position = Fonction
departments-members = Personnes
departments-help = Choisissez une ou plusieurs personnes (Maj ou Ctrl pour plusieurs), puis glissez-les sur un service. Au clavier : cochez-les, choisissez le service et validez.
departments-move-to = Déplacer vers
departments-move = Déplacer
departments-chosen = { $count ->
    [one] { $count } personne choisie
   *[other] { $count } personnes choisies
}
departments-nobody-chosen = Choisissez d’abord au moins une personne.
departments-nobody = Personne ici
departments-nobody-help = Affichez toutes les personnes, puis glissez-en sur ce service.
departments-moved = { $count ->
    [one] { $count } personne travaille désormais dans { $department }.
   *[other] { $count } personnes travaillent désormais dans { $department }.
}
departments-moved-out = { $count ->
    [one] { $count } personne n’a plus de service.
   *[other] { $count } personnes n’ont plus de service.
}
departments-delete = Supprimer le service
departments-delete-title = Supprimer { $department } ?
departments-delete-help = { $count ->
    [0] Personne n’y travaille.
    [one] La personne qui y travaille n’aura plus de service.
   *[other] Les { $count } personnes qui y travaillent n’auront plus de service.
}
department-name-missing = Indiquez le nom du service.
department-name-taken = Un autre service porte déjà ce nom.
department-too-long = { $limit } caractères au plus.
department-unknown = Ce service n’existe pas.
department-in-charge = { $count ->
    [one] Un traitement est confié à ce service : confiez-le d’abord à un autre pour pouvoir le supprimer.
   *[other] { $count } traitements sont confiés à ce service : confiez-les d’abord à un autre pour pouvoir le supprimer.
}
said-department-created = Le service est créé.
said-department-deleted = Le service est supprimé.
said-moved = Les personnes sont déplacées.
