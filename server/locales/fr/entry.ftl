# Saisir par le formulaire ou par le questionnaire, et ce qui est gardé de la saisie.
entry-to-questionnaire = Passer au questionnaire
entry-to-form = Passer au formulaire
entry-later = Enregistrer sans terminer
entry-leave = Garder et quitter
entry-finish = Terminer
entry-next = Suivant
entry-back = Précédent
entry-skip = Plus tard
entry-progress = Thèmes du questionnaire
entry-theme-done = Rempli :
entry-question = Question { $number } sur { $count }
entry-example = Exemple : { $example }
entry-help = Aide
entry-why = Pourquoi cette question ?
entry-proposals = Proposé, et pas encore rempli :
entry-proposed-by = D’après le paquet « { $pack } ».
entry-provided-for = Prévu par la finalité.
entry-needed = nécessaire pour terminer
entry-take = Tout reprendre
entry-end = Avant de terminer
entry-end-all = Toutes les questions ont une réponse.
entry-end-open = { $count ->
    [one] Une question est restée sans réponse. Vous pouvez y revenir, ou terminer si elle ne vous concerne pas.
   *[other] { $count } questions sont restées sans réponse. Vous pouvez y revenir, ou terminer si elles ne vous concernent pas.
 }
draft-kept = Saisie gardée à { $time }
draft-failed = Pas encore gardé : nouvel essai dans quelques secondes. Votre saisie reste ici.
draft-elsewhere = Cette saisie a continué dans une autre fenêtre. Rien n’est perdu : choisissez celle que vous gardez.
draft-mine = Garder celle-ci
draft-theirs = Voir l’autre
draft-too-large = Cette saisie est trop longue pour être gardée : au plus { $limit } ko.
draft-resumed = Vous continuez votre saisie du { $moment }. Elle n’est pas encore enregistrée dans le registre.
draft-again = Recommencer à zéro
draft-moved = Quelqu’un a modifié ceci depuis le début de votre saisie.
draft-see = Voir ce qui est enregistré
draft-conflict = Quelqu’un a modifié ceci entre-temps. Votre saisie est intacte : comparez-la à la fiche, puis enregistrez de nouveau pour remplacer la version de l’autre personne.
