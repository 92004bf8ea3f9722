# Les finalités : fiche, formulaire, ce qui empêche de les changer.
purpose-refused-joint-controller = Ce responsable conjoint ne peut pas être retiré : { $found }. Projets qui le nomment : { $activities }.
purpose-refused-data-subject = Ces personnes ne peuvent pas être retirées : { $found }. Projets qui les concernent : { $activities }.
purpose-refused-volume = Le nombre de personnes ne peut pas être abaissé pour { $found }. Projets qui le dépasseraient : { $activities }.
purpose-refused-personal-data = Cette donnée ne peut pas être retirée : { $found }. Projets qui la traitent : { $activities }.
purpose-refused-retention = La durée de conservation ne peut pas être abaissée. Projets qui la dépasseraient : { $activities }.
purpose-refused-retention-of = La durée de conservation ne peut pas être abaissée pour { $found }. Projets qui la dépasseraient : { $activities }.
purpose-refused-security-measure = Cette mesure ne peut pas être exigée : { $found ->
    [transit_encryption] { column-security_transit_encryption }
    [offline_network] { column-security_offline_network }
    [authentication] { column-security_authentication }
    [logging] { column-security_logging }
    [confidentiality_undertaking] { column-security_confidentiality_undertaking }
    [isolated_media] { column-security_isolated_media }
    [regular_controls] { column-security_regular_controls }
   *[physical_access] { column-security_physical_access }
 }. Projets qui ne la prennent pas : { $activities }.
purpose-refused-application = Cette application ne peut pas être retirée : { $found }. Projets qui l’utilisent : { $activities }.
purpose-refused-transmission = La transmission ne peut pas être interdite. Projets qui transmettent des données : { $activities }.
purpose-name-taken = Une finalité de cette branche porte déjà le nom « { $name } ».
purpose-has-activities = { $count ->
    [one] Cette finalité porte encore { $count } projet : déplacez-le ou supprimez-le d’abord.
   *[other] Cette finalité porte encore { $count } projets : déplacez-les ou supprimez-les d’abord.
 }
purpose-title = Finalité
purpose-new = Nouvelle finalité
purpose-edit = Modifier la finalité
purpose-delete = Supprimer cette finalité
purpose-name = Nom de la finalité
purpose-name-help = Pourquoi vous traitez ces données, en quelques mots : « Recouvrer les loyers ». Une finalité doit être déterminée, explicite et légitime (RGPD, art. 5, 1, b).
purpose-category-help = Le domaine de l’activité, par exemple « Gestion locative ». Un nouveau nom crée la catégorie.
purpose-subcategory-help = Pour classer plus finement, par exemple « Vie du bail ».
purpose-description = Description
purpose-description-help = Ce que cette finalité couvre et ce qu’elle ne couvre pas : les services sauront où ranger leurs projets.
purpose-basis-help = Ce qui rend le traitement licite : une seule base par finalité (RGPD, art. 6).
purpose-subjects-help = Les personnes dont les données servent à cette finalité, et combien au plus (RGPD, art. 30, 1, c). Un projet qui en concerne d’autres, ou davantage, attendra votre décision.
purpose-subjects-add = Ajouter des personnes
purpose-subject = Personnes concernées
purpose-volume = Nombre, au plus
purpose-no-limit = Sans limite
purpose-data-help = Seulement les données nécessaires à cette finalité (RGPD, art. 5, 1, c), chacune avec sa durée quand elle diffère de la durée générale. La sensibilité proposée vient de la catégorie ; changez-la si vous pouvez dire pourquoi.
purpose-data-add = Ajouter une donnée
purpose-data-category = Catégorie
purpose-data-type = Donnée
purpose-data-kept = Durée
purpose-data-as-whole = la durée générale
purpose-unit = Unité
purpose-from = À partir de
purpose-then = Ensuite
purpose-data-grades = Durée et sensibilité
purpose-data-incomplete = Indiquez la catégorie et le nom de cette donnée : { $data }.
purpose-period-unreadable = Cette durée doit être un nombre entier : { $value }.
purpose-retention-help = La plus longue durée permise pour les données qui n’en ont pas une à elles (RGPD, art. 5, 1, e). Vide : sans limite.
purpose-section-sharing = Partage et outils
purpose-joint-controllers = Responsables conjoints
purpose-joint-controllers-help = Les organismes qui décident avec vous du pourquoi et du comment (RGPD, art. 26).
purpose-transmission-help = Les données peuvent-elles aller à des destinataires, à des sous-traitants, à des responsables conjoints ou dans un autre pays ? (RGPD, art. 13, 28 et 44)
purpose-transmission-allowed = Transmission permise
purpose-transmission-forbidden = Transmission interdite
purpose-applications = Applications permises
purpose-applications-help = Les logiciels, bases et tableurs que les projets peuvent utiliser.
purpose-measures = Mesures de sécurité exigées
purpose-measures-help = Ce que chaque projet doit faire pour protéger les données (RGPD, art. 32).
purpose-grades = Sensibilité de la finalité
purpose-grades-help = Ce que les personnes subiraient si cette finalité échouait, de A (négligeable) à F (maximal) (RGPD, art. 24 et 35). La proposition reprend ce que ses données ont de plus grave.
purpose-grades-legend = Trois notes pour chaque cas, dans l’ordre : atteinte physique, morale, financière ; de A (négligeable) à F (maximal).
purpose-harm-physical = Atteinte physique
purpose-harm-moral = Atteinte morale
purpose-harm-financial = Atteinte financière
purpose-failure-alteration = Altération
purpose-failure-loss = Perte
purpose-failure-leak = Fuite
purpose-grade-proposed = Proposée { $grade }
purpose-grade-reason = Motif, si une note est changée
purpose-grades-unexplained = Dites pourquoi la sensibilité de la finalité est changée.
purpose-grades-of-unexplained = Dites pourquoi la sensibilité est changée pour { $data }.
purpose-named-twice = Ceci est nommé deux fois : { $name }.
purpose-frame = Ce que la finalité permet
purpose-nothing = Rien n’est indiqué.
purpose-without-activities = Aucun projet pour cette finalité.
purpose-proposed = Proposée
purpose-proposed-help = Cette finalité n’est que proposée par un projet : l’enregistrer l’adopte.
purpose-origin = Origine
purpose-origin-own = Créée ici
purpose-origin-import = Reprise d’un import
purpose-origin-model = Faite d’un modèle
