# Recherche dans tout l’organisme.
search-title = Recherche
search-kinds = Ce qui est cherché
search-kind-all = Tout
search-kind-document = Documents
search-kind-activity = Activités
search-kind-purpose = Finalités
search-kind-action = Actions
search-one-document = Document
search-one-activity = Activité de traitement
search-one-purpose = Finalité
search-one-action = Action
search-help = Cherchez des mots dans les documents, les activités, les finalités et les actions. Mettez une expression entre guillemets pour la trouver telle quelle.
search-none-title = Rien ne correspond à « { $words } »
search-none = Essayez moins de mots, ou un début de mot.
search-total = { $count ->
    [one] Un résultat
   *[other] { $count } résultats
}
search-category = Catégorie
search-author = Créé par
search-from = Du
search-until = Au
search-incomplete = L’index de recherche se met à jour : d’autres résultats peuvent apparaître dans un instant.
