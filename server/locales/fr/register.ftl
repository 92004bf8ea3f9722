# Les registres : arborescence et liste.
register-title = Registre des traitements
register-kind = Choix du registre
register-kind-controller = Responsable de traitement
register-kind-processor = Sous-traitant
register-export = Exporter
register-export-csv = Tout le registre (CSV, 89 colonnes)
register-export-csv-validated = Projets validés seulement (CSV)
register-export-pdf = Registre, article 30 (PDF)
register-export-pdf-operational = Registre opérationnel complet (PDF)
register-import = Importer
register-add = Ajouter un projet
register-statuses = État des projets
register-tab-all = Tous les projets
register-tab-validated = Validés
register-tab-incomplete = Incomplets
register-tab-suspended = Suspendus
register-empty-title = Ce registre est encore vide
register-empty-text = Importez votre registre actuel depuis un tableur, ou décrivez un premier projet.
register-branches = Branches du registre
register-search = Chercher dans le registre
register-search-branch = Chercher dans cette branche
register-filter-remove = Retirer le filtre { $filter }
register-as-tree = Arborescence
register-as-list = Liste
register-count = { $count ->
    [one] { $count } projet
   *[other] { $count } projets
 }
register-more = Voir toute la liste
register-column-name = Projet
register-column-branch = Branche
register-column-updated = Modifié le
register-column-status = État
register-nothing = Aucun projet ne correspond à ces filtres.
register-pages = Pages de la liste
register-range = { $first } à { $last } sur { $total }
register-previous = Précédents
register-next = Suivants
register-add-menu = Ajouter
register-add-purpose = Ajouter une finalité
register-add-subcategory = Ajouter une sous-catégorie
register-add-category = Ajouter une catégorie
register-branch-menu = Actions sur { $name }
register-from-model = Modèle
