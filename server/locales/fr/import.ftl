# L’import d’un fichier de registre.
import-title = Importer un registre
import-crumb = Registre
import-choose = Choisissez le fichier à importer
import-choose-help = CSV, texte tabulé, XLSX ou ODS de 89 colonnes, 50 Mo au plus. Rien n’est écrit avant votre accord.
import-file = Fichier
import-check = Vérifier le fichier
import-as-xlsx = XLSX
import-as-csv = CSV
import-template = Modèle vide
import-example = Exemple rempli
import-how = Comment préparer le fichier
import-how-row = Une ligne décrit un projet, c’est-à-dire un traitement. Catégorie, finalité et nom sont toujours remplis.
import-how-values = Plusieurs valeurs dans une cellule sont séparées par des points-virgules.
import-how-format = Un classeur (XLSX, ODS) ou un fichier texte (CSV, tabulations), une ligne d’en-têtes. Les fichiers d’Excel en français sont reconnus.
import-preview = Vérification du fichier
import-counts = { $valid ->
    [one] { $valid } ligne valide sur { $rows }
   *[other] { $valid } lignes valides sur { $rows }
 }
import-creates = Ce que l’import va créer
import-made = Ce que l’import a créé
import-categories = { $count ->
    [one] catégorie
   *[other] catégories
 }
import-subcategories = { $count ->
    [one] sous-catégorie
   *[other] sous-catégories
 }
import-purposes = { $count ->
    [one] finalité
   *[other] finalités
 }
import-activities = { $count ->
    [one] projet
   *[other] projets
 }
import-departments = { $count ->
    [one] service
   *[other] services
 }
import-validated = { $count ->
    [one] validé
   *[other] validés
 }
import-incomplete = { $count ->
    [one] incomplet
   *[other] incomplets
 }
import-suspended = { $count ->
    [one] suspendu
   *[other] suspendus
 }
import-faults = Erreurs ({ $count })
import-faults-none = Aucune erreur : le fichier peut être importé.
import-faults-more = Seules les premières erreurs sont affichées. La liste à télécharger les contient toutes, jusqu’à 5 000.
import-faults-download = Télécharger les erreurs
import-notices = À savoir ({ $count })
import-rows = Toutes les lignes
import-row = Ligne
import-column = Colonne
import-value = Valeur trouvée
import-problem = Problème
import-whole-file = fichier
import-commit-all = { $count ->
    [one] Importer la ligne
   *[other] Importer { $count } lignes
 }
import-commit-valid = { $count ->
    [one] Importer la seule ligne valide
   *[other] Importer les { $count } lignes valides seulement
 }
import-again = Corriger et recommencer
import-see-register = Voir le registre
import-done = Import terminé
import-too-large = Ce fichier dépasse { $most } Mo.
import-has-faults = { $count ->
    [one] Il reste une erreur dans ce fichier. Corrigez-la, ou importez les lignes valides seulement.
   *[other] Il reste { $count } erreurs dans ce fichier. Corrigez-les, ou importez les lignes valides seulement.
 }
import-nothing-valid = Ce fichier ne contient aucune ligne à importer.
import-fault-required = La colonne « { $column } » doit être remplie.
import-fault-range = « { $value } » n’est pas compris entre { $min } et { $max }.
import-fault-date = Le jour, le mois et l’année ne forment pas une date du calendrier.
import-fault-requires = La colonne « { $column } » doit être remplie, car une de celles qui en dépendent l’est : { $columns }.
import-fault-enum = « { $value } » n’est pas une valeur acceptée. Valeurs acceptées : { $accepted }.
import-fault-email = « { $value } » n’est pas une adresse de courriel.
import-fault-url = « { $value } » n’est pas une adresse web complète, commençant par https:// ou http://.
import-fault-country = « { $value } » n’est pas le nom d’un pays.
import-fault-bool = « { $value } » n’est ni oui ni non. Valeurs acceptées : { $accepted }.
import-fault-number = « { $value } » n’est pas un nombre entier.
import-fault-pairs = Les valeurs vont par deux : catégorie ; donnée. Il en manque une.
import-fault-duplicate = La ligne { $earlier } décrit déjà le projet « { $value } » dans la même finalité.
import-fault-taken = Le registre contient déjà un projet « { $value } » dans la même finalité.
import-fault-encoding = Ce fichier n’est lisible ni comme texte ni comme classeur. Enregistrez-le en XLSX, ODS ou CSV UTF-8.
import-fault-delimiter = Les colonnes ne sont séparées ni par des virgules, ni par des tabulations, ni par des points-virgules.
import-fault-header = La première ligne doit contenir les en-têtes des colonnes.
import-fault-columns = { $value } colonnes trouvées au lieu de 89.
import-fault-size = Trop grand : { $value }. Limites : 50 Mo, 512 Mo une fois décompressé, 20 000 lignes, 32 767 octets et 500 valeurs par cellule.
import-notice-encoding = Le fichier est en { $value } et non en UTF-8 ; il a été lu quand même.
import-notice-delimiter = Les colonnes sont séparées par des points-virgules ; le fichier a été lu quand même.
import-notice-header = L’en-tête « { $value } » est celui d’une autre colonne que « { $column } ». Les colonnes sont lues dans l’ordre : vérifiez qu’elles ne sont pas interverties.
import-notice-blank_row = Ligne vide, ignorée.
import-notice-subcategory_parent = La sous-catégorie « { $value } » existe sous plusieurs catégories : ce seront plusieurs sous-catégories.
import-notice-purpose_parent = La finalité « { $value } » existe à plusieurs endroits : ce seront plusieurs finalités.
import-notice-indirect_source = La collecte est indirecte, mais sa source n’est pas indiquée.
import-notice-volume_without_subjects = L’effectif « { $value } » ne s’applique à aucune catégorie de personnes.
import-notice-no_without_name = Réponse « { $value } » au sujet de quelqu’un qui n’est pas nommé.
import-notice-recipient_reading = La colonne « { $column } » est lue ainsi : oui, le destinataire est interne ; non, il est externe.
import-notice-department_head = Plusieurs responsables pour le service « { $value } » : le premier est retenu.
import-how-client = Les 89 colonnes n’ont pas de place pour le client : les projets arrivent incomplets, sauf d’un classeur exporté par ce logiciel.
import-before = Imports précédents
import-at = Déposé le
import-activities-made = Projets créés
import-state = État
import-state-made = Importé
import-state-undone = Annulé
import-state-waiting = En attente
import-counts-made = { $made ->
    [one] { $made } projet créé sur { $rows } lignes
   *[other] { $made } projets créés sur { $rows } lignes
 }
