# La première page : ce qui attend.
dashboard-empty-title = Commencez par votre registre
dashboard-empty = Importez le registre que vous tenez déjà dans un tableur, ou décrivez un premier projet. Ce qui attend votre attention apparaîtra ici.
dashboard-register-controller = Registre du responsable de traitement
dashboard-register-processor = Registre sous-traitant
dashboard-suspended = { $count ->
    [one] suspendu, à examiner
   *[other] suspendus, à examiner
 }
dashboard-incomplete = { $count ->
    [one] incomplet
   *[other] incomplets
 }
dashboard-validated = { $count ->
    [one] validé
   *[other] validés
 }
dashboard-total = { $count ->
    [one] projet en tout
   *[other] projets en tout
 }
dashboard-to-validate = À valider
dashboard-to-complete = À compléter
dashboard-for-me = Ce qui vous attend
dashboard-my-actions = Vos actions
dashboard-all-notifications = Toutes les notifications
dashboard-to-review = À revoir
dashboard-all-reviews = { $count ->
    [one] Voir
   *[other] Voir les { $count }
 }
dashboard-conformity = de conformité aujourd’hui
dashboard-answered = des questions répondues
dashboard-open = { $count ->
    [one] action à mener
   *[other] actions à mener
 }
dashboard-overdue = { $count ->
    [one] action en retard
   *[other] actions en retard
 }
dashboard-documents-due = { $count ->
    [one] document échu ou à revoir bientôt
   *[other] documents échus ou à revoir bientôt
 }
