# Le registre en fichiers.
export-summary-data = Catégories de données
export-summary-recipients = Destinataires et sous-traitants
export-summary-transfers = Pays de transfert
export-loss-further_partner = Le fichier n’a de place que pour un seul nom ; celui-ci n’y figure pas.
export-loss-safeguard = Cette garantie est écrite « Autre mesure contractuelle ».
export-loss-derogation = Le motif de l’exception est ajouté à la description.
export-loss-country = Ce pays n’a pas de nom dans le format d’échange.
export-loss-no_column = Aucune colonne ne peut contenir cette information.
export-loss-item_retention = Une seule durée par ligne : la plus longue est écrite.
export-loss-after_retention = Ce qui arrive à la fin de la durée n’est pas écrit.
export-loss-volume = Un seul effectif par ligne : le plus grand est écrit.
export-loss-semicolon = Le point-virgule de cette valeur est écrit comme une virgule.
export-loss-date = Seules les années 1900 à 2100 peuvent être écrites.
export-loss-source_contact = Ce contact ne peut être écrit sans le nom de l’organisme source.
