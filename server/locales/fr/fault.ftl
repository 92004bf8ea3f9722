# Ce qui empêche un changement, quel que soit le module.
fault-required = Ce champ est nécessaire.
fault-requires = Ce champ manque, ou ne va pas avec ce qui est rempli par ailleurs.
fault-unknown-value = Cette valeur n’est pas reconnue.
fault-changed-meanwhile = Quelqu’un a modifié cet élément entre-temps. Rechargez-le pour voir ce changement, puis recommencez le vôtre.
fault-name-taken = Un projet de cette finalité porte déjà le nom « { $name } ».
error-title-unauthorised = Connexion nécessaire
error-sentence-unauthorised = Le jeton manque, n’est pas valable ou a été retiré.
