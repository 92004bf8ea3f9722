# Les catégories du registre, et le déplacement de ses branches.
category-new = Nouvelle catégorie
category-name = Nom
category-name-help = Un domaine de votre activité, par exemple « Ressources humaines ».
category-parent = Place
category-parent-help = Au premier niveau c’est une catégorie ; sous une autre, une sous-catégorie.
category-delete = Supprimer cette catégorie
category-name-taken = Une catégorie porte déjà le nom « { $name } » à cette place.
category-too-deep = Une sous-catégorie ne peut pas en contenir une autre.
category-has-subcategories = Cette catégorie a des sous-catégories : elle ne peut pas en devenir une. Déplacez-les d’abord.
category-of-pack = Cette catégorie vient d’un paquet sectoriel et ne se modifie pas.
place-move = Déplacer
place-do = Déplacer ici
place-title = Déplacer « { $name } »
place-to = Nouvelle place
place-help = Tout ce qui est en dessous suit.
place-top = Au premier niveau du registre
place-said = { $name } se trouve désormais dans { $place }.
place-said-top = { $name } se trouve désormais au premier niveau.
said-branch-moved = Déplacé, avec tout ce qui est en dessous.
category-has-activities = { $count ->
    [one] Cette catégorie porte encore { $count } projet : déplacez-le ou supprimez-le d’abord.
   *[other] Cette catégorie porte encore { $count } projets : déplacez-les ou supprimez-les d’abord.
 }
category-holds = { $subcategories ->
    [one] { $subcategories } sous-catégorie
   *[other] { $subcategories } sous-catégories
 } · { $purposes ->
    [one] { $purposes } finalité
   *[other] { $purposes } finalités
 }
category-delete-below = Disparaissent avec elle : { $subcategories ->
    [one] { $subcategories } sous-catégorie
   *[other] { $subcategories } sous-catégories
 } et { $purposes ->
    [one] { $purposes } finalité sans projet
   *[other] { $purposes } finalités sans projet
 }.
