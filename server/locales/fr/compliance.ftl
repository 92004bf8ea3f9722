# Conformité : questionnaire, radar, programme d’actions.
compliance-title = Programme de mise en conformité
compliance-none = Aucun questionnaire ouvert
compliance-none-text = Répondez au questionnaire : le radar montre où vous en êtes, et les réponses proposent un plan d’actions.
compliance-none-read = Un référent doit d’abord ouvrir le questionnaire. Vous verrez ici le radar et le plan d’actions.
compliance-open = Ouvrir le questionnaire
compliance-questionnaire = Questionnaire
compliance-today = aujourd’hui
compliance-initial = évaluation initiale
compliance-unknown = sans réponse
compliance-radar = Radar de conformité
compliance-radar-text = Un axe par thème, en pourcentage. Courbe grise : première évaluation, d’après les réponses. Courbe orange : aujourd’hui, avec les actions terminées. Les mêmes chiffres figurent dans le tableau qui suit.
compliance-figures = Les chiffres du radar
compliance-theme = Thème
compliance-theme-action = Thème / action
compliance-assignees = Responsable
compliance-due = Échéance
compliance-status = Statut
compliance-gain = Gain
compliance-gain-points = +{ $points } %
compliance-gain-long = Apporte { $points } points au thème
compliance-late = { $date }, en retard
compliance-own = Autres actions
compliance-plan = Plan d’actions
compliance-plan-empty = Aucune action proposée pour l’instant
compliance-plan-empty-text = Les actions apparaissent au fil des réponses au questionnaire.
compliance-summary = { $themes } thèmes · { $questions } questions · { $actions ->
    [one] { $actions } action
   *[other] { $actions } actions
 }, dont { $done ->
    [one] { $done } terminée
   *[other] { $done } terminées
 }
compliance-script-fault = Une partie du questionnaire n’a pas pu être évaluée :
compliance-hint = { $theme } : { $share } ({ $curve })
campaign-themes = Thèmes du questionnaire
campaign-progress = { $answered ->
    [one] { $answered } réponse sur { $visible }
   *[other] { $answered } réponses sur { $visible }
 }
campaign-progress-label = Avancement
campaign-opened = Ouvert le { $date }
campaign-validated-on = Validé le { $date }
campaign-frozen-notice = Ce questionnaire est validé : ses réponses ne changent plus.
campaign-read-notice = Seul un référent répond au questionnaire. Vous pouvez le lire.
campaign-next = Sous-thème suivant
campaign-previous = Sous-thème précédent
campaign-help = Aide
campaign-concerns = Concerne :
campaign-validate = Valider le questionnaire
campaign-validate-warning = Après validation, les réponses ne peuvent plus être modifiées et le questionnaire ne peut pas être rouvert. La courbe grise du radar est fixée. Un nouveau questionnaire pourra être ouvert plus tard.
campaign-validate-understood = Je comprends que c’est définitif
campaign-frozen = Ce questionnaire est validé : il ne change plus.
campaign-already-open = Un questionnaire de ce type est déjà ouvert. Validez-le avant d’en ouvrir un autre.
campaign-questionnaire-unknown = Ce questionnaire n’existe pas.
campaign-incomplete = { $missing ->
    [one] Il reste une question sans réponse.
   *[other] Il reste { $missing } questions sans réponse.
}
answer-yes = Oui
answer-no = Non
answer-partly = En partie
answer-na = Non applicable
answer-comment = Commentaire
answer-none = Sans réponse
answer-save = Enregistrer
answer-clear = Effacer la réponse
answer-saved = Enregistré à { $time }
answer-failed = Non enregistré : nouvel essai dans un instant
answer-one-only = Une seule réponse est possible.
answer-not-offered = Cette réponse n’est pas proposée.
answer-number = Un nombre est attendu.
answer-number-range = Un nombre de { $min } à { $max } est attendu.
answer-date = Une date valable est attendue.
answer-text-long = Le texte dépasse { $max } caractères.
answer-table = Ce tableau n’a pas la forme attendue.
answer-hidden-question = Cette question ne se pose pas, d’après vos autres réponses.
answer-changed-meanwhile = Quelqu’un a répondu à cette question entre-temps. Rechargez la page pour voir sa réponse.
action-what = Pourquoi
action-article = Fondement
action-priority = Priorité
action-effort = Effort
action-level-low = Faible
action-level-medium = Moyenne
action-level-high = Élevée
action-effort-low = Faible
action-effort-medium = Moyen
action-effort-high = Important
action-status-todo = À faire
action-status-in-progress = En cours
action-status-to-validate = À valider
action-status-done = Terminée
action-status-not-applicable = Non applicable
action-reason = Motif, si non applicable
action-change = Changer le statut
action-assign = Attribuer
action-nobody = Personne
action-question = Question d’origine
action-reason-needed = Dites pourquoi l’action ne s’applique pas.
action-text-long = Le texte a { $limit } caractères au plus.
action-status-unknown = Ce statut n’existe pas.
action-assignee-unknown = Cette personne n’appartient pas à l’organisme.
action-assignees-many = Trop de personnes pour une seule action.
compliance-action = Action
compliance-views = Vues du programme
compliance-tab-plan = Programme
compliance-tab-mine = Mes actions
compliance-tab-board = Tableau
compliance-tab-calendar = Calendrier
lead-theme = Pilote du thème
lead-subtheme = Pilote du sous-thème
lead-nobody = Personne
lead-of = pilote « { $title } »
lead-choose = Qui pilote
lead-name = Désigner
lead-help-theme = Un thème est piloté par un référent.
lead-help-subtheme = Un sous-thème peut être piloté par toute personne de l’organisme. Elle en est avertie.
lead-not-champion = Un thème ne peut être piloté que par un référent.
lead-actions = { $actions ->
    [one] { $actions } action
   *[other] { $actions } actions
 }, dont { $done ->
    [one] { $done } terminée
   *[other] { $done } terminées
 }