import-corrected = { $count ->
    [one] 1 cellule corrigée ici
   *[other] { $count } cellules corrigées ici
 }
import-correct = Vérifier de nouveau
import-correct-help = Corrigez les valeurs ici, puis vérifiez de nouveau : le fichier reste tel quel, et rien d’autre n’est perdu.
import-cell = Ligne { $row }, { $column }
import-notice = À savoir
import-new = nouveau
import-becomes = Après l’import
import-row-faulty = avec erreur
import-running = Import en cours
import-running-help = Vous pouvez quitter cette page : l’import continue. Si le serveur s’arrête avant la fin, rien n’est écrit.
import-failed = L’import n’a pas pu se terminer : rien n’a été écrit. Réessayez.
import-made-already = Ce fichier a déjà été importé.
import-no-cell = Cette cellule n’existe pas dans le fichier.
import-cell-too-long = Une cellule contient { $most } octets au plus.
import-too-many-corrections = { $most } cellules au plus se corrigent ici : corrigez le reste dans le fichier.
import-was-undone = Cet import a été annulé le { $at }. Le fichier peut être importé de nouveau.
import-undo = Annuler cet import
import-undo-do = Annuler l’import
import-undo-help = Tout ce que cet import a créé est retiré, et le registre redevient ce qu’il était. C’est possible tant que rien n’a été changé depuis.
import-undo-sure = Retirer tout ce que l’import de « { $name } » a créé ?
import-undo-nothing = Cet import n’a rien créé : il n’y a rien à annuler.
import-undo-activities = { $count ->
    [one] Un projet de cet import a été modifié ou supprimé depuis
   *[other] { $count } projets de cet import ont été modifiés ou supprimés depuis
 } : l’import ne peut plus être annulé en entier.
import-undo-purposes = { $count ->
    [one] Une finalité de cet import a été modifiée ou supprimée depuis
   *[other] { $count } finalités de cet import ont été modifiées ou supprimées depuis
 } : l’import ne peut plus être annulé en entier.
import-undo-categories = { $count ->
    [one] Une catégorie de cet import a été modifiée ou supprimée depuis
   *[other] { $count } catégories de cet import ont été modifiées ou supprimées depuis
 } : l’import ne peut plus être annulé en entier.
import-undo-departments = { $count ->
    [one] Un service de cet import a été modifié ou supprimé depuis
   *[other] { $count } services de cet import ont été modifiés ou supprimés depuis
 } : l’import ne peut plus être annulé en entier.
import-undo-used = « { $name } » a été utilisé depuis par autre chose que cet import ({ $count }) : l’import ne peut plus être annulé.
import-undo-documents = { $count ->
    [one] Un projet de cet import a
   *[other] { $count } projets de cet import ont
 } maintenant des documents : détachez-les d’abord.
import-running-already = Ce fichier est déjà en cours d’import.
import-fault-details = La feuille des compléments dit de cette ligne quelque chose d’illisible : { $value }.
import-notice-details_aside = La cellule a changé depuis l’export : elle compte, et le complément « { $value } » est laissé de côté.
import-notice-details_unused = Les compléments du projet « { $value } » ne correspondent à aucune ligne : ils sont laissés de côté.
said-import-undone = Import annulé : le registre est comme avant.
import-undo-comments = { $count ->
    [one] Un commentaire a été écrit
   *[other] { $count } commentaires ont été écrits
 } depuis sur des projets de cet import : l’import ne peut plus être annulé.
import-foreign-help = Le paquet « { $pack } » lit ce tableau et le traduit en activités de traitement. Vous voyez le résultat avant qu’il entre dans le registre.
import-foreign-fault = Ligne { $line }, { $column } : { $why }
import-foreign-line = Ligne { $line } : { $why }
import-foreign-file = { $why }
import-foreign-empty = Ce fichier ne contient aucune activité.
import-foreign-failed = Le paquet « { $pack } » n’a pas réussi à lire ce fichier. Vérifiez que c’est le bon tableau.
import-fault-unwanted = La colonne « { $column } » doit rester vide : la collecte est directe.
import-foreign-columns = Colonnes attendues, dans n’importe quel ordre : { $columns }.
