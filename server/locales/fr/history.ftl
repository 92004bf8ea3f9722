# L’historique d’un projet ou d’une finalité.
history-title = Historique de { $name }
history-tabs = Fiche et historique
history-tab-sheet = Fiche
history-tab = Historique
history-field-status = État
history-removed = retiré :
history-added = ajouté :
history-saves = { $count ->
    [one] { $count } enregistrement, à partir du { $begun }
   *[other] { $count } enregistrements, à partir du { $begun }
 }
history-changes = { $count ->
    [one] { $count } champ modifié
   *[other] { $count } champs modifiés
 }
history-nothing = Aucun champ de la fiche n’a changé.
history-erased = Ce qui a été écrit alors n’est plus conservé.
history-pages = Pages de l’historique
history-latest = Plus récent
history-older = Plus ancien