said-lead-named = Pilote enregistré.
action-new = Action
action-new-title = Ajouter une action
action-title = Ce qu’il faut faire
action-place = Thème et sous-thème
action-add = Ajouter au plan
said-action-added = Action ajoutée au plan.
said-action-changed = Action modifiée.
action-theme-unknown = Ce thème n’existe pas dans le programme.
action-late = En retard
action-facts = L’action
action-record = Suivi
action-whole = { $comments } commentaires, { $documents } documents
action-unassign = Retirer { $name }
action-assign-whom = Personne à ajouter
action-remind = Rappel
action-remind-days = { $days ->
    [0] Aucun
    [one] La veille
   *[other] { $days } jours avant
}
action-set-due = Enregistrer l’échéance
mine-none = Rien ne vous attend
mine-none-text = Les actions qui vous sont confiées ou que vous pilotez apparaîtront ici.
mine-open = À faire par moi
mine-to-validate = À valider
mine-led = Dans ce que je pilote
mine-finished = Terminées
board-help = Glissez une carte d’une colonne à l’autre, ou utilisez son menu. Au clavier : Alt et les flèches gauche et droite sur le titre d’une carte.
board-move = Déplacer
board-move-action = Déplacer « { $title } »
board-moved = « { $title } » : { $status }
board-not-applicable = Non applicable…
board-priority-low = Priorité faible
board-priority-medium = Priorité moyenne
board-priority-high = Priorité élevée
calendar-month = { $month } { $year }
calendar-weekdays = lun. mar. mer. jeu. ven. sam. dim.
calendar-previous = Mois précédent
calendar-next = Mois suivant
calendar-now = Aujourd’hui
calendar-late = En retard
calendar-undated = Sans échéance
compliance-tab-indicators = Indicateurs
compliance-export = Exporter
compliance-compare = Comparer avec
compliance-compare-show = Superposer
campaign-ready = Toutes les questions ont une réponse.
said-campaign-validated = Questionnaire validé.
answer-documents = Preuves : { $count }
answer-documents-title = Preuves de la réponse
answer-back = Revenir à la question
answer-theirs = { $by } a répondu à { $time } : { $answer }
answer-both = Rien n’est écrasé : choisissez la réponse à garder.
answer-mine = Garder la mienne
answer-take-theirs = Prendre la sienne
export-questionnaire-title = Questionnaire et réponses
export-questionnaire-help = Les questions qui se posent, thème par thème, avec les réponses données jusqu’ici, leurs commentaires et leurs preuves.
export-plan-title = Exporter le plan d’actions
export-plan-help = Toutes les actions du plan, avec leurs responsables, échéances, statuts et preuves.
export-department = Service concerné
export-department-help = Avec un service, seules les questions qui le concernent sont exportées.
export-all-departments = Tous les services
export-form-pdf = PDF
export-form-xlsx = Tableur (XLSX)
export-form-csv = CSV
export-subtheme = Sous-thème
export-question = Question
export-departments = Services concernés
export-answer = Réponse
export-answered-by = Répondu par
export-answered-on = Le
export-version = Version
export-opened-on = Ouvert le
export-validated-on = Validé le
export-done-on = Terminée le
export-leads = Pilotes
export-table-questionnaire = Questionnaire
export-table-plan = Plan d’actions
indicators-mean = Conformité moyenne
indicators-done = Actions terminées par mois
indicators-overdue = Actions en retard à la fin du mois
indicators-themes = Mois par mois
indicators-departments = Actions par service
indicators-department = Service
indicators-no-department = Sans service
indicators-open = En cours
indicators-hint = { $month } : { $figure }
action-from-finding = Ajouter au plan d’actions
compliance-tab-guides = Guides d’entretien
guides-help = De quoi parler avec les équipes qui travaillent avec des données, et ce qu’il faut écouter. Les questions se modifient dans les paramètres, sous « Questionnaires et modèles ».
guides-choose = Choisir un guide
compliance-open-new = Nouvelle campagne
compliance-share = { $share } conforme
