# Ce qui empêche un changement, quel que soit le module.
fault-required = Ce champ est nécessaire.
fault-requires = À remplir, car une de ces réponses en dépend : { $columns }.
fault-unknown-value = Cette valeur n’est pas reconnue.
fault-changed-meanwhile = Quelqu’un a modifié cet élément entre-temps. Rechargez-le pour voir ce changement, puis recommencez le vôtre.
fault-name-taken = Un projet de cette finalité porte déjà le nom « { $name } ».
error-title-unauthorised = Connexion nécessaire
error-sentence-unauthorised = Le jeton manque, n’est pas valable ou a été retiré.
fault-unwanted = À laisser vide : la collecte est directe.
