# La page des composants, pour qui développe.
style-title = Guide des composants
style-name = Recouvrement des loyers
style-other = Gestion locative
style-long = Suivi des impayés et plans d’apurement
style-sentence = Durée : 10 ans au lieu de 5 ans. Donnée ajoutée : situation de surendettement.
style-help = Proposé par le service Gestion locative, hier.
style-badge = Modèle CNIL
style-suspended = Suspendu
style-good = Validé
style-bad = AIPD à mener
style-grades = Sensibilité
style-do = Examiner
style-add = Ajouter
style-open = Ouvrir
style-delete = Supprimer
